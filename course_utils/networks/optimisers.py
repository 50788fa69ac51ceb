"""PyTorch's optimisers by the names that lessons use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch


def make_optimiser(
    parameters: list[Any], rate: float, name: str, *, epsilon: float = 1e-8
) -> torch.optim.Optimizer:
    r"""Return one of PyTorch's optimisers by its name in the course.

    .. math:: \text{Adam: }\quad \theta \leftarrow \theta
              - \text{rate}\cdot\frac{\hat m}{\sqrt{\hat v} + \varepsilon}

    Parameters
    ----------
    parameters : list
        Tensors, or groups of them with options of their own.
    rate : float
        Step size.
    name : {"sgd", "momentum", "adam"}
        Plain gradient descent, with momentum 0.9, or Adam.
    epsilon : float
        Adam's :math:`\varepsilon`: a gradient far below it makes a small step after all.

    Returns
    -------
    torch.optim.Optimizer

    Raises
    ------
    ValueError
        If the name is not known.

    References
    ----------
    D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015,
    arXiv:1412.6980, Algorithm 1.

    Examples
    --------
    >>> import torch
    >>> type(make_optimiser([torch.zeros(1, requires_grad=True)], 0.1, "adam")).__name__
    'Adam'
    """
    import torch

    if name == "adam":
        return torch.optim.Adam(parameters, lr=rate, eps=epsilon, fused=True)
    if name in ("sgd", "momentum"):
        momentum = 0.9 if name == "momentum" else 0.0
        return torch.optim.SGD(parameters, lr=rate, momentum=momentum, fused=True)
    raise ValueError(
        f"unknown optimiser: expected sgd, momentum or adam, got {name!r}. Choose one."
    )
