"""Mistakes that any exercise may meet are named where their values show, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from course_utils.grading import Cases, Exercise, LocalStudent, judge


def exercise(oracle, draw, part=None, **more) -> Exercise:
    made = Exercise(
        "demo.answer",
        title="t",
        minutes=1,
        difficulty="easy",
        hints=("", ""),
        oracle=oracle,
        **more,
    )
    made.marks(Cases("all", 5, draw, part=part))
    return made


def named(of: Exercise, answer) -> str:
    (finding,) = judge(of, LocalStudent({"answer": answer}), seed=0).findings
    return finding.mistake


def share(x):
    return np.mean(x > 0)


def rows(rng):
    return [(rng.normal(size=(5, 4)),) for _ in range(2)]


def pairs(rng):
    return [tuple(rng.uniform(1.2, 3.0, size=2)) for _ in range(2)]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda x: 100 * share(x), "per cent for a share"),
        (lambda x: np.sum(x > 0), "a count for a share"),
        (lambda x: np.sum(x > 0) / len(x), "a count for a share"),
        (lambda x: -share(x), "the other sign"),
        (lambda x: 2 * share(x), "twice as much"),
        (lambda x: share(x) / 2, "half as much"),
        (lambda x: share(x) ** 2, "a root is missing"),
        (lambda x: np.sqrt(share(x)), "one root too many"),
        (lambda x: int(share(x)), ""),  # 0 whatever x is
        (lambda x: 0.5, ""),
        (lambda x: share(x) + 0.01, ""),
    ],
)
def test_one_number(answer, name):
    assert named(exercise(share, rows), answer) == name


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (lambda x: np.transpose(2 * x), "rows and columns exchanged"),
        (lambda x: np.trunc(2 * x), "cut to whole numbers"),
        (lambda x: np.zeros((5, 4)), ""),
    ],
)
def test_an_array(answer, name):
    assert named(exercise(lambda x: 2 * x, rows), answer) == name


def test_a_row_and_nan():
    row = exercise(np.cumsum, lambda rng: [(rng.normal(size=5),)])
    assert named(row, lambda x: np.cumsum(x)[::-1]) == "backwards"
    broken = exercise(abs, lambda rng: [(np.array([np.nan, *rng.normal(size=3)]),)])
    assert named(broken, lambda x: np.nan_to_num(abs(x))) == "NaN turned into 0"


def test_results_and_arguments():
    both = exercise(lambda a, b: (a + b, a / b), pairs, parts=("the sum", "the ratio"))
    assert named(both, lambda a, b: (a / b, a + b)) == "results exchanged"
    ratio = exercise(lambda a, b: a / b, pairs)
    assert named(ratio, lambda a, b: b / a) == "arguments exchanged"
    assert named(ratio, lambda a, b: a * b) == ""


def test_a_part_that_is_one_number_throughout_has_no_name():
    both = exercise(lambda a, b: (a, b / 10), pairs, 1, parts=("first", "second"))
    assert named(both, lambda a, b: (a, 0.0)) == ""
    assert named(both, lambda a, b: (a, b / 5)) == "twice as much"


def test_an_error_of_the_learners_is_no_exchange():
    """An oracle with a parameter that no call has an argument for has nothing to exchange there."""

    def fails(a, b):
        raise IndexError("list index out of range")

    assert named(exercise(lambda a, b, c=1.0: a / b * c, pairs), fails) == ""


def test_a_mistake_of_the_catalogue_comes_first():
    twice = exercise(share, rows, says={"its own name": "Twice."})
    twice.mistakes({"its own name": lambda x: 2 * share(x)})
    assert named(twice, lambda x: 2 * share(x)) == "its own name"
