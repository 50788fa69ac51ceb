"""What every result can be turned into: a chart to draw, plain data to save; see also `tables`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

from .tables import Table

__all__ = ["Chart", "Progress", "Series", "Table", "as_data", "track"]

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


@dataclass(frozen=True)
class Series:
    """One line, or one set of points, of a chart.

    Parameters
    ----------
    name : str
        For the legend; the name of an activation where the series belongs to one.
    x : numpy.ndarray or tuple of str
        Numbers, or names of groups.
    y : numpy.ndarray
        Of the length of `x`.
    low, high : numpy.ndarray or None
        Ends of the interval around `y`.
    """

    name: str
    x: np.ndarray | tuple[str, ...]
    y: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None


@dataclass(frozen=True)
class Chart:
    """What a figure of the result shows, without a word on how it looks.

    Parameters
    ----------
    title, xlabel, ylabel : str
        Words for the figure.
    series : tuple of Series
        At least one.
    xscale, yscale : {"linear", "log"}
        Axes.
    spread : str
        What `low` and `high` are, for the caption; empty if there are none.

    Examples
    --------
    >>> Chart("Error", "hinges", "largest error",
    ...       (Series("sine", np.array([1, 2]), np.array([1.0, 0.3])),), yscale="log").yscale
    'log'
    """

    title: str
    xlabel: str
    ylabel: str
    series: tuple[Series, ...]
    xscale: str = "linear"
    yscale: str = "linear"
    spread: str = ""


def as_data(value: Any) -> Any:
    """Return a result as dicts, lists, numbers and text, ready for JSON.

    NaN and infinities, which JSON does not have, become text.

    Examples
    --------
    >>> as_data(Series("sine", np.array([1, 2]), np.array([0.5, np.inf])))
    {'name': 'sine', 'x': [1, 2], 'y': [0.5, 'inf'], 'low': None, 'high': None}
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
