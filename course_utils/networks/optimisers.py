"""Three ways to step down a gradient, as PyTorch defines them: plain, with momentum, and Adam."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import WrongValue

if TYPE_CHECKING:
    import torch

OPTIMISERS = ("sgd", "momentum", "adam")
MOMENTUM = 0.9
BETAS = (0.9, 0.999)

Stepper = Callable[[Sequence[np.ndarray], Sequence[np.ndarray]], None]


def stepper(optimiser: str, rate: float, *, epsilon: float = 1e-8) -> Stepper:
    r"""Return a function that steps parameters down their gradients, in place.

    .. math:: v \leftarrow 0.9\,v + g,\quad \theta \leftarrow \theta - \eta v
              \qquad\text{or}\qquad
              \theta \leftarrow \theta - \eta\,\frac{\hat m}{\sqrt{\hat v} + \epsilon}

    Parameters
    ----------
    optimiser : {"sgd", "momentum", "adam"}
        Plain gradient descent, with momentum 0.9, or Adam with decay rates 0.9 and 0.999.
    rate : float
        Step size.
    epsilon : float
        Adam's; where a gradient is not much larger than it, Adam's step shrinks with the gradient.

    Returns
    -------
    callable
        ``step(parameters, gradients)``; it remembers the gradients it saw before.

    Raises
    ------
    ValueError
        If the optimiser is not known.

    References
    ----------
    D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015,
    arXiv:1412.6980, Algorithm 1. B. Polyak 1964 for momentum.

    Examples
    --------
    >>> theta = np.array([1.0])
    >>> step = stepper("adam", 0.1)
    >>> step([theta], [np.array([1e-3])])
    >>> theta.round(6)
    array([0.9])
    """
    if optimiser not in OPTIMISERS:
        raise WrongValue(
            "unknown optimiser",
            expected="sgd, momentum or adam",
            got=optimiser,
            next_step="Choose one.",
        )
    means: list[np.ndarray] = []
    squares: list[np.ndarray] = []
    count = 0

    def plain(parameters: Sequence[np.ndarray], gradients: Sequence[np.ndarray]) -> None:
        for p, g in zip(parameters, gradients, strict=True):
            p -= rate * g

    def momentum(parameters: Sequence[np.ndarray], gradients: Sequence[np.ndarray]) -> None:
        if not means:
            means.extend(np.zeros_like(g) for g in gradients)
        for p, g, m in zip(parameters, gradients, means, strict=True):
            m *= MOMENTUM
            m += g
            p -= rate * m

    def adam(parameters: Sequence[np.ndarray], gradients: Sequence[np.ndarray]) -> None:
        nonlocal count
        if not means:
            means.extend(np.zeros_like(g) for g in gradients)
            squares.extend(np.zeros_like(g) for g in gradients)
        count += 1
        first, second = (1 - beta**count for beta in BETAS)
        for p, g, m, v in zip(parameters, gradients, means, squares, strict=True):
            m += (1 - BETAS[0]) * (g - m)
            v += (1 - BETAS[1]) * (g * g - v)
            p -= (rate / first) * m / (np.sqrt(v / second) + epsilon)

    return {"sgd": plain, "momentum": momentum, "adam": adam}[optimiser]


def torch_optimiser(
    parameters: list[Any], rate: float, optimiser: str, *, epsilon: float = 1e-8
) -> torch.optim.Optimizer:
    """Return PyTorch's own for the same names; `parameters` are tensors or groups of them.

    Raises
    ------
    ValueError
        If the optimiser is not known.

    Examples
    --------
    >>> import torch
    >>> type(torch_optimiser([torch.zeros(1, requires_grad=True)], 0.1, "adam")).__name__
    'Adam'
    """
    import torch

    if optimiser == "adam":
        return torch.optim.Adam(parameters, lr=rate, betas=BETAS, eps=epsilon, fused=True)
    if optimiser in OPTIMISERS:
        momentum = MOMENTUM if optimiser == "momentum" else 0.0
        return torch.optim.SGD(parameters, lr=rate, momentum=momentum, fused=True)
    raise WrongValue(
        "unknown optimiser",
        expected="sgd, momentum or adam",
        got=optimiser,
        next_step="Choose one.",
    )
