"""The warm-up of lesson 00: write, check, read the reason, take a hint, mend."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number
from ..inputs import mixed

share_positive = Exercise.of(
    __file__, oracle=lambda x: np.count_nonzero(x > 0) / x.size, tidy=one_number
)


share_positive.marks(
    Cases(
        "a row of numbers",
        1,
        lambda rng: [
            (rng.permutation([*abs(mixed(rng, 7)), *-abs(mixed(rng, 4))]),),
            (np.array([0.7, -1.5, 2.0, 3.1]),),
        ],
    ),
    Cases(
        "zero is not positive",
        1,
        lambda rng: [
            (rng.permutation([0.0, 0.0, -0.0, 1.5, 2.5, -1.0, -0.5, 3.0, 0.5]),),
            (np.array([-1e-9, 1e-9, 1e-30, 0.0, 3.0]),),
        ],
    ),
    Cases(
        "any shape, whole numbers too",
        1,
        lambda rng: [(_matrix(rng),), (np.array([[[-1, 3]], [[2, 7]]]),), (np.array(2.5),)],
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
    {
        "a count, not a share": lambda x: np.sum(x > 0),
        "zero counted as positive": lambda x: np.mean(x >= 0),
        "the answers, not their mean": lambda x: x > 0,
        "per cent": lambda x: 100 * np.mean(x > 0),
        "the mean of the positive entries": lambda x: np.mean(x[x > 0]),
        "the share of negative numbers": lambda x: np.mean(x < 0),
        "divided by the number of rows": [
            lambda x: np.sum(x > 0) / len(x),
            lambda x: np.sum(x > 0) / x.shape[0],
            lambda x: np.sum(x > 0) / x.shape[-1],
        ],
        "Python's sum adds rows": [
            lambda x: sum(x > 0) / len(x),
            lambda x: sum(x > 0) / np.size(x),
        ],
        "a loop sees rows": _loop,
        "zeros left out of the count": lambda x: np.sum(x > 0) / np.sum(x != 0),
        "rounded": [lambda x, n=n: np.round(np.mean(x > 0), n) for n in (1, 2, 3)],
        "a share for each row": [
            lambda x, axis=axis: np.mean(x > 0, axis=axis) for axis in (-1, 0, 1)
        ],
        "the positive entries added up": lambda x: np.sum(x[x > 0]) / x.size,
        "the positive entries themselves": lambda x: x[x > 0],
        "only the first entry decides": [
            lambda x: int(np.ravel(x)[0] > 0) / np.size(x),
            lambda x: int(np.any(x > 0)) / np.size(x),
        ],
        "divided by those that are not positive": lambda x: np.sum(x > 0) / np.sum(x <= 0),
        "the mean of all entries": np.mean,
        "every number but 0 counted": lambda x: np.mean(x != 0),
        "the share of all that is not positive": lambda x: np.mean(x <= 0),
        "sums divided, not counts": [
            lambda x: np.sum(x[x > 0]) / np.sum(np.abs(x)),
            lambda x: np.sum(x[x > 0]) / np.sum(x),
        ],
        "the mean of the signs": lambda x: np.mean(np.sign(x)),
        "cut to whole numbers first": [
            lambda x: np.mean(x.astype(int) > 0),
            lambda x: np.mean(np.round(x) > 0),
        ],
        "a band around 0 left out": [
            lambda x, least=least: np.mean(x > least) for least in (0.1, 1e-3, 1e-6, 1e-10)
        ],
        "one question for the whole array": lambda x: float(bool(x > 0)),
    }
)
