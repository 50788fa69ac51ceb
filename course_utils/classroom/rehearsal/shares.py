"""How often each mistake turns up in a made-up class: what to expect before a real one answers."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .corpus import answers_of, choose


def mistakes_in(stem: str, *, students: int = 600, seed: int = 0) -> dict[str, Counter[str]]:
    """Return for each exercise of a lesson how often each mistake was drawn.

    The students are drawn as `rehearse` draws them: each has an ability between 0.3 and 0.95, and
    answers an exercise rightly with that probability. So a mistake is as frequent as its answers
    are in the corpus: a guess to prepare by, not a measurement of people.

    Parameters
    ----------
    stem : str
    students : int
    seed : int

    Raises
    ------
    CourseError
        Where the corpus is not at hand: the student edition does not carry it.
    """
    answers, rng = answers_of(stem), np.random.default_rng([seed, students])
    found: dict[str, Counter[str]] = {exercise: Counter() for exercise in answers}
    for _ in range(students):
        chosen = choose(answers, rng, float(rng.uniform(0.3, 0.95)))
        for exercise, answer in chosen.items():
            if answer.kind == "wrong":
                found[exercise][answer.expects] += 1
    return found
