"""Facts that the questions of lesson 3 ask for."""

from __future__ import annotations

import numpy as np
import torch

from ...theory import second_moment
from ._quiet import run


def missed_by_the_best_affine_map() -> float:
    """Return the share of the outputs of twenty ReLU layers that no affine map catches."""
    return float(run("collapse", depths=(20,)).relu_error.mean())


def xor_learned() -> float:
    """Return the share of nets with two hidden units that learn XOR."""
    return float(run("xor", widths=(2,)).learned.value[0])


def kinks_along_a_line() -> float:
    """Return the mean number of kinks of random nets with four layers of 24 units."""
    return float(run("regions", units=(96,), depths=(4,)).kinks.mean())


def what_passes_two_gates() -> str:
    """Return what PyTorch passes back through a unit that was off and one that was on."""
    z = torch.tensor([-0.8, 0.4], requires_grad=True)
    torch.relu(z).backward(torch.tensor([0.9, -0.7]))
    return ", ".join(f"{value:.2g}" for value in z.grad.tolist())


def mean_square_of_relu() -> float:
    """Return the mean of relu(Z)², Z standard normal."""
    return float(second_moment("relu"))


def gradients_within_a_hundred() -> dict[str, bool]:
    """Return of each pair whether the first layer's gradient is between 0.01 and 100."""
    depth = run("depth_signal", schemes=("xavier", "he"))
    size = 10 ** np.log10(depth.gradient[..., 0]).mean(axis=1)
    return {" ".join(pair): bool(0.01 < value < 100)
            for pair, value in zip(depth.config.pairs, size, strict=True)}  # fmt: skip


def zeros_after_small_and_large_steps() -> str:
    """Return where the share of zeros in the third layer goes, with a small and a large step."""
    zeros = run("sparsity", rates=(0.1, 0.6), seeds=8).after[..., 2].mean(axis=1)
    words = ["falls" if v < 0.48 else "rises" if v > 0.52 else "stays" for v in zeros]
    return ", ".join(words)
