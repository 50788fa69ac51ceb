"""Twenty nets trained with a wrong answer, and with the right one, as a live figure."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from .controls import Control, Slider
from .model import Explorer
from .scene import Axes, Bars, Line, Mark, Points, Scene, Ticks

FLOOR, CEILING = -6.0, 1.0  # of the loss, powers of ten
LOW, HIGH = -0.75, 1.75  # of the outputs
STEPS, EVERY = 500, 5
INPUTS: Ticks = ((0.0, "00"), (1.0, "01"), (2.0, "10"), (3.0, "11"))
TARGETS = (0.0, 1.0, 1.0, 0.0)
TICKS: Ticks = ((-6.0, "10⁻⁶"), (-4.0, "10⁻⁴"), (-2.0, "0.01"), (0.0, "1"))
LOOKS = ("function", "derivative")  # of the right one, and of the wrong one
AXIS = np.linspace(-4, 4, 161)
Table = np.ndarray


class MistakeNet(Explorer):
    """Two curves and where they part; loss and outputs of the nets, step by step.

    All numbers are measured elsewhere and handed over as lists; None stands for no number.
    `losses` and `outputs` hold for each of the two (the right one first) the median, the least and
    the greatest of the nets at every fifth step up to 500.
    """

    heading = "A net trained with a wrong answer"
    ahead = ("step",)
    step = traitlets.Int(STEPS)
    whose = traitlets.Unicode("yours")
    part = traitlets.Unicode("value")
    where = traitlets.Unicode("")
    said = traitlets.Unicode("")
    curves: traitlets.List[Any] = traitlets.List()
    losses: traitlets.List[Any] = traitlets.List()
    outputs: traitlets.List[Any] = traitlets.List()

    def controls(self) -> tuple[Control, ...]:
        return (Slider("step", "Training step", 0, STEPS, STEPS // EVERY, digits=0),)

    def scene(self) -> Scene:
        right, wrong = (np.clip(c, -9, 9) for c in _table(self.curves or [[0.0] * 161] * 2))
        axes = (
            Axes(f"The {self.part}, by x", (-4, 4), (-3, 4), "x", self.part,
                 xticks=((-4.0, "−4"), (0.0, "0"), (4.0, "4"))),
            Axes("Loss", (0, STEPS), (FLOOR - 0.3, CEILING + 0.3), "step", "mean squared error",
                 xticks=((0.0, "0"), (float(STEPS), str(STEPS))), yticks=TICKS, legend=False),
            Axes(f"Outputs, step {self.step}", (-0.5, 3.5), (LOW - 0.1, HIGH + 0.1), "input",
                 "output", xticks=INPUTS, legend=False),
        )  # fmt: skip
        marks = [*self._functions(right, wrong), *self._training()]
        return Scene(axes, tuple(marks), self._words())

    def _functions(self, right: Table, wrong: Table) -> list[Mark]:
        # One bar for each x at which they part: together a shade between the curves.
        apart = ~(abs(right - wrong) <= 1e-3)
        height = np.where(apart & np.isfinite(wrong), wrong, right)
        few = AXIS[apart] if apart.sum() <= 3 else np.empty(0)
        marks: list[Mark] = [
            Bars(0, "highlight", x=AXIS, height=height, base=right, width=0.05, alpha=0.35),
            Line(0, LOOKS[0], "right", x=AXIS, y=right),
            Line(0, LOOKS[1], self.whose, x=AXIS, y=wrong),
        ]
        if few.size:  # a shade of one place is too narrow to be seen
            marks.append(Points(0, LOOKS[1], x=few, y=wrong[apart]))
        return marks

    def _training(self) -> list[Mark]:
        frame, marks = self.step // EVERY, list[Mark]()
        steps = np.arange(0, STEPS + 1, EVERY)
        for at, look in enumerate(LOOKS if self.losses else ()):
            spread = _log10(_table(self.losses[at]))
            for row, y in enumerate(spread):
                marks.append(Line(1, look, x=steps, y=y, faint=row > 0))
            marks.append(Points(1, look, x=[steps[frame]], y=spread[:1, frame]))
            middle, low, high = np.clip(_table(self.outputs[at])[:, frame], LOW, HIGH)
            x = np.arange(4) + (-0.14, 0.14)[at]
            marks.append(Bars(2, look, x=x, height=high, base=low, width=0.2, alpha=0.35))
            marks.append(Points(2, look, x=x, y=middle))
        return [*marks, Points(2, "target", "target", x=np.arange(4), y=TARGETS)]

    def _words(self) -> str:
        if not self.losses:
            return f"Step {self.step}. Nothing was trained."
        frame = self.step // EVERY
        right, wrong = (_loss(_table(of)[0, frame]) for of in self.losses)
        return (
            f"The two curves part {self.where}. At step {self.step} the median loss is {wrong} "
            f"with {self.whose}, {right} with the right one. {self.said}"
        )


def _table(rows: Any) -> Table:
    return np.array(rows, dtype=float)  # None becomes NaN


def _log10(losses: Table) -> Table:
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log10(losses)
    return np.clip(np.nan_to_num(logs, nan=CEILING, posinf=CEILING, neginf=FLOOR), FLOOR, CEILING)


def _loss(value: float) -> str:
    """Return a loss as words show it."""
    if not np.isfinite(value):
        return "no finite number"
    return "below 0.001" if value < 1e-3 else f"{value:.3g}"
