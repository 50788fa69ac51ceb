"""Every slope at the corner."""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, truth


def _subgradient(g, x):
    return 0 <= g <= 1 if x == 0 else g == (1 if x > 0 else 0)


is_subgradient = Exercise.of(__file__, oracle=_subgradient, tidy=one_number)

_ALL = (0.5, 0.25, 0.0, 1.0, -0.5, 1.5, -1.0, 2.0)


def _between(rng):
    return [round(rng.uniform(0.05, 0.95), 2)]


def _steep(rng):
    steep = round(rng.uniform(1.1, 5.0), 2)
    return [steep, -steep]


def _others(slopes):
    """Give the slopes that are asked at the corner only to tell the mistakes apart."""
    away = [(1.0, 2.0), (0.0, 2.0)]  # and one who says the same of everything
    return lambda rng: [*((g, 0.0) for g in _ALL if g not in slopes), *away]


def _corner(name, points, slopes, drawn=lambda rng: ()):
    return Cases(
        name, points, lambda rng: [(g, 0.0) for g in (*slopes, *drawn(rng))], also=_others(slopes)
    )


is_subgradient.marks(
    _corner("at the corner, between the two slopes", 2, (0.5, 0.25, 0.01, 0.99), _between),
    _corner("at the corner, the two slopes themselves", 1, (0.0, 1.0)),
    _corner("at the corner, everything else", 1, (-0.5, 1.5, -1.0, 2.0, -0.01, 1.01), _steep),
    Cases(
        "away from the corner",
        2,
        lambda rng: [
            (g, y)
            for x in (round(rng.uniform(1.5, 3.0), 2), 0.01, 1e7, 1e-3, 1e-6, 1e-12, 1e-30)
            for y in (x, -x)
            for g in (0.0, 0.5, 1.0, -1.0, 2.0)
        ],
    ),
)


def _on_a_grid(y, slack, g, x):
    line = max(x, 0) + g * (y - x)
    return bool(np.all(np.maximum(y, 0) >= line - slack))


def _beside(steps, slack, g, x):
    y = np.array([x + s for step in steps for s in (-step, step)])
    return _on_a_grid(y, slack, g, x)


_STEPS = itertools.product(((1,), (1, 0.01), (0.1,), (0.01,), (1e-3,)), (0, 1e-12, 1e-9))
_GRIDS = itertools.product((1, 2, 20), (101, 201, 1001), (0, 1e-9))

is_subgradient.mistakes(
    {
        "none off the corner": lambda g, x: x == 0 and 0 <= g <= 1,
        "only 0": lambda g, x: g == (1 if x > 0 else 0),
        "only 1": lambda g, x: g == (1 if x >= 0 else 0),
        "only the two one-sided slopes": lambda g, x: g in (0, 1) if x == 0 else _subgradient(g, x),
        "undefined at the corner": lambda g, x: False if x == 0 else _subgradient(g, x),
        "any number at the corner": lambda g, x: True if x == 0 else _subgradient(g, x),
        "−1 to 1": lambda g, x: -1 <= g <= 1 if x == 0 else _subgradient(g, x),
        "the ends left out": lambda g, x: 0 < g < 1 if x == 0 else _subgradient(g, x),
        "one end left out": [
            lambda g, x: 0 <= g < 1 if x == 0 else _subgradient(g, x),
            lambda g, x: 0 < g <= 1 if x == 0 else _subgradient(g, x),
        ],
        "the slopes of the two sides exchanged": lambda g, x: (
            0 <= g <= 1 if x == 0 else g == (1 if x < 0 else 0)
        ),
        "the corner's rule everywhere": lambda g, x: 0 <= g <= 1,
        "neighbours of the corner taken for it": [
            lambda g, x, band=band: 0 <= g <= 1 if abs(x) < band else _subgradient(g, x)
            for band in (0.05, 0.005, 1e-4, 1e-8, 1e-15)
        ],
        "tried near 0 only": [
            lambda g, x, far=far: all(
                max(y, 0) >= max(x, 0) + g * (y - x) - 1e-9 for y in range(-far, far + 1)
            )
            for far in (10, 100, 1000)
        ]
        + [partial(_on_a_grid, np.linspace(-5 * f, 5 * f, n), slack) for f, n, slack in _GRIDS],
        "tried beside x only": [partial(_beside, h, s) for h, s in _STEPS],
        "one side of x only": [
            lambda g, x: g <= (1 if x >= 0 else 0),
            lambda g, x: g >= (1 if x > 0 else 0),
        ],
        "the line tilted the other way": lambda g, x: _subgradient(-g, x),
        "an inequality off the corner": lambda g, x: (
            g <= 1 if x > 0 else g >= 0 if x < 0 else 0 <= g <= 1
        ),
    }
)

is_subgradient.symptoms(
    {"neither True nor False": lambda got: got is not None and truth(got) is None}, constant=True
)
