"""Hinges through a sine."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like


def _slopes(x, y):
    return np.diff(y) / np.diff(x)


def _weights(x, y):
    return np.diff(_slopes(x, y), prepend=0)


sine_hinges = Exercise.of(
    __file__,
    forbids=("networks",),
    oracle=lambda x, y: (y[0], _weights(x, y)),
    parts=("the constant c", "the weights"),
    tidy=array_like,
)


def _wave(rng):
    """Draw points of a sine with one step between them all, and none of it 1."""
    x = np.round(rng.uniform(0.4, 1.0) + 0.7 * np.arange(7), 2)
    return [(x, np.round(2 * np.sin(x), 3))]


def _uneven(rng):
    x = np.round(np.cumsum([-1.0, *rng.permutation([0.5, 0.8, 1.3, 1.7, 0.6])]), 2)
    y = np.round(rng.permutation([2.0, -1.0, 0.5, 3.0, 1.2, -2.2]) + 0.3, 2)
    valley = np.array([1.0, 3.0, 4.0]), np.array([2.0, -1.0, 1.0])  # no end is the lowest point
    return [(x, y), (np.array([1.0, 3.0]), np.array([2.0, 1.0])), valley]


def _first_only(weights, *_):
    return np.atleast_1d(weights)[:1] if isinstance(weights, np.ndarray) else weights


sine_hinges.marks(
    Cases("the offset", 1, _wave, also=_uneven, part=0),
    Cases("the first slope", 1, _wave, part=1, view=_first_only),
    Cases("the changes of slope", 2, _wave, part=1),
    Cases("points at uneven distances", 1, _uneven, part=1),
)


def _offset(value):
    return lambda x, y: (value(y), _weights(x, y))


def _of_slopes(weights):
    """Return the answer with weights made of places, heights and slopes."""
    return lambda x, y: (y[0], weights(x, y, np.diff(y) / np.diff(x)))


def _running(x, y, s):
    weights = s.copy()
    for i in range(1, len(s)):
        weights[i] -= weights[i - 1]
    return weights


sine_hinges.mistakes(
    {
        "missing offset": _offset(lambda y: 0.0),
        "the mean as offset": _offset(np.mean),
        "the offset from the last point": _offset(lambda y: y[-1]),
        "the lowest point as offset": _offset(np.min),
        "a place for the offset": lambda x, y: (x[0], _weights(x, y)),
        "the first line's height at x = 0": lambda x, y: (
            y[0] - _slopes(x, y)[0] * x[0],
            _weights(x, y),
        ),
        "every step taken for the mean one": _of_slopes(
            lambda x, y, s: np.diff(np.diff(y) / np.mean(np.diff(x)), prepend=0)
        ),
        "changes from the first slope": _of_slopes(lambda x, y, s: np.append(s[0], s[1:] - s[0])),
        "changes without their sign": lambda x, y: (y[0], np.abs(_weights(x, y))),
        "slopes added up": _of_slopes(lambda x, y, s: np.cumsum(s)),
        "weights are slopes": _of_slopes(lambda x, y, s: s),
        "off by one unit": _of_slopes(lambda x, y, s: np.append(np.diff(s), 0)),
        "the first slope is lost": _of_slopes(lambda x, y, s: np.diff(s, prepend=s[0])),
        "one unit too few": _of_slopes(lambda x, y, s: np.diff(s)),
        "one unit too many": lambda x, y: (y[0], np.append(_weights(x, y), -_slopes(x, y)[-1])),
        "rise without run": _of_slopes(lambda x, y, s: np.diff(np.diff(y), prepend=0)),
        "every step taken for the first": _of_slopes(
            lambda x, y, s: np.diff(np.diff(y) / (x[1] - x[0]), prepend=0)
        ),
        "changes the wrong way round": _of_slopes(lambda x, y, s: np.append(s[0], -np.diff(s))),
        "heights as weights": _of_slopes(lambda x, y, s: y[:-1]),
        "run over rise": _of_slopes(lambda x, y, s: np.diff(np.diff(x) / np.diff(y), prepend=0)),
        "slopes across two pieces": _of_slopes(
            lambda x, y, s: np.diff(np.gradient(y, x)[:-1], prepend=0)
        ),
        "the slopes of a sine": [
            _of_slopes(lambda x, y, s: np.diff(np.cos((x[1:] + x[:-1]) / 2), prepend=0)),
            _of_slopes(lambda x, y, s: np.diff(np.cos(x[:-1]), prepend=0)),
        ],
        "differences of weights, not of slopes": _of_slopes(_running),
        "a sine for any heights": lambda x, y: (np.sin(x[0]), _weights(x, np.sin(x))),
    }
)
