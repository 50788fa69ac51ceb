"""Boxes with arrows between them: what is computed from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from course_utils import style

from .errors import FigureError


def plot_flow(
    ax: Axes,
    boxes: Mapping[str, tuple[float, float]],
    arrows: Sequence[tuple[str, str] | tuple[str, str, str]],
    *,
    marked: Sequence[str] = (),
) -> None:
    """Draw boxes of text and arrows between them: what is computed from what.

    Parameters
    ----------
    ax : Axes
        Its axes are hidden; its limits go from 0 to 1.
    boxes : mapping of str to (float, float)
        Text of a box -> its centre.
    arrows : sequence of (str, str) or (str, str, str)
        From which box to which, and what is written on the arrow.
    marked : sequence of str, optional
        Boxes that stand out: a thick frame in the colour of ``"derivative"``.

    Raises
    ------
    FigureError
        If an arrow names a box that is not there.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_flow
    >>> fig, ax = figure()
    >>> plot_flow(ax, {"h": (0.2, 0.5), "relu(h)": (0.8, 0.5)}, [("h", "relu(h)")])
    """
    ax.set_axis_off()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    drawn = {}
    for text, centre in boxes.items():
        ink = style.color("derivative") if text in marked else "#333333"
        frame: dict[str, Any] = {"facecolor": "white", "edgecolor": ink}
        frame |= {"boxstyle": "round,pad=0.45", "linewidth": 2.2 if text in marked else 1.2}
        drawn[text] = ax.text(*centre, text, ha="center", va="center", bbox=frame, zorder=4)
    for start, end, *words in arrows:
        missing = [name for name in (start, end) if name not in drawn]
        if missing:
            raise FigureError(
                "An arrow leads to no box",
                expected=f"one of {', '.join(drawn)}",
                got=missing[0],
                next_step="Add the box or correct the arrow.",
            )
        look = {"arrowstyle": "-|>", "color": "#333333", "linewidth": 1.3, "zorder": 3}
        patches = {"patchA": drawn[start].get_bbox_patch(), "patchB": drawn[end].get_bbox_patch()}
        ax.annotate("", boxes[end], xytext=boxes[start], arrowprops=look | patches)
        if words:
            (x, y), (far_x, far_y) = boxes[start], boxes[end]
            halo = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            x, y = (x + far_x) / 2, (y + far_y) / 2
            ax.text(x, y, words[0], ha="center", va="center", bbox=halo, zorder=5)
