"""The slope of ReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..inputs import any_shape, mixed


def _slope(x, at_zero):
    x = np.asarray(x, dtype=float)
    return np.select([x > 0, x < 0], [1.0, 0.0], at_zero)


def _integers(x, at_zero):
    slope = np.zeros_like(x)
    slope[x > 0] = 1
    slope[x == 0] = at_zero
    return slope


relu_grad = Exercise(
    "definition.relu_grad",
    title="The slope of ReLU",
    minutes=5,
    difficulty="medium",
    hints=(
        "There are three cases: right of 0, left of 0, and 0 itself. Write the slope of each down "
        "before you write code.",
        "The derivative does not contain x any more: it is 1, 0 or `at_zero`. Two nested "
        "`np.where` choose among three values.",
        "`np.where(x > 0, 1.0, np.where(x < 0, 0.0, at_zero))`. NumPy also has a function of two "
        "arguments for exactly this step: `np.heaviside`.",
    ),
    forbids=("activations", "autograd"),
    covers=("A02", "A03"),
    oracle=_slope,
    tidy=array_like,
)

relu_grad.marks(
    Cases(
        "left and right of the corner",
        2,
        lambda rng: [(mixed(rng, 8), 0.3)],
        look=3,
        task="the slope of ReLU at every entry of the array x.",
    ),
    Cases(
        "at zero, the value asked for",
        2,
        lambda rng: [
            (np.array([-1.5, 0.0, 2.5, -0.0]), value)
            for value in (round(rng.uniform(0.15, 0.45), 2), 0.0, 0.5, 1.0)
        ],
        look=3,
        task="Any value from 0 to 1 may come.",
    ),
    Cases(
        "very near and very far",
        1,
        lambda rng: [(np.array(x), 0.3) for x in ([1e-9, -1e-9], [1e6, -1e6, np.inf, -np.inf])],
        look=3,
        task="Exactly at 0, and only there, the result is at_zero",
        reason="Only 0 itself is the corner, and far out the slope is still 1 or 0.",
    ),
    Cases(
        "any shape, whole numbers too",
        1,
        lambda rng: [
            *((np.asarray(x), 0.3) for x in any_shape(rng)),
            (np.array([[-2, 0, 3], [0, 1, -1]]), 0.5),
        ],
        look=5,
        task="The array has any shape and may hold whole numbers or ±∞; −0.0 is 0 too.",
        also=lambda rng: [(np.array([-1.0, 0.0]), 0.5)],
    ),
)
relu_grad.mistakes(
    (
        "x times [x > 0]",
        lambda x, at_zero: np.where(x > 0, x, 0 * x),
        "This is ReLU itself: x where x > 0. Its slope there is 1, whatever x is.",
    ),
    (
        "x times [x > 0], with at_zero put in",
        lambda x, at_zero: np.where(x > 0, x, np.where(x < 0, 0.0, at_zero)),
        "Right of 0 this gives x. That is the height of ReLU; its slope there is 1.",
    ),
    (
        "−1 for negatives",
        lambda x, at_zero: np.where(x > 0, 1.0, np.where(x < 0, -1.0, at_zero)),
        "This slopes down on the left: the derivative of |x|. ReLU is flat there, slope 0.",
    ),
    (
        "−1 for negatives, and at_zero ignored",
        lambda x, at_zero: np.sign(x),
        "This is the sign of x: −1 on the left, where ReLU is flat, and 0 at 0 whatever `at_zero` "
        "says.",
    ),
    (
        "derivative taken from output >= 0",
        lambda x, at_zero: np.ones(np.shape(x)),
        "The output of ReLU is never below 0, so asking `output >= 0` says yes everywhere, and "
        "the slope comes out as 1 for every x. Ask about the input.",
    ),
    (
        "1 at zero, whatever at_zero says",
        lambda x, at_zero: np.where(x >= 0, 1.0, 0.0),
        "`x >= 0` decides that the slope at 0 is 1. The caller decides that here, through "
        "`at_zero`.",
    ),
    (
        "0 at zero, whatever at_zero says",
        lambda x, at_zero: np.where(x > 0, 1.0, 0.0),
        "`x > 0` decides that the slope at 0 is 0. The caller decides that here, through "
        "`at_zero`.",
    ),
    (
        "½ at zero, whatever at_zero says",
        lambda x, at_zero: np.heaviside(x, 0.5),
        "This gives ½ at 0: a central difference does so for any step, and so does (1 + sign x) / "
        "2. The caller decides the value there, through `at_zero`.",
    ),
    (
        "at_zero on the whole left side",
        lambda x, at_zero: np.where(x > 0, 1.0, at_zero),
        "`at_zero` is meant for x = 0 alone. Left of it the slope is 0.",
    ),
    (
        "at_zero on the whole right side",
        lambda x, at_zero: np.where(x < 0, 0.0, at_zero),
        "`at_zero` is meant for x = 0 alone. Right of it the slope is 1.",
    ),
    (
        "neighbours of zero counted as zero",
        lambda x, at_zero: np.where(np.isclose(x, 0), at_zero, np.where(x > 0, 1.0, 0.0)),
        "`np.isclose` and a small band around 0 widen the corner. It is one point: at 1e-9 the "
        "slope is 1.",
    ),
    (
        "a whole-number array cuts ½ to 0",
        _integers,
        "`np.zeros_like(x)` has x's dtype. For whole numbers that cannot hold ½: it is cut to 0. "
        "Make the result an array of floats.",
        5,
    ),
    (
        "infinity over infinity",
        lambda x, at_zero: np.where(x == 0, at_zero, (1 + x / np.abs(x)) / 2),
        "x / |x| is NaN at infinity (and at 0). Compare x with 0 instead of dividing.",
    ),
)
