"""Draw a specification curve: every setting's effect, and below it which setting that was."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_utils import style
from course_utils.experiments import Curve
from course_utils.experiments.curves import Point

from .figures import figure, show

ROW = 0.046
"""Height of a row of dots, as a share of the whole."""
WIDTH = 6.6
"""Inches of a figure that holds a curve and nothing else."""
COLUMNS = 46
"""Letters in a line of the title."""


def plot_curve(ax: Axes, curve: Curve) -> Axes:
    """Draw the sorted effects with their intervals, and the settings as dots below.

    Filled: the claim holds in that setting. Hollow: it does not.

    Parameters
    ----------
    ax : Axes
        A height of about ``2.5 + 0.2 * rows`` inches suits, with a row for each value.
    curve : course_utils.experiments.Curve
        As from ``experiments.curve(name)``.

    Returns
    -------
    Axes
        The panel of dots, in the lower part of `ax`.

    References
    ----------
    U. Simonsohn, J. Simmons and L. Nelson, "Specification curve analysis", 2020, Figure 2.

    Examples
    --------
    >>> from course_utils import experiments
    >>> from course_utils.plotting import figure
    >>> fig, ax = figure()
    >>> dots = plot_curve(ax, experiments.curve("bend_pays"))
    """
    order = np.argsort([p.mean for p in curve.points], kind="stable")
    points, holds = [curve.points[k] for k in order], curve.holds[order]
    rows = _rows(curve)
    height = min(ROW * len(rows), 0.65)
    _draw_effects(ax, curve, points, holds)
    _make_room(ax, height)
    dots = ax.inset_axes((0, 0, 1, height))
    _draw_dots(dots, curve, [p.at for p in points], holds)
    for panel in (ax, dots):
        panel.set_xticks([])
        panel.set_xlim(-1, len(points))
    ax.set_title(f"{textwrap.fill(curve.words, COLUMNS)}\n{curve.verdict}: {curve.count} settings")
    about = f"{curve.seeds} seeds each, 95 % intervals"
    ax.set_xlabel(f"{len(points)} settings, sorted by effect; {about}")
    ax.set_ylabel(curve.unit, y=(1 + height) / 2)
    return dots


def show_curve(curve: Curve) -> None:
    """Display a specification curve in a figure of its own, with `describe_curve` as its words.

    Examples
    --------
    >>> from course_utils import experiments
    >>> show_curve(experiments.curve("bend_pays"))
    Figure: Specification curve. Nets with ReLU classify more new digits...
    """
    fig, ax = figure(size=(WIDTH, 2.6 + 0.2 * len(_rows(curve))))
    plot_curve(ax, curve)
    show(fig, alt=describe_curve(curve))


def _make_room(ax: Axes, height: float) -> None:
    """Move the drawing into the upper part, and let axis and ticks end with it."""
    low, high = ax.get_ylim()
    ticks = [t for t in ax.get_yticks() if low <= t <= high]
    ax.set_ylim(high - (high - low) / (0.98 - height), high)
    ax.set_yticks(ticks)
    ax.spines["left"].set_bounds(low, high)
    ax.spines["bottom"].set_visible(False)


def _rows(curve: Curve) -> list[tuple[str, str]]:
    """Return (setting, value in words) of every row of dots; a setting is named once."""
    found = []
    for axis, labels in curve.axes.items():
        found += [
            (axis, f"{axis}   {label}" if k == 0 else label) for k, label in enumerate(labels)
        ]
    return found


def _draw_effects(ax: Axes, curve: Curve, points: Sequence[Point], holds: np.ndarray) -> None:
    x = np.arange(len(points))
    mean, low, high = (np.array([getattr(p, n) for p in points]) for n in ("mean", "low", "high"))
    for bound in curve.bounds:
        if np.isfinite(bound):
            ax.axhline(bound, color=style.color("target"), linewidth=1.2, zorder=1)
    size = np.clip(260 / len(points), 3, 6.5)
    for kind, look in _looks(holds):
        ax.vlines(x[kind], low[kind], high[kind], color=look["color"], linewidth=1.2, zorder=3)
        ax.plot(x[kind], mean[kind], markersize=size, **look)
    ax.grid(visible=False, axis="x")


def _draw_dots(ax: Axes, curve: Curve, at: list[tuple[str, ...]], holds: np.ndarray) -> None:
    rows = [(place, label) for place, labels in enumerate(curve.axes.values()) for label in labels]
    for row, (place, label) in enumerate(rows):
        there = np.array([setting[place] == label for setting in at])
        for kind, look in _looks(holds):
            here = np.flatnonzero(there & kind)
            ax.plot(here, np.full(len(here), row), markersize=3.5, **look)
        if place % 2 == 0:
            ax.axhspan(row - 0.5, row + 0.5, color="#F3F3F3", linewidth=0, zorder=0)
    ax.set_yticks(range(len(rows)), [words for _, words in _rows(curve)], fontsize="small")
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)


def _looks(holds: np.ndarray) -> list[tuple[np.ndarray, dict[str, Any]]]:
    """Return which settings hold and which do not, each with the look of its dots."""
    yes, no = style.color("function"), style.color("derivative")
    shape = {"linestyle": "none", "marker": "o", "zorder": 3}
    return [
        (holds, {"color": yes, "markerfacecolor": yes, **shape}),
        (~holds, {"color": no, "markerfacecolor": "white", **shape}),
    ]


def describe_curve(curve: Curve) -> str:
    """Return a curve in words, for the alt text: claim, verdict, range, and the settings varied.

    Examples
    --------
    >>> from course_utils import experiments
    >>> describe_curve(experiments.curve("bend_pays"))[:20]
    'Specification curve.'
    """
    effects = [p.mean for p in curve.points]
    varied = "; ".join(f"{axis} {', '.join(labels)}" for axis, labels in curve.axes.items())
    return (
        f"Specification curve. {curve} Mean effects, sorted, rise from {min(effects):.2g} to "
        f"{max(effects):.2g} ({curve.unit}), each with its 95 % interval. "
        f"Dots below name each setting: {varied}."
    )
