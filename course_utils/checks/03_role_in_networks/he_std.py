"""He's standard deviation, with a slope."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _he(fan_in, fan_out, slope):
    return math.sqrt(2 / ((1 + slope**2) * fan_in))


he_std = Exercise.of(
    __file__, forbids=("theory", "networks", "initialisers"), oracle=_he, tidy=one_number
)


def _widths(rng):
    return int(rng.integers(20, 90))


he_std.marks(
    Cases(
        "ReLU, as many outputs as inputs",
        1,
        lambda rng: [(n, n, 0.0) for n in (50, _widths(rng), 1)],
    ),
    Cases(
        "ReLU, other widths",
        2,
        lambda rng: [(200, 50, 0.0), *((n, 3 * n, 0.0) for n in (_widths(rng),))],
    ),
    Cases(
        "a slope on the left",
        2,
        lambda rng: [(200, 50, 0.5), (_widths(rng), 30, 0.25), (64, 32, 1.0), (50, 50, 0.01)],
    ),
)


def _by_variance(fan_in, fan_out, slope):
    kept = (1 + slope**2) / 2 - (1 - slope) ** 2 / (2 * math.pi)
    return math.sqrt(1 / (kept * fan_in))


he_std.mistakes(
    {
        "the variance": lambda fan_in, fan_out, slope: _he(fan_in, fan_out, slope) ** 2,
        "fan_out for fan_in": lambda fan_in, fan_out, slope: _he(fan_out, fan_in, slope),
        "the mean of both fans": lambda fan_in, fan_out, slope: _he(
            (fan_in + fan_out) / 2, 0, slope
        ),
        "the sum of both fans": lambda fan_in, fan_out, slope: _he(fan_in + fan_out, 0, slope),
        "the variance of ReLU, not its second moment": _by_variance,
        "no factor 2": lambda fan_in, fan_out, slope: math.sqrt(1 / fan_in),
        "the slope is ignored": lambda fan_in, fan_out, slope: _he(fan_in, fan_out, 0.0),
        "the bound for the standard deviation": lambda fan_in, fan_out, slope: (
            3**0.5 * _he(fan_in, fan_out, slope)
        ),
        "n without its root": lambda fan_in, fan_out, slope: math.sqrt(2 / (1 + slope**2)) / fan_in,
        "the slope is not squared": lambda fan_in, fan_out, slope: math.sqrt(
            2 / ((1 + slope) * fan_in)
        ),
        "the sum squared, not the slope": lambda fan_in, fan_out, slope: (
            math.sqrt(2 / fan_in) / (1 + slope)
        ),
        "1 + a² in the numerator": lambda fan_in, fan_out, slope: math.sqrt(
            2 * (1 + slope**2) / fan_in
        ),
        "only the slopes 0 and 1": lambda fan_in, fan_out, slope: math.sqrt(
            (1 if slope == 1 else 2) / fan_in
        ),
    }
)
