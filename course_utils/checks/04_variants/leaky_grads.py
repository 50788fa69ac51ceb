"""Leaky ReLU and its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..answers import one_part_of
from ..inputs import any_shape, mixed, read_only


def _pair(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * x, x), np.where(x < 0, alpha, 1.0)


leaky_grads = Exercise.of(
    __file__,
    forbids=("activations", "leaky", "autograd"),
    oracle=_pair,
    parts=("the value", "the slope"),
)


def _small(rng):
    return float(np.round(rng.uniform(0.05, 0.45), 2))


def _ordinary(rng):
    return [(mixed(rng, 7), alpha) for alpha in (_small(rng), 0.01)]


def _kinds(rng):
    x, whole = mixed(rng, 5), np.array([[-5, 3, -2], [7, -1, 4]])
    arrays = (whole, *any_shape(rng), x.astype(np.float32), read_only(x))
    return [(x, 0.25) for x in arrays]


def _any_between(x, alpha):
    """Return the answers with the least and the greatest slope: free at 0, anything at NaN."""
    value, slope = _pair(x, alpha)
    ends = (min(alpha, 1.0), -np.inf), (max(alpha, 1.0), np.inf)
    return [(value, np.select([x == 0, np.isnan(x)], free, slope)) for free in ends]


leaky_grads.marks(
    Cases("the value", 1, _ordinary, part=0),
    Cases("the slope", 1, _ordinary, part=1),
    Cases(
        "slopes above 1, negative ones, 0 and 1",
        1,
        lambda rng: [(mixed(rng, 6), alpha) for alpha in (2.5, -0.5, 1.0, 0.0)],
    ),
    Cases(
        "at zero",
        1,
        lambda rng: [(np.array([0.0, -0.0]), alpha) for alpha in (_small(rng), 2.5)],
        also=lambda rng: [(np.array([-1.5, 2.5]), alpha) for alpha in (0.25, 2.5)],
        between=_any_between,
    ),
    Cases(
        "NaN and infinity",
        1,
        lambda rng: [
            (np.array([np.inf, -np.inf, 1e-300, -1e-300, 2.0]), 0.25),
            (np.array([np.nan, -1.5, 2.5]), 0.25),
        ],
        match=Match(atol=0),
        between=_any_between,
    ),
    Cases("whole numbers, any shape, hands off x", 1, _kinds, keeps=True),
)


def _lost(got, x, alpha):
    return np.isfinite(got[0][np.isnan(x)]).any()


leaky_grads.symptoms({"NaN became a number": _lost})
leaky_grads.errors({"an array that is not yours": ("read-only",)})


def _truncated(x, alpha):
    value, slope = np.array(x), np.ones_like(x)
    value[value < 0] = alpha * value[value < 0]
    slope[np.asarray(x) < 0] = alpha
    return value, slope


def _in_place(x, alpha):
    slope = np.where(x < 0, alpha, 1.0)
    x[x < 0] *= alpha
    return x, slope


_value_is, _slope_is = one_part_of(_pair, 2)


def _of_value(slope):
    """Return the answer whose slope is made of the right value, as ``slope(value, x, alpha)``."""
    return _slope_is(lambda x, alpha: slope(_pair(x, alpha)[0], x, alpha))


leaky_grads.mistakes(
    {
        "cut to whole numbers": _truncated,
        "the value is cut to whole numbers": _value_is(lambda x, alpha: _truncated(x, alpha)[0]),
        "the sides exchanged": lambda x, alpha: (
            np.where(x > 0, alpha * x, x),
            np.where(x > 0, alpha, 1.0),
        ),
        "alpha on both sides": lambda x, alpha: (
            alpha * np.asarray(x),
            alpha * np.ones(np.shape(x)),
        ),
        "the left side turned up": lambda x, alpha: (
            np.where(x < 0, -alpha * x, x),
            np.where(x < 0, -alpha, 1.0),
        ),
        "the left value turned up": _value_is(lambda x, alpha: np.where(x < 0, -alpha * x, x)),
        "the left slope turned": _slope_is(lambda x, alpha: np.where(x < 0, -alpha, 1.0)),
        "alpha for alpha times x": _value_is(lambda x, alpha: np.where(x < 0, alpha, x)),
        "the slope multiplied by x": _of_value(lambda value, x, alpha: value),
        "the derivative by alpha": _slope_is(lambda x, alpha: np.where(x > 0, 0.0, x)),
        "left slope times x": _slope_is(lambda x, alpha: np.where(x < 0, alpha * x, 1.0)),
        "the slope of ReLU": _slope_is(lambda x, alpha: np.where(x < 0, 0.0, 1.0)),
        "0 in neither mask": _slope_is(lambda x, alpha: np.where(x == 0, 0.0, _pair(x, alpha)[1])),
        "by one maximum": _value_is(lambda x, alpha: np.maximum(alpha * x, x)),
        "by one maximum, and the slope with it": lambda x, alpha: (
            np.maximum(alpha * x, x),
            np.where(x >= alpha * x, 1.0, alpha),
        ),
        "the sign of the value asked": _of_value(
            lambda value, x, alpha: np.where(value > 0, 1.0, alpha)
        ),
        "0.01 whatever alpha is": lambda x, alpha: _pair(x, 0.01),
        "infinity times 0": _value_is(lambda x, alpha: x * (x > 0) + alpha * x * (x <= 0)),
        "infinity minus infinity": _value_is(
            lambda x, alpha: (1 + alpha) / 2 * x + (1 - alpha) / 2 * abs(x)
        ),
        "writes into the caller's array": _in_place,
        "the value over x": _of_value(lambda value, x, alpha: value / x),
    }
)
