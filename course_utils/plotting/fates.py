"""What became of every net: one mark each, in a grid of settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from course_utils import style

from .errors import FigureError

_ACROSS = 5
"""Marks side by side in one cell of the grid."""


def plot_fates(
    ax: Axes,
    fates: np.ndarray,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    kinds: Sequence[tuple[str, str]],
) -> None:
    """Draw one mark for every net, sorted by its fate within each cell of a grid.

    Parameters
    ----------
    ax : Axes
        The legend stands below its labels.
    fates : numpy.ndarray of int, shape (rows, columns, nets)
        Index into `kinds`.
    rows, columns : sequence of str
        Names of the settings, from above and from the left.
    kinds : sequence of (str, str)
        Name and role of each fate; ink and marker come from the role, and a role without a fill
        of its own stands for nothing in particular: give it last.

    Raises
    ------
    FigureError
        If the names do not fit the shape, or a fate has no kind.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_fates
    >>> fig, ax = figure()
    >>> kinds = [("learned", "alive"), ("dead", "dead")]
    >>> plot_fates(ax, np.array([[[0, 0, 1]]]), rows=["ReLU"], columns=["3"], kinds=kinds)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['learned', 'dead']
    """
    fates = np.asarray(fates)
    _check(fates, rows, columns, kinds)
    lines = -(-fates.shape[2] // _ACROSS)
    step = 0.8 / max(_ACROSS, lines)
    for kind, (_, role) in enumerate(kinds):
        spots = []
        for r, c in np.ndindex(fates.shape[:2]):
            places = np.flatnonzero(np.sort(fates[r, c]) == kind)
            line, column = np.divmod(places, _ACROSS)
            across = c + step * (column - (_ACROSS - 1) / 2)
            spots.append(np.column_stack([across, r + step * (line - (lines - 1) / 2)]))
        x, y = np.concatenate(spots).T
        ax.plot(x, y, linestyle="none", **_mark(role))
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))
    ax.grid(visible=False)
    for edge in range(1, len(rows)):
        ax.axhline(edge - 0.5, color="0.85", linewidth=0.8, zorder=0)
    handles = [Line2D([], [], linestyle="none", label=name, **_mark(role)) for name, role in kinds]
    ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.16),
              ncols=len(kinds), frameon=False)  # fmt: skip


def _mark(role: str) -> dict[str, Any]:
    look = style.look(role)
    open_one = look["dash"] is None
    return {
        "marker": look["marker"], "color": look["light"], "markersize": 6,
        "markerfacecolor": "white" if open_one else look["light"],
        "markeredgecolor": look["light"] if open_one else "white", "markeredgewidth": 0.7,
    }  # fmt: skip


def _check(
    fates: np.ndarray, rows: Sequence[str], columns: Sequence[str], kinds: Sequence[tuple[str, str]]
) -> None:
    if fates.ndim != 3 or fates.shape[:2] != (len(rows), len(columns)):
        raise FigureError(
            "The fates do not fit the grid",
            expected=f"shape ({len(rows)}, {len(columns)}, nets)",
            got=fates.shape,
            next_step="Give one name a row and a column.",
        )
    if fates.min() < 0 or fates.max() >= len(kinds):
        raise FigureError(
            "A fate has no kind",
            expected=f"0 to {len(kinds) - 1}",
            got_words=f"{fates.min()} to {fates.max()}",
            next_step="Name every kind.",
        )
