"""What every result can be turned into: plain data to save; see also `tables`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

from .tables import Table

__all__ = ["Progress", "Table", "as_data", "track"]

Progress = Callable[[int, int], None]
"""Called as ``progress(done, total)`` after each part of an experiment."""

T = TypeVar("T")


def track(items: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """Yield the items, and tell `progress` after each how many are done.

    Examples
    --------
    >>> list(track("ab", lambda done, total: print(f"{done} of {total}")))
    1 of 2
    2 of 2
    ['a', 'b']
    """
    for done, item in enumerate(items, start=1):
        yield item
        if progress is not None:
            progress(done, len(items))


def as_data(value: Any) -> Any:
    """Return a result as dicts, lists, numbers and text, ready for JSON.

    NaN and infinities, which JSON does not have, become text.

    Examples
    --------
    >>> as_data({"hinges": np.array([1, 2]), "error": np.array([0.5, np.inf])})
    {'hinges': [1, 2], 'error': [0.5, 'inf']}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return as_data(value.tolist())
    if isinstance(value, (list, tuple)):
        return [as_data(item) for item in value]
    if isinstance(value, np.generic):
        return as_data(value.item())
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    return value
