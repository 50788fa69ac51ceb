"""Results over seeds, with their spread: bars, lines, histograms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils import style
from course_utils.activations import ACTIVATIONS

from .errors import FigureError


def plot_bars_with_spread(
    ax: Axes,
    values: Mapping[str, Sequence[float]],
    *,
    roles: Mapping[str, str] | None = None,
    horizontal: bool = False,
    from_zero: bool = True,
) -> None:
    r"""Draw for each group the mean over seeds, one standard deviation, and every seed as a dot.

    .. math:: s = \sqrt{\tfrac{1}{n-1}\sum_i (v_i - \bar v)^2}

    Parameters
    ----------
    ax : Axes
    values : mapping of str to sequence of float
        Name to one value a seed. The name of an activation is written as its title.
    roles : mapping of str to str, optional
        Name to role or activation whose look the bar has; the name itself where it is one, else
        ``"function"``.
    horizontal : bool, default False
        Bars to the right, for long names.
    from_zero : bool, default True
        Draw the mean as a bar from zero. A bar whose foot is cut off misleads: where the axis
        does not start at zero, draw the mean as a line instead.

    Raises
    ------
    FigureError
        If a group is empty or holds a value that is not finite.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_bars_with_spread
    >>> fig, ax = figure()
    >>> plot_bars_with_spread(ax, {"relu": [0.90, 0.91, 0.93], "tanh": [0.88, 0.92, 0.90]})
    >>> [tick.get_text() for tick in ax.get_xticklabels()]
    ['ReLU', 'tanh']
    """
    groups = {name: _finite(name, group) for name, group in values.items()}
    counts = sorted({group.size for group in groups.values()})
    seeds = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    labels = (f"mean ± standard deviation ({seeds} seeds)", "one seed")
    for place, (name, group) in enumerate(groups.items()):
        ink = style.color(_role_of(name, roles))
        mean = group.mean()
        if from_zero:
            bar = ax.barh if horizontal else ax.bar
            bar(place, mean, 0.62, color=_tint(ink), edgecolor=ink, linewidth=1.4, zorder=2)
        else:
            across = ax.vlines if horizontal else ax.hlines
            across(mean, place - 0.31, place + 0.31, color=ink, linewidth=3, zorder=2)
        if group.size > 1:
            # Beside the spread, in the order of the seeds: equal values stay apart, and the same
            # data give the same picture.
            side = place + np.linspace(-0.22, 0.04, group.size)
            dots = (group, side) if horizontal else (side, group)
            x, y = (mean, place + 0.17) if horizontal else (place + 0.17, mean)
            spread = {"xerr" if horizontal else "yerr": group.std(ddof=1)}
            ax.errorbar(x, y, fmt="none", ecolor="black", capsize=4, label=labels[0], **spread)
            dot: dict[str, Any] = {"color": ink, "markeredgecolor": "white", "markeredgewidth": 0.6}
            ax.plot(*dots, "o", markersize=5, label=labels[1], zorder=4, **dot)
            labels = ("_again", "_again")
    names = [ACTIVATIONS[name].title if name in ACTIVATIONS else name for name in groups]
    (ax.set_yticks if horizontal else ax.set_xticks)(range(len(groups)), names)
    ax.grid(visible=False, axis="y" if horizontal else "x")
    if horizontal:
        ax.invert_yaxis()


def plot_lines_with_spread(
    ax: Axes,
    x: ArrayLike,
    runs: ArrayLike,
    *,
    role: str = "function",
    label: str | None = None,
) -> None:
    """Draw the median of several runs, and the band from the smallest to the largest of them.

    Median and range mean the same on a linear and on a logarithmic axis, and a run that fell to
    zero does not take the others with it, as it would in a geometric mean.

    Parameters
    ----------
    ax : Axes
    x : array_like, shape (n,)
    runs : array_like, shape (seeds, n)
        One row a seed.
    role : str, default "function"
        Role or activation that gives the look.
    label : str, optional
        For the legend.

    Raises
    ------
    FigureError
        If `runs` has no row, or rows of another length than `x`.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_lines_with_spread
    >>> fig, ax = figure()
    >>> plot_lines_with_spread(ax, [1, 2, 3], [[1, 2, 3], [1, 3, 9]], role="relu", label="ReLU")
    """
    x, runs = np.asarray(x), np.atleast_2d(np.asarray(runs, dtype=float))
    if runs.shape[0] == 0 or runs.shape[1:] != x.shape:
        raise FigureError(
            "The runs do not fit the points",
            expected=f"shape (seeds, {x.size}), one row a seed",
            got=runs.shape,
            next_step="Stack the runs with np.stack.",
        )
    look = style.line(role)
    few = x.size <= 25
    ax.plot(
        x, np.median(runs, axis=0), label=label, zorder=3, markeredgecolor="white",
        markeredgewidth=0.6, marker=style.look(role)["marker"] if few else None, **look,
    )  # fmt: skip
    if len(runs) > 1:
        ax.fill_between(
            x, runs.min(axis=0), runs.max(axis=0), color=look["color"], alpha=0.15, linewidth=0
        )


def plot_histogram(
    ax: Axes,
    values: ArrayLike,
    *,
    bins: int | Sequence[float] = 40,
    role: str = "function",
    label: str | None = None,
) -> None:
    """Draw the share of values in each bin; the shares sum to 1.

    Parameters
    ----------
    ax : Axes
    values : array_like
        Of any shape; values that are not finite are refused.
    bins : int or sequence of float, default 40
        As for ``numpy.histogram``.
    role : str, default "function"
        Role or activation that gives the look.
    label : str, optional
        For the legend.

    Raises
    ------
    FigureError
        If there is no value, or one that is not finite.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_histogram
    >>> fig, ax = figure()
    >>> plot_histogram(ax, [0.0, 0.0, 1.0, 2.0], bins=2)
    >>> [float(value) for value in ax.patches[0].get_data().values]
    [0.5, 0.5]
    """
    flat = _finite("values", np.ravel(values))
    counts, edges = np.histogram(flat, bins=bins)
    look = style.line(role)
    ax.stairs(
        counts / flat.size, edges, fill=True, label=label, zorder=2, facecolor=_tint(look["color"]),
        edgecolor=look["color"], linestyle=look["linestyle"], linewidth=1.2,
    )  # fmt: skip


def _finite(name: str, group: ArrayLike) -> np.ndarray:
    array = np.asarray(group, dtype=float).ravel()
    bad = np.count_nonzero(~np.isfinite(array))
    if array.size == 0 or bad:
        got = f"{bad} of {array.size} values that are not finite" if bad else "no value"
        raise FigureError(
            f"{name!r} cannot be drawn",
            expected="finite numbers, at least one",
            got_words=got,
            next_step="Leave out the runs that diverged, and say in the text how many there were.",
        )
    return array


def _role_of(name: str, roles: Mapping[str, str] | None) -> str:
    chosen = (roles or {}).get(name, name)
    return chosen if chosen in style.ROLE or chosen in style.ACTIVATION else "function"


def _tint(ink: str, strength: float = 0.25) -> tuple[float, ...]:
    """The colour mixed with white: opaque, so that the grid does not shine through."""
    from matplotlib.colors import to_rgb

    return tuple(1 - strength * (1 - part) for part in to_rgb(ink))
