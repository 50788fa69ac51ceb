"""Many PyTorch nets of one shape trained side by side: what costs time is the step, not the net."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..errors import WrongValue
from . import nudge
from .fast import one_thread
from .optimisers import torch_optimiser
from .training import Plan

if TYPE_CHECKING:
    import torch
    from torch import nn

    Losses = Callable[[dict, dict, torch.Tensor, torch.Tensor], torch.Tensor]


def fit_stack(
    models: Sequence[nn.Module],
    data: tuple[np.ndarray, np.ndarray],
    plan: Plan,
    rng: np.random.Generator | Sequence[np.random.Generator],
    *,
    optimiser: str = "sgd",
) -> np.ndarray:
    r"""Train nets of one shape in place, on the same examples or each on its own.

    The loss that is differentiated is the sum over nets, so no net sees another:

    .. math:: \frac{\partial}{\partial \theta_s} \sum_r \ell(\theta_r)
              = \frac{\partial \ell(\theta_s)}{\partial \theta_s}

    Parameters
    ----------
    models : sequence of torch.nn.Module
        Of one architecture. Are changed.
    data : tuple of numpy.ndarray
        Inputs, shape (N, n_in), and labels, integers of shape (N,); or, for each net its own,
        shapes (nets, N, n_in) and (nets, N).
    plan : Plan
        Step size, passes, batch size; weight decay must be 0.
    rng : numpy.random.Generator, or a sequence of them
        Decides the order of the examples: one for all nets, or one for each.
    optimiser : {"sgd", "momentum", "adam"}
        As for `fit_torch`.

    Returns
    -------
    numpy.ndarray of float64, shape (steps, nets)
        The loss of each net on each batch before its step.

    Raises
    ------
    ValueError
        If the optimiser is not known, or the plan has weight decay.

    References
    ----------
    PyTorch tutorials, "Model ensembling": ``torch.func.vmap`` over stacked parameters.

    Examples
    --------
    >>> from course_utils.networks import load_digits, torch_mlp
    >>> digits = load_digits(np.random.default_rng(0), train=200)
    >>> nets = [torch_mlp((64, 8, 10), np.random.default_rng(s)) for s in range(3)]
    >>> plan = Plan(rate=0.1, epochs=5, batch=50)
    >>> losses = fit_stack(nets, (digits.x_train, digits.y_train), plan, np.random.default_rng(0))
    >>> losses.shape, bool((losses[-1] < losses[0]).all())
    ((20, 3), True)
    """
    import torch
    from torch.func import stack_module_state

    if plan.weight_decay:
        raise WrongValue(
            "no weight decay here",
            expected="0",
            got=plan.weight_decay,
            next_step="Use fit_torch net by net.",
        )
    _nudge(models)
    weights, buffers = stack_module_state(list(models))

    own = data[0].ndim == 3 or not isinstance(rng, np.random.Generator)
    of_all = _losses(models[0], own) if _is_plain(models[0]) else _mapped_losses(models[0], own)
    steps = torch_optimiser(list(weights.values()), plan.rate, optimiser, epsilon=plan.epsilon)
    x, y = torch.from_numpy(data[0].astype(np.float32)), torch.from_numpy(data[1])
    losses = []
    with one_thread():
        for examples in _batches(plan, x, y, rng):
            values = of_all(weights, buffers, *examples)
            steps.zero_grad()
            values.sum().backward()
            steps.step()
            losses.append(values.tolist())
    _write_back({**weights, **buffers}, models)
    return np.array(losses)


def _batches(
    plan: Plan,
    x: torch.Tensor,
    y: torch.Tensor,
    rng: np.random.Generator | Sequence[np.random.Generator],
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Yield the examples of every step: with a generator for each net, each in its own order."""
    import torch

    if isinstance(rng, np.random.Generator):
        for rows in map(torch.from_numpy, plan.batches(x.shape[-2], rng)):
            yield x[..., rows, :], y[..., rows]
        return
    nets = torch.arange(len(rng))[:, None]
    for orders in zip(*(plan.batches(x.shape[-2], own) for own in rng), strict=True):
        rows = torch.from_numpy(np.array(orders))
        index = (nets, rows) if x.ndim == 3 else rows
        yield x[index], y[index]


def _is_plain(model: nn.Module) -> bool:
    """Tell whether a net is linear layers, batch norms and functions of single numbers."""
    from torch import nn

    single = (nn.Identity, nn.ReLU, nn.LeakyReLU, nn.ELU, nn.SELU, nn.GELU, nn.SiLU, nn.Mish,
              nn.Softplus, nn.ReLU6, nn.Sigmoid, nn.Tanh)  # fmt: skip
    return type(model) is nn.Sequential and all(
        type(m) in single
        or (type(m) is nn.Linear and m.bias is not None)
        or (type(m) is nn.BatchNorm1d and m.affine and m.track_running_stats and m.momentum)
        for m in model
    )


def _losses(model: nn.Module, own: bool) -> Losses:
    """Return the losses of plain nets: what vmap comes to, to the last bit, in half its time."""
    import torch
    from torch import nn
    from torch.nn import functional

    def losses(w: dict, b: dict, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        nets = len(next(iter(w.values())))
        h, y = (x, y) if own else (x.expand(nets, *x.shape), y.expand(nets, *y.shape))
        for name, layer in model.named_children():
            if isinstance(layer, nn.Linear):
                h = torch.baddbmm(w[f"{name}.bias"].unsqueeze(1), h, w[f"{name}.weight"].mT)
            elif isinstance(layer, nn.BatchNorm1d):
                h = _normalised(h, layer, f"{name}.", {**w, **b})
            else:
                h = layer(h)
        each = functional.cross_entropy(h.flatten(0, 1), y.flatten(), reduction="none")
        return each.view(nets, -1).mean(1)

    return losses


def _normalised(
    h: torch.Tensor, layer: nn.BatchNorm1d, name: str, state: dict[str, torch.Tensor]
) -> torch.Tensor:
    """Normalise each net's units over its own batch: units of all nets side by side."""
    from torch.nn import functional

    state[f"{name}num_batches_tracked"] += 1
    out = functional.batch_norm(
        h.transpose(0, 1).flatten(1),
        state[f"{name}running_mean"].view(-1), state[f"{name}running_var"].view(-1),
        state[f"{name}weight"].flatten(), state[f"{name}bias"].flatten(),
        training=True, momentum=layer.momentum, eps=layer.eps,
    )  # fmt: skip
    return out.unflatten(1, (len(h), -1)).transpose(0, 1)


def _mapped_losses(model: nn.Module, own: bool) -> Losses:
    """Return the losses of nets of any shape."""
    from torch.func import functional_call, vmap
    from torch.nn import functional

    def loss(w: dict, b: dict, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(functional_call(model, (w, b), (x,)), y)

    axis = 0 if own else None
    return vmap(loss, in_dims=(0, 0, axis, axis))


def _nudge(models: Sequence[nn.Module]) -> None:
    """Nudge first weights if asked to: nets may be drawn elsewhere than in `initialise`."""
    import torch

    with torch.no_grad():
        for p in (p for m in models for p in m.parameters()) if nudge.ON else ():
            p.copy_(torch.from_numpy(nudge.nudged(p.detach().numpy())))


def _write_back(stack: dict[str, torch.Tensor], models: Sequence[nn.Module]) -> None:
    import torch

    with torch.no_grad():
        for s, model in enumerate(models):
            for name, own in [*model.named_parameters(), *model.named_buffers()]:
                own.copy_(stack[name][s])
