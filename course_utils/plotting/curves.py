"""Curves and points: functions, activations, hinges, data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_utils import style
from course_utils.activations import ACTIVATIONS

from .axes import zero_lines
from .direct import plot_pieces
from .errors import FigureError

_SAMPLES = 601
_BISECTIONS = 40


def plot_function(
    ax: Axes,
    f: Callable[[np.ndarray], np.ndarray],
    xlim: tuple[float, float] = (-4.0, 4.0),
    *,
    role: str = "function",
    label: str | None = None,
) -> None:
    """Draw y = f(x); a jump is drawn as a gap, not as a steep line.

    Parameters
    ----------
    ax : Axes
    f : callable
        Takes a float64 array of shape (n,), returns one of the same shape.
    xlim : (float, float), default (-4, 4)
        Interval to draw.
    role : str, default "function"
        Role or activation that gives the look.
    label : str, optional
        For the legend.

    Raises
    ------
    FigureError
        If `f` does not return as many values as it was given.

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.plotting import figure, plot_function
    >>> fig, ax = figure()
    >>> plot_function(ax, lambda x: np.maximum(x, 0) + np.maximum(-x, 0), label="|x|")
    """
    x = np.linspace(*xlim, _SAMPLES)
    y = _values(f, x)
    x, y = _with_gaps(f, x, y)
    # A kink at 0 or 1 must look sharp: a mitred join does, the default round one does not.
    ax.plot(x, y, label=label, solid_joinstyle="miter", zorder=3, **style.line(role))
    ax.set_xlim(xlim)


def plot_activation(
    ax: Axes,
    activation: Any,
    xlim: tuple[float, float] = (-4.0, 4.0),
    *,
    derivative: bool = False,
    label: str | None = None,
) -> None:
    """Draw an activation, or its derivative, in the look it has in every lesson.

    Parameters
    ----------
    ax : Axes
    activation : str or record
        A key of ``course_utils.activations.ACTIVATIONS``, or its value.
    xlim : (float, float), default (-4, 4)
    derivative : bool, default False
        Draw f' instead of f.
    label : str, optional
        For the legend; the title of the activation if not given.

    Raises
    ------
    FigureError
        If there is no activation of that name.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_activation
    >>> fig, ax = figure()
    >>> plot_activation(ax, "gelu", derivative=True)
    >>> ax.lines[-1].get_label()
    'GELU'
    """
    if isinstance(activation, str):
        if activation not in ACTIVATIONS:
            raise FigureError(
                "There is no activation of that name",
                expected=f"one of {', '.join(ACTIVATIONS)}",
                got=activation,
                next_step="Choose one of them, or draw your own with plot_function.",
            )
        activation = ACTIVATIONS[activation]
    zero_lines(ax)
    plot_function(
        ax,
        activation.df if derivative else activation.f,
        xlim,
        role=activation.name,
        label=activation.title if label is None else label,
    )


def plot_hinges(
    ax: Axes,
    x: np.ndarray,
    hinges: np.ndarray,
    *,
    total: np.ndarray | None = None,
    target: np.ndarray | None = None,
) -> None:
    """Draw hinges, their sum and what the sum should reach.

    Parameters
    ----------
    ax : Axes
    x : ndarray, shape (n,)
    hinges : ndarray, shape (units, n)
        One row a unit, weighted or not.
    total : ndarray, shape (n,), optional
        The sum, drawn as `plot_pieces` does.
    target : ndarray, shape (n,), optional

    Examples
    --------
    >>> import numpy as np
    >>> from course_utils.plotting import figure, plot_hinges
    >>> fig, ax = figure()
    >>> x = np.linspace(-2, 2, 9)
    >>> hinges = np.maximum([x, -x], 0)
    >>> plot_hinges(ax, x, hinges, total=hinges.sum(axis=0), target=np.abs(x))
    """
    for index, hinge in enumerate(np.atleast_2d(hinges)):
        # One entry in the legend for all of them: a name that starts with _ makes none.
        ax.plot(x, hinge, label="_hinge" if index else "one hinge", **style.line("hinge"))
    if total is not None:
        # Straight pieces: only the ends and the places where the slope changes are corners.
        slopes = np.diff(total) / np.diff(x)
        bends = np.abs(np.diff(slopes)) > 1e-9 * np.abs(slopes).max(initial=1.0)
        corner = np.concatenate([[True], bends, [True]])
        plot_pieces(ax, x[corner], total[corner], label="sum of the hinges")
    if target is not None:
        ax.plot(x, target, label="target", zorder=3, **style.line("target"))


def plot_points(
    ax: Axes,
    x: np.ndarray,
    y: np.ndarray,
    *,
    role: str = "data",
    label: str | None = None,
    joined: bool = False,
) -> None:
    """Draw points in the marker of a role or an activation.

    Parameters
    ----------
    ax : Axes
    x, y : array_like, shape (n,)
    role : str, default "data"
        ``"positive"`` and ``"negative"`` are the looks of two classes.
    label : str, optional
        For the legend.
    joined : bool, default False
        Join the points in the line of the role, in the order given.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_points
    >>> fig, ax = figure()
    >>> plot_points(ax, [0, 1], [0, 1], role="positive", label="class 1")
    """
    look = style.points(role)
    if joined:
        look |= style.line(role)
    # A white rim separates points that touch.
    ax.plot(x, y, label=label, markeredgecolor="white", markeredgewidth=0.6, zorder=4, **look)


def plot_classes(
    ax: Axes,
    points: np.ndarray,
    labels: np.ndarray,
    *,
    classes: Sequence[str] = ("", ""),
    names: Sequence[str] = (),
) -> None:
    """Draw the points of two classes, in the looks of ``"negative"`` and ``"positive"``.

    Parameters
    ----------
    ax : Axes
    points : array_like, shape (n, 2)
    labels : array_like of 0 and 1, shape (n,)
    classes : sequence of str, default ("", "")
        What class 0 and class 1 are called in the legend.
    names : sequence of str, optional
        One for each point, written above it on the right; an empty one is not.

    Raises
    ------
    FigureError
        If there are not as many names as points.

    Examples
    --------
    >>> from course_utils.plotting import figure, plot_classes
    >>> fig, ax = figure()
    >>> plot_classes(ax, [(0, 0), (1, 1)], [0, 1], names=["00", "11"])
    >>> [text.get_text() for text in ax.texts]
    ['00', '11']
    """
    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    if len(names) and len(names) != len(points):
        raise FigureError(
            "The names do not fit the points",
            expected=f"{len(points)} names, or none",
            got_words=f"{len(names)} names",
            next_step='Give "" to a point that needs none.',
        )
    for label, role in enumerate(("negative", "positive")):
        plot_points(ax, *points[labels == label].T, role=role, label=classes[label] or None)
    for (x, y), name in zip(points, names, strict=False):
        if name:
            ax.annotate(name, (x, y), xytext=(7, 7), textcoords="offset points")


def _values(f: Callable[[np.ndarray], np.ndarray], x: np.ndarray) -> np.ndarray:
    y = np.asarray(f(x), dtype=float)
    if y.shape != x.shape:
        raise FigureError(
            "The function does not work entry by entry",
            expected=f"{x.size} values for {x.size} points, shape {x.shape}",
            got_words=f"shape {y.shape}",
            next_step="Write it with operations on whole arrays, such as np.maximum(x, 0), "
            "or wrap it in np.vectorize.",
        )
    return y


def _with_gaps(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Put both sides of every jump, with NaN between them, into the samples.

    A jump keeps its height when the interval around it is halved again and again; a steep but
    continuous piece loses it.
    """
    finite = np.isfinite(y)
    # A step below 2 % of the height looks the same with a gap and without one.
    step = 0.02 * np.ptp(y[finite]) if finite.any() else 0.0
    wide = np.flatnonzero(np.abs(np.diff(np.where(finite, y, np.nan))) > step)
    if not wide.size:
        return x, y
    lo, hi, y_lo, y_hi = x[wide], x[wide + 1], y[wide], y[wide + 1]
    for _ in range(_BISECTIONS):
        mid = (lo + hi) / 2
        y_mid = _values(f, mid)
        left = np.abs(y_mid - y_lo) > np.abs(y_hi - y_mid)
        lo, hi = np.where(left, lo, mid), np.where(left, mid, hi)
        y_lo, y_hi = np.where(left, y_lo, y_mid), np.where(left, y_mid, y_hi)
    jump = np.abs(y_hi - y_lo) > step
    spots = np.repeat(wide[jump] + 1, 3)
    sides = np.stack([lo[jump], hi[jump], hi[jump]], axis=1).ravel()
    gaps = np.stack([y_lo[jump], np.full(jump.sum(), np.nan), y_hi[jump]], axis=1).ravel()
    return np.insert(x, spots, sides), np.insert(y, spots, gaps)
