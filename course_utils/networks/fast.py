"""The same nets in PyTorch, for speed. PyTorch is imported when a function first needs it.

Weights and the order of examples come from NumPy's generator, as in `mlp` and `training`: one seed
gives one net in both, and PyTorch's global random state is neither used nor changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from ..errors import WrongValue
from . import nudge
from .mlp import MLP
from .optimisers import torch_optimiser
from .training import Plan

if TYPE_CHECKING:
    import torch
    from torch import nn


@contextmanager
def one_thread() -> Iterator[None]:
    """Let PyTorch compute on one thread inside the block.

    For the small nets of the lessons, handing work to a second thread costs more than it saves,
    and timings with one thread can be compared.

    Examples
    --------
    >>> import torch
    >>> with one_thread():
    ...     torch.get_num_threads()
    1
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def torch_activation(name: str) -> nn.Module:
    """Return PyTorch's module for an activation, with PyTorch's default constants.

    Parameters
    ----------
    name : str
        A name in `course_utils.activations.ACTIVATIONS`, or "identity".

    Returns
    -------
    torch.nn.Module

    Raises
    ------
    ValueError
        If the name is not known.

    Examples
    --------
    >>> torch_activation("leaky_relu")
    LeakyReLU(negative_slope=0.01)
    """
    from torch import nn

    class SquaredReLU(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return nn.functional.relu(x).square()

    modules = {
        "identity": nn.Identity, "relu": nn.ReLU, "leaky_relu": nn.LeakyReLU, "prelu": nn.PReLU,
        "elu": nn.ELU, "selu": nn.SELU, "gelu": nn.GELU, "silu": nn.SiLU, "mish": nn.Mish,
        "softplus": nn.Softplus, "relu6": nn.ReLU6, "squared_relu": SquaredReLU,
        "sigmoid": nn.Sigmoid, "tanh": nn.Tanh,
    }  # fmt: skip
    if name not in modules:
        raise WrongValue(
            "unknown activation",
            expected=f"one of {', '.join(modules)}",
            got=name,
            next_step="Choose a name from the list.",
        )
    return modules[name]()


def to_torch(net: MLP) -> nn.Sequential:
    """Return a PyTorch copy of one NumPy net, in float32.

    Parameters
    ----------
    net : MLP
        One net, not a stack, with the default constants of its activation.

    Returns
    -------
    torch.nn.Sequential
        Linear, activation, Linear, ..., Linear.

    Raises
    ------
    ValueError
        If `net` is a stack.

    Examples
    --------
    >>> net = MLP.create((2, 8, 1), np.random.default_rng(0))
    >>> to_torch(net)
    Sequential(
      (0): Linear(in_features=2, out_features=8, bias=True)
      (1): ReLU()
      (2): Linear(in_features=8, out_features=1, bias=True)
    )
    """
    import torch
    from torch import nn

    if net.weights[0].ndim != 2:
        raise WrongValue(
            "this is a stack of nets",
            expected="weights with two axes",
            got_words=f"shape {net.weights[0].shape}",
            next_step="Pick one net with net.take(0).",
        )
    modules: list[nn.Module] = []
    for W, b in zip(net.weights, net.biases, strict=True):
        # Made without numbers of its own, so that the global generator is left alone.
        linear = nn.utils.skip_init(nn.Linear, *W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W.T.astype(np.float32)))
            linear.bias.copy_(torch.from_numpy(b[0].astype(np.float32)))
        modules += [linear, torch_activation(net.activation)]
    return nn.Sequential(*modules[:-1])


def torch_mlp(
    sizes: Sequence[int],
    rng: np.random.Generator,
    *,
    activation: str = "relu",
    scheme: str = "he",
) -> nn.Sequential:
    """Return a PyTorch net whose weights come from `rng`; parameters as for `MLP.create`.

    Examples
    --------
    >>> len(torch_mlp((64, 32, 10), np.random.default_rng(0), activation="gelu"))
    3
    """
    return to_torch(MLP.create(sizes, rng, activation=activation, scheme=scheme))


def parameter_groups(model: nn.Module, weight_decay: float) -> list[dict]:
    """Return two groups for an optimiser: matrices decay; biases, slopes and norms do not.

    Decay would pull a PReLU slope to 0, and so turn PReLU into ReLU (He et al. 2015,
    arXiv:1502.01852, section 2.1).

    Examples
    --------
    >>> from torch import nn
    >>> model = nn.Sequential(nn.Linear(2, 2), nn.PReLU())
    >>> [len(group["params"]) for group in parameter_groups(model, 0.1)]
    [1, 2]
    """
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    others = [p for p in model.parameters() if p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return [group for group in groups if group["params"]]


def fit_torch(
    model: nn.Module,
    data: tuple[np.ndarray, np.ndarray],
    plan: Plan,
    rng: np.random.Generator,
    *,
    optimiser: str = "sgd",
) -> np.ndarray:
    """Train a PyTorch net in place on labels (cross-entropy) or numbers (squared error).

    Parameters
    ----------
    model : torch.nn.Module
        Is changed.
    data : tuple of numpy.ndarray
        Inputs, shape (N, n_in), and targets: integers of shape (N,), or floats of shape (N, k).
    plan : Plan
        Step size, passes, batch size, weight decay.
    rng : numpy.random.Generator
        Decides the order of the examples.
    optimiser : {"sgd", "momentum", "adam"}
        Plain gradient descent, with momentum 0.9, or Adam.

    Returns
    -------
    numpy.ndarray of float64, shape (steps,)
        The loss of each batch before its step.

    Raises
    ------
    ValueError
        If the optimiser is not known.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> x = np.linspace(-1, 1, 64)[:, None]
    >>> losses = fit_torch(torch_mlp((1, 16, 1), rng), (x, abs(x)), Plan(epochs=99), rng)
    >>> bool(losses[-1] < losses[0] / 10)
    True
    """
    import torch
    from torch.nn import functional

    groups = parameter_groups(model, plan.weight_decay)
    steps = torch_optimiser(groups, plan.rate, optimiser, epsilon=plan.epsilon)
    whole = np.issubdtype(data[1].dtype, np.integer)
    loss = functional.cross_entropy if whole else functional.mse_loss
    x = torch.from_numpy(data[0].astype(np.float32))
    y = torch.from_numpy(data[1] if whole else data[1].astype(np.float32))
    with torch.no_grad():  # for nets that were drawn elsewhere than in `initialise`
        for p in model.parameters() if nudge.ON else ():
            p.copy_(torch.from_numpy(nudge.nudged(p.detach().numpy())))
    losses = []
    with one_thread():
        for rows in plan.batches(len(x), rng):
            index = torch.from_numpy(rows)
            value = loss(model(x[index]), y[index])
            steps.zero_grad()
            value.backward()
            steps.step()
            losses.append(value.item())
    return np.array(losses)


def hidden_sums(model: nn.Sequential, x: np.ndarray) -> list[np.ndarray]:
    """Return what goes into each activation, for all rows of `x`, in float64.

    A normalisation layer belongs to the sum before the activation. Call ``model.eval()`` first
    if there is one.

    Examples
    --------
    >>> model = torch_mlp((2, 8, 4, 1), np.random.default_rng(0))
    >>> [z.shape for z in hidden_sums(model, np.ones((3, 2)))]
    [(3, 8), (3, 4)]
    """
    import torch
    from torch import nn

    sums, h = [], torch.from_numpy(x.astype(np.float32))
    with torch.no_grad(), one_thread():
        for module in model:
            if not isinstance(module, (nn.Linear, nn.BatchNorm1d, nn.LayerNorm)):
                sums.append(h.numpy().astype(float))
            h = module(h)
    return sums


def torch_scores(model: nn.Module, x: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Return accuracy and mean cross-entropy of a PyTorch classifier on all rows of `x`.

    Examples
    --------
    >>> model = torch_mlp((2, 3), np.random.default_rng(0))
    >>> right, loss = torch_scores(model, np.zeros((4, 2)), np.zeros(4, dtype=int))
    >>> right, round(loss, 4)
    (1.0, 1.0986)
    """
    import torch
    from torch.nn import functional

    with torch.no_grad(), one_thread():
        logits = model(torch.from_numpy(x.astype(np.float32)))
        target = torch.from_numpy(labels)
        right = (logits.argmax(1) == target).float().mean()
        return right.item(), functional.cross_entropy(logits, target).item()
