"""Facts that the questions of lesson 4 ask for."""

from __future__ import annotations

import numpy as np
import torch

from ...activations import ACTIVATIONS
from ._quiet import run

_HEALTHY, _GUESSING = 0.9, 0.2


def _level(accuracy: float) -> str:
    if accuracy > _HEALTHY:
        return "healthy"
    return "guessing" if accuracy < _GUESSING else "in part"


def recovery_of_relu_and_leaky() -> str:
    """Return how far a dead layer comes back with ReLU, and with a leak of 0.01."""
    back = run("revive", activations=("relu", "leaky_relu"), seeds=6, own_splits=True)
    return ", ".join(map(_level, back.accuracy.mean(axis=1)))


def back_from_minus_five() -> str:
    """Return which nets are healthy again when the dead layer's sums lie 5 below 0."""
    back = run("revive", seeds=6, own_splits=True, margin=5.0)
    healthy = back.accuracy.mean(axis=1) > _HEALTHY
    return ", ".join(np.array(back.config.activations)[healthy])


def slope_learned_on_abs() -> float:
    """Return the slope that a PReLU learns on |x|."""
    return float(run("prelu_slope", seeds=1).path[-1])


def one_line_elu_at_100() -> str:
    """Return value and slope of the one-line ELU at 100, in 32 bits."""
    x = torch.tensor(100.0, requires_grad=True)
    y = torch.where(x > 0, x, torch.exp(x) - 1)
    y.backward()
    return f"{y.item():g}, {x.grad.item():g}"


def mean_of_elu_against_relu() -> float:
    """Return the mean hidden output of ELU nets by its size, as a share of ReLU's."""
    means = run("mean_activation", activations=("relu", "elu"))
    relu, elu = (means.after / means.size).mean(axis=(1, 2))
    return float(elu / relu)


def walk_along_gelu() -> str:
    """Return how GELU's height goes from −3 to 3."""
    height = ACTIVATIONS["gelu"].f(np.linspace(-3, 3, 6001))
    falls = np.diff(height) < 0
    if not falls.any():
        return "rises" if (np.diff(height) > 0).all() else "level, then rises"
    return f"falls to {height.min():.2f}"


def errors_of_gelu_forms() -> str:
    """Return the better of GELU's two approximations, and by what factor to one digit."""
    tanh, sigmoid = run("gelu_forms").largest
    if min(tanh, sigmoid) < 1e-12:
        return "exact"
    return (
        f"{'tanh' if tanh < sigmoid else 'sigmoid'}, {max(tanh, sigmoid) / min(tanh, sigmoid):.0e}"
    )


def variance_of_selu_under_he() -> float:
    """Return the variance behind thirty layers of SELU with He's weights."""
    return float(np.exp(np.log(run("selu_depth", schemes=("he",)).variance[0, :, -1]).mean()))


def width_of_a_gated_block() -> float:
    """Return the width at which three matrices hold as many numbers as two of width 3072."""
    d, width = 768, 3072
    return 2 * d * width / (3 * d)


def six_nets_on_digits() -> str:
    """Return how the five activations lie to each other, and the affine net to them."""
    names = ("relu", "leaky_relu", "prelu", "elu", "gelu", "identity")
    rivals = run("comparison", activations=names, train=(1347,), seeds=5)
    *five, floor = 100 * rivals.of("test accuracy", 1347).mean(axis=1)
    behind = np.mean(five) - floor
    if floor < 100 * _GUESSING:
        words = "guessing"
    else:
        words = "level" if behind < 0.5 else "two points" if behind < 4 else "ten points"
    return f"{'close' if np.ptp(five) < 0.75 else 'apart'}, {words}"
