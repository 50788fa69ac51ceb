"""The size of a signal after L layers."""

from __future__ import annotations

import math
from functools import partial

from ...grading import Cases, Exercise
from ...grading.reading import one_number

_N_VAR = {"xavier": 1.0, "he": 2.0, "pytorch": 1 / 3}


def _per_layer(activation, scheme):
    return _N_VAR[scheme] * (0.5 if activation == "relu" else 1.0)


def _factor(activation, scheme, layers):
    return _per_layer(activation, scheme) ** (layers / 2)


depth_factor = Exercise.of(__file__, forbids=("theory",), oracle=_factor, tidy=one_number)


def _kinds(*kinds):
    return lambda rng: [
        (*kind, depth) for kind in kinds for depth in (1, 2, 20, 2 * int(rng.integers(2, 6)) + 1)
    ]


depth_factor.marks(
    Cases("ReLU with Xavier", 2, _kinds(("relu", "xavier"))),
    Cases(
        "He, and Xavier without activation",
        2,
        _kinds(("identity", "he"), ("relu", "he"), ("identity", "xavier")),
    ),
    Cases("PyTorch's default", 1, _kinds(("relu", "pytorch"), ("identity", "pytorch"))),
)


def _half_rms(activation, scheme, layers):
    half = 0.5 if activation == "relu" else 1.0
    return (half * _N_VAR[scheme] ** 0.5) ** layers


def _by_variance(activation, scheme, layers):
    kept = 0.5 - 1 / (2 * math.pi) if activation == "relu" else 1.0
    return (kept * _N_VAR[scheme]) ** (layers / 2)


def _rounded(digits, activation, scheme, layers):
    third = round(1 / 3, digits)
    right = _factor(activation, scheme, layers)
    return right * (3 * third) ** (layers / 2) if scheme == "pytorch" else right


depth_factor.mistakes(
    {
        "ReLU never vanishes": lambda activation, scheme, layers: (
            1.0 if activation == "relu" else _factor(activation, scheme, layers)
        ),
        "He keeps the size, whatever the activation": lambda activation, scheme, layers: (
            1.0 if scheme == "he" else _factor(activation, scheme, layers)
        ),
        "mean square for rms": lambda activation, scheme, layers: (
            _per_layer(activation, scheme) ** layers
        ),
        "one layer only": lambda activation, scheme, layers: _per_layer(activation, scheme) ** 0.5,
        "ReLU's half counted once": lambda activation, scheme, layers: (
            (_N_VAR[scheme] ** layers * (0.5 if activation == "relu" else 1.0)) ** 0.5
        ),
        "one layer too few": lambda activation, scheme, layers: (
            _per_layer(activation, scheme) ** ((layers - 1) / 2)
        ),
        "the last ReLU left out": lambda activation, scheme, layers: math.sqrt(
            _per_layer(activation, scheme) ** (layers - 1) * _N_VAR[scheme]
        ),
        "out and in exchanged": lambda activation, scheme, layers: (
            1 / _factor(activation, scheme, layers)
        ),
        "L // 2 for L / 2": lambda activation, scheme, layers: (
            _per_layer(activation, scheme) ** (layers // 2)
        ),
        "times L, not to the power of L": lambda activation, scheme, layers: (
            layers * _per_layer(activation, scheme) ** 0.5
        ),
        "ReLU's half forgotten": lambda activation, scheme, layers: _N_VAR[scheme] ** (layers / 2),
        "ReLU halves the rms": _half_rms,
        "the variance for the mean square": _by_variance,
        "the identity halved too": lambda activation, scheme, layers: (
            (_N_VAR[scheme] / 2) ** (layers / 2)
        ),
        "a third rounded": [partial(_rounded, digits) for digits in (1, 2, 3, 4, 5)],
        "a third cut to 0": lambda activation, scheme, layers: (
            0.0 if scheme == "pytorch" else _factor(activation, scheme, layers)
        ),
        "ReLU doubles the mean square": lambda activation, scheme, layers: (
            (_N_VAR[scheme] * (2.0 if activation == "relu" else 1.0)) ** (layers / 2)
        ),
    }
)
