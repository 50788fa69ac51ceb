"""The warm-up of lesson 00: write, check, read the reason, take a hint, mend."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed

LOOK = 4
share_positive = Exercise(
    "start_here.share_positive",
    title="The share of positive numbers",
    minutes=3,
    difficulty="easy",
    hints=(
        "`x > 0` asks the question of every entry at once. What does it give for "
        "`np.array([-2.0, 0.0, 3.0, 4.0])`?",
        "True counts as 1 and False as 0, so the share is the mean of the answers.",
        "`np.mean(x > 0)` does it for an array of any shape.",
    ),
)


@share_positive.behaviour("a row of numbers", points=1, look=LOOK)
def _row(ask):
    x = ask.rng.permutation(np.concatenate([np.abs(mixed(ask.rng, 5)), -np.abs(mixed(ask.rng, 4))]))
    ask.same(5 / 9, x)


@share_positive.behaviour("zero is not positive", points=1, look=LOOK)
def _zero(ask):
    x = ask.rng.permutation([0.0, 0.0, -0.0, 1.5, 2.5, -1.0, -3.0, 0.5])
    ask.same(3 / 8, x, reason="0 is not greater than 0.")


@share_positive.behaviour("any shape, whole numbers too", points=1, look=LOOK)
def _shape(ask):
    x = np.abs(mixed(ask.rng, 3, 4))
    x[1], x[2, 1:] = -x[1], -x[2, 1:]
    ask.same(5 / 12, x, reason="The share is taken over all entries.")
    ask.same(0.75, np.array([[[3, -1]], [[2, 7]]]))
    ask.same(1.0, np.array(2.5))


@share_positive.misconception(
    "a count, not a share",
    "This counts the positive entries. A share is that count divided by the number of entries.",
)
def _count(x):
    return np.sum(x > 0)


@share_positive.misconception(
    "zero counted as positive",
    "`x >= 0` lets zeros in. Greater than zero is `x > 0`.",
)
def _zero_in(x):
    return np.mean(x >= 0)


@share_positive.misconception(
    "the answers, not their mean",
    "`x > 0` gives one True or False for each entry. The task asks for one number about them all.",
)
def _mask(x):
    return x > 0


@share_positive.misconception(
    "per cent",
    "This is the share in per cent. The task asks for a number between 0 and 1.",
)
def _per_cent(x):
    return 100 * np.mean(x > 0)


@share_positive.misconception(
    "the mean of the positive entries",
    "`x[x > 0]` picks the positive entries out, and their mean says how large they are, not how "
    "many.",
)
def _mean_of_positive(x):
    return np.mean(x[x > 0])


@share_positive.misconception(
    "the share of negative numbers",
    "This is the share of the entries below zero: the comparison looks the other way.",
)
def _negative(x):
    return np.mean(x < 0)


@share_positive.misconception(
    "divided by the number of rows",
    "`len(x)` is the number of rows. For a row of numbers that is all of them; for a matrix it "
    "is not. `x.size` counts every entry.",
)
def _rows(x):
    return np.sum(x > 0) / len(x)


@share_positive.misconception(
    "Python's sum adds rows",
    "Python's own `sum` adds up the rows of a matrix and gives one number a column. `np.sum` "
    "adds every entry.",
)
def _builtin_sum(x):
    return sum(x > 0) / len(x)


@share_positive.misconception(
    "a loop sees rows",
    "A loop over a matrix visits its rows, and a whole row is not greater than zero or not. "
    "`x > 0` without a loop asks every entry, whatever the shape.",
)
def _loop(x):
    count = 0
    for value in x:
        if value > 0:
            count += 1
    return count / len(x)
