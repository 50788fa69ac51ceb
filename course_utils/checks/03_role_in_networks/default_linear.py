"""Is nn.Linear He?"""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number

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
    forbids=("theory", "networks", "initialisers"),
    covers=("A22",),
    oracle=lambda fan_in: (1 / (3 * fan_in), 6.0),
    parts=("the variance", "the ratio"),
    tidy=one_number,
)


def _widths(rng):
    # With 50 a ratio that is cut to a whole number is 5: the division gives a little under 6.
    return [(n,) for n in (50, int(rng.integers(5, 20)), 300, 1)]


default_linear.marks(
    Cases(
        "the variance of the default", 2, _widths, task="the variance of one such weight", part=0
    ),
    Cases(
        "how far below He",
        2,
        _widths,
        task="how many times larger the variance is that He asks for before a ReLU layer, 2/n.",
        part=1,
    ),
    look=5,
)
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
