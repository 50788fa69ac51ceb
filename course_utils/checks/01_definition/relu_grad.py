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


relu_grad = Exercise.of(
    __file__, forbids=("activations", "autograd"), oracle=_slope, tidy=array_like
)

relu_grad.marks(
    Cases("left and right of the corner", 2, lambda rng: [(mixed(rng, 8), 0.3)]),
    Cases(
        "at zero, the value asked for",
        2,
        lambda rng: [
            (np.array([-1.5, 0.0, 2.5, -0.0]), value)
            for value in (round(rng.uniform(0.15, 0.45), 2), 0.0, 0.5, 1.0)
        ],
    ),
    Cases(
        "very near and very far",
        1,
        lambda rng: [
            (np.array(x), 0.3)
            for x in ([1e-9, -1e-9, 2e-9, 1e-13, -1e-30, 1e-30], [1e6, -1e6, -np.inf, np.inf])
        ],
    ),
    Cases(
        "any shape, whole numbers too",
        1,
        lambda rng: [
            *((np.asarray(x), 0.3) for x in any_shape(rng)),
            (np.array([[-2, 0, 3], [0, 1, -1]]), 0.5),
        ],
        also=lambda rng: [(np.array([-1.0, 0.0]), 0.5)],
    ),
)


def _overwritten(x, at_zero):
    right, corner = x > 0, x == 0
    x[...] = 0
    x[right] = 1
    x[corner] = at_zero
    return x


relu_grad.mistakes(
    {
        "x times [x > 0]": lambda x, at_zero: np.where(x > 0, x, 0 * x),
        "x times [x > 0], with at_zero put in": lambda x, at_zero: np.where(
            x > 0, x, np.where(x < 0, 0.0, at_zero)
        ),
        "−1 for negatives": lambda x, at_zero: np.where(x > 0, 1.0, np.where(x < 0, -1.0, at_zero)),
        "−1 for negatives, and at_zero ignored": lambda x, at_zero: np.sign(x),
        "derivative taken from output >= 0": lambda x, at_zero: np.ones(np.shape(x)),
        "1 at zero, whatever at_zero says": lambda x, at_zero: np.where(x >= 0, 1.0, 0.0),
        "0 at zero, whatever at_zero says": lambda x, at_zero: np.where(x > 0, 1.0, 0.0),
        "½ at zero, whatever at_zero says": lambda x, at_zero: np.heaviside(x, 0.5),
        "at_zero on the whole left side": lambda x, at_zero: np.where(x > 0, 1.0, at_zero),
        "at_zero on the whole right side": lambda x, at_zero: np.where(x < 0, 0.0, at_zero),
        "neighbours of zero counted as zero": [
            lambda x, at_zero, band=band: np.where(
                np.abs(x) <= band, at_zero, np.where(x > 0, 1.0, 0.0)
            )
            for band in (1e-8, 1e-10, 1e-16)
        ],
        "−0.0 taken for a negative number": lambda x, at_zero: np.where(
            np.signbit(x), 0.0, np.where(x > 0, 1.0, at_zero)
        ),
        "a whole-number array cuts ½ to 0": [
            _integers,
            lambda x, at_zero: _slope(x, at_zero).astype(int),
        ],
        "left and right exchanged": lambda x, at_zero: _slope(-np.asarray(x), at_zero),
        "infinity over infinity": [
            lambda x, at_zero: np.where(x == 0, at_zero, (1 + x / np.abs(x)) / 2),
            lambda x, at_zero: np.where(x == 0, at_zero, np.maximum(x, 0) / x),
        ],
        "the arguments of heaviside exchanged": lambda x, at_zero: np.heaviside(at_zero, x),
        "a difference over a step": [
            lambda x, at_zero, h=h: np.where(
                x == 0, at_zero, (np.maximum(x + h, 0) - np.maximum(x - h, 0)) / (2 * h)
            )
            for h in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
        ],
        "x itself is written to": _overwritten,
    }
)
