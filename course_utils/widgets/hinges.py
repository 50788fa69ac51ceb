"""Hinge workbench: raw hinges, weighted hinges, and their sum, fitted to a target."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from ..activations import relu
from ..errors import WrongValue
from .controls import Button, Choice, Control, Slider, Text
from .expression import parse
from .model import Explorer, Problem
from .scene import Axes, Line, Mark, Points, Scene, number

INTERVAL = (-3.0, 3.0)
REACH = 6.0  # largest weight
MOST = 12
TARGETS = {"sine": "sin(2*x)", "abs": "abs(x)", "step": "x > 0"}
SAMPLES = 241


class HingeWorkbench(Explorer):
    """f(x) = offset + Σ weightᵢ · relu(sideᵢ · (x − kinkᵢ)), next to a target.

    A side of +1 opens the hinge to the right, −1 to the left.
    """

    heading = "Hinge workbench"
    ahead = ("weight", "offset")
    together = ("weight", "offset")
    together_steps = 24
    kinks = traitlets.Tuple(default_value=(-3.0, -1.0, 1.0))
    weights = traitlets.Tuple(default_value=(1.0, -1.0, 1.0))
    sides = traitlets.Tuple(default_value=(1, 1, 1))
    offset = traitlets.Float(0.0)
    chosen = traitlets.Int(1)
    target = traitlets.Unicode("sine")
    formula = traitlets.Unicode("sin(2*x)")
    low = traitlets.Float(INTERVAL[0])
    high = traitlets.Float(INTERVAL[1])

    @property
    def grid(self) -> np.ndarray:
        """Where the sum and the target are compared."""
        return np.linspace(self.low, self.high, SAMPLES)

    # ---- what the controls name ----
    @property
    def hinge(self) -> str:
        """The chosen hinge, counted from 1, as the list of choices has it."""
        return str(self.chosen + 1)

    @hinge.setter
    def hinge(self, value: str) -> None:
        self.chosen = int(value) - 1

    @property
    def place(self) -> float:
        """The kink of the chosen hinge."""
        return self.kinks[self.chosen]

    @place.setter
    def place(self, value: float) -> None:
        self.kinks = _with(self.kinks, self.chosen, float(np.clip(value, self.low, self.high)))

    @property
    def weight(self) -> float:
        """The weight of the chosen hinge."""
        return self.weights[self.chosen]

    @weight.setter
    def weight(self, value: float) -> None:
        self.weights = _with(self.weights, self.chosen, float(np.clip(value, -REACH, REACH)))

    @property
    def side(self) -> str:
        """Where the chosen hinge opens to."""
        return "right" if self.sides[self.chosen] > 0 else "left"

    @side.setter
    def side(self, value: str) -> None:
        self.sides = _with(self.sides, self.chosen, 1 if value == "right" else -1)

    @traitlets.validate("formula")
    def _readable(self, proposal: Any) -> str:
        values = parse(proposal["value"])(self.grid)
        if not np.isfinite(values).sum() > len(self.grid) // 2:
            raise Problem(
                f"this formula has no finite value on most of {self.low:g} to {self.high:g}",
                expected="a function of x such as exp(-x**2)",
            )
        return proposal["value"]

    @traitlets.observe("formula")
    def _own_target(self, change: Any) -> None:
        self.target = "own"

    def controls(self) -> tuple[Control, ...]:
        n = len(self.kinks)
        targets = (("sine", "sin(2x)"), ("abs", "|x|"), ("step", "step"), ("own", "my formula"))
        return (
            Choice("hinge", "Hinge", tuple((str(i + 1), str(i + 1)) for i in range(n))),
            Slider("place", "Kink at", self.low, self.high, 120),
            Slider("weight", "Weight", -REACH, REACH, 240),
            Choice("side", "Opens to the", (("right", "right"), ("left", "left"))),
            Slider("offset", "Offset", -3, 3, 120),
            Button("add", "Add a hinge", enabled=n < MOST),
            Button("remove", "Remove this hinge", enabled=n > 1),
            Button("fit", "Fit the rest for me"),
            Choice("target", "Target", targets),
            Text("formula", "My formula", hint="for example exp(-x**2)"),
        )

    # ---- mathematics ----
    def raw(self, x: np.ndarray) -> np.ndarray:
        """relu(side·(x − kink)), shape (hinges, points)."""
        x = np.asarray(x, float)
        return np.stack([relu(s * (x - k)) for k, s in zip(self.kinks, self.sides, strict=True)])

    def total(self, x: np.ndarray) -> np.ndarray:
        """The sum of the weighted hinges and the offset."""
        return self.offset + np.asarray(self.weights) @ self.raw(x)

    def wanted(self, x: np.ndarray) -> np.ndarray:
        """The target at x."""
        return parse(TARGETS.get(self.target, self.formula))(x)

    def error(self) -> tuple[float, float]:
        """Root mean square and largest distance to the target on the interval."""
        gap = self.total(self.grid) - self.wanted(self.grid)
        gap = gap[np.isfinite(gap)]
        return float(np.sqrt(np.mean(gap**2))), float(np.abs(gap).max())

    def fit(self) -> None:
        """Choose weights and offset by least squares; the kinks stay where the hand put them."""
        wanted = self.wanted(self.grid)
        known = np.isfinite(wanted)
        design = np.vstack([self.raw(self.grid), np.ones_like(self.grid)]).T
        best = np.linalg.lstsq(design[known], wanted[known], rcond=1e-8)[0]
        with self.hold_trait_notifications():
            self.weights = tuple(np.clip(best[:-1], -REACH, REACH).tolist())
            self.offset = float(np.clip(best[-1], -3, 3))

    def add(self) -> None:
        """Put a hinge of weight 0 into the middle of the widest gap, and choose it."""
        if len(self.kinks) >= MOST:
            return
        edges = np.unique(np.clip([self.low, *self.kinks, self.high], self.low, self.high))
        widest = int(np.argmax(np.diff(edges)))
        with self.hold_trait_notifications():
            self.kinks = (*self.kinks, float(edges[widest : widest + 2].mean()))
            self.weights, self.sides = (*self.weights, 0.0), (*self.sides, 1)
            self.chosen = len(self.kinks) - 1

    def remove(self) -> None:
        """Take the chosen hinge away; the last one stays."""
        if len(self.kinks) <= 1:
            return
        gone = self.chosen
        with self.hold_trait_notifications():
            for name in ("kinks", "weights", "sides"):
                kept = getattr(self, name)
                setattr(self, name, kept[:gone] + kept[gone + 1 :])
            self.chosen = max(0, gone - 1)

    def drag(self, name: str, index: int, x: float, y: float) -> None:
        """Drag a kink sideways (`kink`), or the end of a weighted hinge up and down (`weight`)."""
        if not 0 <= index < len(self.kinks) or name not in ("kink", "weight"):
            raise Problem(
                "there is no such point to drag",
                expected=f"'kink' or 'weight', and a number from 0 to {len(self.kinks) - 1}",
                got_words=f"{name!r} and {index!r}",
            )
        self.chosen = index
        if name == "kink":
            self.place = round(x, 3)
            return
        length = abs(self._end(index) - self.kinks[index])
        if length > 0.05:
            self.weight = round(y / length, 3)

    def _end(self, i: int) -> float:
        return self.high if self.sides[i] > 0 else self.low

    # ---- picture ----
    def scene(self) -> Scene:
        kinks, weights, i = np.array(self.kinks), np.array(self.weights), self.chosen
        ends = np.array([self._end(j) for j in range(len(kinks))])
        far = weights * np.abs(ends - kinks)
        # One line for all hinges but the chosen, lifted by NaN: the structure stays the same.
        x = np.c_[self.low + self.high - ends, kinks, ends, np.full_like(ends, np.nan)]
        y = np.c_[0 * ends, 0 * ends, np.abs(ends - kinks), np.nan * ends]
        others = np.arange(len(kinks)) != i
        drawn = np.unique(np.clip([self.low, *kinks, self.high], self.low, self.high))
        marks: list[Mark] = []
        for at, scale in ((0, np.ones_like(weights)), (1, weights)):
            high = y * scale[:, None]
            marks.append(Line(at, "hinge", "hinges", x=x[others].ravel(), y=high[others].ravel()))
            marks.append(Line(at, "highlight", f"hinge {i + 1}", x=x[i], y=high[i]))
        marks.append(Points(0, "function", x=kinks, y=0 * kinks, drag="kink", chosen=i))
        marks.append(Points(1, "function", x=ends, y=far, drag="weight", chosen=i))
        marks.append(Line(2, "target", "target", x=self.grid, y=self.wanted(self.grid)))
        marks.append(Line(2, "pieces", "sum", x=drawn, y=self.total(drawn)))
        marks.append(
            Points(2, "pieces", "kinks", x=kinks, y=self.total(kinks), drag="kink", chosen=i)
        )
        rms, _ = self.error()
        x = (self.low - 0.15, self.high + 0.15)
        axes = (
            Axes("1 Raw hinges", x, (-0.5, 7), "x", "relu(x \u2212 kink)"),
            Axes("2 × weight", x, (-7, 7), "x", "weighted"),
            Axes(f"3 Sum, error {number(rms)}", x, (-3.5, 3.5), "x", "sum"),
        )
        return Scene(axes, tuple(marks), self._words())

    def _words(self) -> str:
        rms, most = self.error()
        n = len(self.kinks)
        target = TARGETS.get(self.target, self.formula)
        return (
            f"{n} hinge{'s' * (n > 1)} against {target}: root mean square error {number(rms)}, "
            f"largest {number(most)}. Hinge {self.hinge}: kink at {number(self.place)}, opens to "
            f"the {self.side}, weight {number(self.weight)}. Offset {number(self.offset)}."
        )


def _with(values: tuple, index: int, value: Any) -> tuple:
    return (*values[:index], value, *values[index + 1 :])


def hinge_workbench(
    target: str = "sine",
    *,
    hinges: int = 3,
    interval: tuple[float, float] = INTERVAL,
    large: bool = False,
) -> Any:
    """Build a function from hinges, f(x) = offset + Σ weightᵢ·relu(±(x − kinkᵢ)), by hand.

    Parameters
    ----------
    target : str, default "sine"
        `"sine"`, `"abs"`, `"step"`, or a formula of x such as `"exp(-x**2)"`; it is parsed by a
        whitelist and never evaluated as code.
    hinges : int, default 3
        How many to begin with, from 1 to 12, evenly spread and opening to the right.
    interval : (float, float), default (-3, 3)
        Where the sum is fitted to the target.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `HingeWorkbench`.

    Raises
    ------
    ValueError
        If the target cannot be read, there are too many hinges, or the interval is empty.

    Examples
    --------
    >>> workbench = hinge_workbench("abs", hinges=2).model
    >>> workbench.fit()
    >>> workbench.kinks, [round(w, 9) for w in workbench.weights]
    ((-3.0, 0.0), [-1.0, 2.0])
    """
    from .live import LiveFigure

    if not 1 <= hinges <= MOST:
        raise WrongValue(
            "not so many hinges",
            expected=f"1 to {MOST}",
            got=hinges,
            next_step="Choose fewer or more.",
        )
    low, high = interval
    if not low < high:
        raise WrongValue(
            "this is no interval",
            expected="its lower end first",
            got=interval,
            next_step="Write (0, 6).",
        )
    kinks = tuple(np.linspace(low, high, hinges + 1)[:-1].tolist())
    weights = tuple(0.5 if i == 0 else (-1.0) ** i for i in range(hinges))
    model = HingeWorkbench(kinks=kinks, weights=weights, sides=(1,) * hinges, chosen=hinges // 2,
                           low=low, high=high)  # fmt: skip
    if target in TARGETS:
        model.target = target
    else:
        model.formula, model.target = target, "own"
    return LiveFigure(model, large=large)
