"""What no median may hide: every run by itself, and measured shares with their intervals."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils import style

from .errors import FigureError


def plot_runs(
    ax: Axes,
    x: ArrayLike,
    runs: ArrayLike,
    *,
    role: str = "function",
    label: str | None = None,
    steps: bool = False,
) -> None:
    """Draw each of several runs as a thin line of its own.

    A median of five nets is no net: its kinks belong to nobody. Where the shape of one run is the
    point, draw them all.

    Parameters
    ----------
    ax : Axes
    x : array_like, shape (n,)
    runs : array_like, shape (runs, n)
        One row a run; a single run may have shape (n,).
    role : str, default "function"
        Role or activation that gives the look.
    label : str, optional
        Named once for all of them.
    steps : bool, default False
        A count that changes from one x to the next: level between them, unbroken.

    Raises
    ------
    FigureError
        If `runs` has no row, or rows of another length than `x`.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_runs
    >>> fig, ax = figure()
    >>> plot_runs(ax, [1, 2, 3], [[3, 1, 0], [3, 2, 1]], role="dead", label="after", steps=True)
    >>> [line.get_label() for line in ax.lines]
    ['after', '_after']
    """
    x, runs = np.asarray(x), np.atleast_2d(np.asarray(runs, dtype=float))
    if runs.shape[0] == 0 or runs.shape[1:] != x.shape:
        raise FigureError(
            "The runs do not fit the points",
            expected=f"shape (runs, {x.size}), one row a run",
            got=runs.shape,
            next_step="Stack the runs with np.stack.",
        )
    look: dict[str, Any] = style.line(role) | {"linewidth": 1.2}
    if steps:
        look |= {"linestyle": "solid", "drawstyle": "steps-post"}
    for index, run in enumerate(runs):
        ax.plot(x, run, label=f"_{label}" if index else label, zorder=3, **look)


def plot_intervals(
    ax: Axes,
    x: ArrayLike,
    value: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
) -> None:
    """Draw measured values as black dots, each with the interval from `low` to `high`.

    Parameters
    ----------
    ax : Axes
    x, value, low, high : array_like, shape (n,)
        The fields of `course_utils.experiments.Interval` come in this order.

    Raises
    ------
    FigureError
        If a value lies outside its interval.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_intervals
    >>> fig, ax = figure()
    >>> plot_intervals(ax, [2, 8], [0.2, 0.9], [0.1, 0.8], [0.3, 1.0])
    """
    value, low, high = (np.asarray(v, dtype=float) for v in (value, low, high))
    reach = np.stack([value - low, high - value])
    if reach.min() < 0:
        raise FigureError(
            "A value lies outside its interval",
            expected="low <= value <= high",
            got_words=f"{np.count_nonzero((reach < 0).any(axis=0))} of {value.size} outside",
            next_step="Give low before high, both as values and not as distances.",
        )
    ax.errorbar(x, value, yerr=reach, fmt="o", color="black", capsize=3, label="_intervals")
