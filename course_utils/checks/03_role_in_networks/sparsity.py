"""Zeros, and the work they save."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number
from ..answers import one_part_of
from ..inputs import mixed


def _answer(z, n_out):
    return float((z <= 0).mean()), z.size * n_out, int((z > 0).sum()) * n_out


sparsity = Exercise.of(
    __file__,
    oracle=_answer,
    parts=("the share", "the dense count", "the needed count"),
    tidy=one_number,
)


def _sums(rng, rows, units):
    z = mixed(rng, rows, units)
    z[:, 0] = -abs(z[:, 0])  # one unit is off on every row: a dead unit, not all of the zeros
    z[0, 1], z[1, 1] = 1.5, 2.5
    return z


def _cut(z, n_out):
    share, dense, _ = _answer(z, n_out)
    return int(dense * (1 - share))


def _layers(rng):
    """Draw layers; in the second, what is left of the rounded share falls short by rounding."""
    first = _sums(rng, 4, 5), int(rng.integers(3, 9))
    while True:
        second = _sums(rng, 6, 7), int(rng.integers(3, 9))
        if _cut(*second) != _answer(*second)[2]:
            return [first, second]


def _exact(rng):
    z = _sums(rng, 3, 7)
    z[2, 1:3] = (0.0, -0.0)
    z[2, 3:6] = (1e-30, 1e-9, -1e-9)
    return [(z, 4)]


sparsity.marks(
    Cases("the share of zeros", 1, _layers, part=0),
    Cases("a sum of exactly 0", 1, _exact, part=0),
    Cases("what a dense product does", 2, _layers, part=1),
    Cases("what would be needed", 1, lambda rng: [*_layers(rng), *_exact(rng)], part=2),
)


_share_is, _dense_is, _needed_is = one_part_of(_answer, 3)


sparsity.mistakes(
    {
        "a dense product skips zeros": _dense_is(lambda *layer: _answer(*layer)[2]),
        "a sum of 0 is forgotten": _share_is(lambda z, n_out: float((z < 0).mean())),
        "dead units for zeros": _share_is(lambda z, n_out: float((z <= 0).all(axis=0).mean())),
        "only dead units save work": _needed_is(
            lambda z, n_out: len(z) * int((z > 0).any(axis=0).sum()) * n_out
        ),
        "zeros for each entry that is not 0": _share_is(
            lambda z, n_out: int((z <= 0).sum()) / int((z > 0).sum())
        ),
        "a small number taken for 0": [
            lambda z, n_out, band=band: _answer(np.where(z < band, 0.0, z), n_out)
            for band in (1e-4, 1e-12)
        ],
        "the share of what is not 0": _share_is(lambda z, n_out: float((z > 0).mean())),
        "percent, not a share": _share_is(lambda z, n_out: 100 * float((z <= 0).mean())),
        "n_out is forgotten": lambda z, n_out: (float((z <= 0).mean()), z.size, int((z > 0).sum())),
        "additions counted as well": lambda z, n_out: (
            float((z <= 0).mean()),
            *(2 * n for n in _answer(z, n_out)[1:]),
        ),
        "cut after rounding": _needed_is(_cut),
        "the share is cut to 0": _share_is(lambda z, n_out: 0),
        "a number, not a share": _share_is(lambda z, n_out: int(np.sum(z <= 0))),
        "one row only": lambda z, n_out: (
            _answer(z, n_out)[0],
            z.shape[1] * n_out,
            round(z.shape[1] * n_out * (1 - _answer(z, n_out)[0])),
        ),
        "what is saved, not what is needed": _needed_is(
            lambda z, n_out: int((z <= 0).sum()) * n_out
        ),
        "the zeros of z, not of h": lambda z, n_out: (
            float((z == 0).mean()),
            z.size * n_out,
            int((z != 0).sum()) * n_out,
        ),
    }
)
