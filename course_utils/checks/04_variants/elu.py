"""ELU that holds at the edges."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..inputs import any_shape, mixed


def _value(x, alpha):
    x = np.asarray(x, float)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _slope(x, alpha):
    x = np.asarray(x, float)
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


def _pair(x, alpha):
    kind = np.float32 if getattr(x, "dtype", None) == np.float32 else float
    return _value(x, alpha).astype(kind), _slope(x, alpha).astype(kind)


elu = Exercise.of(
    __file__,
    forbids=("activations", "elu", "autograd"),
    demands="float32 gives float32, in both arrays",
    oracle=_pair,
    parts=("the value", "the slope"),
)


def _ordinary(rng):
    x, alpha = mixed(rng, 8), float(np.round(rng.uniform(1.3, 1.9), 2))
    return [(x, alpha) for alpha in (1.0, alpha, 0.5)]


def _next_to_the_corner(rng):
    return [*_ordinary(rng), (np.array([1e-12, -1e-12, 1e-6, -1e-6]), 1.5)]


def _any_between(x, alpha):
    """Return the least and the greatest answer: the slope is free at 0, and anything at NaN."""
    value, slope = _pair(x, alpha)
    ends = (min(alpha, 1.0), -np.inf), (max(alpha, 1.0), np.inf)
    free = [np.select([x == 0, np.isnan(x)], end, slope).astype(slope.dtype) for end in ends]
    return [(value, end) for end in free]


def _kinds(rng):
    x = mixed(rng, 5)
    arrays = (np.array([np.nan, -1.5, 2.5]), *any_shape(rng), np.array([-2, -1, 3]))
    return [(np.asarray(x), 1.5) for x in (*arrays, x.astype(np.float32))]


_NEAR = np.array([-1e-8, -1e-12, 1e-12, 0.0])
_FAR = np.array([800.0, -800.0, np.inf, -np.inf])
_far_out = Cases("far out", 1, lambda rng: [(_FAR, 1.0), (_FAR, 1.5)])

elu.marks(
    Cases("the value", 2, _ordinary, part=0),
    Cases("the slope, away from 0", 2, _next_to_the_corner, part=1),
    Cases(
        "at 0 and very near it",
        1,
        lambda rng: [(_NEAR.astype(np.float32), 1.0), (_NEAR, 1.0), (np.array([0.0, -0.0]), 0.5)],
        match=Match(rtol=1e-6, atol=0.0),
        between=_any_between,
    ),
)


@elu.behaviour("far out, without a warning", points=1)
def _far(ask):
    _far_out.test(ask)
    told = ask.probe(_warned, _FAR, 1.5)
    bad = [text for text in told if "underflow" not in text]
    if bad:
        mistake = "both branches run" if all("overflow" in text for text in bad) else ""
        reason = "The numbers are right, and NumPy warned on the way to them."
        ask.mistaken(mistake, reason, got=f"a warning: {bad[0]}", expected="no warning")


def _warned(elu, x, alpha):
    import warnings

    import numpy as np

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(over="warn", invalid="warn", divide="warn", under="ignore"):
            elu(x, alpha)
    return [str(one.message) for one in caught]


elu.marks(
    Cases(
        "NaN, any shape, any kind of number",
        1,
        _kinds,
        match=Match(rtol=1e-5, dtype=True),
        between=_any_between,
    )
)


def _two_sided(x, right, left):
    """Return a wrong pair from its formulas on the two sides: value and slope each."""
    x = np.asarray(x, float)
    y = np.minimum(x, 0)
    (v, s), (w, t) = right(x), left(y)
    return np.where(x > 0, v, w), np.where(x > 0, s, t)


def _identity(x):
    return x, 1.0


def _cancels(x, alpha):
    left = np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, alpha * (left - 1)), np.where(x > 0, 1.0, alpha * left)


def _inside(x, alpha):
    return _two_sided(x, _identity, lambda y: (np.expm1(alpha * y), alpha * np.exp(alpha * y)))


def _masked(x, alpha):
    left, right = x <= 0, x > 0
    return x * right + alpha * np.expm1(x) * left, right + alpha * np.exp(x) * left


def _integers(x, alpha):
    value, slope = np.zeros_like(x), np.zeros_like(x)
    value[...] = _value(x, alpha).astype(x.dtype)
    slope[...] = _slope(x, alpha).astype(x.dtype)
    return value, slope


def _slope_is(slope):
    """Return the answer with the right value, and this slope."""
    return lambda x, alpha: (_value(x, alpha), slope(x, alpha))


def _left_slope(slope):
    """Return the answer with the right value, and this slope on the left."""
    return _slope_is(lambda x, alpha: np.where(np.asarray(x) > 0, 1.0, slope(x, alpha)))


elu.mistakes(
    {
        "exp(x) − 1 loses digits": _cancels,
        "alpha is ignored": lambda x, alpha: (_value(x, 1.0), _slope(x, 1.0)),
        "the slope is the value plus 1": _left_slope(lambda x, alpha: _value(x, alpha) + 1),
        "the slope lacks alpha": _slope_is(lambda x, alpha: _slope(x, 1.0)),
        "alpha inside the exponent": _inside,
        "the 1 is not multiplied": lambda x, alpha: _two_sided(
            x, _identity, lambda y: (alpha * np.exp(y) - 1, alpha * np.exp(y))
        ),
        "no minus 1": lambda x, alpha: _two_sided(
            x, _identity, lambda y: (alpha * np.exp(y), alpha * np.exp(y))
        ),
        "the slope of leaky ReLU": _left_slope(lambda x, alpha: alpha),
        "flat on the left": _left_slope(lambda x, alpha: 0.0),
        "the value for the slope": _left_slope(_value),
        "the exponent divided by alpha": lambda x, alpha: _two_sided(
            x, _identity, lambda y: (alpha * np.expm1(y / alpha), np.exp(y / alpha))
        ),
        "infinity times 0": _masked,
        "an array of whole numbers cuts fractions off": _integers,
        "the slope is the value plus alpha on both sides": _slope_is(
            lambda x, alpha: _value(x, alpha) + alpha
        ),
    }
)


def _ceiling(got, x, alpha):
    far = got[0][x >= 800]
    return (got[0][x < 0] < 0).all() and far.size > 1 and np.ptp(far) == 0 and 0 < far[0] < 800


elu.symptoms({"cut off on the right, too": _ceiling})
