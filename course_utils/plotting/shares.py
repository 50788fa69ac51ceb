"""Shares that add up to a whole: stacked bars, and the verdicts of many claims at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils import style
from course_utils.experiments import Curve
from course_utils.experiments.curves import FAILS, HOLDS, Verdicts

from .axes import label_axes
from .errors import FigureError
from .figures import figure, show
from .spread import _tint

_HATCH = {"dead": "xx", "stuck_on": "//", "derivative": "//"}
"""The second sign beside the tint, by role."""


def plot_shares(
    ax: Axes,
    places: Sequence[int],
    shares: Mapping[str, ArrayLike],
    *,
    roles: Sequence[str],
    horizontal: bool = False,
) -> None:
    """Draw the parts of a whole as bars, one upon the other.

    Parameters
    ----------
    ax : Axes
    places : sequence of int, length n
        Where the bars stand; each is a tick.
    shares : mapping of str to array_like, shape (n,)
        Name -> share in each place, from the bottom up (from the left, if `horizontal`).
    roles : sequence of str
        Role of each entry of `shares`, whose tint the part has, or ``"paper"`` for white; a hatch
        tells the parts apart without colour.
    horizontal : bool, default False

    Raises
    ------
    FigureError
        If a share is below 0, or those of one place sum to more than 1.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_shares
    >>> fig, ax = figure()
    >>> plot_shares(ax, [1, 2], {"off": [0.2, 0.5], "on": [0.1, 0.5]}, roles=["dead", "alive"])
    >>> ax.get_legend_handles_labels()[1]
    ['off', 'on']
    """
    parts = {name: np.asarray(share, dtype=float) for name, share in shares.items()}
    total = sum(parts.values(), np.zeros(len(places)))
    if min(part.min() for part in parts.values()) < -1e-9 or total.max() > 1 + 1e-9:
        raise FigureError(
            "These are no shares of a whole",
            expected="shares of 0 or more that sum to at most 1",
            got_words=f"sums up to {total.max():.3g}",
            next_step="Divide by the number of all.",
        )
    base = np.zeros(len(places))
    for (name, part), role in zip(parts.items(), roles, strict=True):
        tint = "white" if role == "paper" else _tint(style.color(role))
        look: dict[str, Any] = {"color": tint, "hatch": _HATCH.get(role), "edgecolor": "0.25"}
        if horizontal:
            ax.barh(places, part, left=base, label=name, **look)
        else:
            ax.bar(places, part, bottom=base, label=name, **look)
        base = base + part
    (ax.set_yticks if horizontal else ax.set_xticks)(places)
    (ax.set_xlim if horizontal else ax.set_ylim)(0, 1)
    ax.grid(visible=False, axis="y" if horizontal else "x")


def show_verdicts(verdicts: Verdicts) -> None:
    """Display in how many of its settings each claim holds, in a figure of its own.

    One row a claim, those that hold most often above. What is left of a bar are settings in which
    nothing is clear.

    Parameters
    ----------
    verdicts : course_utils.experiments.curves.Verdicts
        As from ``experiments.verdicts()``.

    Examples
    --------
    >>> from course_utils import experiments
    >>> show_verdicts(experiments.verdicts("which_bend", "learning_costs_same_start"))
    Figure: In how many of its settings each of 2 claims holds...
    """
    curves = sorted(verdicts.curves, key=lambda curve: -curve.holds.mean())
    fig, ax = figure(size=(7.4, 1.3 + 0.19 * len(curves)))
    shares = {
        "the claim holds": [curve.holds.mean() for curve in curves],
        "nothing is clear": [1 - (curve.holds | curve.reversed).mean() for curve in curves],
        "the reverse is clear": [curve.reversed.mean() for curve in curves],
    }
    roles = ["function", "paper", "derivative"]
    plot_shares(ax, range(len(curves)), shares, roles=roles, horizontal=True)
    names = [f"{curve.name}  {curve.count}" for curve in curves]
    ax.set_yticks(range(len(curves)), names, fontsize="small")
    ax.set_ylim(len(curves) - 0.4, -0.6)
    ax.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, frameon=False)
    label_axes(ax, title="Settings in which our claims hold\n", xlabel="share of its settings",
               ylabel="claim, and in how many it holds")  # fmt: skip
    show(fig, alt=_in_words(curves))


def _in_words(curves: Sequence[Curve]) -> str:
    """Return which claims hold, which do not, and which depend on a setting."""
    groups: dict[str, list[str]] = {"hold": [], "do not hold": [], "depend on a setting": []}
    words = {HOLDS: "hold", FAILS: "do not hold"}
    for curve in curves:
        groups[words.get(curve.verdict, "depend on a setting")].append(curve.name)
    told = [f"{len(names)} {what}: {', '.join(names)}" for what, names in groups.items() if names]
    return f"In how many of its settings each of {len(curves)} claims holds. {'. '.join(told)}."
