"""Mean, second moment and variance after ReLU."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _moments(sigma):
    mean, second = sigma / math.sqrt(2 * math.pi), sigma**2 / 2
    return mean, second, second - mean**2


relu_moments = Exercise(
    "role_in_networks.relu_moments",
    title="Mean, second moment and variance after ReLU",
    minutes=7,
    difficulty="medium",
    hints=(
        "z is symmetric. Which share of z² does ReLU keep? That is the second moment, and it "
        "needs no integral.",
        "The mean is half of E|z|, and E|z| = σ √(2/π). The variance is E[y²] − (E[y])².",
        "mean = σ/√(2π), second moment = σ²/2, variance = σ²/2 − σ²/(2π).",
    ),
    forbids=("theory",),
    covers=("A22",),
    oracle=_moments,
    parts=("the mean", "the second moment", "the variance"),
    tidy=one_number,
)


def _sigmas(rng):
    return [(2.0,), (round(rng.uniform(0.4, 0.8), 2),), (1.0,)]


relu_moments.marks(
    Cases("the second moment", 2, _sigmas, task="its second moment, E[y²]", part=1),
    Cases("the mean", 1, _sigmas, task="the mean of y, E[y]", part=0),
    Cases("the variance", 1, _sigmas, task="its variance, E[y²] − (E[y])².", part=2),
    look=5,
)


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


relu_moments.mistakes(
    (
        "the mean is taken for 0",
        lambda sigma: (0.0, sigma**2 / 2, sigma**2 / 2),
        "y is never negative, so its mean is above 0, and the variance is smaller than the second "
        "moment. Only z has mean 0.",
    ),
    (
        "variance for second moment",
        _exchanged,
        "Second moment and variance are exchanged. The second moment is E[y²]; the variance is "
        "what is left after taking off the square of the mean.",
    ),
    (
        "the scale is not squared",
        _not_squared,
        "This is right for σ = 1 only. Second moment and variance grow with σ², not with σ.",
    ),
    (
        "nothing is cut off",
        _uncut,
        "E[y²] is σ² before ReLU. ReLU sets half of the numbers to 0, and by symmetry half of the "
        "squares go with them.",
    ),
    (
        "the mean is not squared",
        lambda sigma: (*_moments(sigma)[:2], sigma**2 / 2 - _moments(sigma)[0]),
        "The mean itself was taken off, not its square. Variance = E[y²] − (E[y])².",
    ),
    (
        "the mean of |z|",
        _folded,
        "The mean given is that of |z|. ReLU keeps the positive half of it alone: σ/√(2π).",
    ),
)
