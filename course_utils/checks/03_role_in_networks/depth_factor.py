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


def _of(factor):
    """Return the answer that makes this of what a layer lets through, its n·Var, and the layers."""
    return lambda activation, scheme, layers: factor(
        0.5 if activation == "relu" else 1.0, _N_VAR[scheme], layers
    )


def _by_variance(kept, n_var, layers):
    kept = kept if kept == 1 else 0.5 - 1 / (2 * math.pi)
    return (kept * n_var) ** (layers / 2)


def _one_where(right):
    """Return the answer that is 1 for these kinds of net."""
    return lambda *net: 1.0 if right(*net) else _factor(*net)


def _rounded(digits, activation, scheme, layers):
    third = round(1 / 3, digits)
    right = _factor(activation, scheme, layers)
    return right * (3 * third) ** (layers / 2) if scheme == "pytorch" else right


depth_factor.mistakes(
    {
        "ReLU never vanishes": _one_where(lambda activation, *_: activation == "relu"),
        "He keeps the size, whatever the activation": _one_where(
            lambda activation, scheme, layers: scheme == "he"
        ),
        "mean square for rms": _of(lambda kept, n_var, layers: (n_var * kept) ** layers),
        "one layer only": _of(lambda kept, n_var, layers: (n_var * kept) ** 0.5),
        "ReLU's half counted once": _of(lambda kept, n_var, layers: (n_var**layers * kept) ** 0.5),
        "one layer too few": _of(lambda kept, n_var, layers: (n_var * kept) ** ((layers - 1) / 2)),
        "the last ReLU left out": _of(
            lambda kept, n_var, layers: math.sqrt((n_var * kept) ** (layers - 1) * n_var)
        ),
        "out and in exchanged": lambda *net: 1 / _factor(*net),
        "L // 2 for L / 2": _of(lambda kept, n_var, layers: (n_var * kept) ** (layers // 2)),
        "times L, not to the power of L": _of(
            lambda kept, n_var, layers: layers * (n_var * kept) ** 0.5
        ),
        "ReLU's half forgotten": _of(lambda kept, n_var, layers: n_var ** (layers / 2)),
        "ReLU halves the rms": _of(lambda kept, n_var, layers: (kept * n_var**0.5) ** layers),
        "the variance for the mean square": _of(_by_variance),
        "the identity halved too": _of(lambda kept, n_var, layers: (n_var / 2) ** (layers / 2)),
        "a third rounded": [partial(_rounded, digits) for digits in (1, 2, 3, 4, 5)],
        "a third cut to 0": lambda activation, scheme, layers: (
            0.0 if scheme == "pytorch" else _factor(activation, scheme, layers)
        ),
        "ReLU doubles the mean square": _of(
            lambda kept, n_var, layers: (n_var * (2.0 if kept < 1 else 1.0)) ** (layers / 2)
        ),
    }
)
