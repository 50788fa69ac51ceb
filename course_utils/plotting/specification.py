"""Draw a specification curve: every setting's effect, and below it which setting that was."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from course_utils import style
from course_utils.experiments import Curve

ROW = 0.072
"""Height of a row of dots, as a share of the height of the panel above."""


def plot_curve(ax: Axes, curve: Curve) -> Axes:
    """Draw the sorted effects with their intervals, and the settings as dots below.

    Filled: the claim holds in that setting. Hollow: it does not.

    Parameters
    ----------
    ax : Axes
        For the effects; it makes room for the dots below.
    curve : course_utils.experiments.Curve
        As from ``experiments.curve(name)``.

    Returns
    -------
    Axes
        The panel of dots.

    References
    ----------
    U. Simonsohn, J. Simmons and L. Nelson, "Specification curve analysis", 2020, Figure 2.
    """
    order = np.argsort([p.mean for p in curve.points], kind="stable")
    points = [curve.points[k] for k in order]
    x, holds = np.arange(len(points)), curve.holds[order]
    mean, low, high = (np.array([getattr(p, n) for p in points]) for n in ("mean", "low", "high"))
    for bound in curve.bounds:
        if np.isfinite(bound):
            ax.axhline(bound, color=style.color("target"), linewidth=1.2, zorder=1)
    size = np.clip(260 / len(points), 3, 6.5)
    for kind, role in ((holds, "function"), (~holds, "derivative")):
        look = {"color": style.color(role), "zorder": 3}
        ax.vlines(x[kind], low[kind], high[kind], linewidth=1.2, **look)
        face = style.color(role) if kind is holds else "white"
        ax.plot(x[kind], mean[kind], "o", markersize=size, markerfacecolor=face, **look)
    ax.set_title(f"{curve.words}\n{curve.verdict}: {curve.count} settings")
    ax.set_ylabel(curve.unit)
    ax.set_xticks([])
    ax.grid(visible=False, axis="x")
    ax.set_xlim(-1, len(points))
    return _dots(ax, curve, [p.at for p in points], holds)


def _dots(ax: Axes, curve: Curve, at: list[tuple[str, ...]], holds: np.ndarray) -> Axes:
    rows = [(place, label) for place, labels in enumerate(curve.axes.values()) for label in labels]
    height = ROW * len(rows)
    below = ax.inset_axes((0, -height - 0.03, 1, height))
    words = []
    for row, (place, label) in enumerate(rows):
        there = np.array([setting[place] == label for setting in at])
        for kind, role in ((holds, "function"), (~holds, "derivative")):
            face = style.color(role) if kind is holds else "white"
            below.plot(np.flatnonzero(there & kind), [row] * int((there & kind).sum()), "o",
                       markersize=3.5, markerfacecolor=face, color=style.color(role))  # fmt: skip
        first = row == 0 or rows[row - 1][0] != place
        words.append(f"{list(curve.axes)[place]}   {label}" if first else label)
        if place % 2 == 0:
            below.axhspan(row - 0.5, row + 0.5, color="#F3F3F3", linewidth=0, zorder=0)
    below.set_yticks(range(len(rows)), words, fontsize="small")
    below.set_ylim(len(rows) - 0.5, -0.5)
    below.set_xlim(ax.get_xlim())
    below.set_xticks([])
    about = f"{curve.seeds} seeds each, 95 % intervals"
    below.set_xlabel(f"{len(at)} settings, sorted by effect; {about}")
    below.grid(visible=False)
    below.spines[:].set_visible(False)
    return below


def describe_curve(curve: Curve) -> str:
    """Return a curve in words, for the alt text: claim, verdict, range, and the settings varied."""
    effects = [p.mean for p in curve.points]
    varied = "; ".join(f"{axis} {', '.join(labels)}" for axis, labels in curve.axes.items())
    return (
        f"Specification curve. {curve} Mean effects, sorted, rise from {min(effects):.2g} to "
        f"{max(effects):.2g} ({curve.unit}), each with its 95 % interval. "
        f"Dots below name each setting: {varied}."
    )
