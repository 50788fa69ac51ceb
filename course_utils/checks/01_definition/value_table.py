"""The table, with on and off."""

from __future__ import annotations

import itertools

import numpy as np

from ...grading import Cases, Exercise
from ..inputs import mixed


def _rows(xs):
    return [(x, max(x, 0.0), "on" if x > 0 else "off") for x in xs]


value_table = Exercise.of(__file__, oracle=_rows)


value_table.marks(
    Cases(
        "numbers below and above zero",
        2,
        lambda rng: [
            *((mixed(rng, 4).tolist(),), ([-3.0, -0.7, 1.2, 5.0],), ([4, -2],)),
            *(([],), ([0.5],), ([-0.5],), ([300.0, -1e4, 1e6],)),
        ],
    ),
    Cases(
        "zero is off", 1, lambda rng: [([1.5, 0.0, -2.0, 0.5],), ([1e-9, -1e-9, 0, 1e-30, -1e-30],)]
    ),
)
value_table.mistakes(
    {
        "zero counted as on": lambda xs: [(x, max(x, 0.0), "on" if x >= 0 else "off") for x in xs],
        "always on, because the output is never negative": lambda xs: [
            (x, max(x, 0.0), "on") for x in xs
        ],
        "on and off swapped": lambda xs: [(x, max(x, 0.0), "off" if x > 0 else "on") for x in xs],
        "x in place of f(x)": lambda xs: [(x, x, "on" if x > 0 else "off") for x in xs],
        "ReLU cut to whole numbers": [
            lambda xs, whole=whole: [(x, whole(y), word) for x, y, word in _rows(xs)]
            for whole in (int, round)
        ],
        "rows left out": [
            lambda xs: [(x, x, "on") for x in xs if x > 0],
            lambda xs: [row for row in _rows(xs) if row[0] >= 0],
        ],
        "off a little above 0": [
            lambda xs, least=least: [(x, max(x, 0.0), "on" if x > least else "off") for x in xs]
            for least in (0.1, 1e-3, 1e-6, 1e-10)
        ],
        "on wherever x is not 0": lambda xs: [(x, max(x, 0.0), "on" if x else "off") for x in xs],
        "f(x) in place of x": lambda xs: [(y, y, word) for _, y, word in _rows(xs)],
        "the row in another order": [
            lambda xs, order=order: [tuple(row[i] for i in order) for row in _rows(xs)]
            for order in [*itertools.permutations(range(3))][1:]
        ],
    }
)


def _columns(got):
    x, _, words = got
    return not isinstance(x[0], str) and all(isinstance(word, str) for word in words)


def _one_row(got):
    row = got[0] if isinstance(got, list) and len(got) == 1 else got
    return len(row) == 3 and isinstance(row[2], str) and not isinstance(row[0], (str, tuple, list))


def _truth(got):
    return isinstance(got[0][2], (bool, np.bool_))


value_table.symptoms(
    {"columns, not rows": _columns, "one row only": _one_row, "True and False for words": _truth}
)
