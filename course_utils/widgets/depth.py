"""Depth explorer: how signal and gradient grow or fade, layer by layer, before any training."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from ..activations import ACTIVATIONS
from ..networks import MLP
from .controls import Button, Choice, Control, Slider
from .model import Explorer
from .scene import Axes, Line, Mark, Points, Scene, number

WIDTH, ROWS, DEEPEST = 64, 48, 50
FLOOR, CEILING = -12.0, 6.0
NAMES = ("relu", "leaky_relu", "tanh", "sigmoid", "elu", "gelu", "silu", "selu")
SCHEME_TITLES = {
    "he": "He, variance 2/n",
    "xavier": "Xavier (Glorot), variance 1/n",
    "lecun": "LeCun, variance 1/n",
    "pytorch": "nn.Linear's own, variance 1/(3n)",
}
TICKS = tuple(
    (float(p), f"10{str(p).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}")
    for p in range(-12, 7, 3)
)


class DepthExplorer(Explorer):
    """Root mean square of activations and of gradients in every layer of one random net."""

    heading = "Depth explorer"
    ahead = ("factor", "depth")
    activation = traitlets.Unicode("relu")
    scheme = traitlets.Unicode("he")
    depth = traitlets.Int(30)
    factor = traitlets.Float(1.0)
    seed = traitlets.Int(0)

    def controls(self) -> tuple[Control, ...]:
        functions = tuple((n, ACTIVATIONS[n].title) for n in NAMES)
        return (
            Slider("depth", "Hidden layers", 2, DEEPEST, DEEPEST - 2, digits=0),
            Slider("factor", "Weights times", 0.5, 2.0, 30),
            Choice("activation", "Activation", functions),
            Choice("scheme", "Initialisation", tuple(SCHEME_TITLES.items())),
            Button("redraw", "Other weights"),
        )

    def redraw(self) -> None:
        """Draw other weights."""
        self.seed += 1

    def measure(self) -> tuple[np.ndarray, np.ndarray]:
        """Root mean square of each hidden layer's activations and of δ, the gradient
        at its sums.

        Returns
        -------
        signal, gradient : numpy.ndarray of float64, shape (depth,)
            The gradient is relative to that of the last hidden layer.
        """
        rng = np.random.default_rng(self.seed)
        sizes = (WIDTH,) * (self.depth + 2)
        net = MLP.create(sizes, rng, activation=self.activation, scheme=self.scheme)
        net.weights = [W * self.factor for W in net.weights]
        x, up = rng.normal(size=(2, ROWS, WIDTH))
        with np.errstate(all="ignore"):
            trace = net.forward(x)
            back = net.backward(trace, up)
            signal = np.array([np.sqrt(np.mean(h**2)) for h in trace.inputs[1:]])
            gradient = np.array([np.sqrt(np.mean(g**2)) for g in back.sums[:-1]])
            return signal, gradient / gradient[-1]

    def scene(self) -> Scene:
        signal, gradient = self.measure()
        layers = np.arange(1, DEEPEST + 1)
        marks: list[Mark] = []
        limits = (0.0, DEEPEST + 1.0)
        for at, (role, values) in enumerate((("function", signal), ("derivative", gradient))):
            # Always the deepest net's length, so that the slider's frames have one structure.
            y = np.full(DEEPEST, np.nan)
            y[: self.depth] = _log10(values)
            inside = (y >= FLOOR) & (y <= CEILING)
            drawn, edge = np.where(inside, y, np.nan), np.clip(y, FLOOR, CEILING)
            marks.append(Line(at, "reference", x=limits, y=(0, 0)))
            marks.append(Line(at, role, x=layers, y=drawn))
            marks.append(Points(at, role, x=layers, y=drawn))
            # At the edge, and not as if it had been measured there.
            off = np.where(inside, np.nan, edge)
            marks.append(Points(at, "dead", "off the scale", x=layers, y=off))
        shared: dict[str, Any] = {"yticks": TICKS}
        heights = (FLOOR - 0.5, CEILING + 0.5)
        axes = (
            Axes("Signal", limits, heights, "layer", "RMS of activations", **shared),
            Axes("Gradient", limits, heights, "layer", "RMS of δ at the sums, last = 1", **shared),
        )
        return Scene(axes, tuple(marks), self._words(signal, gradient))

    def _words(self, signal: np.ndarray, gradient: np.ndarray) -> str:
        title = ACTIVATIONS[self.activation].title
        name = SCHEME_TITLES[self.scheme].split(",")[0]
        times = "" if self.factor == 1 else f" times {number(self.factor)}"
        return (
            f"{title}, {name}{times}, {self.depth} hidden layers of {WIDTH} units. Signal: "
            f"{_power(signal[0])} in layer 1, {_power(signal[-1])} in layer {self.depth}. "
            f"Gradient: in layer 1 {_power(gradient[0])} times that of layer {self.depth}."
        )


def _log10(values: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.nan_to_num(
            np.log10(values), nan=CEILING + 1, posinf=CEILING + 1, neginf=FLOOR - 1
        )


def _power(value: float) -> str:
    """A number as a reader takes it in: plain near 1, else a power of ten."""
    if 0.01 <= value < 1000:
        return number(value)
    if value == 0 or not np.isfinite(value):
        return "0" if value == 0 else "beyond all numbers"
    return f"10 to the power {number(np.log10(value), 1)}"


def depth_explorer(
    activation: str = "relu", scheme: str = "he", *, depth: int = 30, large: bool = False
) -> Any:
    """Explore signal and gradient by layer in a deep random net, as a live figure.

    Parameters
    ----------
    activation : str, default "relu"
        One of relu, leaky_relu, tanh, sigmoid, elu, gelu, silu, selu.
    scheme : {"he", "xavier", "lecun", "pytorch"}
        Initialisation; see `course_utils.networks.weight_std`.
    depth : int, default 30
        Hidden layers, from 2 to 50.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `DepthExplorer`.

    Raises
    ------
    ValueError
        If a choice is not known or the depth is out of range.

    References
    ----------
    K. He et al. 2015, arXiv:1502.01852, Eqs. (10) and (14).

    Examples
    --------
    >>> signal, gradient = depth_explorer("sigmoid", "xavier", depth=20).model.measure()
    >>> bool(gradient[0] < 1e-9)
    True
    """
    from .live import LiveFigure

    model = DepthExplorer()
    model.change({"activation": activation, "scheme": scheme, "depth": depth})
    return LiveFigure(model, large=large)
