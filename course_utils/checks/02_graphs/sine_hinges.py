"""Hinges through a sine."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.tables import as_list, is_number, recognise

LOOK = 6
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
    covers=("A05",),
)


def _slopes(x, y):
    return np.diff(y) / np.diff(x)


def _weights(x, y):
    return np.diff(_slopes(x, y), prepend=0)


OFFSET = (
    ("missing offset", "At the first point no hinge is on yet: the sum there is c alone, so c is "
     "the height of that point.",
     lambda x, y: 0.0),
    ("the mean as offset", "The mean height is where a wave swings around. Here the sum starts at "
     "its left end and has to start at the first point.",
     lambda x, y: np.mean(y)),
    ("the offset from the last point", "At the last point every hinge is on. The constant is read "
     "off where none is: at the first point.",
     lambda x, y: y[-1]),
)  # fmt: skip

WEIGHTS = (
    ("weights are slopes", "These are the slopes of the pieces. A hinge stays on to its right, so "
     "the slopes of all hinges passed so far add up: a weight is the change of slope at its kink.",
     lambda x, y: _slopes(x, y)),
    ("off by one unit", "Each weight is the change at the next point: the first slope is missing "
     "and the rest sits one unit too early.",
     lambda x, y: np.append(np.diff(_slopes(x, y)), 0)),
    ("the first slope is lost", "The first weight is 0, so the graph starts level. Before the "
     "first point the slope is 0; the first weight takes it to the first slope.",
     lambda x, y: np.diff(_slopes(x, y), prepend=_slopes(x, y)[0])),
    ("one unit too few", "These are the changes at the inner points. The first hinge, whose "
     "weight is the first slope, is missing.",
     lambda x, y: np.diff(_slopes(x, y))),
    ("one unit too many", "A hinge at the last point is on only beyond the points. It does no "
     "harm and is not asked for: one weight for every point but the last.",
     lambda x, y: np.append(_weights(x, y), -_slopes(x, y)[-1])),
    ("rise without run", "A slope is rise over run. These are differences of height, not divided "
     "by the distance between the points.",
     lambda x, y: np.diff(np.diff(y), prepend=0)),
    ("every step taken for the first", "The rises are all divided by the length of the first "
     "step. Each piece has its own.",
     lambda x, y: np.diff(np.diff(y) / (x[1] - x[0]), prepend=0)),
    ("changes the wrong way round", "The first weight is right. After it the signs are turned: a "
     "change is the new slope minus the old one.",
     lambda x, y: np.append(_slopes(x, y)[0], -np.diff(_slopes(x, y)))),
    ("heights as weights", "These are the heights of the points. A weight is about slopes.",
     lambda x, y: y[:-1]),
)  # fmt: skip


def _wave(rng):
    """Draw points of a sine with one step between them all, and none of it 1."""
    start = round(float(rng.uniform(0.4, 1.0)), 1)
    x = np.round(start + 0.7 * np.arange(7), 2)
    return x, np.round(2 * np.sin(x), 3)


def _uneven(rng):
    x = np.round(np.cumsum([-1.0, *rng.permutation([0.5, 0.8, 1.3, 1.7, 0.6])]), 2)
    return x, np.round(rng.permutation([2.0, -1.0, 0.5, 3.0, 1.2, -2.2]) + 0.3, 2)


@sine_hinges.behaviour("the offset", points=1, look=LOOK)
def _offset(ask):
    case = _wave(ask.rng)
    c, _ = _pair(ask, ask.call(*case))
    if not np.isclose(c, case[1][0], atol=1e-9):
        name, says = recognise(OFFSET, [case], [c])
        ask.fail(f"{says}\nThe first point is at height {case[1][0]:g}.".lstrip(), got=f"c = {c:g}",
                 expected=f"c = {case[1][0]:g}", mistake=name)  # fmt: skip


@sine_hinges.behaviour("the first slope", points=1, look=LOOK)
def _first(ask):
    _compare(ask, _wave(ask.rng), slice(0, 1))


@sine_hinges.behaviour("the changes of slope", points=2, look=LOOK)
def _changes(ask):
    _compare(ask, _wave(ask.rng), slice(None))


@sine_hinges.behaviour("points at uneven distances", points=1, look=LOOK)
def _steps(ask):
    _compare(ask, _uneven(ask.rng), slice(None))


def _compare(ask, case, part):
    """Compare a stretch of the weights; the mistake is named by all of them."""
    _, weights = _pair(ask, ask.call(*case))
    asked = _weights(*case)
    mine, wanted = weights[part], asked[part]
    if len(mine) == len(wanted) and np.allclose(mine, wanted, rtol=1e-6, atol=1e-9):
        return
    name, says = recognise(WEIGHTS, [case], [weights])
    if part == slice(0, 1) or len(mine) == len(wanted):
        at = int(np.argmax(~np.isclose(mine, wanted, rtol=1e-6, atol=1e-9))) if len(mine) else 0
        got = f"weight {at} = {mine[at]:.4g}" if len(mine) else "no weight"
        detail, expected = f"Weight {at} differs.", f"weight {at} = {wanted[at]:.4g}"
    else:
        detail = f"There are {len(weights)} weights for {len(case[0])} points."
        got, expected = f"{len(weights)} weights", f"{len(asked)} weights"
    ask.fail(f"{says}\n{detail}".lstrip(), got=got, expected=expected, mistake=name)


def _pair(ask, got):
    """Return c and the weights as a float and an array, or say what is missing."""
    got = as_list(got)
    wanted = "(c, weights): a number, then an array of numbers"
    if not isinstance(got, list) or len(got) != 2 or not is_number(got[0]):
        ask.fail("Return two things: the constant c, then the weights.", got=got, expected=wanted)
    weights = as_list(got[1])
    if not isinstance(weights, list) or not all(is_number(w) for w in weights):
        ask.fail("The weights should be numbers, one for each hinge.", got=got[1], expected=wanted)
    return float(got[0]), np.array(weights, dtype=float)
