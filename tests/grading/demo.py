"""A small exercise that the grading tests share."""

from __future__ import annotations

import numpy as np

from course_utils.grading import Exercise


def make() -> Exercise:
    """Return a fresh exercise: write ``double(x)``."""
    exercise = Exercise(
        "demo.double", title="Double", minutes=1, difficulty="easy", hints=("Twice.", "2 * x"),
        forbids=("activations", "relu"), seconds=0.3,
        about={"ordinary numbers": {"look": "section 1"}},
        says={"squares": "x ** 2 squares; twice x is x + x."},
    )  # fmt: skip

    @exercise.behaviour("ordinary numbers", points=2)
    def ordinary(ask):
        x = ask.rng.normal(size=4)
        ask.same(2 * x, x)
        ask.unchanged()

    @exercise.behaviour("edges", points=1)
    def edges(ask):
        x = np.array([np.nan, np.inf, -np.inf])
        ask.same(2 * x, x)

    exercise.mistakes({"squares": lambda x: x**2})
    return exercise
