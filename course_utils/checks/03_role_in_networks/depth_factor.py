"""The size of a signal after L layers."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ...grading.reading import one_number

_N_VAR = {"xavier": 1.0, "he": 2.0, "pytorch": 1 / 3}


def _per_layer(activation, scheme):
    return _N_VAR[scheme] * (0.5 if activation == "relu" else 1.0)


def _factor(activation, scheme, layers):
    return _per_layer(activation, scheme) ** (layers / 2)


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
        "`per_layer = {'xavier': 1, 'he': 2, 'pytorch': 1 / 3}[scheme]`, halved for `'relu'`; the "
        "result is `per_layer ** (layers / 2)`.",
    ),
    forbids=("theory",),
    covers=("A10", "A22", "A23"),
    oracle=_factor,
    tidy=one_number,
)


def _kinds(*kinds):
    return lambda rng: [
        (*kind, depth) for kind in kinds for depth in (1, 2, 20, int(rng.integers(5, 12)))
    ]


TASK = (
    "the expected factor between the rms (root of the mean square) of what comes out at the end "
    "and of what went in"
)
depth_factor.marks(
    Cases("ReLU with Xavier", 2, _kinds(("relu", "xavier"))),
    Cases(
        "He, and Xavier without activation",
        2,
        _kinds(("identity", "he"), ("relu", "he"), ("identity", "xavier")),
    ),
    Cases("PyTorch's default", 1, _kinds(("relu", "pytorch"), ("identity", "pytorch"))),
    look=5,
    task=TASK,
)


def _half_rms(activation, scheme, layers):
    half = 0.5 if activation == "relu" else 1.0
    return (half * _N_VAR[scheme] ** 0.5) ** layers


depth_factor.mistakes(
    (
        "ReLU never vanishes",
        lambda activation, scheme, layers: (
            1.0 if activation == "relu" else _factor(activation, scheme, layers)
        ),
        "The slope of ReLU is 1 where it is on, but half of the units are off. Whether the rest "
        "makes up for it is up to the weights: with He it does, with Xavier or PyTorch's default "
        "it does not.",
    ),
    (
        "mean square for rms",
        lambda activation, scheme, layers: _per_layer(activation, scheme) ** layers,
        "This is the factor of the mean square. The rms is its root: an exponent of L/2, not L.",
    ),
    (
        "one layer only",
        lambda activation, scheme, layers: _per_layer(activation, scheme) ** 0.5,
        "This is the factor of one layer, whatever L is. Each layer multiplies by it once more.",
    ),
    (
        "ReLU's half counted once",
        lambda activation, scheme, layers: (
            (_N_VAR[scheme] ** layers * (0.5 if activation == "relu" else 1.0)) ** 0.5
        ),
        "The ½ of ReLU is counted once. There is a ReLU in every layer, and each keeps half.",
    ),
    (
        "one layer too few",
        lambda activation, scheme, layers: _per_layer(activation, scheme) ** ((layers - 1) / 2),
        "This is the factor of L − 1 layers. Every one of the L layers has weights and an "
        "activation.",
    ),
    (
        "times L, not to the power of L",
        lambda activation, scheme, layers: layers * _per_layer(activation, scheme) ** 0.5,
        "The factor of one layer is multiplied by L. Layers multiply each other: to the power of "
        "L.",
    ),
    (
        "ReLU's half forgotten",
        lambda activation, scheme, layers: _N_VAR[scheme] ** (layers / 2),
        "This is a net without ReLU. ReLU keeps half of the mean square in every layer.",
    ),
    (
        "ReLU halves the rms",
        _half_rms,
        "ReLU keeps half of the mean square, so 1/√2 of the rms, not half of it.",
    ),
)
