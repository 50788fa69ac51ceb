"""One neuron: where is its kink, which side is on, what slope has it."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from ..activations import relu
from .controls import Control, Slider
from .model import Explorer
from .scene import Axes, Line, Points, Scene, number

LOW, HIGH = -4.0, 4.0


class OneNeuron(Explorer):
    """y = w·relu(a·x + b) + c on one pair of axes, its on and off side marked."""

    heading = "One neuron"
    ahead = ("a", "b", "w", "c")
    together = ("a", "b")
    together_steps = 24
    w = traitlets.Float(1.0)
    a = traitlets.Float(1.0)
    b = traitlets.Float(0.0)
    c = traitlets.Float(0.0)

    def controls(self) -> tuple[Control, ...]:
        return (
            Slider("a", "a, input weight", -3, 3, 120),
            Slider("b", "b, bias", -3, 3, 120),
            Slider("w", "w, output weight", -3, 3, 120),
            Slider("c", "c, offset", -3, 3, 120),
        )

    def output(self, x: np.ndarray) -> np.ndarray:
        """w·relu(a·x + b) + c."""
        return self.w * relu(self.a * np.asarray(x, float) + self.b) + self.c

    @property
    def kink(self) -> float:
        """−b/a, or NaN when a = 0: then there is none."""
        return -self.b / self.a if self.a else np.nan

    def on(self, x: np.ndarray) -> np.ndarray:
        """Whether the unit is on at x: a·x + b > 0."""
        return self.a * np.asarray(x, float) + self.b > 0

    def scene(self) -> Scene:
        kink, ends = self.kink, np.array([LOW, HIGH])
        middle = np.clip(kink, LOW, HIGH) if np.isfinite(kink) else 0.0
        places = np.array([LOW, middle, HIGH])
        floor = np.full(2, -5.6)
        sides = {True: [np.nan, np.nan], False: [np.nan, np.nan]}
        for part in ((LOW, middle), (middle, HIGH)):
            lit = bool(self.on(np.mean(part)))
            known = sides[lit]
            start = part[0] if np.isnan(known[0]) else min(known[0], part[0])
            sides[lit] = [start, part[1]]
        at = [kink] if LOW <= kink <= HIGH else [np.nan]
        marks = (
            Line(0, "reference", "a·x + b, before ReLU", x=ends, y=self.a * ends + self.b),
            Line(0, "function", "the neuron", x=places, y=self.output(places)),
            Line(0, "alive", "on: a·x + b > 0", x=sides[True], y=floor),
            Line(0, "dead", "off", x=sides[False], y=floor),
            Points(0, "highlight", "kink", x=at, y=[self.c], size=1.4),
        )
        title = "y = w·relu(a·x + b) + c"
        axes = (Axes(title, (LOW, HIGH), (-6, 6), "x", "y"),)
        return Scene(axes, marks, self._words(), height=0.55)

    def _words(self) -> str:
        signs = f"a = {number(self.a)}, b = {number(self.b)}, "
        signs += f"w = {number(self.w)}, c = {number(self.c)}"
        if not np.isfinite(self.kink):
            state = "on" if self.b > 0 else "off"
            value = number(float(self.output(np.zeros(()))))
            return f"{signs}: a is 0, so there is no kink; always {state}, y = {value} everywhere."
        side = "right" if self.a > 0 else "left"
        slope, kink = number(self.w * self.a), number(self.kink)
        return (
            f"{signs}: kink at x = \u2212b/a = {kink}, on to the {side} of it with slope "
            f"w·a = {slope}, off on the other side with y = c = {number(self.c)}."
        )


def one_neuron(
    w: float = 1.0, a: float = 1.0, b: float = 0.0, c: float = 0.0, *, large: bool = False
) -> Any:
    """Explore one ReLU neuron, y = w·relu(a·x + b) + c, as a live figure.

    Parameters
    ----------
    w, a, b, c : float
        Output weight, input weight, bias and offset to begin with, each from −3 to 3.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `OneNeuron`.

    Raises
    ------
    ValueError
        If a number is outside −3 to 3.

    Examples
    --------
    >>> one_neuron(w=2, a=-1, b=0.5).model.kink
    0.5
    """
    from .live import LiveFigure

    model = OneNeuron()
    model.change({"w": w, "a": a, "b": b, "c": c})
    return LiveFigure(model, large=large)
