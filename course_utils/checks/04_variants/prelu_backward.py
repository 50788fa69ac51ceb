"""The gradients of PReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..answers import one_part_of
from ..inputs import mixed


def _sum(entries, a):
    return entries.sum(axis=0 if np.ndim(a) else None)


def _dx(x, a, upstream):
    return upstream * np.where(x > 0, 1.0, a)


def _both(x, a, upstream):
    return _dx(x, a, upstream), _sum(upstream * np.minimum(x, 0), a)


prelu_backward = Exercise.of(
    __file__,
    forbids=("activations", "autograd"),
    seconds=10.0,  # the first call of autograd builds its engine
    oracle=_both,
    parts=("dx", "da"),
    tidy=array_like,
)


def _draw(rng, rows=4, columns=3, a=None):
    """Draw x, slopes of both signs, and an upstream gradient of the shape of x."""
    slopes, x = np.round(rng.uniform(0.1, 0.6, size=columns), 2), mixed(rng, rows, columns)
    slopes[columns // 2] *= -1
    x[0, columns // 2] *= -np.sign(x[0, columns // 2])  # or nothing is left of 0 there, by luck
    return x, slopes if a is None else a, mixed(rng, rows, columns)


def _near_and_far(rng):
    """Draw numbers far out, and two in the first column that are next to 0."""
    x, a, upstream = _draw(rng)
    x *= 100
    x[:2, 0] = 1e-12, -1e-12
    return x, a, upstream


def _with_zeros(rng):
    x, a, upstream = _draw(rng)
    x[1], a[1] = 0.0, 1.5
    return x, a, upstream


def _any_between(x, a, upstream):
    """Return the least and the greatest answer; dx away from 0 is the first behaviour's."""
    low, high = np.sort([upstream * a, upstream], axis=0)
    da = _both(x, a, upstream)[1]
    return (np.where(x == 0, low, -np.inf), da), (np.where(x == 0, high, np.inf), da)


prelu_backward.marks(
    Cases("dx", 2, lambda rng: [_draw(rng), _draw(rng, a=0.25), _near_and_far(rng)], part=0),
    Cases(
        "da, one slope for each column",
        2,
        lambda rng: [
            *(_draw(rng, *s) for s in ((4, 3), (3, 5), (1, 4), (3, 1))),
            _near_and_far(rng),
        ],
        part=1,
    ),
    Cases(
        "da, one slope shared by all",
        1,
        lambda rng: [_draw(rng, a=0.25), _draw(rng, 2, 4, a=-0.5)],
        part=1,
    ),
    Cases(
        "at zero, and hands off the arguments",
        1,
        lambda rng: [_with_zeros(rng)],
        keeps=True,
        between=_any_between,
    ),
)


_dx_is, _da_is = one_part_of(_both, 2)


def _times(factor):
    """Return the answer whose dx is upstream times this factor."""
    return _dx_is(lambda x, a, upstream: upstream * factor(x, a))


def _summed(entries):
    """Return the answer whose da adds these up."""
    return _da_is(lambda x, a, upstream: _sum(entries(x, a, upstream), a))


def _mean(x, a, upstream):
    return _both(x, a, upstream)[1] / (len(x) if np.ndim(a) else x.size)


def _column_mean(x, a, upstream):
    return _both(x, a, upstream)[1] / (1 if np.ndim(a) else x.shape[1])


def _by_output(x, a, upstream):
    left = np.where(x > 0, x, a * x) <= 0
    return upstream * np.where(left, a, 1.0), _sum(upstream * x * left, a)


prelu_backward.mistakes(
    {
        "batch sum forgotten": _da_is(lambda x, a, upstream: upstream * np.minimum(x, 0)),
        "mean over the batch": _da_is(_mean),
        "a shared slope averaged over the columns": _da_is(_column_mean),
        "x on the positive side": _summed(lambda x, a, upstream: upstream * np.maximum(x, 0)),
        "every x": _summed(lambda x, a, upstream: upstream * x),
        "da without upstream": _summed(lambda x, a, upstream: np.minimum(x, 0)),
        "dx without upstream": _dx_is(lambda x, a, upstream: _dx(x, a, 1.0)),
        "upstream in neither": lambda x, a, upstream: (_dx(x, a, 1.0), _sum(np.minimum(x, 0), a)),
        "a left in its own derivative": _summed(
            lambda x, a, upstream: upstream * a * np.minimum(x, 0)
        ),
        "the gate in place of x": _summed(lambda x, a, upstream: upstream * (x < 0)),
        "the sign of da turned": _da_is(lambda x, a, upstream: -_both(x, a, upstream)[1]),
        "one sum over everything": _da_is(
            lambda x, a, upstream: (upstream * np.minimum(x, 0)).sum()
        ),
        "summed along the rows": _da_is(
            lambda x, a, upstream: (upstream * np.minimum(x, 0)).sum(axis=1)
        ),
        "a shared slope summed by column": _da_is(
            lambda x, a, upstream: (upstream * np.minimum(x, 0)).sum(axis=0)
        ),
        "the gate of ReLU": _times(lambda x, a: x > 0),
        "0 in neither mask": _times(lambda x, a: np.where(x == 0, 0.0, np.where(x > 0, 1.0, a))),
        "the sides exchanged": _times(lambda x, a: np.where(x > 0, a, 1.0)),
        "the sign of the value asked": _by_output,
        "the value in place of the slope": _times(lambda x, a: np.where(x > 0, x, a * x)),
        "da before dx": lambda x, a, upstream: _both(x, a, upstream)[::-1],
    }
)
