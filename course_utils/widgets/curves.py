"""Curve explorer: activation functions, their derivatives, and a tangent that follows the hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import traitlets

from ..activations import ACTIVATIONS
from ..errors import WrongType
from .controls import Choice, Control, Several, Slider
from .model import Explorer, Problem
from .scene import Axes, Line, Mark, Points, Scene, number

LOW, HIGH = -4.0, 4.0
# Trait of the model -> the activation and its constant, as the slider names it.
CONSTANTS = {
    "leaky_alpha": ("leaky_relu", "alpha", "Leaky ReLU: α", 0.0, 1.0),
    "prelu_a": ("prelu", "a", "PReLU: a", -0.5, 1.5),
    "elu_alpha": ("elu", "alpha", "ELU: α", 0.0, 3.0),
}

X = np.linspace(LOW, HIGH, 401)
# A derivative that jumps is drawn with a gap: no line stands in a place without values.
GAP = np.insert(np.sort(np.r_[np.delete(X, 200), -1e-9, 1e-9]), 201, np.nan)


@lru_cache(maxsize=64)
def _curves(name: str, constants: tuple[tuple[str, float], ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return f on `X` and f′ on `GAP`; kept, because only the tangent moves with the hand."""
    record, given = ACTIVATIONS[name], dict(constants)
    slopes = np.asarray(record.df(np.where(np.isnan(GAP), 0.0, GAP), **given), float)
    value = np.asarray(record.f(X, **given), float)
    return value, np.where(np.isnan(GAP), np.nan, slopes)


class CurveExplorer(Explorer):
    """f and f′ of chosen activations side by side, with the tangent of one of them at x₀."""

    heading = "Curve explorer"
    shown = traitlets.Tuple(default_value=("relu",))
    tangent = traitlets.Unicode("relu")
    x0 = traitlets.Float(1.0)
    leaky_alpha = traitlets.Float(0.01)
    prelu_a = traitlets.Float(0.25)
    elu_alpha = traitlets.Float(1.0)

    @property
    def ahead(self) -> tuple[str, ...]:  # type: ignore[override]  # here it depends on `shown`
        """The sliders that are there: x₀ first."""
        return tuple(c.name for c in self.controls() if isinstance(c, Slider))

    @traitlets.validate("shown")
    def _some_known(self, proposal: Any) -> tuple[str, ...]:
        names = tuple(proposal["value"])
        unknown = [n for n in names if n not in ACTIVATIONS]
        if unknown or not names:
            raise Problem(
                "Functions",
                expected=f"one or more of {', '.join(ACTIVATIONS)}",
                got_words=", ".join(unknown) or "none",
                next_step="Leave at least one switched on.",
            )
        return names

    def controls(self) -> tuple[Control, ...]:
        every = tuple((n, a.title) for n, a in ACTIVATIONS.items())
        shown = tuple((n, t) for n, t in every if n in self.shown)
        x0 = Slider("x0", "Tangent at x\u2080", LOW, HIGH, 160, pointer=0)
        constants = [
            Slider(trait, label, low, high, 100)
            for trait, (name, _, label, low, high) in CONSTANTS.items()
            if name in self.shown
        ]
        pick = Choice("tangent", "Tangent of", shown)
        return (x0, *constants, pick, Several("shown", "Functions", every))

    def constants(self, name: str) -> dict[str, float]:
        """The constants of one activation as they stand now."""
        return {k: getattr(self, t) for t, (n, k, *_) in CONSTANTS.items() if n == name}

    def f(self, name: str, x: np.ndarray) -> np.ndarray:
        """One activation at x, with its present constants."""
        return np.asarray(ACTIVATIONS[name].f(x, **self.constants(name)), float)

    def df(self, name: str, x: np.ndarray) -> np.ndarray:
        """Its derivative at x."""
        return np.asarray(ACTIVATIONS[name].df(x, **self.constants(name)), float)

    @property
    def touched(self) -> str:
        """The activation that has the tangent: the chosen one while it is shown."""
        return self.tangent if self.tangent in self.shown else self.shown[0]

    def scene(self) -> Scene:
        marks: list[Mark] = []
        for name in self.shown:
            title = ACTIVATIONS[name].title
            value, slopes = _curves(name, tuple(self.constants(name).items()))
            marks.append(Line(0, name, title, x=X, y=value))
            marks.append(Line(1, name, title, x=GAP, y=slopes))
        name = self.touched
        y0, slope = self.f(name, np.array(self.x0)), self.df(name, np.array(self.x0))
        ends = np.array([LOW, HIGH])
        label = f"tangent of {ACTIVATIONS[name].title}"
        marks.append(Line(0, "tangent", label, x=ends, y=y0 + slope * (ends - self.x0)))
        marks.append(Points(0, "data", x=[self.x0], y=y0, size=1.3))
        marks.append(Points(1, "data", x=[self.x0], y=slope, size=1.3))
        axes = (
            Axes("f(x)", (LOW, HIGH), (-3, 4), "x", "f(x)"),
            Axes("f\u2032(x), the slope of f", (LOW, HIGH), (-0.75, 2), "x", "f\u2032(x)"),
        )
        return Scene(axes, tuple(marks), self._words(name, float(y0), float(slope)))

    def _words(self, name: str, y0: float, slope: float) -> str:
        values = [
            f"{ACTIVATIONS[n].title} {number(float(self.f(n, np.array(self.x0))))}"
            for n in self.shown
        ]
        title = ACTIVATIONS[name].title
        left, right = (float(self.df(name, np.array(self.x0 + h))) for h in (-1e-6, 1e-6))
        if abs(left - right) > 1e-3:
            told = (
                f"{title} has a kink here and no tangent: slope {number(left)} on the left, "
                f"{number(right)} on the right; drawn with {number(slope)}"
            )
        else:
            told = f"Tangent of {title}: slope {number(slope)}"
        return f"At x = {number(self.x0)}: f is {', '.join(values)}. {told}."


def curve_explorer(names: Sequence[str] | str = ("relu",), *, large: bool = False) -> Any:
    """Explore activation functions and their derivatives as a live figure.

    f and f′ stand side by side; a tangent y = f(x₀) + f′(x₀)(x − x₀) follows the pointer or the
    slider.

    Parameters
    ----------
    names : sequence of str, default ("relu",)
        Keys of `course_utils.activations.ACTIVATIONS` to begin with.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `CurveExplorer`.

    Raises
    ------
    ValueError
        If a name is not an activation.

    Examples
    --------
    >>> figure = curve_explorer(["relu", "gelu"])
    >>> figure.model.x0 = -0.5
    >>> figure.model.summary()
    'At x = −0.50: f is ReLU 0.00, GELU −0.15. Tangent of ReLU: slope 0.00.'
    """
    from .live import LiveFigure

    if not isinstance(names, Iterable):
        raise WrongType(
            "names are no functions", expected='such as ["relu", "gelu"]', got=names,
            next_step=f"There are: {', '.join(ACTIVATIONS)}.",
        )  # fmt: skip
    chosen = (names,) if isinstance(names, str) else tuple(names)
    return LiveFigure(CurveExplorer(shown=chosen, tangent=(chosen or ("",))[0]), large=large)
