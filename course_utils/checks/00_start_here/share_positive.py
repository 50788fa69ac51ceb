"""The warm-up of lesson 00: write, check, read the reason, take a hint, mend."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number
from ..inputs import mixed

share_positive = Exercise(
    "start_here.share_positive",
    title="The share of positive numbers",
    minutes=3,
    difficulty="easy",
    hints=(
        "`x > 0` asks the question of every entry at once. What does it give for `np.array([-2.0, "
        "0.0, 3.0, 4.0])`?",
        "True counts as 1 and False as 0, so the share is the mean of the answers.",
        "`np.mean(x > 0)` does it for an array of any shape.",
    ),
    oracle=lambda x: np.count_nonzero(x > 0) / x.size,
    tidy=one_number,
)


share_positive.marks(
    Cases(
        "a row of numbers",
        1,
        lambda rng: [(rng.permutation([*abs(mixed(rng, 5)), *-abs(mixed(rng, 4))]),)],
        look=4,
        task="the share of the entries of the array x that are greater than zero, as a number "
        "between 0 and 1.",
    ),
    Cases(
        "zero is not positive",
        1,
        lambda rng: [
            (rng.permutation([0.0, 0.0, -0.0, 1.5, 2.5, -1.0, -3.0, 0.5]),),
            (np.array([1e-9, -1e-9, 0.0, 3.0]),),
        ],
        look=4,
        task="greater than zero",
        reason="0 is not greater than 0, and every number above it is.",
    ),
    Cases(
        "any shape, whole numbers too",
        1,
        lambda rng: [(_matrix(rng),), (np.array([[[3, -1]], [[2, 7]]]),), (np.array(2.5),)],
        look=4,
        task="The array may have any shape.",
        reason="The share is taken over all entries.",
    ),
)


def _matrix(rng):
    x = np.abs(mixed(rng, 3, 4))
    x[1], x[2, 1:] = -x[1], -x[2, 1:]
    return x


def _loop(x):
    count = 0
    for value in x:
        if value > 0:
            count += 1
    return count / len(x)


share_positive.mistakes(
    (
        "a count, not a share",
        lambda x: np.sum(x > 0),
        "This counts the positive entries. A share is that count divided by the number of entries.",
    ),
    (
        "zero counted as positive",
        lambda x: np.mean(x >= 0),
        "`x >= 0` lets zeros in. Greater than zero is `x > 0`.",
    ),
    (
        "the answers, not their mean",
        lambda x: x > 0,
        "`x > 0` gives one True or False for each entry. The task asks for one number about them "
        "all.",
    ),
    (
        "per cent",
        lambda x: 100 * np.mean(x > 0),
        "This is the share in per cent. The task asks for a number between 0 and 1.",
    ),
    (
        "the mean of the positive entries",
        lambda x: np.mean(x[x > 0]),
        "`x[x > 0]` picks the positive entries out, and their mean says how large they are, not "
        "how many.",
    ),
    (
        "the share of negative numbers",
        lambda x: np.mean(x < 0),
        "This is the share of the entries below zero: the comparison looks the other way.",
    ),
    (
        "divided by the number of rows",
        lambda x: np.sum(x > 0) / len(x),
        "`len(x)` is the number of rows. For a row of numbers that is all of them; for a matrix "
        "it is not. `x.size` counts every entry.",
    ),
    (
        "Python's sum adds rows",
        lambda x: sum(x > 0) / len(x),
        "Python's own `sum` adds up the rows of a matrix and gives one number a column. `np.sum` "
        "adds every entry.",
    ),
    (
        "a loop sees rows",
        _loop,
        "A loop over a matrix visits its rows, and a whole row is not greater than zero or not. "
        "`x > 0` without a loop asks every entry, whatever the shape.",
    ),
)
