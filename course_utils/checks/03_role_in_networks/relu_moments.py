"""Mean, second moment and variance after ReLU."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number
from ..answers import one_part_of


def _moments(sigma):
    mean, second = sigma / math.sqrt(2 * math.pi), sigma**2 / 2
    return mean, second, second - mean**2


relu_moments = Exercise.of(
    __file__,
    forbids=("theory",),
    oracle=_moments,
    parts=("the mean", "the second moment", "the variance"),
    tidy=one_number,
)


def _sigmas(rng):
    return [(2.0,), (round(rng.uniform(0.4, 0.8), 2),), (1.0,), (300.0,)]


relu_moments.marks(
    Cases("the second moment", 2, _sigmas, part=1),
    Cases("the mean", 1, _sigmas, part=0),
    Cases("the variance", 1, _sigmas, part=2),
)


def _root_of_two(sigma):
    mean, second = sigma * math.sqrt(2) / math.pi / 2, sigma**2 / 2
    return mean, second, second - mean**2


def _exchanged(sigma):
    mean, second, variance = _moments(sigma)
    return mean, variance, second


def _not_squared(sigma):
    mean, second, variance = _moments(1.0)
    return sigma * mean, sigma * second, sigma * variance


def _uncut(sigma):
    mean = _moments(sigma)[0]
    return mean, sigma**2, sigma**2 - mean**2


def _folded(sigma):
    mean = 2 * _moments(sigma)[0]
    return mean, sigma**2 / 2, sigma**2 / 2 - mean**2


def _nearly(got, sigma):
    return all(abs(g - m) < 0.02 * m for g, m in zip(got, _moments(sigma), strict=True))


relu_moments.symptoms({"near, not exact": _nearly})
*_, _variance_is = one_part_of(_moments, 3)

relu_moments.mistakes(
    {
        "the mean is taken for 0": lambda sigma: (0.0, sigma**2 / 2, sigma**2 / 2),
        "the mean is not taken off": _variance_is(lambda sigma: sigma**2 / 2),
        "the square of the mean": lambda sigma: (_moments(sigma)[0], _moments(sigma)[0] ** 2, 0.0),
        "variance for second moment": _exchanged,
        "the scale is not squared": _not_squared,
        "sigma taken for the variance": lambda sigma: _moments(math.sqrt(sigma)),
        "half the variance of |z|": _variance_is(
            lambda sigma: (sigma**2 - sigma**2 * 2 / math.pi) / 2
        ),
        "the root of 2, not of 2/π": _root_of_two,
        "nothing is cut off": _uncut,
        "the mean is not squared": _variance_is(lambda sigma: sigma**2 / 2 - _moments(sigma)[0]),
        "the mean of |z|": _folded,
    }
)
