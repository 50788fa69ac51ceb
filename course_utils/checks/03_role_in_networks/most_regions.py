"""The most regions of one layer."""

from __future__ import annotations

import math
from dataclasses import replace

from ...grading import Cases, Exercise
from ...grading.calls import Stop
from ...grading.outcome import FindingKind
from ...grading.reading import one_number


def _zaslavsky(n, d):
    return sum(math.comb(n, j) for j in range(d + 1))


def _whole(value):
    """Return a whole number in floating point as an integer, to be compared exactly."""
    value = one_number(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


most_regions = Exercise.of(__file__, forbids=("theory",), oracle=_zaslavsky, tidy=_whole)


def _further(rng):
    # These tell apart counts that agree on a line or in a plane.
    return [(6, 1), (6, 2), (5, 3)]


most_regions.marks(
    Cases(
        "points on a line, d = 1",
        1,
        lambda rng: [(3, 1), (int(rng.integers(7, 30)), 1)],
        also=_further,
    ),
    Cases(
        "lines in a plane, d = 2",
        2,
        lambda rng: [(4, 2), (int(rng.integers(7, 30)), 2)],
        also=_further,
    ),
    Cases(
        "as many dimensions as units, or more",
        1,
        lambda rng: [(4, 4), (3, 5), (1, 2), (0, 2)],
        also=_further,
    ),
)

_more = Cases(
    "more dimensions",
    1,
    lambda rng: [(6, 3), (int(rng.integers(10, 20)), 4), (40, 10), (62, 30)],
    also=_further,
)


@most_regions.behaviour("more dimensions", points=1)
def _further_up(ask):
    try:
        _more.test(ask)
    except Stop as stop:
        if stop.finding.kind is not FindingKind.TOO_SLOW or ask.latest.args[0] < 40:
            raise
        reason = f"{stop.finding.reason} {most_regions.reason('too slow')}"
        raise Stop(replace(stop.finding, reason=reason)) from None


def _nearly(got, n, d):
    right = _zaslavsky(n, d)
    return got != right and abs(got - right) <= 1e-9 * right


most_regions.symptoms({"digits lost": _nearly})
most_regions.errors({"j above n": ("factorial() not defined for negative values",)})
most_regions.mistakes(
    {
        "2 to the n": lambda n, d: 2**n,
        "2 to the d for few cuts": lambda n, d: 2**d if n <= d else _zaslavsky(n, d),
        "all cuts through one point": lambda n, d: (
            2 * sum(math.comb(n - 1, j) for j in range(d)) if n else 1
        ),
        "n + 1 in every dimension": lambda n, d: n + 1,
        "the last term alone": lambda n, d: math.comb(n, d),
        "the sum stops at d − 1": lambda n, d: sum(math.comb(n, j) for j in range(d)),
        "the sum starts at 1": lambda n, d: sum(math.comb(n, j) for j in range(1, d + 1)),
        "the plane's formula in every dimension": [
            lambda n, d: _zaslavsky(n, min(d, 2)),
            lambda n, d: _zaslavsky(n, 2),
        ],
        "a grid of cuts": lambda n, d: (n + 1) ** d,
        "bounded regions alone": lambda n, d: math.comb(n - 1, d) if n else 0,
    }
)
