"""Zeros, and the work they save."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed

LOOK = 6
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
)


def _answer(z, n_out):
    return float((z <= 0).mean()), z.size * n_out, int((z > 0).sum()) * n_out


def _sums(rng, rows, units):
    z = mixed(rng, rows, units)
    z[:, 0] = -abs(z[:, 0])  # one unit is off on every row: a dead unit, not all of the zeros
    z[0, 1], z[1, 1] = 1.5, 2.5
    return z


def _ask_part(ask, z, place, reason):
    n_out = int(ask.rng.integers(3, 9))
    got = ask.call(z, n_out)
    ask.that(isinstance(got, (tuple, list)) and len(got) == 3,
             "Three numbers are asked for.", got=got,
             expected="a tuple (share, dense, needed)")  # fmt: skip
    ask.compare(got[place], _answer(z, n_out)[place], reason=reason)


@sparsity.behaviour("the share of zeros", points=1, look=LOOK)
def _share(ask):
    for shape in ((4, 5), (3, 7)):
        _ask_part(ask, _sums(ask.rng, *shape), 0, "The share:")


@sparsity.behaviour("a sum of exactly 0", points=1, look=LOOK)
def _exact(ask):
    z = _sums(ask.rng, 3, 7)
    z[2, 1:4] = (0.0, -0.0, 0.0)
    _ask_part(ask, z, 0, "relu(0) is 0 as well; the share:")


@sparsity.behaviour("what a dense product does", points=2, look=LOOK)
def _dense(ask):
    for shape in ((4, 5), (3, 7)):
        _ask_part(ask, _sums(ask.rng, *shape), 1, "Multiplications of h @ W:")


@sparsity.behaviour("what would be needed", points=1, look=LOOK)
def _needed(ask):
    for shape in ((4, 5), (3, 7)):
        _ask_part(ask, _sums(ask.rng, *shape), 2, "Multiplications by an entry that is not 0:")


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
        "a number, not a share",
        lambda z, n_out: (int(np.sum(z <= 0)), *_answer(z, n_out)[1:]),
        "This is how many zeros there are. Divide by the number of entries.",
    ),
)
