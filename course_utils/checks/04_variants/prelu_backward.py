"""The gradients of PReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
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
            _draw(rng),
            _draw(rng, 3, 5),
            _draw(rng, 1, 4),
            _draw(rng, 3, 1),
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


def _mean(x, a, upstream):
    count = len(x) if np.ndim(a) else x.size
    return _dx(x, a, upstream), _both(x, a, upstream)[1] / count


def _by_output(x, a, upstream):
    left = np.where(x > 0, x, a * x) <= 0
    return upstream * np.where(left, a, 1.0), _sum(upstream * x * left, a)


prelu_backward.mistakes(
    {
        "batch sum forgotten": lambda x, a, upstream: (
            _dx(x, a, upstream),
            upstream * np.minimum(x, 0),
        ),
        "mean over the batch": _mean,
        "a shared slope averaged over the columns": lambda x, a, upstream: (
            _dx(x, a, upstream),
            _both(x, a, upstream)[1] / (1 if np.ndim(a) else x.shape[1]),
        ),
        "x on the positive side": lambda x, a, upstream: (
            _dx(x, a, upstream),
            _sum(upstream * np.maximum(x, 0), a),
        ),
        "every x": lambda x, a, upstream: (_dx(x, a, upstream), _sum(upstream * x, a)),
        "da without upstream": lambda x, a, upstream: (
            _dx(x, a, upstream),
            _sum(np.minimum(x, 0), a),
        ),
        "dx without upstream": lambda x, a, upstream: (_dx(x, a, 1.0), _both(x, a, upstream)[1]),
        "upstream in neither": lambda x, a, upstream: (_dx(x, a, 1.0), _sum(np.minimum(x, 0), a)),
        "a left in its own derivative": lambda x, a, upstream: (
            _dx(x, a, upstream),
            _sum(upstream * a * np.minimum(x, 0), a),
        ),
        "the gate in place of x": lambda x, a, upstream: (
            _dx(x, a, upstream),
            _sum(upstream * (x < 0), a),
        ),
        "the sign of da turned": lambda x, a, upstream: (
            _dx(x, a, upstream),
            -_both(x, a, upstream)[1],
        ),
        "one sum over everything": lambda x, a, upstream: (
            _dx(x, a, upstream),
            (upstream * np.minimum(x, 0)).sum(),
        ),
        "summed along the rows": lambda x, a, upstream: (
            _dx(x, a, upstream),
            (upstream * np.minimum(x, 0)).sum(axis=1),
        ),
        "a shared slope summed by column": lambda x, a, upstream: (
            _dx(x, a, upstream),
            (upstream * np.minimum(x, 0)).sum(axis=0),
        ),
        "the gate of ReLU": lambda x, a, upstream: (upstream * (x > 0), _both(x, a, upstream)[1]),
        "0 in neither mask": lambda x, a, upstream: (
            upstream * np.where(x == 0, 0.0, np.where(x > 0, 1.0, a)),
            _both(x, a, upstream)[1],
        ),
        "the sides exchanged": lambda x, a, upstream: (
            upstream * np.where(x > 0, a, 1.0),
            _both(x, a, upstream)[1],
        ),
        "the sign of the value asked": _by_output,
        "the value in place of the slope": lambda x, a, upstream: (
            upstream * np.where(x > 0, x, a * x),
            _both(x, a, upstream)[1],
        ),
        "da before dx": lambda x, a, upstream: _both(x, a, upstream)[::-1],
    }
)
