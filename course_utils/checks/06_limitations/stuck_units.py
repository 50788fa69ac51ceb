"""Why is this unit stuck?"""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ._tools import states

stuck_units = Exercise.of(__file__, forbids=("networks", "experiments"))


def _words(z, spread, rms):
    """Name each unit; `spread` and `rms` are numbers or rows of them."""
    collapsed = np.broadcast_to(spread < 0.01 * rms, z.shape[1:])
    names = {-1: "dead", 0: "switching", 1: "always on"}
    return [
        "collapsed" if state and flat else names[int(state)]
        for state, flat in zip(states(z), collapsed, strict=True)
    ]


def _rms(z):
    return np.sqrt((z**2).mean(0))


def _oracle(z):
    return _words(z, z.std(0), _rms(z))


def _sums(rng, kinds, rows=9):
    """Draw one unit for each ``(state, size, relative spread)``; no spread: one sum is 0."""
    columns = []
    for state, size, relative in kinds:
        steps = rng.permutation(np.linspace(-1.5, 1.5, rows))
        if relative is None:  # on one side, but for a sum of exactly 0, in the first row
            around = steps + state * 1.5
            around = np.roll(around, -abs(around).argmin())
        else:
            around = state * np.ones(rows) + relative * steps if state else np.sign(steps) + 0.1
        columns.append(size * around)
    return np.stack([columns[i] for i in rng.permutation(len(columns))], 1)


ORDINARY = ((-1, 1.0, 0.4), (1, 1.0, 0.4), (0, 1.0, 0), (-1, 2.0, 0.3), (1, 3.0, 0.5), (0, 2.0, 0))

# A sum of 0 is off: a unit with one is dead, or else it switches.
# However small, a sum above 0 is on.
TOUCHING = (
    *((-1, 1.0, None), (1, 1.0, None), (-1, 2.0, 0.4), (1, 1.0, 0.4), (0, 1.0, 0)),
    (0, 1e-12, 0),
)

COLLAPSED = ((-1, 0.02, 1e-4), (1, 0.03, 1e-4), (-1, 90.0, 1e-3), (1, 80.0, 1e-3), (1, 2.0, 0.4))

# Without the small sums nobody could tell a relative spread from an absolute one.
SMALL = (
    *((-1, 1e-3, 0.4), (1, 1e-3, 0.4), (0, 1e-3, 0)),
    *((-1, 70.0, 6e-3), (-1, 2e-2, 1e-4), (1, 70.0, 0.4)),
    *((1, 1e-12, 0.4), (1, 1e-12, 1e-4), (-1, 1e5, 0.4), (1, 1e5, 1e-4)),
)

# Asked and not marked: spreads of 5 %, which a variance loses and the rms of a layer does not. Of
# large sums the variance does not lose them, and a limit of a tenth does.
# Of nine rows the range is below the limit at a relative spread of 0.0031, and not at 0.0036.
TELLING = (
    *((-1, 1.0, 0.05), (1, 1.0, 0.05), (-1, 50.0, 0.05), (0, 1.0, 0)),
    *((1, 1.0, 0.0031), (-1, 1.0, 0.0036)),
)

# Nor is this marked: a unit whose spread lies between a hundredth of its mean and of its rms.
BETWEEN = np.resize([-1.0, 1.0], 50_000)[:, None] * (0.01000025, 0.4) + (1.0, -1.0)


# A thousandth under and over the limit: the standard deviation of 4000 steps is 0.866242 times
# `relative`. With so many rows it does not matter whether it is divided by n or by n − 1.
UNDER, OVER = 0.00999 / 0.866242, 0.01001 / 0.866242
EDGES = ((-1, 1.0, UNDER), (-1, 1.0, OVER), (1, 1.0, UNDER), (1, 1.0, OVER), (0, 1.0, 0))
ROWS = {EDGES: 4000}

# Sums of exactly 0 are off. A unit of nothing else is not asked: its spread is neither below the
# limit nor above it, so the task gives it no word.
ZEROS = np.array([[0.0, 0.0, 2.0], [-1.0, 1.0, 0.5], [-2.0, 2.0, -0.0], [-3.0, 0.5, 1.0]])

# On for one row of 20,000: it switches, and its spread is below the limit all the same.
SELDOM = np.append(0.1, -np.ones(19_999))[:, None]


def _as_list(stuck_units, z):
    words = stuck_units(z)
    if not hasattr(words, "__len__"):
        return words
    return list(map(str, words))  # an array of text does not travel; a list does


def _marked(kinds, name, given):
    """Return a test that asks about all kinds of layer, and marks the given ones."""
    reason = stuck_units.reason(name)

    def test(ask):
        for other in (ORDINARY, TOUCHING, COLLAPSED, SMALL, TELLING):
            if other not in kinds:
                ask.probe(_as_list, _sums(ask.rng, other))
        ask.probe(_as_list, BETWEEN)
        for case, z in given.items():
            more = f"{reason} {stuck_units.reason(case)}"
            ask.compare(ask.probe(_as_list, z), _oracle(z), reason=more)
        for kind in kinds:
            z = _sums(ask.rng, kind, ROWS.get(kind, 9))
            ask.compare(ask.probe(_as_list, z), _oracle(z), reason=reason)

    return test


for _name, _points, _kinds, _given in (
    ("dead, always on, switching", 2, (ORDINARY, TOUCHING), {"zeros": ZEROS, "seldom": SELDOM}),
    ("collapsed, on either side", 2, (COLLAPSED,), {}),
    ("small and large sums", 1, (SMALL, EDGES), {}),
):
    stuck_units.behaviour(_name, points=_points)(_marked(_kinds, _name, _given))


def _no_spread(z):
    return _words(z, 1.0, 0.0)


def _off_only(z):
    plain = _no_spread(z)
    return [p if p == "always on" else w for p, w in zip(plain, _oracle(z), strict=True)]


def _on_only(z):
    plain = _no_spread(z)
    return [p if p == "dead" else w for p, w in zip(plain, _oracle(z), strict=True)]


def _zero_on(z):
    return _words(np.where(z == 0, 1.0, z), z.std(0), _rms(z))


def _zero_neither(z):
    touching = (z == 0).any(0)
    return ["switching" if t else w for t, w in zip(touching, _oracle(z), strict=True)]


def _by_mean(z):
    side = np.sign(z.mean(0)) * np.ones_like(z)
    return _words(side, z.std(0), _rms(z))


def _spread_last(z):
    """Return what comes out where the sides are asked first: then no stuck unit is collapsed."""
    flat = z.std(0) < 0.01 * _rms(z)
    return [
        "collapsed" if word == "switching" and small else word
        for word, small in zip(_no_spread(z), flat, strict=True)
    ]


stuck_units.mistakes(
    {
        "the mean for the rms": lambda z: _words(z, z.std(0), z.mean(0)),
        "the spread is not looked at": [_no_spread, _spread_last],
        "collapsed only where it is off": _off_only,
        "collapsed only where it is on": _on_only,
        "an absolute spread": lambda z: _words(z, z.std(0), 1.0),
        "a tenth for a hundredth": lambda z: _words(z, z.std(0), 10 * _rms(z)),
        "rows for units": lambda z: _oracle(z.T),
        "variance for standard deviation": lambda z: _words(z, z.var(0), _rms(z)),
        "the root forgotten": lambda z: _words(z, z.std(0), (z**2).mean(0)),
        "one rms for the whole layer": lambda z: _words(z, z.std(0), np.sqrt((z**2).mean())),
        "the range for the standard deviation": lambda z: _words(z, np.ptp(z, axis=0), _rms(z)),
        "the state of the mean": _by_mean,
        "a sum of 0 is not taken for off": [_zero_on, _zero_neither],
    }
)
