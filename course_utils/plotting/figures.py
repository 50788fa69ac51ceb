"""Make a Figure; show it with its alt text; refuse one that a reader could not understand.

JupyterLab keeps the alt text of an ``<img>`` inside HTML output and of nothing else, so that is
what `show` displays. The rules (WCAG 2.2, success criterion 1.1.1, and a notebook that stays small
enough to read on the web): alt text, a title and axis labels, at most 60 kB.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_utils import pages, style

from .axes import uncover
from .errors import FigureError
from .png import MAX_BYTES, encode_png, width_of

__all__ = ["FigureError", "figure", "save_png", "show"]

DPI = 100
MIN_ALT = 20


def figure(
    rows: int = 1,
    cols: int = 1,
    *,
    size: tuple[float, float] | None = None,
    large: bool = False,
    sharex: bool = False,
    sharey: bool = False,
) -> tuple[Figure, Any]:
    """Return a Figure and its Axes, with the course's style in force.

    The Figure does not belong to pyplot: nothing but `show` displays it, and nothing has to close
    it. As with ``seaborn.set_theme``, the style stays in force, so that what you draw next with
    Matplotlib's own methods looks the same.

    Parameters
    ----------
    rows, cols : int, default 1
    size : (float, float), optional
        Width and height in inches, 100 pixels each; chosen from `rows` and `cols` if not given.
    large : bool, default False
        Type and lines to be read from the back row.
    sharex, sharey : bool, default False
        Share limits; inner Axes then leave out tick labels and need no axis label.

    Returns
    -------
    fig : Figure
    axs : Axes, or ndarray of Axes
        One Axes for one row and column, shape (cols,) or (rows,) for one of them, else
        (rows, cols), as ``pyplot.subplots`` does.

    Examples
    --------
    >>> from course_utils.plotting import figure
    >>> fig, (left, right) = figure(cols=2)
    >>> [int(v) for v in fig.get_size_inches() * fig.dpi]
    [900, 360]
    """
    style.use(large=large)
    if size is None:
        width, height = {1: (6.4, 4.0), 2: (9.0, 3.6)}.get(cols, (9.6, 3.2))
        size = (width, height if rows == 1 else 0.85 * height * rows)
    fig = Figure(figsize=size, dpi=DPI, layout="constrained")
    FigureCanvasAgg(fig)
    axs = fig.subplots(rows, cols, sharex=sharex, sharey=sharey)
    return fig, axs


def show(fig: Figure, *, alt: str) -> None:
    """Display a Figure once, as a PNG with its alt text, and close it.

    Displayed are HTML, ``<img alt=...>`` with the picture inside, and the plain text
    ``Figure: <alt>``. Without IPython that text is printed.

    Parameters
    ----------
    fig : Figure
        With a title and axis labels on every visible Axes. An Axes that shares an axis may leave
        its label to the other; one without axes (``ax.set_axis_off()``) needs a title only; a
        colour bar needs a label only.
    alt : str
        What the figure shows, for a reader who does not see it; at least 20 characters.

    Raises
    ------
    FigureError
        If a rule is broken; the message names the Axes and what it lacks. How large the picture is
        shows where it is drawn, with IPython.

    Examples
    --------
    >>> from course_utils.plotting import figure, label_axes, plot_activation, show
    >>> fig, ax = figure()
    >>> plot_activation(ax, "relu")
    >>> label_axes(ax, title="ReLU", xlabel="x", ylabel="relu(x)")
    >>> show(fig, alt="ReLU is 0 for negative x and rises with slope 1 for positive x.")
    Figure: ReLU is 0 for negative x and rises with slope 1 for positive x.
    """
    alt = _checked_alt(alt)
    _check_labels(fig)
    if os.environ.get("RELU_GRADING"):  # nobody looks while a class is graded: half a second each
        _close(fig)
        return
    words = f"Figure: {alt}"
    if pages.displays():
        png = _render(fig)
        pages.show(words, "figure", alt=alt, png=png, width=width_of(png))
    else:  # the check of a notebook, for one: nobody sees a picture, so none is drawn
        print(words)
    _close(fig)


def save_png(fig: Figure, path: str | Path, *, alt: str | None = None) -> None:
    """Write a Figure as PNG under the rules of `show`, and close it.

    Parameters
    ----------
    fig : Figure
    path : str or Path
    alt : str, optional
        Kept in the file as its description. The page that shows the file needs it again.

    Raises
    ------
    FigureError
        See `show`.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_activation, save_png
    >>> fig, ax = figure()
    >>> plot_activation(ax, "relu")
    >>> save_png(fig, "relu.png")
    Traceback (most recent call last):
    course_utils.plotting.errors.FigureError: A figure is hard to read without its labels: ...
    """
    description = None if alt is None else _checked_alt(alt)
    _check_labels(fig)
    png = _render(fig, description)
    _close(fig)
    Path(path).write_bytes(png)


def _close(fig: Figure) -> None:
    """Keep the inline backend from displaying a Figure made with pyplot a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(fig)


def _checked_alt(alt: str) -> str:
    words = " ".join(alt.split()) if isinstance(alt, str) else ""
    if len(words) < MIN_ALT:
        got = f"{words!r}, {len(words)} characters" if isinstance(alt, str) else repr(alt)
        raise FigureError(
            "The alt text does not describe the figure",
            expected=f"at least {MIN_ALT} characters that say what it shows",
            got_words=got,
            next_step="Write what a reader should see, for example "
            'alt="ReLU is flat left of 0 and rises with slope 1 right of it."',
        )
    return words


def _check_labels(fig: Figure) -> None:
    shown = [ax for ax in fig.axes if ax.get_visible()]
    if not any(ax.has_data() or ax.texts or ax.tables for ax in shown):
        raise FigureError(
            "The figure is empty",
            expected="something drawn on at least one Axes",
            got_words=f"{len(shown)} Axes without data",
            next_step="Draw before you show.",
        )
    faults = []
    for index, ax in enumerate(shown, start=1):
        lacking = _lacking(ax, shown)
        if lacking:
            name = f"Axes {index} of {len(shown)}"
            title = _title(ax)
            faults.append(f"{name}{f' ({title!r})' if title else ''}: no {', no '.join(lacking)}")
    if faults:
        raise FigureError(
            "A figure is hard to read without its labels",
            expected="a title and axis labels on every visible Axes",
            got_words="; ".join(faults),
            next_step="Call label_axes(ax, title=..., xlabel=..., ylabel=...).",
        )


def _title(ax: Axes) -> str:
    return next(
        filter(None, (ax.get_title(loc=at).strip() for at in ("left", "center", "right"))), ""
    )


def _lacking(ax: Axes, shown: list[Axes]) -> list[str]:
    """Which of title, x label, y label an Axes has neither itself nor from one it shares with."""
    if ax.get_label() == "<colorbar>":
        return [] if (ax.get_xlabel() + ax.get_ylabel()).strip() else ["colour bar label"]
    same_x = [other for other in shown if ax.get_shared_x_axes().joined(ax, other)]
    same_y = [other for other in shown if ax.get_shared_y_axes().joined(ax, other)]
    # A twin lies exactly on another Axes, whose title is its own.
    place = ax.get_position().bounds
    twins = [other for other in {*same_x, *same_y} if other.get_position().bounds == place]
    fig = ax.figure
    found = {"title": any(_title(other) for other in [ax, *twins])}
    if ax.axison:
        found["x label"] = any(o.get_xlabel().strip() for o in [ax, *same_x]) or bool(
            fig.get_supxlabel()
        )
        found["y label"] = any(
            o.get_ylabel().strip() for o in [ax, *(o for o in same_y if o not in twins)]
        ) or bool(fig.get_supylabel())
    return [name for name, there in found.items() if not there]


def _render(fig: Figure, description: str | None = None) -> bytes:
    """The Figure as PNG bytes, within the limit of size, with no legend over its data."""
    for ax in fig.axes:
        uncover(ax)
    # A person's own savefig settings would change the size of the picture, or its background.
    with rc_context({"savefig.bbox": None, "savefig.transparent": False}):
        png = encode_png(fig, dpi=DPI, paper="white", description=description)
    if len(png) > MAX_BYTES:
        size = " x ".join(f"{round(inches * DPI)}" for inches in fig.get_size_inches())
        raise FigureError(
            "The picture is too large for a notebook",
            expected=f"at most {MAX_BYTES // 1000} kB",
            got_words=f"{len(png) / 1000:.0f} kB with 64 colours, {size} pixels",
            next_step="Pass a smaller size= to figure(), or draw fewer points.",
        )
    return png
