"""Zeros, and the work they save."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number
from ..inputs import mixed


def _answer(z, n_out):
    return float((z <= 0).mean()), z.size * n_out, int((z > 0).sum()) * n_out


sparsity = Exercise(
    "role_in_networks.sparsity",
    title="Zeros, and the work they save",
    minutes=6,
    difficulty="medium",
    hints=(
        "relu(z) is 0 wherever z ≤ 0. The share of such entries is the mean of a truth value.",
        "A dense product h @ W multiplies every entry of h with n_out weights, also where the "
        "entry is 0. It does not look.",
        "share = `np.mean(z <= 0)`, dense = `z.size * n_out`, needed = `np.count_nonzero(z > 0) * "
        "n_out`.",
    ),
    covers=("A11",),
    oracle=_answer,
    parts=("the share", "the dense count", "the needed count"),
    tidy=one_number,
)


def _sums(rng, rows, units):
    z = mixed(rng, rows, units)
    z[:, 0] = -abs(z[:, 0])  # one unit is off on every row: a dead unit, not all of the zeros
    z[0, 1], z[1, 1] = 1.5, 2.5
    return z


def _layers(rng):
    return [(_sums(rng, *shape), int(rng.integers(3, 9))) for shape in ((4, 5), (3, 7))]


def _exact(rng):
    z = _sums(rng, 3, 7)
    z[2, 1:4] = (0.0, -0.0, 0.0)
    z[2, 4:6] = (1e-9, -1e-9)
    return [(z, 4)]


sparsity.marks(
    Cases(
        "the share of zeros",
        1,
        _layers,
        task="the share of entries of h that are exactly 0",
        part=0,
    ),
    Cases(
        "a sum of exactly 0",
        1,
        _exact,
        task="the share of entries of h that are exactly 0",
        part=0,
        reason="relu(0) is 0 as well, and what is above 0, however little, is not.",
    ),
    Cases(
        "what a dense product does",
        2,
        _layers,
        task="how many multiplications the dense product h @ W does",
        part=1,
        reason="Multiplications of h @ W.",
    ),
    Cases(
        "what would be needed",
        1,
        lambda rng: [*_layers(rng), *_exact(rng)],
        task="how many of those multiply an entry of h that is not 0.",
        part=2,
        reason="Multiplications by an entry that is not 0.",
    ),
    look=6,
)


def _skips(z, n_out):
    share, _, needed = _answer(z, n_out)
    return share, needed, needed


sparsity.mistakes(
    (
        "a dense product skips zeros",
        _skips,
        "The zeros are taken off the dense count. A dense product does not look at its numbers: "
        "it multiplies by 0 as slowly as by 0.7. Saving needs a routine that knows where the "
        "zeros are.",
    ),
    (
        "a sum of 0 is forgotten",
        lambda z, n_out: (float((z < 0).mean()), *_answer(z, n_out)[1:]),
        "`z < 0` leaves out z = 0. There relu(z) is 0 too.",
    ),
    (
        "dead units for zeros",
        lambda z, n_out: (float((z <= 0).all(axis=0).mean()), *_answer(z, n_out)[1:]),
        "This is the share of units that are 0 on every row. Zeros are counted entry by entry; a "
        "unit that is off on one row may be on for the next.",
    ),
    (
        "the share of what is not 0",
        lambda z, n_out: (float((z > 0).mean()), *_answer(z, n_out)[1:]),
        "This is the share of entries above 0. Asked for is the share of zeros: 1 minus that.",
    ),
    (
        "percent, not a share",
        lambda z, n_out: (100 * float((z <= 0).mean()), *_answer(z, n_out)[1:]),
        "This is in percent. A share lies between 0 and 1.",
    ),
    (
        "n_out is forgotten",
        lambda z, n_out: (float((z <= 0).mean()), z.size, int((z > 0).sum())),
        "These are entries of h. Each entry meets `n_out` weights: one multiplication for each.",
    ),
    (
        "additions counted as well",
        lambda z, n_out: (float((z <= 0).mean()), *(2 * n for n in _answer(z, n_out)[1:])),
        "This is twice as much: additions were counted as well. The task asks for multiplications.",
    ),
    (
        "a number, not a share",
        lambda z, n_out: (int(np.sum(z <= 0)), *_answer(z, n_out)[1:]),
        "This is how many zeros there are. Divide by the number of entries.",
    ),
)
