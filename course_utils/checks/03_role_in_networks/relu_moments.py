"""Mean, second moment and variance after ReLU."""

from __future__ import annotations

import math

from ...grading import Exercise

LOOK = 5
FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")

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
    forbids=FINISHED,
    covers=("A22",),
)


def _moments(sigma):
    mean, second = sigma / math.sqrt(2 * math.pi), sigma**2 / 2
    return mean, second, second - mean**2


def _ask_moment(ask, place, reason):
    for sigma in (2.0, round(ask.rng.uniform(0.4, 0.8), 2), 1.0):
        got = ask.call(sigma)
        ask.that(isinstance(got, (tuple, list)) and len(got) == 3,
                 "Three numbers are asked for.", got=got,
                 expected="a tuple (mean, second moment, variance)")  # fmt: skip
        ask.compare(got[place], _moments(sigma)[place], reason=reason)


@relu_moments.behaviour("the second moment", points=2, look=LOOK)
def _second(ask):
    _ask_moment(ask, 1, "The second moment, E[y²]:")


@relu_moments.behaviour("the mean", points=1, look=LOOK)
def _mean(ask):
    _ask_moment(ask, 0, "The mean, E[y]:")


@relu_moments.behaviour("the variance", points=1, look=LOOK)
def _variance(ask):
    _ask_moment(ask, 2, "The variance:")


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
        "the mean of |z|",
        _folded,
        "The mean given is that of |z|. ReLU keeps the positive half of it alone: σ/√(2π).",
    ),
)
