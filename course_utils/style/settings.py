"""What Matplotlib needs of a look: keyword arguments for ``Axes.plot``, and settings.

Matplotlib is imported inside the functions, so that importing the looks stays cheap.
"""

from __future__ import annotations

from typing import Any

from .looks import DASH, DASHDOT, DOT, INK, LONG, SEQUENTIAL, color, look

_LIGHT_TEXT = "#222222"
_GRID = "#E4E4E4"
# Points, on an ordinary page; large type multiplies them.
_SIZES = {
    "font.size": 10.0,
    "axes.titlesize": 11.5,
    "axes.titlepad": 8.0,
    "axes.labelsize": 10.0,
    "xtick.labelsize": 9.0,
    "ytick.labelsize": 9.0,
    "legend.fontsize": 9.5,
    "figure.titlesize": 12.5,
    "lines.linewidth": 2.0,
    "lines.markersize": 5.5,
}
_FIXED = {
    "figure.figsize": (6.4, 4.0),
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.08,
    "figure.constrained_layout.h_pad": 0.08,
    "savefig.dpi": 100,
    "savefig.facecolor": "white",
    # Shipped with Matplotlib: the same letters, so the same layout, on every machine.
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "mathtext.fontset": "dejavusans",
    "text.color": _LIGHT_TEXT,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelcolor": _LIGHT_TEXT,
    "axes.edgecolor": "#8C8C8C",
    "axes.linewidth": 0.9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": _GRID,
    "grid.linewidth": 0.8,
    "xtick.color": "#555555",
    "ytick.color": "#555555",
    "xtick.labelcolor": _LIGHT_TEXT,
    "ytick.labelcolor": _LIGHT_TEXT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "legend.frameon": True,
    "legend.framealpha": 0.9,
    "legend.edgecolor": "none",
    # Long enough to show a whole period of the longest dash.
    "legend.handlelength": 2.9,
    "figure.titleweight": "bold",
    "lines.solid_capstyle": "round",
    "lines.dash_capstyle": "butt",
    "hatch.linewidth": 0.8,
    "image.cmap": SEQUENTIAL,
    "image.interpolation": "nearest",
}


def line(name: str, *, dark: bool = False) -> dict[str, Any]:
    """Return the keyword arguments with which ``Axes.plot`` draws a line of this look.

    Parameters
    ----------
    name : str
        A key of `ROLE` or of `ACTIVATION`.
    dark : bool, default False
        For a dark page.

    Returns
    -------
    dict
        ``color``, ``linestyle``, ``linewidth`` (points, scaled to the style in force).

    Examples
    --------
    >>> with context():
    ...     line("derivative")
    {'color': '#D55E00', 'linestyle': (0, (3.5, 1.6)), 'linewidth': 2.0}
    """
    from matplotlib import rcParams

    entry = look(name)
    # A look without a line may still be asked for one, as the border of a class for example.
    dash = entry["dash"]
    return {
        "color": entry["dark" if dark else "light"],
        "linestyle": (0, tuple(dash)) if dash else "solid",
        "linewidth": entry["width"] * rcParams["lines.linewidth"],
    }


def points(name: str, *, dark: bool = False) -> dict[str, Any]:
    """Return the keyword arguments with which ``Axes.plot`` draws points of this look.

    Parameters
    ----------
    name : str
        A key of `ROLE` or of `ACTIVATION`.
    dark : bool, default False
        For a dark page.

    Returns
    -------
    dict
        ``color``, ``linestyle``, ``marker``.

    Examples
    --------
    >>> points("dead")
    {'color': '#7A4A00', 'linestyle': 'none', 'marker': 'X'}
    """
    return {"color": color(name, dark=dark), "linestyle": "none", "marker": look(name)["marker"]}


def rc(*, large: bool = False) -> dict[str, Any]:
    """Return Matplotlib's settings for the course's figures.

    Parameters
    ----------
    large : bool, default False
        Type and lines 1.6 times as large on the same canvas, to be read from the back row.

    Returns
    -------
    dict
        Keys of ``matplotlib.rcParams``.

    Examples
    --------
    >>> rc()["font.size"], rc(large=True)["font.size"]
    (10.0, 16.0)
    """
    from cycler import cycler

    scale = 1.6 if large else 1.0
    inks = [ink["light"] for ink in INK.values()]
    dashes = ["solid", *((0, tuple(dash)) for dash in (DASH, LONG, DOT, DASHDOT))]
    return {
        **_FIXED,
        **{name: size * scale for name, size in _SIZES.items()},
        "axes.prop_cycle": cycler(color=inks[:5]) + cycler(linestyle=dashes),
    }


def use(*, large: bool = False) -> None:
    """Put the course's settings in force for the rest of the session.

    Parameters
    ----------
    large : bool, default False
        See `rc`.

    Examples
    --------
    >>> use()
    >>> import matplotlib
    >>> matplotlib.rcParams["axes.spines.top"]
    False
    """
    import matplotlib

    settings: Any = rc(large=large)
    matplotlib.rcParams.update(settings)


def context(*, large: bool = False) -> Any:
    """Return a context manager with the course's settings, undone at its end.

    Parameters
    ----------
    large : bool, default False
        See `rc`.

    Returns
    -------
    contextlib.AbstractContextManager

    Examples
    --------
    >>> import matplotlib
    >>> with context(large=True):
    ...     matplotlib.rcParams["font.size"]
    16.0
    """
    import matplotlib

    settings: Any = rc(large=large)
    return matplotlib.rc_context(settings)
