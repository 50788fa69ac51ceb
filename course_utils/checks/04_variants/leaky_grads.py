"""Leaky ReLU and its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..inputs import any_shape, mixed, read_only


def _pair(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * x, x), np.where(x < 0, alpha, 1.0)


leaky_grads = Exercise(
    "variants.leaky_grads",
    title="Leaky ReLU and its slope",
    minutes=7,
    difficulty="medium",
    hints=(
        "Two straight lines through the origin, of slope 1 and of slope `alpha`. The value is "
        "slope times x; which of the two lines is decided by the sign of x alone.",
        "`np.where(condition, a, b)` picks entry by entry and never multiplies by a truth value. "
        "Ask x, not the value: with a negative `alpha` the value is positive on both sides.",
        "`x = np.asarray(x, dtype=float)`, then `np.where(x < 0, alpha * x, x)` and "
        "`np.where(x < 0, alpha, 1.0)`.",
    ),
    forbids=("activations", "leaky", "autograd"),
    covers=("A12", "A24"),
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
    Cases(
        "the value", 1, _ordinary, look=1, part=0, task="the value, x for x > 0 and αx for x ≤ 0"
    ),
    Cases("the slope", 1, _ordinary, look=1, part=1, task="the slope there."),
    Cases(
        "slopes above 1, negative ones, 0 and 1",
        1,
        lambda rng: [(mixed(rng, 6), alpha) for alpha in (2.5, -0.5, 1.0, 0.0)],
        look=1,
        task="`alpha` any real number",
    ),
    Cases(
        "at zero",
        1,
        lambda rng: [(np.array([0.0, -0.0]), alpha) for alpha in (_small(rng), 2.5)],
        look=1,
        also=lambda rng: [(np.array([-1.5, 2.5]), alpha) for alpha in (0.25, 2.5)],
        between=_any_between,
        task="At x = 0 any number from α to 1 is right.",
    ),
    Cases(
        "NaN and infinity",
        1,
        lambda rng: [
            (np.array([np.inf, -np.inf, 1e-300, -1e-300, 2.0]), 0.25),
            (np.array([np.nan, -1.5, 2.5]), 0.25),
        ],
        look=1,
        match=Match(atol=0),
        between=_any_between,
        task="NaN in `x` gives NaN as value (its slope is not looked at); ±∞ follow the formula.",
    ),
    Cases(
        "whole numbers, any shape, hands off x",
        1,
        _kinds,
        look=1,
        keeps=True,
        task="Where `x` holds whole numbers the value keeps its fractions, and the caller's array "
        "stays as it was.",
    ),
)


@leaky_grads.symptom(
    "NaN became a number",
    "NaN went in and a number came out: whoever looks for the error later finds no trace of it. "
    "NaN is neither above nor below 0, so both questions are answered with False.",
)
def _lost(got, x, alpha):
    return np.isfinite(got[0][np.isnan(x)]).any()


def _truncated(x, alpha):
    value, slope = np.array(x), np.ones_like(x)
    value[value < 0] = alpha * value[value < 0]
    slope[np.asarray(x) < 0] = alpha
    return value, slope


def _in_place(x, alpha):
    slope = np.where(x < 0, alpha, 1.0)
    x[x < 0] *= alpha
    return x, slope


leaky_grads.mistakes(
    (
        "cut to whole numbers",
        _truncated,
        "`np.zeros_like(x)`, `x.copy()` and `np.empty_like(x)` have x's dtype. For whole numbers "
        "that cannot hold −1.25 or 0.25: the fraction is cut off. Make the result an array of "
        "floats.",
    ),
    (
        "the value is cut to whole numbers",
        lambda x, alpha: (_truncated(x, alpha)[0], _pair(x, alpha)[1]),
        "The value was written into an array of x's dtype. For whole numbers that cannot hold "
        "−1.25: the fraction is cut off. Make it an array of floats.",
    ),
    (
        "the sides exchanged",
        lambda x, alpha: (np.where(x > 0, alpha * x, x), np.where(x > 0, alpha, 1.0)),
        "`alpha` acts on positive x here. It is the slope on the left, for x < 0; on the right x "
        "passes as it is.",
    ),
    (
        "alpha on both sides",
        lambda x, alpha: (alpha * np.asarray(x), alpha * np.ones(np.shape(x))),
        "x is multiplied by `alpha` everywhere: one straight line. On the right the slope is 1.",
    ),
    (
        "the left side turned up",
        lambda x, alpha: (np.where(x < 0, -alpha * x, x), np.where(x < 0, -alpha, 1.0)),
        'The left side comes out above 0, as for |x|. "Negative slope" means the slope for '
        "negative x; `alpha` is 0.01, not −0.01, and αx is negative there.",
    ),
    (
        "the left value turned up",
        lambda x, alpha: (np.where(x < 0, -alpha * x, x), _pair(x, alpha)[1]),
        "The left side comes out above 0: |x| went in where x should, or a minus too many. For x "
        "< 0 the value is αx, and that is negative for α = 0.01.",
    ),
    (
        "alpha for alpha times x",
        lambda x, alpha: (np.where(x < 0, alpha, x), _pair(x, alpha)[1]),
        "Left of 0 the value is `alpha` itself, the same for every x. It should be alpha · x: a "
        "line, not a step.",
    ),
    (
        "the slope multiplied by x",
        lambda x, alpha: (_pair(x, alpha)[0],) * 2,
        "The second thing returned still has x in it. The derivative of alpha · x by x is "
        "`alpha`, and that of x is 1.",
    ),
    (
        "left slope times x",
        lambda x, alpha: (_pair(x, alpha)[0], np.where(x < 0, alpha * np.asarray(x), 1.0)),
        "Left of 0 this gives alpha · x again, which is the value. Its derivative is `alpha`.",
    ),
    (
        "the slope of ReLU",
        lambda x, alpha: (_pair(x, alpha)[0], np.where(x < 0, 0.0, 1.0)),
        "Left of 0 this slope is 0, as for ReLU. There the leaky one has slope `alpha`: that is "
        "what lets a gradient through.",
    ),
    (
        "by one maximum",
        lambda x, alpha: (np.maximum(alpha * np.asarray(x), x), _pair(x, alpha)[1]),
        "max(alpha · x, x) is leaky ReLU as long as `alpha` is at most 1. Above 1 it takes the "
        "wrong one of the two on both sides.",
    ),
    (
        "by one maximum, and the slope with it",
        lambda x, alpha: (np.maximum(alpha * x, x), np.where(x >= alpha * x, 1.0, alpha)),
        "You ask which of alpha · x and x is larger. For `alpha` above 1 that takes the wrong one "
        "on both sides. Ask whether x is negative.",
    ),
    (
        "the sign of the value asked",
        lambda x, alpha: (_pair(x, alpha)[0], np.where(_pair(x, alpha)[0] > 0, 1.0, alpha)),
        "The slope is decided by whether the value is positive. With a negative `alpha` the value "
        "is positive on the left too. Ask x.",
    ),
    (
        "0.01 whatever alpha is",
        lambda x, alpha: _pair(x, 0.01),
        "The slope on the left is 0.01 for every `alpha`. 0.01 is a common default; here the "
        "caller chooses.",
    ),
    (
        "infinity times 0",
        lambda x, alpha: (x * (x > 0) + alpha * x * (x <= 0), _pair(x, alpha)[1]),
        "A product with a truth value, or a half sum, meets inf · 0 or inf − inf at infinity, and "
        "both are NaN. `np.where` picks without multiplying.",
    ),
    (
        "infinity minus infinity",
        lambda x, alpha: ((1 + alpha) / 2 * x + (1 - alpha) / 2 * abs(x), _pair(x, alpha)[1]),
        "A sum of x and |x| meets inf − inf at −infinity, and that is NaN. `np.where` picks one "
        "side and leaves the other alone.",
    ),
    (
        "writes into the caller's array",
        _in_place,
        "The values are written into x itself: the caller's numbers are gone, and it fails where "
        "x cannot be written to. Make a new array.",
    ),
)
