"""The museum's pictures: where a wrong answer parts from the right one, and what is no curve."""

from __future__ import annotations

import numpy as np
import pytest

from course_utils.grading import Cases, Exercise
from course_utils.publishing import curves


@pytest.fixture
def relu():
    exercise = Exercise(
        "demo.relu", title="ReLU", minutes=1, difficulty="easy", hints=("", ""),
        oracle=lambda x, low=0.0: np.maximum(x, low),
    )  # fmt: skip
    inputs = [(np.array([-1.0, np.nan, 2.0]), 0.0), (np.array([-1.0, 2.0]), 1.0)]
    exercise.marks(Cases("numbers", 1, lambda rng: inputs))
    return exercise


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda x, low: abs(x), "At x = −4 it gives 4, not 0."),
        (lambda x, low: np.maximum(x, 0.0), "At x = −4 it gives 0, not 1."),  # the second case
        (lambda x, low: np.max(x), "What comes back is no curve: not one number for each x."),
        (lambda x, low: max(x, low), "It ends in ValueError: The truth value"),
        (
            lambda x, low: np.where(x > low, x, low),
            "On a graph the two are one line; at x = NaN it gives 0, not NaN.",
        ),
        (lambda x, low: np.maximum(x, low), curves.ELSEWHERE),
    ],
)
def test_where_they_part_in_words(relu, answer, words):
    drawn = curves.drawn(relu, answer)
    assert drawn.words.startswith(words)
    assert bool(drawn.wrong) == words.startswith("At x")
    assert drawn.fixed in ("", "low = 0", "low = 1")


def test_a_sum_over_the_inputs_is_no_curve():
    exercise = Exercise(
        "demo.mean", title="Mean", minutes=1, difficulty="easy", hints=("", ""),
        oracle=lambda x: x - x.mean() + np.cumsum(x),
    )  # fmt: skip
    exercise.marks(Cases("numbers", 1, lambda rng: [(np.array([1.0, 2.0]),)]))
    assert not curves.is_curve(exercise)


def test_a_jump_is_a_gap_and_a_point_alone_a_dot():
    step = np.where(curves.X > 0, 1.0, 0.0)
    step[curves.X == 0] = 0.5
    assert curves.path(step).count("M") == 3 and "h0" in curves.path(step)
