"""What several checks of this lesson share."""

from __future__ import annotations

import math


def _chance(width, depth):
    return -math.expm1((depth - 1) * math.log1p(-(2.0**-width))) if depth > 1 else 0.0


def _too_many(width, depth):
    return 1 - (1 - 2.0**-width) ** depth


def _too_few(width, depth):
    return 1 - (1 - 2.0**-width) ** (depth - 2)


def _alive(width, depth):
    return (1 - 2.0**-width) ** (depth - 1)


def _any_unit(width, depth):
    return 1 - 2.0 ** (-width * (depth - 1))


def _one_layer(width, depth):
    return 2.0**-width


def states(z):
    """Return -1 for a unit that is off on all rows, 1 for one that is on on all, 0 for the rest."""
    return (z > 0).all(0).astype(int) - (z <= 0).all(0)
