"""Small drawings of an idea: a folded strip, moved points, the gates of a backward pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from course_utils import style

from .errors import FigureError

_CREASE = np.linspace(-np.pi / 2, np.pi / 2, 41)


def draw_folded_strip(ax: Axes, folds: int) -> None:
    """Draw the strip [0, 1], folded in the middle so many times and stretched back each time.

    What lies above one place was folded onto one value; the colour tells where on the strip it was.

    Parameters
    ----------
    ax : Axes
    folds : int
        0 or more; there are 2**folds layers.

    Raises
    ------
    FigureError
        If `folds` is negative.

    Examples
    --------
    >>> from course_utils.plotting import draw_folded_strip, figure
    >>> fig, ax = figure()
    >>> draw_folded_strip(ax, 2)
    >>> [float(edge) for edge in ax.get_ylim()]
    [-1.0, 4.0]
    """
    if folds < 0:
        raise FigureError(
            "A strip cannot be folded so often",
            expected="folds of 0 or more",
            got=folds,
            next_step="Give for example folds=2.",
        )
    layers = 2**folds
    paths = []
    for layer in range(layers):
        across = np.linspace(0, 1, 40) if layer % 2 == 0 else np.linspace(1, 0, 40)
        paths.append(np.column_stack([across, np.full(40, float(layer))]))
        if layer < layers - 1:
            out = 0.03 * np.cos(_CREASE) * (1 if layer % 2 == 0 else -1)
            paths.append(np.column_stack([across[-1] + out, layer + 0.5 + np.sin(_CREASE) / 2]))
    draw_by_place(ax, np.concatenate(paths), width=4.0)
    ax.set(xlim=(-0.08, 1.08), ylim=(-1.0, float(layers)), yticks=[])
    ax.grid(visible=False)


def draw_by_place(ax: Axes, points: np.ndarray, *, width: float = 2.4) -> None:
    """Draw a path whose colour changes from its start to its end.

    Parameters
    ----------
    ax : Axes
    points : array_like, shape (n, 2)
    width : float

    Examples
    --------
    >>> from course_utils.plotting import draw_by_place, figure
    >>> fig, ax = figure()
    >>> draw_by_place(ax, [(0, 0), (0.5, 1), (1, 0)])
    """
    points = np.asarray(points, dtype=float)
    pieces = np.stack([points[:-1], points[1:]], axis=1)
    colours = colormaps[style.SEQUENTIAL](np.linspace(0, 0.92, len(pieces)))
    ax.add_collection(
        LineCollection(list(pieces), colors=colours, linewidths=width, capstyle="butt")
    )
    ax.autoscale_view()


def draw_moves(
    start: Axes, points: Sequence[tuple[float, float]], end: Axes, target: tuple[float, float]
) -> None:
    """Draw an arrow from each point of one Axes to the one place of another that all are sent to.

    Parameters
    ----------
    start : Axes
    points : sequence of (float, float)
        Where the arrows start, in data units of `start`.
    end : Axes
        Of the same Figure.
    target : (float, float)
        Where they end, in data units of `end`.

    Examples
    --------
    >>> from course_utils.plotting import draw_moves, figure
    >>> fig, (left, right) = figure(cols=2)
    >>> draw_moves(left, [(0, 1), (1, 0)], right, (1, 0))
    """
    for place, point in enumerate(points):
        bent = {"arrowstyle": "->", "color": "0.6", "shrinkB": 7, "shrinkA": 3}
        bent["connectionstyle"] = f"arc3,rad={0.03 + 0.09 * place}"  # apart where they arrive
        end.annotate("", target, point, textcoords=start.transData, arrowprops=bent)


def draw_gates(ax: Axes, z: Sequence[float], gradient: Sequence[float]) -> None:
    """Draw what ReLU's gates do to a gradient that comes from the right.

    Parameters
    ----------
    ax : Axes
        Its axes are switched off.
    z : sequence of float
        The sums of the units in the forward pass.
    gradient : sequence of float, same length
        What arrives at the outputs of the units.

    Raises
    ------
    FigureError
        If there are not as many gradients as sums.

    Examples
    --------
    >>> from course_utils.plotting import draw_gates, figure
    >>> fig, ax = figure()
    >>> draw_gates(ax, [2.0, -1.0], [0.5, 0.5])
    """
    if len(z) != len(gradient) or not len(z):
        raise FigureError(
            "The gates need one gradient a unit",
            expected="as many gradients as sums, at least one",
            got_words=f"{len(gradient)} and {len(z)}",
            next_step="Give one of each a unit.",
        )
    back = {"color": style.color("derivative"), "lw": 2.4, "arrowstyle": "-|>"}
    for row, (total, arrives) in enumerate(zip(z, gradient, strict=True)):
        y, open_ = -float(row), total > 0
        ink = style.color("alive" if open_ else "dead")
        ring = {"boxstyle": "circle,pad=0.35", "facecolor": "white", "edgecolor": ink, "lw": 2.2}
        ax.text(0, y, f"z = {total:g}", ha="center", va="center", bbox=ring)
        ax.annotate("", (0.42, y), (1.5, y), arrowprops=back)
        ax.text(1.0, y + 0.12, f"{arrives:+g}", ha="center", va="bottom")
        ax.text(0.36, y - 0.36, "on: gate open" if open_ else "off: gate shut", color=ink)
        if open_:
            ax.annotate("", (-1.5, y), (-0.42, y), arrowprops=back)
            ax.text(-1.0, y + 0.12, f"{arrives:+g}", ha="center", va="bottom")
        else:
            ax.plot([-0.45, -0.45], [y - 0.25, y + 0.25], color=ink, linewidth=4)
            ax.text(-1.0, y, "0", ha="center", va="center")
    ax.set(xlim=(-1.8, 1.8), ylim=(0.4 - len(z), 0.6))
    ax.set_axis_off()
