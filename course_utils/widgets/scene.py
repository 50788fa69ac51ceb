"""What a live figure shows, as plain data: axes, and marks with their arrays.

A model answers "what is to be seen now" with a `Scene`. Two renderers draw the same scene: the
view in the page (`js/`) and Matplotlib (`twin.py`). Nothing here knows either of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ..errors import WrongValue

Ticks = tuple[tuple[float, str], ...]
Numbers = Sequence[float] | np.ndarray


@dataclass(frozen=True)
class Axes:
    """One pair of axes; scenes place theirs side by side.

    Parameters
    ----------
    title, xlabel, ylabel : str
        Texts. The title may change from frame to frame, the labels may not.
    x, y : tuple of float
        Limits, lowest first.
    xticks, yticks : tuple of (float, str), optional
        Places and their texts; found by `ticks` when absent.
    legend : bool
        Whether its marks stand in the legend, which is one for the figure, below its axes.
    grid : bool
        Whether a grid is drawn.
    """

    title: str
    x: tuple[float, float]
    y: tuple[float, float]
    xlabel: str = ""
    ylabel: str = ""
    xticks: Ticks | None = None
    yticks: Ticks | None = None
    legend: bool = True
    grid: bool = True

    def __post_init__(self):
        for name, (low, high) in (("x", self.x), ("y", self.y)):
            if not (np.isfinite(low) and np.isfinite(high) and low < high):
                raise WrongValue(
                    f"Axes {self.title!r}: these are no limits of {name}",
                    expected="two finite numbers, the lower first",
                    got=(low, high),
                    next_step=f"Give for example {name}=(-4, 4).",
                )


@dataclass(frozen=True)
class Mark:
    """What all marks share: the axes they stand on, their look, their name in the legend."""

    arrays: ClassVar[tuple[str, ...]] = ()
    kind: ClassVar[str] = ""
    at: int = 0
    look: str = "function"
    label: str = ""

    def numbers(self) -> dict[str, np.ndarray]:
        """The mark's arrays as flat float32, by name, of equal length unless the mark says so."""
        return {n: np.ravel(np.asarray(getattr(self, n), np.float32)) for n in self.arrays}


@dataclass(frozen=True)
class Line(Mark):
    """A curve through (x, y); NaN lifts the pen."""

    kind: ClassVar[str] = "line"
    arrays: ClassVar[tuple[str, ...]] = ("x", "y")
    x: Numbers = ()
    y: Numbers = ()
    faint: bool = False


@dataclass(frozen=True)
class Points(Mark):
    """Markers at (x, y). `drag` names what a hand may move (`""`: nothing); `chosen` is ringed."""

    kind: ClassVar[str] = "points"
    arrays: ClassVar[tuple[str, ...]] = ("x", "y")
    x: Numbers = ()
    y: Numbers = ()
    size: float = 1.0
    drag: str = ""
    chosen: int = -1


@dataclass(frozen=True)
class Bars(Mark):
    """Bars from `base` to `height`, centred at x, `width` wide (in data units)."""

    kind: ClassVar[str] = "bars"
    arrays: ClassVar[tuple[str, ...]] = ("x", "height", "base")
    x: Numbers = ()
    height: Numbers = ()
    base: Numbers = ()
    width: float = 0.8
    alpha: float = 1.0

    def numbers(self) -> dict[str, np.ndarray]:
        found = super().numbers()
        if not found["base"].size:
            found["base"] = np.zeros_like(found["height"])
        return found


@dataclass(frozen=True)
class Image(Mark):
    """Cells coloured by number: `index` of shape (rows, columns), first row at the bottom.

    `palette` holds hex colours; `extent` is (x0, x1, y0, y1).
    """

    kind: ClassVar[str] = "image"
    arrays: ClassVar[tuple[str, ...]] = ("index",)
    index: np.ndarray = field(default_factory=lambda: np.zeros((1, 1)))
    palette: tuple[str, ...] = ("#000000",)
    extent: tuple[float, float, float, float] = (0, 1, 0, 1)


@dataclass(frozen=True)
class Polygons(Mark):
    """Filled polygons with a thin border: their corners one after another, NaN after each.

    `tint` is a number of `palette` for each polygon; NaN at the end of any array is room left, so
    that pictures with another number of corners keep one structure.
    """

    kind: ClassVar[str] = "polygons"
    arrays: ClassVar[tuple[str, ...]] = ("x", "y", "tint")
    x: Numbers = ()
    y: Numbers = ()
    tint: Numbers = ()
    palette: tuple[str, ...] = ("#FFFFFF",)


@dataclass(frozen=True)
class Label(Mark):
    """A short text at one place. `text` may change from frame to frame."""

    kind: ClassVar[str] = "label"
    arrays: ClassVar[tuple[str, ...]] = ("x", "y")
    x: float = 0.0
    y: float = 0.0
    text: str = ""
    align: str = "left"


@dataclass(frozen=True)
class Scene:
    """All that is to be seen: axes, marks, and the same in words (`summary`)."""

    axes: tuple[Axes, ...]
    marks: tuple[Mark, ...]
    summary: str
    height: float = 0.45  # of the figure's width

    def __post_init__(self):
        for mark in self.marks:
            if not 0 <= mark.at < len(self.axes):
                raise WrongValue(
                    "a mark stands on axes that are not there",
                    expected=f"at=0 to at={len(self.axes) - 1}",
                    got=mark.at,
                )


def ticks(low: float, high: float, most: int = 6) -> Ticks:
    """Return at most `most` round places between two limits, with their texts.

    Examples
    --------
    >>> ticks(-4, 4)
    ((-4.0, '−4'), (-2.0, '−2'), (0.0, '0'), (2.0, '2'), (4.0, '4'))
    """
    raw = (high - low) / max(most - 1, 1)
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9))
    first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
    digits = max(0, -int(np.floor(np.log10(step) + 1e-9)))
    places = [float(round(i * step, 12)) for i in range(first, last + 1)]
    return tuple((p, number(p, digits)) for p in places)


def number(value: float, digits: int = 2) -> str:
    """Return a number as figures and summaries show it: a real minus sign, never "−0".

    Examples
    --------
    >>> number(-1.5), number(-0.001)
    ('−1.50', '0.00')
    """
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "\u2212")
