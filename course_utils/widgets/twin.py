"""The static twin of a live figure: the same scene drawn by Matplotlib.

Seen in saved notebooks, on paper, and wherever no kernel and no script runs.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from .. import pages, style
from .look import WIDTH
from .model import Explorer
from .scene import Axes, Bars, Image, Label, Line, Mark, Points, Polygons, Scene, ticks

_ACROSS, _ACROSS_LARGE = 6, 3
"""Entries in a row of the legend, in usual and in large type."""


def static_figure(model: Explorer, *, large: bool = False) -> Any:
    """Draw what a live figure shows now as a Matplotlib figure.

    Parameters
    ----------
    model : Explorer
        The model of the live figure.
    large : bool, default False
        Large type.

    Returns
    -------
    matplotlib.figure.Figure
        Not registered with pyplot, so nothing has to be closed.
    """
    return draw_scene(model.scene(), large=large)


def draw_scene(scene: Scene, *, large: bool = False) -> Any:
    """Draw one scene as a Matplotlib figure."""
    from matplotlib.figure import Figure

    with style.context(large=large):
        figure = Figure(figsize=(WIDTH, WIDTH * scene.height), layout="constrained")
        panels = np.atleast_1d(figure.subplots(1, len(scene.axes)))
        titles = [_dress(panel, axes) for panel, axes in zip(panels, scene.axes, strict=True)]
        for mark in scene.marks:
            _DRAW[type(mark)](panels[mark.at], mark)
        named: dict[str, Any] = {}  # each name once
        for panel, axes in zip(panels, scene.axes, strict=True):
            for handle, label in zip(*panel.get_legend_handles_labels(), strict=True):
                if axes.legend:
                    named.setdefault(label, handle)
        if named:
            _legend(figure, named)
        _fit(figure, titles)
    return figure


def _fit(figure: Any, titles: list[Any]) -> None:
    """Thin out ticks that touch, and shrink titles and labels that are longer than their place."""
    figure.draw_without_rendering()
    boxes = [panel.get_window_extent() for panel in figure.axes]
    ends = [*(box.x0 for box in boxes[1:]), figure.bbox.x1]
    for panel, title, box, end in zip(figure.axes, titles, boxes, ends, strict=True):
        ticks_shown = [label.get_window_extent() for label in panel.get_xticklabels()]
        if any(a.x1 > b.x0 for a, b in pairwise(ticks_shown)):
            texts = [label.get_text() for label in panel.get_xticklabels()]
            panel.set_xticklabels([t if i % 2 == 0 else "" for i, t in enumerate(texts)])
        _shrink(title, title.get_window_extent().width, end - box.x0)
        middle, label = (box.y0 + box.y1) / 2, panel.yaxis.label
        room = 2 * min(middle, figure.bbox.y1 - middle)
        _shrink(label, label.get_window_extent().height, room)


def _shrink(text: Any, size: float, room: float) -> None:
    if size > room:
        text.set_fontsize(text.get_fontsize() * room / size)


def _legend(figure: Any, named: dict[str, Any]) -> None:
    """Name the marks below the axes, where it covers nothing, in as few rows as fit.

    The figure grows by these rows, so that the axes keep their height.
    """
    width, height = figure.get_size_inches()
    for columns in range(len(named), 0, -1):
        legend = figure.legend(
            named.values(), named.keys(), loc="outside lower center", ncols=columns, frameon=False
        )
        box = legend.get_window_extent()
        if box.width <= width * figure.dpi or columns == 1:
            break
        legend.remove()
    figure.set_size_inches(width, height + box.height / figure.dpi)


def twin_values(model: Explorer, *, large: bool = False) -> dict[str, Any]:
    """Return what the template ``twin`` asks for: picture, summary, width, and the figure's state.

    The state, from which `course_utils.widgets` makes the figure again, is told only where frames
    can be computed ahead: elsewhere nothing moves without a kernel.
    """
    from ..plotting.png import encode_png

    figure = static_figure(model, large=large)
    # rcParams are in force while saving, too: the figure was drawn under the course's style.
    with style.context(large=large):
        # 256 colours: a third of the bytes, and no difference that an eye finds in a line drawing.
        png = encode_png(figure, dpi=160, colours=(256, 64))
    alt = f"{model.heading}. {model.summary()}"
    name, values = type(model).__name__, model.trait_values()
    figure = {"name": name, "values": values} if model.ahead else None
    return {"alt": alt, "png": png, "width": round(WIDTH * 100), "figure": figure}


def static_html(model: Explorer, *, large: bool = False) -> str:
    """Return the static twin as a picture with its summary as alternative text."""
    return pages.render("twin", **twin_values(model, large=large))


def _dress(panel: Any, axes: Axes) -> Any:
    """Set all but the marks; return the title."""
    panel.set(xlim=axes.x, ylim=axes.y, xlabel=axes.xlabel, ylabel=axes.ylabel)
    for side, given, limits in (("x", axes.xticks, axes.x), ("y", axes.yticks, axes.y)):
        places = ticks(*limits) if given is None else given
        panel.set(**{f"{side}ticks": [p for p, _ in places]})
        panel.set(**{f"{side}ticklabels": [t for _, t in places]})
    panel.grid(axes.grid)
    return panel.set_title(axes.title)


def _line(panel: Any, mark: Line) -> None:
    keywords = style.line(mark.look)
    panel.plot(mark.x, mark.y, **keywords, **_named(mark), alpha=0.45 if mark.faint else 1.0)


def _points(panel: Any, mark: Points) -> None:
    x, y = np.ravel(mark.x), np.ravel(mark.y)
    from matplotlib import rcParams

    size = rcParams["lines.markersize"] * mark.size
    panel.plot(x, y, **style.points(mark.look), **_named(mark), markersize=size, zorder=3)
    if 0 <= mark.chosen < len(x):
        at = ([x[mark.chosen]], [y[mark.chosen]])
        ring = {"marker": "o", "markersize": 2.2 * size, "markerfacecolor": "none"}
        panel.plot(*at, color=style.color(mark.look), zorder=3, **ring)


def _bars(panel: Any, mark: Bars) -> None:
    table = mark.numbers()
    keywords = {"color": style.color(mark.look), "alpha": mark.alpha, **_named(mark)}
    height = table["height"] - table["base"]
    panel.bar(table["x"], height, width=mark.width, bottom=table["base"], **keywords)


def _image(panel: Any, mark: Image) -> None:
    from matplotlib.colors import ListedColormap

    shown = np.clip(np.asarray(mark.index), 0, len(mark.palette) - 1)
    keywords = {"cmap": ListedColormap(mark.palette), "vmin": -0.5, "zorder": 0}
    keywords |= {"vmax": len(mark.palette) - 0.5, "aspect": "auto", "interpolation": "nearest"}
    panel.imshow(shown, origin="lower", extent=mark.extent, **keywords)


def _polygons(panel: Any, mark: Polygons) -> None:
    from matplotlib.collections import PolyCollection

    table = mark.numbers()
    corners = np.column_stack([table["x"], table["y"]])
    ends = np.flatnonzero(np.isnan(table["x"]))
    polygons = [p[~np.isnan(p[:, 0])] for p in np.split(corners, ends)]
    tints = [mark.palette[int(t)] for t in table["tint"] if t == t]
    keywords: dict[str, Any] = {
        "edgecolors": style.color(mark.look),
        "linewidths": 0.5,
        "zorder": 0,
    }
    shown = [p for p in polygons if len(p)]
    panel.add_collection(PolyCollection(shown, facecolors=tints, **keywords), autolim=False)


def _label(panel: Any, mark: Label) -> None:
    ink = style.color(mark.look)
    panel.text(mark.x, mark.y, mark.text, ha=mark.align, va="bottom", color=ink, clip_on=True)


def _named(mark: Mark) -> dict[str, str]:
    return {"label": mark.label} if mark.label else {}


_DRAW: dict[type[Mark], Callable[[Any, Any], None]] = {
    Line: _line, Points: _points, Bars: _bars, Image: _image, Polygons: _polygons, Label: _label,
}  # fmt: skip
