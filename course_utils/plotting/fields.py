"""Pictures of the plane: fields and images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator

from course_utils import style

from .errors import FigureError

_SAMPLES = 300


def plot_image(
    ax: Axes,
    values: np.ndarray,
    *,
    label: str,
    extent: tuple[float, float, float, float] | None = None,
    signed: bool = False,
) -> None:
    """Draw a matrix in colours, with a labelled colour bar.

    Parameters
    ----------
    ax : Axes
    values : array_like, shape (rows, columns)
        Row 0 at the top; with `extent`, at the bottom, as y grows upwards.
    label : str
        What a colour stands for, with units.
    extent : (left, right, bottom, top), optional
        In data units; indices if not given.
    signed : bool, default False
        Colours on both sides of a white zero, with equal range.

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.plotting import figure, plot_image
    >>> fig, ax = figure()
    >>> plot_image(ax, np.eye(3), label="weight")
    """
    values = np.asarray(values, dtype=float)
    limits: dict[str, Any] = {}
    if signed:
        # A matrix of zeros still has to be white, not an error.
        largest = np.nanmax(np.abs(values)) or 1.0
        limits = {"vmin": -largest, "vmax": largest}
    shown = ax.imshow(
        values,
        cmap=_signed_colours() if signed else style.SEQUENTIAL,
        extent=extent,
        origin="upper" if extent is None else "lower",
        aspect="auto",
        **limits,
    )
    ax.grid(visible=False)
    if extent is None:
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_locator(MaxNLocator(integer=True))
    bar = ax.figure.colorbar(shown, ax=ax, label=label)
    bar.outline.set_visible(False)


def plot_field(
    ax: Axes,
    f: Callable[[np.ndarray], np.ndarray],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    *,
    label: str,
) -> None:
    """Draw a function of the plane in colours, and the line where it is zero.

    Parameters
    ----------
    ax : Axes
    f : callable
        Takes points, float64 of shape (n, 2); returns values of shape (n,).
    xlim, ylim : (float, float)
    label : str
        What a colour stands for.

    Raises
    ------
    FigureError
        If `f` does not return one value a point.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_field
    >>> fig, ax = figure()
    >>> plot_field(ax, lambda p: p[:, 0] * p[:, 1], (-1, 1), (-1, 1), label="x times y")
    """
    points, x, y = _grid(xlim, ylim)
    values = np.asarray(f(points), dtype=float)
    if values.shape != (len(points),):
        raise FigureError(
            "The field needs one value a point",
            expected=f"shape ({len(points)},)",
            got=values.shape,
            next_step="Take one output, for example net(points)[:, 0].",
        )
    values = values.reshape(len(y), len(x))
    plot_image(ax, values, label=label, extent=(*xlim, *ylim), signed=True)
    # Points drawn later may lie outside; the picture keeps its frame.
    ax.set(xlim=xlim, ylim=ylim)
    if values.min() < 0 < values.max():
        ax.contour(x, y, values, levels=[0.0], colors="black", linewidths=1.6)


def plot_tiles(
    ax: Axes, images: np.ndarray, *, columns: int = 10, labels: Sequence[str] = ()
) -> None:
    """Draw small images, such as digits, as tiles of one Axes.

    Parameters
    ----------
    ax : Axes
        Its axes are switched off; it still needs a title.
    images : array_like, shape (n, height, width)
        Dark is large.
    columns : int, default 10
    labels : sequence of str, optional
        One below each image.

    Raises
    ------
    FigureError
        If `images` is not a stack of images, or has another number of labels.

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.plotting import figure, plot_tiles
    >>> fig, ax = figure()
    >>> plot_tiles(ax, np.zeros((3, 8, 8)), columns=2, labels=["0", "1", "2"])
    """
    images = np.asarray(images, dtype=float)
    if images.ndim != 3 or not len(images) or (len(labels) and len(labels) != len(images)):
        raise FigureError(
            "The images cannot be laid out",
            expected="shape (n, height, width), n at least 1, and n labels or none",
            got_words=f"shape {images.shape} and {len(labels)} labels",
            next_step="Reshape them, for example digits.reshape(-1, 8, 8).",
        )
    if columns < 1:
        raise FigureError(
            "There is no column to put an image in", expected="columns of at least 1", got=columns,
            next_step="Leave columns out for ten.",
        )  # fmt: skip
    _, height, width = images.shape
    gap_y, gap_x = (0.45 if len(labels) else 0.15) * height, 0.15 * width
    limits = {"vmin": images.min(), "vmax": images.max(), "cmap": "gray_r"}
    for place, image in enumerate(images):
        row, column = divmod(place, columns)
        left, top = column * (width + gap_x), row * (height + gap_y)
        ax.imshow(image, extent=(left, left + width, top + height, top), **limits)
        if len(labels):
            ax.text(left + width / 2, top + height * 1.06, labels[place], ha="center", va="top")
    rows = -(-len(images) // columns)
    ax.set_xlim(-gap_x, min(columns, len(images)) * (width + gap_x))
    ax.set_ylim(rows * (height + gap_y), -gap_x)
    ax.set_aspect("equal")
    ax.set_axis_off()


def _signed_colours() -> ListedColormap:
    """The signed map without its darkest ends, on which points and lines would drown."""
    return ListedColormap(colormaps[style.SIGNED](np.linspace(0.14, 0.86, 255)))


def _grid(
    xlim: tuple[float, float], ylim: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centres of the pixels, row by row, as points of shape (n, 2)."""
    step = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    x = xlim[0] + (xlim[1] - xlim[0]) * step
    y = ylim[0] + (ylim[1] - ylim[0]) * step
    xx, yy = np.meshgrid(x, y)
    return np.column_stack([xx.ravel(), yy.ravel()]), x, y
