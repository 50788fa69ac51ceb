"""The graphs without names that the exercises show: tables of values, dealt in a fixed order.

The notebook draws what `curves` and `slopes` return; the check compares the same values with those
of the function that the learner names. No list of answers is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from ..activations import (
    elu,
    elu_grad,
    gelu,
    gelu_grad,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    silu,
    softplus,
    tanh,
    tanh_grad,
)

Function = Callable[[np.ndarray], np.ndarray]

LEAK = 0.1  # at the usual 0.01 no eye could tell the graph from ReLU's
GRID = np.linspace(-4.0, 4.0, 161)

CURVES: dict[str, tuple[str, Function]] = {
    "relu": ("ReLU", relu),
    "leaky_relu": ("Leaky ReLU", partial(leaky_relu, alpha=LEAK)),
    "elu": ("ELU", elu),
    "gelu": ("GELU", gelu),
    "silu": ("SiLU", silu),
    "softplus": ("softplus", softplus),
    "sigmoid": ("the sigmoid", sigmoid),
    "tanh": ("tanh", tanh),
}
"""Name that the learner writes -> how to call it in a sentence, and the function."""

SLOPED: dict[str, tuple[str, Function]] = {
    "relu": CURVES["relu"],
    "leaky_relu": CURVES["leaky_relu"],
    "absolute": ("|x|", np.abs),
    "softplus": CURVES["softplus"],
    "tanh": CURVES["tanh"],
    "elu": CURVES["elu"],
    "gelu": CURVES["gelu"],
}
"""The functions whose slopes are looked for."""

_PANELS: dict[str, Function] = {
    "relu": lambda x: np.where(x == 0, np.nan, relu_grad(x)),
    "leaky_relu": lambda x: np.where(x == 0, np.nan, leaky_relu_grad(x, alpha=LEAK)),
    "absolute": lambda x: np.where(x == 0, np.nan, np.sign(x)),
    "softplus": sigmoid,
    "tanh": tanh_grad,
    "elu": elu_grad,
    "gelu": gelu_grad,
    # Two that are the slope of none of the seven.
    "ramp": relu,
    "low bump": sigmoid_grad,
}


def _dealt(names, labels, seed: int) -> dict:
    order = np.random.default_rng(seed).permutation(len(names))
    return {label: list(names)[place] for label, place in zip(labels, order, strict=True)}


def curves() -> dict[str, np.ndarray]:
    """Return eight graphs without names: letter -> values on `GRID`.

    Returns
    -------
    dict of str to numpy.ndarray of float64, shape (161,)

    Examples
    --------
    >>> "".join(curves()), curves()["A"].shape
    ('ABCDEFGH', (161,))
    """
    return {letter: CURVES[name][1](GRID) for letter, name in _dealt(CURVES, "ABCDEFGH", 8).items()}


def slopes() -> dict[int, np.ndarray]:
    """Return nine graphs of slopes: number -> values on `GRID`, NaN where a slope jumps.

    Seven belong to the functions of `SLOPED`; two belong to none of them.

    Returns
    -------
    dict of int to numpy.ndarray of float64, shape (161,)

    Examples
    --------
    >>> list(slopes())
    [1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    return {n: _PANELS[name](GRID) for n, name in _dealt(_PANELS, range(1, 10), 5).items()}


def difference_quotient(f: Function, x: np.ndarray, step: float = 1e-4) -> np.ndarray:
    """Return the slope of `f` at `x`, measured: rise over run, half a step to either side.

    Examples
    --------
    >>> float(difference_quotient(np.abs, np.array(-2.0)).round(6))
    -1.0
    """
    return (f(x + step / 2) - f(x - step / 2)) / step
