"""Which kind of number comes out when integers, 64-bit or 32-bit numbers go in."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np

from .loading import load_keras, random_numbers_kept
from .table import Table

KINDS = ("int64", "float64", "float32", "float16")


def dtypes() -> Table:
    """Measure the dtype that comes out of ReLU and its neighbours, by spelling.

    Returns
    -------
    Table
        One row a spelling, one column a dtype that goes in; ``error`` where the library refuses.

    Examples
    --------
    >>> dtypes()["np.maximum(x, 0)", "int64"]
    'int64'
    """
    with random_numbers_kept():
        rows = {name: tuple(_out(f, kind) for kind in KINDS) for name, f in _spellings().items()}
    return Table("goes in", KINDS, MappingProxyType(rows))


def _spellings() -> dict[str, Callable[[np.ndarray], Any]]:
    import torch
    from torch import nn

    keras = load_keras()
    tensor = torch.from_numpy
    return {
        "np.maximum(x, 0)": lambda x: np.maximum(x, 0),
        "torch.relu(x)": lambda x: torch.relu(tensor(x)),
        "nn.LeakyReLU()(x)": lambda x: nn.LeakyReLU()(tensor(x)),
        "nn.Linear(2, 1)(x)": lambda x: nn.Linear(2, 1)(tensor(x)),
        "keras.ops.relu(x)": keras.ops.relu,
        "keras.layers.ReLU()(x)": lambda x: keras.layers.ReLU()(x),
        "keras.layers.LeakyReLU()(x)": lambda x: keras.layers.LeakyReLU()(x),
        "keras.layers.Dense(1)(x)": lambda x: keras.layers.Dense(1)(x),
    }


def _out(function: Callable[[np.ndarray], Any], kind: str) -> str:
    try:
        return str(function(np.array([[-2, 3]], dtype=kind)).dtype).removeprefix("torch.")
    except (RuntimeError, TypeError, ValueError):  # NotImplementedError is a RuntimeError
        return "error"
