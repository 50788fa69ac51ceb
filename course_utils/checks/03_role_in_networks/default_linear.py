"""Is nn.Linear He?."""

from __future__ import annotations

import math

from ...grading import Exercise

FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")
LOOK = 5
_LIBRARY = (*FINISHED, "torch.*calculate_gain*", "torch.*kaiming*", "torch.*xavier*")

default_linear = Exercise(
    "role_in_networks.default_linear",
    title="Is nn.Linear He?",
    minutes=5,
    difficulty="medium",
    hints=(
        "The default draws uniformly from −c to c, with c = 1/√fan_in. What is the variance of "
        "such a draw?",
        "A uniform draw from −c to c has mean 0 and variance c²/3.",
        "variance = 1 / (3 · fan_in). He asks for 2 / fan_in. Divide the second by the first.",
    ),
    forbids=_LIBRARY,
    covers=("A22",),
)


def _ask_default(ask, place, reason):
    for n in (48, int(ask.rng.integers(5, 20)), 300):
        got = ask.call(n)
        ask.that(isinstance(got, (tuple, list)) and len(got) == 2,
                 "Two numbers are asked for.", got=got,
                 expected="a tuple (variance, ratio)")  # fmt: skip
        ask.compare(got[place], (1 / (3 * n), 6.0)[place], reason=reason)


@default_linear.behaviour("the variance of the default", points=2, look=LOOK)
def _default_variance(ask):
    _ask_default(ask, 0, "The variance:")


@default_linear.behaviour("how far below He", points=2, look=LOOK)
def _ratio(ask):
    _ask_default(ask, 1, "The ratio:")


default_linear.mistakes(
    (
        "the default is taken for He",
        lambda fan_in: (2 / fan_in, 1.0),
        "This is He's variance. PyTorch calls a function named after Kaiming He inside "
        "`nn.Linear`, with a parameter that turns it into U(−1/√n, 1/√n).",
    ),
    (
        "the bound for the standard deviation",
        lambda fan_in: (1 / fan_in, 2.0),
        "1/√n is the largest weight that can be drawn, not the standard deviation. Most draws are "
        "smaller: the variance is a third of the square.",
    ),
    (
        "half the width",
        lambda fan_in: (1 / (12 * fan_in), 24.0),
        "The interval from −c to c is 2c wide. The variance of a uniform draw is (2c)²/12 = c²/3.",
    ),
    (
        "the ratio upside down",
        lambda fan_in: (1 / (3 * fan_in), 1 / 6),
        "This is the default divided by He. Asked for is how many times larger He's variance is.",
    ),
    (
        "the ratio of standard deviations",
        lambda fan_in: (1 / (3 * fan_in), math.sqrt(6)),
        "This is the ratio of the standard deviations. That of the variances is its square.",
    ),
)
