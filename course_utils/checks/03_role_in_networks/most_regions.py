"""The most regions of one layer."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _zaslavsky(n, d):
    return sum(math.comb(n, j) for j in range(d + 1))


def _whole(value):
    """Return a whole number in floating point as an integer, to be compared exactly."""
    value = one_number(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


most_regions = Exercise(
    "role_in_networks.most_regions",
    title="The most regions of one layer",
    minutes=6,
    difficulty="medium",
    hints=(
        "Draw lines on paper, one after another: 1, 2, 4, 7, 11 regions. By how much does it grow "
        "each time, and how many older lines does the new one cross?",
        "Zaslavsky's count: C(n, 0) + C(n, 1) + … + C(n, d), with C(n, j) the number of ways to "
        "choose j of n.",
        "`sum(math.comb(n, j) for j in range(d + 1))`; `math.comb` gives 0 where j is above n.",
    ),
    forbids=("theory",),
    covers=("A07", "A08"),
    oracle=_zaslavsky,
    tidy=_whole,
)


def _further(rng):
    # These tell apart counts that agree on a line or in a plane.
    return [(6, 1), (6, 2), (5, 3)]


TASK = "the largest number of regions that n such cuts can make in d dimensions"
most_regions.marks(
    Cases(
        "points on a line, d = 1",
        1,
        lambda rng: [(3, 1), (int(rng.integers(7, 30)), 1)],
        task=TASK,
        also=_further,
    ),
    Cases(
        "lines in a plane, d = 2",
        2,
        lambda rng: [(4, 2), (int(rng.integers(7, 30)), 2)],
        task="Three lines in a plane make 7.",
        also=_further,
    ),
    Cases(
        "more dimensions",
        1,
        lambda rng: [(6, 3), (int(rng.integers(10, 20)), 4), (40, 10), (62, 30)],
        task="as an exact integer.",
        also=_further,
    ),
    Cases(
        "as many dimensions as units, or more",
        1,
        lambda rng: [(4, 4), (3, 5), (1, 2), (0, 2)],
        task=TASK,
        also=_further,
    ),
    look=3,
)
most_regions.mistakes(
    (
        "2 to the n",
        lambda n, d: 2**n,
        "2ⁿ counts every pattern of on and off. Few of them occur when d is smaller than n: three "
        "lines in a plane make 7 regions, not 8.",
    ),
    (
        "n + 1 in every dimension",
        lambda n, d: n + 1,
        "n + 1 is right on a line, where units cut at points. In a plane lines cross each other, "
        "and each crossing makes one more region.",
    ),
    (
        "the last term alone",
        lambda n, d: math.comb(n, d),
        "This is C(n, d) alone. All terms from C(n, 0) to C(n, d) are added.",
    ),
    (
        "the sum stops at d − 1",
        lambda n, d: sum(math.comb(n, j) for j in range(d)),
        "`range(d)` ends at d − 1. The term C(n, d) is missing: `range(d + 1)`.",
    ),
    (
        "the sum starts at 1",
        lambda n, d: sum(math.comb(n, j) for j in range(1, d + 1)),
        "The sum starts at C(n, 1). The term C(n, 0) = 1 is missing: with no unit there is one "
        "region.",
    ),
)
