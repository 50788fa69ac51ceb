"""Is nn.Linear He?"""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number

default_linear = Exercise.of(
    __file__,
    forbids=("theory", "networks", "initialisers"),
    oracle=lambda fan_in: (1 / (3 * fan_in), 6.0),
    parts=("the variance", "the ratio"),
    tidy=one_number,
)


def _widths(rng):
    # With 50 a ratio that is cut to a whole number is 5: the division gives a little under 6.
    return [(n,) for n in (50, int(rng.integers(5, 20)), 300, 1)]


default_linear.marks(
    Cases("the variance of the default", 2, _widths, part=0),
    Cases("how far below He", 2, _widths, part=1),
)
default_linear.mistakes(
    {
        "the default is taken for He": lambda fan_in: (2 / fan_in, 1.0),
        "the default is taken for He | the ratio": lambda fan_in: (1 / (3 * fan_in), 1.0),
        "the bound for the standard deviation": lambda fan_in: (1 / fan_in, 2.0),
        "half the width": lambda fan_in: (1 / (12 * fan_in), 24.0),
        "the ratio upside down": lambda fan_in: (1 / (3 * fan_in), 1 / 6),
        "the ratio of standard deviations": lambda fan_in: (1 / (3 * fan_in), math.sqrt(6)),
        "the bound without its root": lambda fan_in: (1 / (3 * fan_in**2), 6.0 * fan_in),
        "He's variance for the ratio": lambda fan_in: (1 / (3 * fan_in), 2 / fan_in),
        "a difference for the ratio": lambda fan_in: (1 / (3 * fan_in), 5 / (3 * fan_in)),
        "larger by 5 times": lambda fan_in: (1 / (3 * fan_in), 5.0),
        "the width not squared": lambda fan_in: (
            1 / (6 * math.sqrt(fan_in)),
            12 / math.sqrt(fan_in),
        ),
        "n multiplied, not divided by": lambda fan_in: (fan_in / 3, 6 / fan_in**2),
    }
)
