"""The slope of ReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import any_shape, mixed

LOOK = 3
ARRAYS = 5
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
    forbids=("torch.*relu*", "torch.*ReLU*", ".backward", "torch.autograd*", "jax.*"),
    covers=("A02", "A03"),
)


def _oracle(x, at_zero):
    x = np.asarray(x, dtype=float)
    return np.select([x > 0, x < 0], [1.0, 0.0], at_zero)


@relu_grad.behaviour("left and right of the corner", points=2, look=LOOK)
def _sides(ask):
    x = mixed(ask.rng, 8)
    ask.same(_oracle(x, 0.3), x, 0.3)


@relu_grad.behaviour("at zero, the value asked for", points=2, look=LOOK)
def _corner(ask):
    x = np.array([-1.5, 0.0, 2.5, -0.0])
    chosen = float(np.round(ask.rng.uniform(0.15, 0.45), 2))
    ask.same_all([(_oracle(x, a), x, a) for a in (chosen, 0.0, 0.5, 1.0)])


@relu_grad.behaviour("very near and very far", points=1, look=LOOK)
def _near_and_far(ask):
    x = np.array([1e-9, -1e-9])
    ask.same(_oracle(x, 0.3), x, 0.3, reason="Only 0 itself is the corner.")
    far = np.array([1e6, -1e6, np.inf, -np.inf])
    ask.same(_oracle(far, 0.3), far, 0.3, reason="Far out the slope is still 1 or 0.")


@relu_grad.behaviour("any shape, whole numbers too", points=1, look=ARRAYS)
def _shapes(ask):
    for x in any_shape(ask.rng):
        ask.same(_oracle(x, 0.3), np.asarray(x), 0.3)
    ask.call(np.array([-1.0, 0.0]), 0.5)  # right for floats, wrong below: then it is the dtype
    whole = np.array([[-2, 0, 3], [0, 1, -1]])
    ask.same(_oracle(whole, 0.5), whole, 0.5)


@relu_grad.misconception(
    "x times [x > 0]",
    "This is ReLU itself: x where x > 0. Its slope there is 1, whatever x is.",
)
def _relu(x, at_zero):
    return np.where(x > 0, x, 0 * x)


@relu_grad.misconception(
    "x times [x > 0], with at_zero put in",
    "Right of 0 this gives x. That is the height of ReLU; its slope there is 1.",
)
def _relu_with(x, at_zero):
    return np.where(x > 0, x, np.where(x < 0, 0.0, at_zero))


@relu_grad.misconception(
    "−1 for negatives",
    "This slopes down on the left: the derivative of |x|. ReLU is flat there, slope 0.",
)
def _falling(x, at_zero):
    return np.where(x > 0, 1.0, np.where(x < 0, -1.0, at_zero))


@relu_grad.misconception(
    "−1 for negatives, and at_zero ignored",
    "This is the sign of x: −1 on the left, where ReLU is flat, and 0 at 0 whatever `at_zero` "
    "says.",
)
def _sign(x, at_zero):
    return np.sign(x)


@relu_grad.misconception(
    "derivative taken from output >= 0",
    "The output of ReLU is never below 0, so asking `output >= 0` says yes everywhere, and the "
    "slope comes out as 1 for every x. Ask about the input.",
)
def _from_output(x, at_zero):
    return np.ones(np.shape(x))


@relu_grad.misconception(
    "1 at zero, whatever at_zero says",
    "`x >= 0` decides that the slope at 0 is 1. The caller decides that here, through `at_zero`.",
)
def _one_at_zero(x, at_zero):
    return np.where(x >= 0, 1.0, 0.0)


@relu_grad.misconception(
    "0 at zero, whatever at_zero says",
    "`x > 0` decides that the slope at 0 is 0. The caller decides that here, through `at_zero`.",
)
def _zero_at_zero(x, at_zero):
    return np.where(x > 0, 1.0, 0.0)


@relu_grad.misconception(
    "½ at zero, whatever at_zero says",
    "This gives ½ at 0: a central difference does so for any step, and so does (1 + sign x) / 2. "
    "The caller decides the value there, through `at_zero`.",
)
def _half_at_zero(x, at_zero):
    return np.heaviside(x, 0.5)


@relu_grad.misconception(
    "at_zero on the whole left side",
    "`at_zero` is meant for x = 0 alone. Left of it the slope is 0.",
)
def _left(x, at_zero):
    return np.where(x > 0, 1.0, at_zero)


@relu_grad.misconception(
    "at_zero on the whole right side",
    "`at_zero` is meant for x = 0 alone. Right of it the slope is 1.",
)
def _right(x, at_zero):
    return np.where(x < 0, 0.0, at_zero)


@relu_grad.misconception(
    "neighbours of zero counted as zero",
    "`np.isclose` and a small band around 0 widen the corner. It is one point: at 1e-9 the slope "
    "is 1.",
)
def _band(x, at_zero):
    return np.where(np.isclose(x, 0), at_zero, np.where(x > 0, 1.0, 0.0))


@relu_grad.misconception(
    "a whole-number array cuts ½ to 0",
    "`np.zeros_like(x)` has x's dtype. For whole numbers that cannot hold ½: it is cut to 0. Make "
    "the result an array of floats.",
    look=ARRAYS,
)
def _integers(x, at_zero):
    slope = np.zeros_like(x)
    slope[x > 0] = 1
    slope[x == 0] = at_zero
    return slope


@relu_grad.misconception(
    "infinity over infinity",
    "x / |x| is NaN at infinity (and at 0). Compare x with 0 instead of dividing.",
)
def _ratio(x, at_zero):
    return np.where(x == 0, at_zero, (1 + x / np.abs(x)) / 2)
