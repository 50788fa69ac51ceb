"""Names beside the lines themselves, and lines made of straight pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from course_utils import style

from .errors import nothing_labelled

_GAP = 1.25  # between the middles of two names, in heights of type


def name_lines(ax: Axes) -> None:
    """Write the label of each line at its right end, in its ink, instead of a legend.

    Draw and set limits and scales first: names are put where the lines end in view, and moved apart
    where they would overlap.

    Parameters
    ----------
    ax : Axes

    Raises
    ------
    FigureError
        If nothing drawn has a label.

    Examples
    --------
    >>> from course_utils.plotting import figure, name_lines, plot_activation
    >>> fig, ax = figure()
    >>> plot_activation(ax, "relu")
    >>> plot_activation(ax, "tanh")
    >>> name_lines(ax)
    >>> [text.get_text() for text in ax.texts]
    ['tanh', 'ReLU']
    """
    _ = ax.viewLim  # limits that nobody has set are worked out when somebody asks for them
    named = [line for line in ax.lines if not str(line.get_label()).startswith("_")]
    ends = [(*_end(ax, line), line) for line in named]
    ends = sorted((end for end in ends if np.isfinite(end[1])), key=lambda end: end[1])
    if not ends:
        raise nothing_labelled("There is no line to name")
    scale = ax.figure.dpi / 72
    size = style.rc()["legend.fontsize"]
    heights = _apart(np.array([y for _, y, _ in ends]), _GAP * size * scale)
    for (x, y, line), height in zip(ends, heights, strict=True):
        ax.annotate(
            str(line.get_label()),
            tuple(ax.transData.inverted().transform((x, y))),
            xytext=(6, (height - y) / scale),
            textcoords="offset points",
            va="center",
            color=line.get_color(),
            fontsize=size,
            annotation_clip=False,
            zorder=6,
        )


def plot_pieces(
    ax: Axes,
    x: ArrayLike,
    y: ArrayLike,
    *,
    role: str = "pieces",
    label: str | None = None,
) -> None:
    """Draw a piecewise linear function through its corners: an unbroken line, a dot at each kink.

    Parameters
    ----------
    ax : Axes
    x, y : array_like, shape (n,)
        Both ends and every kink between them, from left to right. A place where the slope does
        not change gets no dot.
    role : str, default "pieces"
    label : str, optional

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_pieces
    >>> fig, ax = figure()
    >>> plot_pieces(ax, [-2, -1, 0, 1, 2], [0, 0, 1, 2, 2], label="clip")
    >>> ax.lines[1].get_xdata().tolist()
    [-1.0, 1.0]
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    slopes = np.diff(y) / np.diff(x)
    bends = 1 + np.flatnonzero(np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max(initial=1.0))
    look = style.line(role) | {"linestyle": "solid"}
    ax.plot(x, y, label=label, solid_joinstyle="miter", zorder=3, **look)
    dots: dict[str, Any] = {"color": look["color"], "markeredgecolor": "white", "markersize": 6}
    ax.plot(x[bends], y[bends], "o", label="_kinks", zorder=4, **dots)


def _end(ax: Axes, line: Line2D) -> tuple[float, float]:
    """The last point of a line inside the Axes, in pixels; NaN if there is none."""
    points = ax.transData.transform(np.column_stack(line.get_data()))
    box = ax.get_window_extent().padded(1)
    inside = [box.contains(*point) for point in points]
    return tuple(points[np.flatnonzero(inside)[-1]]) if any(inside) else (np.nan, np.nan)


def _apart(heights: np.ndarray, gap: float) -> np.ndarray:
    """Rising heights, moved as little as needed to be `gap` apart; groups stay centred."""
    groups: list[list[float]] = []
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _low(groups[-1], gap) < _low(groups[-2], gap) + gap * len(
            groups[-2]
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    return np.array([_low(g, gap) + gap * k for g in groups for k in range(len(g))])


def _low(group: list[float], gap: float) -> float:
    """Where the lowest of a group of names stands."""
    return float(np.mean(group)) - gap * (len(group) - 1) / 2
