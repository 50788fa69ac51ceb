"""Facts that the questions of lesson 2 ask for."""

from __future__ import annotations

import numpy as np

from ...activations import ACTIVATIONS, relu


def where_relu_is_steepest() -> str:
    """Return the stretch on which ReLU's measured slope is the greatest."""
    x = np.linspace(-5, 5, 1001)
    slope = np.diff(relu(x)) / np.diff(x)
    top = x[:-1][slope > slope.max() - 1e-9]
    if abs(top).max() < 0.1:
        return "at the kink"
    return "everywhere right of 0" if top.min() < 0.1 and top.max() > 4.9 else "far right"


def graphs_that_miss_the_origin() -> dict[str, bool]:
    """Return of each function whether its value at 0 is another than 0."""
    return {name: bool(abs(ACTIVATIONS[name].f(0.0)) > 1e-9)
            for name in ("leaky_relu", "softplus", "sigmoid", "tanh", "gelu")}  # fmt: skip


def kink_of_a_neuron() -> float:
    """Return where the slope of relu(2x − 4) jumps."""
    return _kink_and_slope(2, -4)[0]


def side_of_a_neuron() -> str:
    """Return on which side of its kink relu(−2x − 4) is on."""
    left, right = relu(-2 * np.array([-10.0, 10.0]) - 4) > 0
    return {(True, False): "left", (False, True): "right"}.get((left, right), "neither")


def doubling_the_inner_weight() -> str:
    """Return how many times as steep relu(4x − 2) is as relu(2x − 2), and where its kink is."""
    (_, before), (kink, after) = _kink_and_slope(2, -2), _kink_and_slope(4, -2)
    return f"{after / before:.2g} times, kink at {kink:.2g}"


def _kink_and_slope(a: float, b: float) -> tuple[float, float]:
    x = np.linspace(-8, 8, 16_001)
    slopes = np.diff(relu(a * x + b)) / np.diff(x)
    return float(x[1 + np.abs(np.diff(slopes)).argmax()]), float(slopes[-1])


def hinges_of_a_hat() -> int:
    """Return how often the slope of a hat changes, which is how many hinges it takes."""
    slopes = np.diff(np.interp(np.arange(-3, 5), [-1, 0, 1], [0, 1, 0], left=0, right=0))
    return int(np.count_nonzero(np.diff(slopes)))


def second_weight_of_the_sine() -> float:
    """Return the second change of slope of the sine's polygon."""
    points = np.linspace(0, 2 * np.pi, 9)
    slopes = np.diff(np.sin(points)) / np.diff(points)
    return float(slopes[1] - slopes[0])


def a_close_look_at_64_hinges() -> str:
    """Return what most windows of a thousandth of the interval hold: a line, a curve, or kinks."""
    knots = np.linspace(0, 2 * np.pi, 65)
    width = 2 * np.pi / 1000
    starts = np.random.default_rng(0).uniform(0, 2 * np.pi - width, size=(500, 1))
    y = np.interp(starts + width * np.linspace(0, 1, 101), knots, np.sin(knots))
    bends = (np.abs(np.diff(y, 2)) > 1e-12).sum(axis=1)
    middle = np.median(bends)
    return "a line" if middle == 0 else "kinks" if middle < 50 else "a curve"
