"""Which slope each spelling of ReLU takes on its kink, asked of automatic differentiation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from .loading import load_keras
from .table import Table, compare

SPELLINGS = (
    "relu(x)", "maximum(x, 0)", "clamp(x, min=0)", "where(x > 0, x, 0)", "where(x >= 0, x, 0)",
    "x * (x > 0)", "(x + abs(x)) / 2", "leaky_relu(x, 0.1)", "elu(x, 0.5)", "selu(x)",
    "relu6(x), at 6",
)  # fmt: skip
_AT_SIX = SPELLINGS[-1]

# Measured with the versions that table.RECORDED_WITH names.
RECORDED = {
    "JAX": {
        "relu(x)": "0",
        "maximum(x, 0)": "0.5",
        "clamp(x, min=0)": "0.5",
        "where(x > 0, x, 0)": "0",
        "leaky_relu(x, 0.1)": "1",
        "selu(x)": "1.758",
        "relu6(x), at 6": "0",
    },
    "TensorFlow": {
        "relu(x)": "0",
        "maximum(x, 0)": "1",
        "leaky_relu(x, 0.1)": "0.1",
        "selu(x)": "1.051",
    },
}


def slopes_at_zero() -> Table:
    """Measure the slope that each library takes at 0, for each spelling, in float32.

    Keras has no differentiation of its own: its column is PyTorch's answer for the operation that
    Keras chose. relu6 is asked at its upper kink, 6.

    Returns
    -------
    Table
        One row a spelling, one column a library.

    Examples
    --------
    >>> float(slopes_at_zero()["relu(x)", "PyTorch"]) in (0, 0.5, 1)
    True
    """
    probes = {"PyTorch": _torch, "Keras": _keras, "JAX": _jax, "TensorFlow": _tensorflow}
    return compare("slope at 0", SPELLINGS, probes, RECORDED)


def _probes(
    slope: Callable[[Callable, float], Any], spellings: Mapping[str, Callable]
) -> dict[str, Callable[[], str]]:
    return {
        name: partial(_shown, slope, f, 6.0 if name == _AT_SIX else 0.0)
        for name, f in spellings.items()
    }


def _shown(slope: Callable[[Callable, float], Any], f: Callable, at: float) -> str:
    return f"{round(float(slope(f, at)), 3):g}"


def _torch_slope(f: Callable, at: float) -> float:
    import torch

    x = torch.tensor(at, requires_grad=True)
    (slope,) = torch.autograd.grad(f(x), x)
    return slope.item()


def _torch() -> dict[str, Callable[[], str]]:
    import torch
    from torch.nn import functional

    zero = torch.zeros(())
    spellings = {
        "relu(x)": torch.relu,
        "maximum(x, 0)": lambda x: torch.maximum(x, zero),
        "clamp(x, min=0)": lambda x: torch.clamp(x, min=0),
        "where(x > 0, x, 0)": lambda x: torch.where(x > 0, x, zero),
        "where(x >= 0, x, 0)": lambda x: torch.where(x >= 0, x, zero),
        "x * (x > 0)": lambda x: x * (x > 0),
        "(x + abs(x)) / 2": lambda x: (x + torch.abs(x)) / 2,
        "leaky_relu(x, 0.1)": lambda x: functional.leaky_relu(x, 0.1),
        "elu(x, 0.5)": lambda x: functional.elu(x, 0.5),
        "selu(x)": functional.selu,
        _AT_SIX: functional.relu6,
    }
    return _probes(_torch_slope, spellings)


def _keras() -> dict[str, Callable[[], str]]:
    ops = load_keras().ops
    spellings = {
        "relu(x)": ops.relu,
        "maximum(x, 0)": lambda x: ops.maximum(x, 0.0),
        "clamp(x, min=0)": lambda x: ops.clip(x, 0.0, float("inf")),
        "where(x > 0, x, 0)": lambda x: ops.where(x > 0, x, 0.0),
        "where(x >= 0, x, 0)": lambda x: ops.where(x >= 0, x, 0.0),
        "x * (x > 0)": lambda x: x * ops.cast(x > 0, "float32"),
        "(x + abs(x)) / 2": lambda x: (x + ops.abs(x)) / 2,
        "leaky_relu(x, 0.1)": lambda x: ops.leaky_relu(x, 0.1),
        "elu(x, 0.5)": lambda x: ops.elu(x, 0.5),
        "selu(x)": ops.selu,
        _AT_SIX: ops.relu6,
    }
    return _probes(_torch_slope, spellings)


def _jax() -> dict[str, Callable[[], str]]:
    import jax

    jnp, nn = jax.numpy, jax.nn
    spellings = {
        "relu(x)": nn.relu,
        "maximum(x, 0)": lambda x: jnp.maximum(x, 0.0),
        "clamp(x, min=0)": lambda x: jnp.clip(x, 0.0),
        "where(x > 0, x, 0)": lambda x: jnp.where(x > 0, x, 0.0),
        "where(x >= 0, x, 0)": lambda x: jnp.where(x >= 0, x, 0.0),
        "x * (x > 0)": lambda x: x * (x > 0),
        "(x + abs(x)) / 2": lambda x: (x + jnp.abs(x)) / 2,
        "leaky_relu(x, 0.1)": lambda x: nn.leaky_relu(x, 0.1),
        "elu(x, 0.5)": lambda x: nn.elu(x, 0.5),
        "selu(x)": nn.selu,
        _AT_SIX: nn.relu6,
    }
    return _probes(lambda f, at: jax.grad(f)(at), spellings)


def _tensorflow() -> dict[str, Callable[[], str]]:
    import tensorflow as tf

    def slope(f: Callable, at: float) -> float:
        x = tf.Variable(at)
        with tf.GradientTape() as tape:
            y = f(x)
        return tape.gradient(y, x)

    spellings = {
        "relu(x)": tf.nn.relu,
        "maximum(x, 0)": lambda x: tf.maximum(x, 0.0),
        "clamp(x, min=0)": lambda x: tf.clip_by_value(x, 0.0, float("inf")),
        "where(x > 0, x, 0)": lambda x: tf.where(x > 0, x, 0.0),
        "where(x >= 0, x, 0)": lambda x: tf.where(x >= 0, x, 0.0),
        "(x + abs(x)) / 2": lambda x: (x + tf.abs(x)) / 2,
        "leaky_relu(x, 0.1)": lambda x: tf.nn.leaky_relu(x, 0.1),
        "selu(x)": tf.nn.selu,
        _AT_SIX: tf.nn.relu6,
    }
    return _probes(slope, spellings)
