"""Section 5, first half: what ReLU does to the size of a signal, once and many times."""

from __future__ import annotations

import math

from ...grading import Exercise

LOOK = 'section 5 of the lesson, "Signal and gradient by depth"'
FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")

relu_moments = Exercise(
    "role_in_networks.relu_moments",
    title="Mean, second moment and variance after ReLU",
    minutes=7,
    difficulty="medium",
    hints=(
        "z is symmetric. Which share of z² does ReLU keep? That is the second moment, and it needs "
        "no integral.",
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


@relu_moments.misconception(
    "the mean is taken for 0",
    "y is never negative, so its mean is above 0, and the variance is smaller than the second "
    "moment. Only z has mean 0.",
)
def _zero_mean(sigma):
    return 0.0, sigma**2 / 2, sigma**2 / 2


@relu_moments.misconception(
    "variance for second moment",
    "Second moment and variance are exchanged. The second moment is E[y²]; the variance is what "
    "is left after taking off the square of the mean.",
)
def _exchanged(sigma):
    mean, second, variance = _moments(sigma)
    return mean, variance, second


@relu_moments.misconception(
    "the scale is not squared",
    "This is right for σ = 1 only. Second moment and variance grow with σ², not with σ.",
)
def _not_squared(sigma):
    mean, second, variance = _moments(1.0)
    return sigma * mean, sigma * second, sigma * variance


@relu_moments.misconception(
    "nothing is cut off",
    "E[y²] is σ² before ReLU. ReLU sets half of the numbers to 0, and by symmetry half of the "
    "squares go with them.",
)
def _uncut(sigma):
    mean = _moments(sigma)[0]
    return mean, sigma**2, sigma**2 - mean**2


@relu_moments.misconception(
    "the mean of |z|",
    "The mean given is that of |z|. ReLU keeps the positive half of it alone: σ/√(2π).",
)
def _folded(sigma):
    mean = 2 * _moments(sigma)[0]
    return mean, sigma**2 / 2, sigma**2 / 2 - mean**2


depth_factor = Exercise(
    "role_in_networks.depth_factor",
    title="The size of a signal after L layers",
    minutes=8,
    difficulty="hard",
    hints=(
        "One layer first. Its sums have n · Var w times the mean square of what comes in. What "
        "share of the mean square does ReLU keep?",
        "Mean square by layer: n · Var w, times ½ for ReLU. n · Var w is 1 for Xavier, 2 for He "
        "and ⅓ for PyTorch's default. The rms is the root of the mean square.",
        "`per_layer = {'xavier': 1, 'he': 2, 'pytorch': 1 / 3}[scheme]`, halved for "
        "`'relu'`; the result is `per_layer ** (layers / 2)`.",
    ),
    forbids=FINISHED,
    covers=("A10", "A22", "A23"),
)
_N_VAR = {"xavier": 1.0, "he": 2.0, "pytorch": 1 / 3}


def _per_layer(activation, scheme):
    return _N_VAR[scheme] * (0.5 if activation == "relu" else 1.0)


def _factor(activation, scheme, layers):
    return _per_layer(activation, scheme) ** (layers / 2)


def _ask_factor(ask, *kinds):
    depths = (1, 2, 20, int(ask.rng.integers(5, 12)))
    ask.same_all([(_factor(*kind, depth), *kind, depth) for kind in kinds for depth in depths])


@depth_factor.behaviour("ReLU with Xavier", points=2, look=LOOK)
def _xavier(ask):
    _ask_factor(ask, ("relu", "xavier"))


@depth_factor.behaviour("He, and Xavier without activation", points=2, look=LOOK)
def _he(ask):
    _ask_factor(ask, ("identity", "he"), ("relu", "he"), ("identity", "xavier"))


@depth_factor.behaviour("PyTorch's default", points=1, look=LOOK)
def _default(ask):
    _ask_factor(ask, ("relu", "pytorch"), ("identity", "pytorch"))


@depth_factor.misconception(
    "ReLU never vanishes",
    "The slope of ReLU is 1 where it is on, but half of the units are off. Whether the rest makes "
    "up for it is up to the weights: with He it does, with Xavier or PyTorch's default it does "
    "not.",
)
def _never(activation, scheme, layers):
    return 1.0 if activation == "relu" else _factor(activation, scheme, layers)


@depth_factor.misconception(
    "mean square for rms",
    "This is the factor of the mean square. The rms is its root: an exponent of L/2, not L.",
)
def _mean_square(activation, scheme, layers):
    return _per_layer(activation, scheme) ** layers


@depth_factor.misconception(
    "one layer only",
    "This is the factor of one layer, whatever L is. Each layer multiplies by it once more.",
)
def _one_layer(activation, scheme, layers):
    return _per_layer(activation, scheme) ** 0.5


@depth_factor.misconception(
    "times L, not to the power of L",
    "The factor of one layer is multiplied by L. Layers multiply each other: to the power of L.",
)
def _times(activation, scheme, layers):
    return layers * _per_layer(activation, scheme) ** 0.5


@depth_factor.misconception(
    "ReLU's half forgotten",
    "This is a net without ReLU. ReLU keeps half of the mean square in every layer.",
)
def _no_half(activation, scheme, layers):
    return _N_VAR[scheme] ** (layers / 2)


@depth_factor.misconception(
    "ReLU halves the rms",
    "ReLU keeps half of the mean square, so 1/√2 of the rms, not half of it.",
)
def _half_rms(activation, scheme, layers):
    half = 0.5 if activation == "relu" else 1.0
    return (half * _N_VAR[scheme] ** 0.5) ** layers
