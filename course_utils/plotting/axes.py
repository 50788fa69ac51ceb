"""What surrounds the data: labels, zero lines, legend, shading and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.transforms import ScaledTranslation
from numpy.typing import ArrayLike

from course_utils import style

from .errors import FigureError, nothing_labelled

_GREY = "#9A9A9A"
_ZERO_LINES = "zero lines"
_PLACED = "relu-course-legend"


def label_axes(
    ax: Axes,
    *,
    title: str,
    xlabel: str,
    ylabel: str,
    xlim: tuple[float, float] | None = None,
    ylim: tuple[float, float] | None = None,
) -> None:
    """Set title, axis labels and, if given, the limits of an Axes.

    Parameters
    ----------
    ax : Axes
    title, xlabel, ylabel : str
        With units where there are any, for example ``"time (ms)"``.
    xlim, ylim : (float, float), optional

    Examples
    --------
    >>> from course_utils.plotting import figure, label_axes
    >>> fig, ax = figure()
    >>> label_axes(ax, title="ReLU", xlabel="x", ylabel="relu(x)", ylim=(-1, 4))
    >>> ax.get_ylim() == (-1, 4)
    True
    """
    ax.set_title(title)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    if xlim is not None:
        ax.set_xlim(xlim)
    if ylim is not None:
        ax.set_ylim(ylim)
    placed = ax.get_legend()
    if placed is not None and placed.get_gid() == _PLACED:  # it looked at other limits and labels
        legend(ax, title=placed.get_title().get_text() or None)


def zero_lines(ax: Axes) -> None:
    """Draw the lines x = 0 and y = 0 behind the data; once, however often it is called.

    Parameters
    ----------
    ax : Axes

    Examples
    --------
    >>> from course_utils.plotting import figure, zero_lines
    >>> fig, ax = figure()
    >>> zero_lines(ax)
    >>> zero_lines(ax)
    >>> len(ax.lines)
    2
    """
    if any(line.get_gid() == _ZERO_LINES for line in ax.lines):
        return
    ax.axhline(0.0, color=_GREY, linewidth=1.0, zorder=1.5, gid=_ZERO_LINES)
    ax.axvline(0.0, color=_GREY, linewidth=1.0, zorder=1.5, gid=_ZERO_LINES)


def shade(
    ax: Axes, lo: float, hi: float, *, role: str = "dead", label: str = "", horizontal: bool = False
) -> None:
    """Shade the band lo <= x <= hi (or y, if `horizontal`) and write its label at the edge.

    Parameters
    ----------
    ax : Axes
    lo, hi : float
        Ends of the band; infinite ends stop at the present limit of the Axes.
    role : str, default "dead"
        Role or activation whose colour tints the band.
    label : str, default ""
        Written inside the band, so that colour is not the only sign.
    horizontal : bool, default False
        Shade a band of y.

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.plotting import figure, plot_activation, shade
    >>> fig, ax = figure()
    >>> plot_activation(ax, "relu")
    >>> shade(ax, -np.inf, 0, label="off")
    """
    limits = ax.get_ylim() if horizontal else ax.get_xlim()
    lo, hi = max(lo, min(limits)), min(hi, max(limits))
    tint: dict[str, Any] = {"color": style.color(role), "alpha": 0.10, "linewidth": 0, "zorder": 0}
    if horizontal:
        ax.axhspan(lo, hi, **tint)
        ax.set_ylim(limits)
        where, place = (0.015, (lo + hi) / 2), ("left", "center")
        system = ax.get_yaxis_transform()
    else:
        ax.axvspan(lo, hi, **tint)
        ax.set_xlim(limits)
        where, place = ((lo + hi) / 2, 0.97), ("center", "top")
        system = ax.get_xaxis_transform()
    if label:
        ax.text(*where, label, ha=place[0], va=place[1], transform=system, style="italic", zorder=4)


def mark_points(
    ax: Axes,
    x: ArrayLike,
    y: ArrayLike,
    *,
    labels: Sequence[str] = (),
    offset: tuple[float, float] = (-14.0, 20.0),
) -> None:
    """Mark points of a curve, such as its kinks or its minimum, and name them.

    Parameters
    ----------
    ax : Axes
    x, y : sequence of float, same length
    labels : sequence of str, optional
        One for each point, written beside it.
    offset : (float, float), default (-14, 20)
        Where a label stands, in points right of and above its point.

    Raises
    ------
    FigureError
        If `x`, `y` and `labels` differ in length.

    Examples
    --------
    >>> from course_utils.plotting import figure, mark_points
    >>> fig, ax = figure()
    >>> mark_points(ax, [0.0], [0.0], labels=["kink"])
    """
    x, y = np.atleast_1d(x), np.atleast_1d(y)
    if len(x) != len(y) or (len(labels) and len(labels) != len(x)):
        raise FigureError(
            "The points to mark do not fit together",
            expected="as many x as y, and as many labels or none",
            got_words=f"{len(x)} x, {len(y)} y, {len(labels)} labels",
            next_step="Give one of each a point.",
        )
    ink = style.color("highlight")
    ax.plot(
        x,
        y,
        marker="D",
        linestyle="none",
        color=ink,
        markeredgecolor="black",
        zorder=5,
        clip_on=False,
    )
    for xi, yi, text in zip(x, y, labels, strict=False):
        annotate(ax, text, (xi, yi), offset=offset)


def annotate(
    ax: Axes, text: str, at: tuple[float, float], *, offset: tuple[float, float] = (24, 24)
) -> None:
    """Write a note beside a point, with a thin arrow to it.

    Parameters
    ----------
    ax : Axes
    text : str
    at : (float, float)
        The point, in data units.
    offset : (float, float), default (24, 24)
        Where the text stands, in points right of and above `at`.

    Examples
    --------
    >>> from course_utils.plotting import annotate, figure
    >>> fig, ax = figure()
    >>> annotate(ax, "slope 1", (2, 2), offset=(-40, 10))
    """
    ax.annotate(
        text,
        at,
        xytext=offset,
        textcoords="offset points",
        ha="right" if offset[0] < 0 else "left",
        va="center",
        # A white halo keeps the words legible where they cross a grid line or a curve.
        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "alpha": 0.85, "linewidth": 0},
        arrowprops={"arrowstyle": "-", "color": "#555555", "linewidth": 0.9, "shrinkB": 4},
        zorder=6,
    )


def legend(ax: Axes, *, title: str | None = None) -> None:
    """Add a legend where it covers no line, point or bar; outside the Axes if need be.

    Draw first: it looks at what is there. `label_axes` finds it a new place if one is needed.

    Parameters
    ----------
    ax : Axes
    title : str, optional

    Raises
    ------
    FigureError
        If nothing drawn has a label.

    Examples
    --------
    >>> from course_utils.plotting import figure, legend, plot_activation
    >>> fig, ax = figure()
    >>> plot_activation(ax, "relu")
    >>> legend(ax)
    """
    if not ax.get_legend_handles_labels()[1]:
        raise nothing_labelled("The legend would be empty")
    for place in ("upper left", "upper right", "lower right", "lower left"):
        drawn = ax.legend(loc=place, title=title)
        if not _covers_data(ax, drawn):
            break
    else:
        drawn = _legend_outside(ax, drawn, title)
    drawn.set_gid(_PLACED)


def uncover(ax: Axes) -> None:
    """Find another place for a legend that lies over the data, such as one in large type."""
    placed = ax.get_legend()
    if placed is not None and ax.get_legend_handles_labels()[1] and _covers_data(ax, placed):
        legend(ax, title=placed.get_title().get_text() or None)


def _legend_outside(ax: Axes, drawn: Legend, title: str | None) -> Legend:
    """Right of the Axes if narrow, else below its labels; the layout makes room for it."""
    frame = ax.get_window_extent()
    if drawn.get_window_extent().width < 0.35 * frame.width:
        return ax.legend(
            loc="upper left",
            bbox_to_anchor=(1.01, 1.0),
            borderaxespad=0,
            title=title,
            frameon=False,
        )
    # The height of tick and axis labels is a length on paper, not a share of the Axes.
    whole = ax.get_tightbbox() or frame
    below = (whole.y0 - frame.y0) / ax.figure.dpi
    entries = len(ax.get_legend_handles_labels()[1])
    return ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, below, ax.figure.dpi_scale_trans),
        ncols=min(3, entries),
        title=title,
        frameon=False,
    )


def _covers_data(ax: Axes, drawn: Legend) -> bool:
    """Whether a legend lies over a line, point, bar or word of its Axes."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.draw_without_rendering()
    box = drawn.get_window_extent().padded(4)
    for line in ax.lines:
        if line.get_transform() != ax.transData:
            continue  # zero lines span the Axes; a legend may cross them
        path = line.get_transform().transform_path(line.get_path())
        points_only = line.get_linestyle() in ("None", "none", " ", "")
        if box.count_contains(path.vertices):
            return True
        if not points_only and path.intersects_bbox(box, filled=False):
            return True
    for group in ax.collections:
        spots = group.get_offset_transform().transform(group.get_offsets())
        # A filled band has one offset, the origin, and the line within it has been looked at.
        if len(spots) > 1 and box.count_contains(spots):
            return True
    solid = [patch for patch in ax.patches if patch.get_zorder() > 0]
    return any(box.overlaps(thing.get_window_extent()) for thing in [*solid, *ax.texts])
