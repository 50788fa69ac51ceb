"""The most regions of one layer."""

from __future__ import annotations

import math

from ...grading import Exercise

LOOK = 3
FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")

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
    forbids=FINISHED,
    covers=("A07", "A08"),
)


def _zaslavsky(n, d):
    return sum(math.comb(n, j) for j in range(d + 1))


def _ask_most(ask, *pairs):
    # The further pairs tell apart counts that agree on a line or in a plane.
    ask.same_all([(_zaslavsky(n, d), n, d) for n, d in pairs], also=[(6, 1), (6, 2), (5, 3)])


@most_regions.behaviour("points on a line, d = 1", points=1, look=LOOK)
def _line(ask):
    _ask_most(ask, (3, 1), (int(ask.rng.integers(7, 30)), 1))


@most_regions.behaviour("lines in a plane, d = 2", points=2, look=LOOK)
def _plane(ask):
    _ask_most(ask, (4, 2), (int(ask.rng.integers(7, 30)), 2))


@most_regions.behaviour("more dimensions", points=1, look=LOOK)
def _space(ask):
    _ask_most(ask, (6, 3), (int(ask.rng.integers(10, 20)), 4), (40, 10))


@most_regions.behaviour("as many dimensions as units, or more", points=1, look=LOOK)
def _enough(ask):
    _ask_most(ask, (4, 4), (3, 5), (1, 2), (0, 2))


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
