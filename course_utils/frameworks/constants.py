"""What each library does when you name no constant, found out by calling it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..activations import gelu
from .loading import load_keras, random_numbers_kept
from .table import Table, compare

QUESTIONS = (
    "leaky ReLU layer: slope",
    "leaky ReLU function: slope",
    "PReLU on 5 numbers: slopes",
    "ELU: alpha",
    "GELU layer or activation: form",
    "GELU operation: form",
    "layer from 5 to 3: weight's shape",
    "first weights: variance × inputs",
    "first bias",
)
(LEAKY_LAYER, LEAKY, PRELU, ELU, GELU, GELU_OPS, SHAPE, SCALE, BIAS) = QUESTIONS

# Measured with the versions that table.RECORDED_WITH names (TensorFlow's GELU: its documentation).
RECORDED = {
    "JAX": {LEAKY: "0.01", GELU_OPS: "tanh"},
    "TensorFlow": {LEAKY: "0.2", GELU_OPS: "exact"},
}

_WIDE = 512  # for a variance that is good to two digits


def defaults() -> Table:
    """Measure the constants that each library uses when none is given.

    A leaky slope is minus the value at −1, an ELU's alpha minus the limit on the left; GELU's form
    is the one whose value at −2 is nearest.

    Returns
    -------
    Table
        One row a question, one column a library.

    Examples
    --------
    >>> table = defaults()
    >>> table["leaky ReLU layer: slope", "PyTorch"] != table["leaky ReLU layer: slope", "Keras"]
    True
    """
    probes = {"PyTorch": _torch, "Keras": _keras, "JAX": _jax, "TensorFlow": _tensorflow}
    with random_numbers_kept():
        return compare("with nothing said", QUESTIONS, probes, RECORDED)


def gelu_form(value_at_minus_two: float) -> str:
    """Return which form of GELU gives this value at −2: exact, tanh or sigmoid.

    Examples
    --------
    >>> gelu_form(-0.0455003), gelu_form(-0.0454023)
    ('exact', 'tanh')
    """
    forms = {"exact": "none", "tanh": "tanh", "sigmoid": "sigmoid"}
    return min(forms, key=lambda f: abs(value_at_minus_two - gelu(-2.0, approximate=forms[f])))


def _number(value: Any) -> str:
    return f"{round(float(value), 3):g}"


def _slopes(values: np.ndarray) -> str:
    return f"{values.size} from {_number(values.ravel()[0])}"


def _torch() -> dict[str, Callable[[], str]]:
    import torch
    from torch import nn
    from torch.nn import functional

    def t(value: float) -> torch.Tensor:
        return torch.tensor([value])

    return {
        LEAKY_LAYER: lambda: _number(-nn.LeakyReLU()(t(-1.0))),
        LEAKY: lambda: _number(-functional.leaky_relu(t(-1.0))),
        PRELU: lambda: _slopes(nn.PReLU().weight.detach().numpy()),
        ELU: lambda: _number(-functional.elu(t(-100.0))),
        GELU: lambda: gelu_form(nn.GELU()(t(-2.0)).item()),
        GELU_OPS: lambda: gelu_form(functional.gelu(t(-2.0)).item()),
        SHAPE: lambda: str(tuple(nn.Linear(5, 3).weight.shape)),
        SCALE: lambda: f"{_WIDE * nn.Linear(_WIDE, _WIDE).weight.var().item():.2f}",
        BIAS: lambda: "random" if nn.Linear(5, 3).bias.any() else "0",
    }


def _keras() -> dict[str, Callable[[], str]]:
    keras = load_keras()

    def at(function: Callable, value: float) -> float:
        found = keras.ops.convert_to_numpy(function(np.array([[value]], np.float32)))
        return float(found[0, 0])

    def built(layer: Any, inputs: int) -> list[np.ndarray]:
        layer.build((None, inputs))
        return layer.get_weights()

    def scale() -> str:
        wide = keras.layers.Dense(_WIDE, kernel_initializer=_seeded(keras))
        return f"{_WIDE * built(wide, _WIDE)[0].var():.2f}"

    layers = keras.layers
    return {
        LEAKY_LAYER: lambda: _number(-at(layers.LeakyReLU(), -1.0)),
        LEAKY: lambda: _number(-at(keras.activations.leaky_relu, -1.0)),
        PRELU: lambda: _slopes(built(layers.PReLU(), 5)[0]),
        ELU: lambda: _number(-at(keras.activations.elu, -100.0)),
        GELU: lambda: gelu_form(at(keras.activations.gelu, -2.0)),
        GELU_OPS: lambda: gelu_form(at(keras.ops.gelu, -2.0)),
        SHAPE: lambda: str(built(layers.Dense(3), 5)[0].shape),
        SCALE: scale,
        BIAS: lambda: "random" if built(layers.Dense(3), 5)[1].any() else "0",
    }


def _seeded(keras: Any) -> Any:
    """Return the default initialiser of a Dense layer, whatever it is, with a seed of its own."""
    usual = keras.layers.Dense(1).kernel_initializer
    return type(usual).from_config(usual.get_config() | {"seed": 0})


def _jax() -> dict[str, Callable[[], str]]:
    import jax

    return {
        LEAKY: lambda: _number(-jax.nn.leaky_relu(-1.0)),
        ELU: lambda: _number(-jax.nn.elu(-100.0)),
        GELU_OPS: lambda: gelu_form(float(jax.nn.gelu(-2.0))),
    }


def _tensorflow() -> dict[str, Callable[[], str]]:
    import tensorflow as tf

    return {
        LEAKY: lambda: _number(-tf.nn.leaky_relu(-1.0)),
        ELU: lambda: _number(-tf.nn.elu(-100.0)),
        GELU_OPS: lambda: gelu_form(float(tf.nn.gelu(-2.0))),
    }
