"""From a trained net to a record of plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from course_utils.networks import MLP

from .record import CONSTANTS, RecordError

if TYPE_CHECKING:
    from torch import nn

# Class of torch.nn -> name in ACTIVATIONS, and the attribute that holds its constant.
_MODULES = {
    "ReLU": ("relu", ""), "LeakyReLU": ("leaky_relu", "negative_slope"), "PReLU": ("prelu", ""),
    "ELU": ("elu", "alpha"), "SELU": ("selu", ""), "GELU": ("gelu", ""), "SiLU": ("silu", ""),
    "Mish": ("mish", ""), "Softplus": ("softplus", ""), "ReLU6": ("relu6", ""),
    "Sigmoid": ("sigmoid", ""), "Tanh": ("tanh", ""),
}  # fmt: skip


def describe(model: Any) -> list[dict[str, Any]]:
    """Write a trained net as a record.

    Parameters
    ----------
    model : MLP or torch.nn.Module
        One NumPy net of the course; or a ``Sequential`` of ``Linear``, ``BatchNorm1d`` or
        ``LayerNorm`` behind it, activations, ``Dropout`` (which does nothing after training),
        and `skip` around a layer. Batch norm is written with the averages it has collected.

    Returns
    -------
    list of dict
        A record, as the head of `record` describes it.

    Raises
    ------
    RecordError
        For a module that has no place in a record; write that layer by hand.

    Examples
    --------
    >>> record = describe(MLP.create((64, 20, 10), np.random.default_rng(0)))
    >>> [(layer["W"].shape, layer["activation"]) for layer in record]
    [((64, 20), 'relu'), ((20, 10), 'identity')]
    """
    if isinstance(model, MLP):
        return _describe_mlp(model)
    if not hasattr(model, "named_modules"):
        raise RecordError(
            "this is no net", expected="an MLP of the course or a model of PyTorch", got=model,
            next_step="Hand over the trained net itself.",
        )  # fmt: skip
    record: list[dict[str, Any]] = []
    for module, inside in _flat(model):
        _add(record, module, inside)
    return record


def _describe_mlp(net: MLP) -> list[dict[str, Any]]:
    if net.weights[0].ndim != 2:
        raise RecordError(
            "this is a stack of nets",
            expected="one",
            got_words=f"weights of shape {net.weights[0].shape}",
            next_step="Pick one with net.take(0).",
        )
    last = len(net.weights) - 1
    return [
        {"W": W.copy(), "b": b[0].copy(),
         "activation": "identity" if at == last else net.activation,
         "constants": {} if at == last else dict(net.constants)}
        for at, (W, b) in enumerate(zip(net.weights, net.biases, strict=True))
    ]  # fmt: skip


def _flat(module: nn.Module, inside: bool = False) -> Iterator[tuple[nn.Module, bool]]:
    """Yield the innermost modules in order, each with whether a skip goes around it."""
    name = type(module).__name__
    if name == "Sequential":
        for part in module.children():
            yield from _flat(part, inside)
    elif hasattr(module, "body"):
        parts = list(_flat(module.get_submodule("body"), True))
        if sum(type(part).__name__ == "Linear" for part, _ in parts) != 1:
            raise RecordError(
                "a record skips one layer at a time",
                expected="one Linear in a skipped body",
                got_words=f"{len(parts)} modules",
                next_step="Put each layer in a skip of its own.",
            )
        yield from parts
    else:
        yield module, inside


def _add(record: list[dict[str, Any]], module: nn.Module, inside: bool) -> None:
    name = type(module).__name__
    if name in ("Dropout", "Identity", "Flatten"):
        return
    if name == "Linear":
        W = _numbers(module.weight).T.copy()
        b = np.zeros(W.shape[1]) if module.bias is None else _numbers(module.bias)
        record.append({"W": W, "b": b, "activation": "identity", "skip": inside})
    elif not record or record[-1]["activation"] != "identity":
        raise _misplaced(name)
    elif name == "BatchNorm1d" and "norm" not in record[-1]:
        scale = _numbers(module.weight) / np.sqrt(_numbers(module.running_var) + module.eps)
        shift = _numbers(module.bias) - _numbers(module.running_mean) * scale
        record[-1] |= {"norm": "scale", "scale": scale, "shift": shift}
    elif name == "LayerNorm" and "norm" not in record[-1]:
        scale, shift = _numbers(module.weight), _numbers(module.bias)
        record[-1] |= {"norm": "layer", "scale": scale, "shift": shift}
    elif name in _MODULES:
        activation, attribute = _MODULES[name]
        record[-1]["activation"] = activation
        if attribute:
            record[-1]["constants"] = {CONSTANTS[activation]: float(getattr(module, attribute))}
        if name == "PReLU":
            slopes = _numbers(module.weight)
            record[-1]["constants"] = {"a": slopes if slopes.size > 1 else float(slopes[0])}
    else:
        raise _misplaced(name)


def _misplaced(name: str) -> RecordError:
    return RecordError(
        f"{name} has no place there: expected Linear, then perhaps BatchNorm1d or LayerNorm, then "
        f"one activation, got {name}. Write this layer of the record by hand."
    )


def _numbers(tensor: Any) -> np.ndarray:
    return tensor.detach().cpu().double().numpy()


def skip(body: nn.Module) -> nn.Module:
    """Return a torch module that adds what came in to what `body` makes of it.

    Examples
    --------
    >>> import torch
    >>> block = skip(torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU()))
    >>> tuple(block(torch.ones(2, 3)).shape)
    (2, 3)
    """
    from torch import nn

    class Skip(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = body

        def forward(self, h: Any) -> Any:
            return h + self.body(h)

    return Skip()
