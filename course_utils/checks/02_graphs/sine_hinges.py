"""Hinges through a sine."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like


def _slopes(x, y):
    return np.diff(y) / np.diff(x)


def _weights(x, y):
    return np.diff(_slopes(x, y), prepend=0)


sine_hinges = Exercise(
    "graphs.sine_hinges",
    title="Hinges through a sine",
    minutes=10,
    difficulty="hard",
    hints=(
        "Join the points by straight lines. At the first point every hinge is still 0, so what "
        "must c be? Then only slopes matter.",
        "The slopes are `np.diff(y) / np.diff(x)`, one for each piece. A hinge changes the slope "
        "from its kink on. So the first weight is the first slope and every further one a change.",
        "`np.diff(slopes, prepend=0)` gives the first slope and then the changes. One hinge sits "
        "at every point but the last.",
    ),
    forbids=("networks",),
    covers=("A05",),
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
    return [(x, y), (np.array([1.0, 3.0]), np.array([2.0, 1.0]))]


def _first_only(weights, *_):
    return np.atleast_1d(weights)[:1] if isinstance(weights, np.ndarray) else weights


sine_hinges.marks(
    Cases("the offset", 1, _wave, task="a constant c", part=0),
    Cases(
        "the first slope", 1, _wave, task="passes through all the points", part=1, view=_first_only
    ),
    Cases(
        "the changes of slope",
        2,
        _wave,
        task="passes through all the points and is straight between them.",
        part=1,
    ),
    Cases(
        "points at uneven distances",
        1,
        _uneven,
        task="The places need not be evenly spaced.",
        part=1,
    ),
    look=6,
)


def _offset(value):
    return lambda x, y: (value(y), _weights(x, y))


def _of_slopes(weights):
    """Return the answer with weights made of places, heights and slopes."""
    return lambda x, y: (y[0], weights(x, y, np.diff(y) / np.diff(x)))


sine_hinges.mistakes(
    (
        "missing offset",
        _offset(lambda y: 0.0),
        "At the first point no hinge is on yet: the sum there is c alone, so c is the height of "
        "that point.",
    ),
    (
        "the mean as offset",
        _offset(np.mean),
        "The mean height is where a wave swings around. Here the sum starts at its left end and "
        "has to start at the first point.",
    ),
    (
        "the offset from the last point",
        _offset(lambda y: y[-1]),
        "At the last point every hinge is on. The constant is read off where none is: at the "
        "first point.",
    ),
    (
        "weights are slopes",
        _of_slopes(lambda x, y, s: s),
        "These are the slopes of the pieces. A hinge stays on to its right, so the slopes of all "
        "hinges passed so far add up: a weight is the change of slope at its kink.",
    ),
    (
        "off by one unit",
        _of_slopes(lambda x, y, s: np.append(np.diff(s), 0)),
        "Each weight is the change at the next point: the first slope is missing and the rest "
        "sits one unit too early.",
    ),
    (
        "the first slope is lost",
        _of_slopes(lambda x, y, s: np.diff(s, prepend=s[0])),
        "The first weight is 0, so the graph starts level. Before the first point the slope is 0; "
        "the first weight takes it to the first slope.",
    ),
    (
        "one unit too few",
        _of_slopes(lambda x, y, s: np.diff(s)),
        "These are the changes at the inner points. The first hinge, whose weight is the first "
        "slope, is missing.",
    ),
    (
        "one unit too many",
        lambda x, y: (y[0], np.append(_weights(x, y), -_slopes(x, y)[-1])),
        "A hinge at the last point is on only beyond the points. It does no harm and is not asked "
        "for: one weight for every point but the last.",
    ),
    (
        "rise without run",
        _of_slopes(lambda x, y, s: np.diff(np.diff(y), prepend=0)),
        "A slope is rise over run. These are differences of height, not divided by the distance "
        "between the points.",
    ),
    (
        "every step taken for the first",
        _of_slopes(lambda x, y, s: np.diff(np.diff(y) / (x[1] - x[0]), prepend=0)),
        "The rises are all divided by the length of the first step. Each piece has its own.",
    ),
    (
        "changes the wrong way round",
        _of_slopes(lambda x, y, s: np.append(s[0], -np.diff(s))),
        "The first weight is right. After it the signs are turned: a change is the new slope "
        "minus the old one.",
    ),
    (
        "heights as weights",
        _of_slopes(lambda x, y, s: y[:-1]),
        "These are the heights of the points. A weight is about slopes.",
    ),
    (
        "run over rise",
        _of_slopes(lambda x, y, s: np.diff(np.diff(x) / np.diff(y), prepend=0)),
        "These are runs divided by rises. A slope is the rise divided by the run.",
    ),
)
