"""What stands for an object that is not plain: a record of it, or its name.

Imports nothing but NumPy; torch only where a tensor has to be built.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_NOT_OF_NUMPY = ("bfloat16", "float8_e4m3fn", "float8_e5m2")


class NotPlain(ValueError):
    """A value is too large, too deep or malformed to cross to the other side."""


@dataclass(frozen=True)
class Tensor:
    """A torch tensor by its values; the other side builds or read the real one.

    Parameters
    ----------
    array : numpy.ndarray
        The values. A dtype NumPy lacks (bfloat16) arrives as float32.
    dtype : str
        torch's name of the dtype, such as ``"float32"``.
    requires_grad : bool
        Whether autograd follows it.
    """

    array: np.ndarray
    dtype: str = ""
    requires_grad: bool = False


@dataclass(frozen=True)
class Opaque:
    """Anything else: only the name of its type crosses, and a short text."""

    type_name: str
    text: str = ""


def type_name(value: Any) -> str:
    """Return the name a learner would write for the type of `value`.

    Examples
    --------
    >>> type_name([1]), type_name(np.float32(1)), type_name(None)
    ('list', 'numpy.float32', 'None')
    """
    if value is None:
        return "None"
    if isinstance(value, Tensor):
        return "torch.Tensor"
    if isinstance(value, Opaque):
        return value.type_name
    kind = type(value)
    module = getattr(kind, "__module__", "")
    if module in ("builtins", "__main__", ""):
        return kind.__name__
    return f"{module.partition('.')[0]}.{kind.__name__}"


def to_torch(value: Any) -> Any:
    """Replace every `Tensor` in a plain value by a real torch tensor (imports torch if needed)."""
    if isinstance(value, Tensor):
        import torch

        made = torch.from_numpy(value.array.copy())
        if value.dtype:
            made = made.to(getattr(torch, value.dtype))
        return made.requires_grad_(value.requires_grad)
    if isinstance(value, (list, tuple)):
        return type(value)(to_torch(v) for v in value)
    if isinstance(value, dict):
        return {k: to_torch(v) for k, v in value.items()}
    return value


def read_tensor(tensor: Any) -> Tensor | Opaque:
    """Read a tensor's values; on the device "meta", or sparse, there is no array of them."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    try:
        block = tensor.detach().cpu().resolve_conj().resolve_neg()
        array = (block.float() if dtype in _NOT_OF_NUMPY else block).numpy()
    except (RuntimeError, TypeError):
        return Opaque("torch.Tensor without an array of values")
    return Tensor(array, dtype, bool(tensor.requires_grad))
