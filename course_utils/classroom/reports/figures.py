"""The plots of the class report: each drawn twice, for a light and for a dark page, with words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ... import style
from ...plotting.png import encode_png
from .items import ODD_BELOW, Item

WIDTH = 4.8  # inches: wide enough for a phone held upright, and its letters stay readable there
DPI = 200  # twice what a page shows, for screens with fine pixels
SHOWN = 100
_DARK = {
    "figure.facecolor": "#1d1f21",
    "axes.facecolor": "#1d1f21",
    "savefig.facecolor": "#1d1f21",
    "text.color": "#e6e6e6",
    "axes.labelcolor": "#e6e6e6",
    "axes.edgecolor": "#8c8c8c",
    "grid.color": "#3a3d40",
    "xtick.color": "#b0b0b0",
    "ytick.color": "#b0b0b0",
    "xtick.labelcolor": "#e6e6e6",
    "ytick.labelcolor": "#e6e6e6",
}


@dataclass(frozen=True)
class Picture:
    """One plot: its two pictures, its size on a page, who is behind it, and the same in words."""

    light: bytes
    dark: bytes
    width: int
    height: int
    students: str
    alt: str


def _picture(
    draw: Callable[[Axes, bool], None], height: float, students: Sequence[int], alt: str
) -> Picture:
    pictures = [_drawn(draw, height, dark) for dark in (False, True)]
    fewest, most = min(students), max(students)
    behind = (
        f"{most} student{'s' * (most != 1)}" if fewest == most else f"{fewest} to {most} students"
    )
    return Picture(*pictures, round(WIDTH * SHOWN), round(height * SHOWN), behind, alt)


def _drawn(draw: Callable[[Axes, bool], None], height: float, dark: bool) -> bytes:
    settings: dict[str, Any] = style.rc() | (_DARK if dark else {})
    with rc_context(settings):
        fig = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasAgg(fig)
        draw(fig.subplots(), dark)
        return encode_png(fig, dpi=DPI)


def distribution(shares: Sequence[float], points: int) -> Picture:
    """Draw how many students reached which share of a lesson's points, in tenths."""
    counts, edges = np.histogram(np.clip(shares, 0, 1), bins=10, range=(0, 1))
    middle = float(np.median(shares))

    def draw(ax: Axes, dark: bool) -> None:
        ink = style.color("function", dark=dark)
        ax.bar(edges[:-1] * 100 + 5, counts, 8.6, color=ink, zorder=2)
        ax.axvline(middle * 100, color=style.color("derivative", dark=dark), linewidth=2,
                   linestyle=(0, (3.5, 1.6)), zorder=3)  # fmt: skip
        ax.set(title="Points reached", xlabel=f"share of the {points} points (%)",
               ylabel="students", xlim=(0, 100), xticks=range(0, 101, 20))  # fmt: skip
        ax.yaxis.get_major_locator().set_params(integer=True)
        ax.grid(visible=False, axis="x")
        ax.set_ylim(0, max(counts) * 1.16 + 0.4)
        at_right = middle > 0.5
        ax.annotate(f"median {100 * middle:.0f} %", (middle * 100, ax.get_ylim()[1]),
                    (-5 if at_right else 5, -3), textcoords="offset points", va="top",
                    ha="right" if at_right else "left")  # fmt: skip

    tenths = ", ".join(
        f"{low:.0%} to {low + 0.1:.0%}: {count}"
        for low, count in zip(edges, counts, strict=False)
        if count
    )
    alt = f"Histogram of {len(shares)} students by share of {points} points. {tenths}. "
    return _picture(draw, 2.7, [len(shares)], alt + f"The median is {middle:.0%}.")


def difficulty(items: Sequence[Item]) -> Picture:
    """Draw for each exercise how many students have all, some or none of the points."""
    parts = [("all points", "alive", [i.full for i in items]),
             ("some", "reference", [i.students - i.full - i.none for i in items]),
             ("none", "derivative", [i.none for i in items])]  # fmt: skip

    def draw(ax: Axes, dark: bool) -> None:
        left = np.zeros(len(items))
        for label, role, counts in parts:
            shares = 100 * np.array(counts) / [i.students for i in items]
            hatch = "" if role != "derivative" else "////"
            ax.barh(range(len(items)), shares, 0.66, left, label=label, hatch=hatch, zorder=2,
                    color=style.color(role, dark=dark), linewidth=0,
                    edgecolor=ax.get_facecolor())  # fmt: skip
            left += shares
        ax.set(title="Who has the points", xlabel="students (%)", xlim=(0, 100))
        ax.figure.legend(ncols=3, loc="outside lower center", frameon=False, handlelength=1.4)
        _names(ax, items)

    said = "; ".join(
        f"{i.title}: {i.full} all, {i.students - i.full - i.none} some, {i.none} none"
        for i in items
    )
    alt = f"Students by points for each exercise, of {items[0].students} students. {said}."
    return _picture(draw, _height(items) + 0.25, [item.students for item in items], alt)


def discrimination(items: Sequence[Item]) -> Picture:
    """Draw for each exercise the correlation with the rest of the lesson, and its interval."""
    known = [item for item in items if item.discrimination is not None]

    def draw(ax: Axes, dark: bool) -> None:
        ax.axvspan(-1, ODD_BELOW, color=style.color("derivative", dark=dark), alpha=0.1, zorder=0)
        for place, item in enumerate(known):
            value, low, high = item.discrimination or (0.0, 0.0, 0.0)
            role = "derivative" if item.odd else "function"
            ink = style.color(role, dark=dark)
            ax.hlines(place, low, high, color=ink, linewidth=3, zorder=2)
            ax.plot([value], [place], style.look(role)["marker"], color=ink, markersize=8, zorder=3,
                    markeredgecolor=ax.get_facecolor())  # fmt: skip
        least = min([-0.2, *(item.discrimination[1] - 0.05 for item in known)])
        ax.set(title="Does it tell students apart?", xlim=(least, 1.02),
               xlabel="correlation with the rest, 95 % interval")  # fmt: skip
        _names(ax, known)

    said = "; ".join(
        "{}: {:.2f}, from {:.2f} to {:.2f}".format(item.title, *item.discrimination)
        for item in known
    )
    alt = f"Correlation of each exercise with the rest of the lesson. {said}."
    return _picture(draw, _height(known), [item.students for item in known], alt)


def _height(items: Sequence[Item]) -> float:
    return 1.0 + 0.36 * len(items)


def _names(ax: Axes, items: Sequence[Item]) -> None:
    ax.set_yticks(range(len(items)), [_short(item.title) for item in items], linespacing=0.95)
    # A title is text and no formula, whatever stands in it.
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(len(items) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")


def _short(title: str) -> str:
    return "\n".join(textwrap.wrap(title, 24, max_lines=2, placeholder=" …"))
