"""The looks themselves: inks, roles, activations, fills and colour maps, as plain data."""

from __future__ import annotations

from typing import Any

from ..errors import WrongValue, did_you_mean

INK: dict[str, dict[str, str]] = {
    "blue": {"light": "#0072B2", "dark": "#4DB2F4"},
    "vermillion": {"light": "#D55E00", "dark": "#FF9219"},
    "green": {"light": "#009E73", "dark": "#0C9350"},
    "black": {"light": "#000000", "dark": "#FFFFFF"},
    "purple": {"light": "#CC79A7", "dark": "#E4ABBD"},
    "brown": {"light": "#7A4A00", "dark": "#F1E656"},
    "grey": {"light": "#666666", "dark": "#8E8E8E"},
}
"""Seven inks for lines, points and text marks, each for a white and for a dark page."""

FILL: dict[str, str] = {"orange": "#E69F00", "sky": "#56B4E9", "yellow": "#F0E442"}
"""Okabe-Ito colours below 3:1 on white: for areas only, never for a line or for text."""

REGION: tuple[str, str] = ("#FFFFFF", "#C6B48F")
"""Palest and strongest tint of a net's linear regions; see `tints`."""

SEQUENTIAL = "cividis"
"""Colour map for amounts: lightness rises steadily, made for colour-deficient eyes."""

SIGNED = "RdBu"
"""Colour map for signed values: red below zero, white at zero, blue above."""

SOLID: list[float] = []
DASH = [3.5, 1.6]
LONG = [7.0, 2.2]
DOT = [1.0, 1.5]
DASHDOT = [6.0, 1.8, 1.0, 1.8]


def _look(ink: str, dash: list[float] | None, marker: str, width: float = 1.0) -> dict[str, Any]:
    return {**INK[ink], "dash": None if dash is None else [*dash], "marker": marker, "width": width}


ROLE: dict[str, dict[str, Any]] = {
    "function": _look("blue", SOLID, "o"),
    "derivative": _look("vermillion", DASH, "s"),
    "target": _look("black", DOT, "d"),
    "data": _look("black", None, "o"),
    "fit": _look("green", LONG, "^"),
    "pieces": _look("green", SOLID, "o"),
    "hinge": _look("grey", SOLID, ".", 0.6),
    "highlight": _look("purple", SOLID, "D", 1.3),
    "reference": _look("grey", DASH, "_", 0.8),
    "tangent": _look("grey", DOT, "."),
    "alive": _look("green", SOLID, "o"),
    "dead": _look("brown", DOT, "X"),
    "stuck_on": _look("purple", DASH, "P"),
    "train": _look("blue", SOLID, "o"),
    "test": _look("vermillion", DASH, "s"),
    "positive": _look("blue", None, "o"),
    "negative": _look("vermillion", None, "s"),
}
"""Look by role. ``pieces`` is a piecewise linear sum: its line is never broken, since a gap would
swallow a kink. ``alive``, ``dead`` and ``stuck_on`` are the three states of a unit."""

ACTIVATION: dict[str, dict[str, Any]] = {
    "relu": _look("blue", SOLID, "o"),
    "leaky_relu": _look("vermillion", DASH, "s"),
    "prelu": _look("brown", DASHDOT, "^"),
    "elu": _look("green", DASH, "v"),
    "selu": _look("green", SOLID, "D"),
    "gelu": _look("purple", SOLID, "P"),
    "silu": _look("black", DASH, "X"),
    "mish": _look("grey", DOT, "*"),
    "softplus": _look("brown", SOLID, "p"),
    "relu6": _look("blue", DASH, "<"),
    "squared_relu": _look("blue", DOT, ">"),
    "sigmoid": _look("vermillion", SOLID, "h"),
    "tanh": _look("black", SOLID, "d"),
}
"""Look by activation, keyed as ``course_utils.activations.ACTIVATIONS``."""


def tints(count: int) -> tuple[str, ...]:
    """Return pale tints in even steps, from no unit on to all units on.

    Parameters
    ----------
    count : int
        How many, at least 2: a net of n units has n + 1.

    Returns
    -------
    tuple of str
        ``#RRGGBB``, the palest first.

    Examples
    --------
    >>> tints(3)
    ('#FFFFFF', '#E2DAC7', '#C6B48F')
    """
    ends = [[int(tint[i : i + 2], 16) for i in (1, 3, 5)] for tint in REGION]
    shares = [k / (count - 1) for k in range(count)]
    mixed = [[round(a + (b - a) * share) for a, b in zip(*ends, strict=True)] for share in shares]
    return tuple("#{:02X}{:02X}{:02X}".format(*channels) for channels in mixed)


def look(name: str) -> dict[str, Any]:
    """Return the look of a role or of an activation, as a fresh dictionary.

    Parameters
    ----------
    name : str
        A key of `ROLE` or of `ACTIVATION`.

    Returns
    -------
    dict
        ``light``, ``dark``, ``dash``, ``marker``, ``width``; ready for ``json.dumps``.

    Raises
    ------
    ValueError
        If `name` is neither a role nor an activation.

    Examples
    --------
    >>> look("derivative")["light"]
    '#D55E00'
    """
    found = ROLE.get(name) or ACTIVATION.get(name)
    if found is None:
        known = [*ROLE, *ACTIVATION]
        step = did_you_mean(name, known, otherwise="Choose one of them.")
        raise WrongValue(
            "there is no look of that name",
            expected=f"one of {', '.join(known)}",
            got=name,
            next_step=step.strip(),
        )
    dash = found["dash"]
    return {**found, "dash": None if dash is None else [*dash]}


def color(name: str, *, dark: bool = False) -> str:
    """Return the hex colour of a role or of an activation.

    Parameters
    ----------
    name : str
        A key of `ROLE` or of `ACTIVATION`.
    dark : bool, default False
        For a dark page.

    Returns
    -------
    str
        ``#RRGGBB``.

    Examples
    --------
    >>> color("relu"), color("relu", dark=True)
    ('#0072B2', '#4DB2F4')
    """
    return look(name)["dark" if dark else "light"]
