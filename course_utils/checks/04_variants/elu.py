"""ELU that holds at the edges."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match
from ..inputs import any_shape, mixed

LOOK = 3
elu = Exercise(
    "variants.elu",
    title="ELU that holds at the edges",
    minutes=10,
    difficulty="medium",
    hints=(
        "`np.where` works out both of its branches for every entry and then throws one away. "
        "Which x does the exponential get that it should never see?",
        "Cut x off at 0 before the exponential: `np.minimum(x, 0)`. And of e^x and 1, nearly "
        "equal close to 0, only few digits are left after subtracting: `np.expm1` subtracts "
        "without that loss.",
        "With `left = np.minimum(x, 0)`: the value is `np.where(x > 0, x, alpha * "
        "np.expm1(left))`, the slope `np.where(x > 0, 1.0, alpha * np.exp(left))`.",
    ),
    forbids=(
        "torch.*elu*", "torch.*ELU*", "keras.*elu*", "keras.*ELU*", "tensorflow.*elu*",
        "jax.*elu*", ".elu", ".elu_", ".backward", "torch.autograd*",
    ),
    covers=("A14", "A26"),
)  # fmt: skip


def _value(x, alpha):
    x = np.asarray(x, float)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _slope(x, alpha):
    x = np.asarray(x, float)
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


def _pair(ask, x, alpha):
    got = ask.call(x, alpha)
    ask.that(isinstance(got, (tuple, list)) and len(got) == 2,
             "Two things are asked for: the value and the slope, each of the shape of x.",
             got=got, expected="a tuple (value, slope)")  # fmt: skip
    return got


def _check(ask, x, alpha, parts="vs", match=None):
    got = _pair(ask, x, alpha)
    if "v" in parts:
        ask.compare(got[0], _value(x, alpha), match=match, reason="The value:")
    if "s" in parts:
        ask.compare(got[1], _slope(x, alpha), match=match, reason="The slope:")


def _alpha(rng):
    return float(np.round(rng.uniform(1.3, 1.9), 2))


@elu.behaviour("the value", points=2, look=LOOK)
def _values(ask):
    x = mixed(ask.rng, 8)
    for alpha in (1.0, _alpha(ask.rng), 0.5):
        _check(ask, x, alpha, "v")


@elu.behaviour("the slope, away from 0", points=2, look=LOOK)
def _slopes(ask):
    x = mixed(ask.rng, 8)
    for alpha in (1.0, _alpha(ask.rng), 0.5):
        _check(ask, x, alpha, "s")


@elu.behaviour("at 0 and very near it", points=1, look=LOOK)
def _near(ask):
    near = np.array([-1e-8, -1e-12, 1e-12, 0.0])
    for x in (near.astype(np.float32), near):
        _check(ask, x, 1.0, "v", Match(rtol=1e-6, atol=0.0))
    for alpha in (1.0, 0.5):
        got = _pair(ask, np.array([0.0, 0.0]), alpha)
        slope = np.asarray(got[1], float)
        low, high = min(alpha, 1.0), max(alpha, 1.0)
        ask.that(slope.shape == (2,) and bool(((slope >= low) & (slope <= high)).all()),
                 "The slope at 0:", got=got[1],
                 expected=f"from {low} to {high}, the slopes of the two sides")  # fmt: skip


@elu.behaviour("far out, without a warning", points=1, look=LOOK)
def _far(ask):
    x = np.array([800.0, -800.0, np.inf, -np.inf])
    _check(ask, x, 1.0)
    _check(ask, x, 1.5)
    told = ask.probe(_warned, x, 1.5)
    bad = [text for text in told if "underflow" not in text]
    if bad:
        ask.fail(
            "The numbers are right, and NumPy warned on the way to them. e^x was worked out for "
            "x = 800 too, where nobody needs it. `np.where` runs both branches and then picks; in "
            "PyTorch the branch that is thrown away turns the gradient into NaN.",
            got=f"a warning: {bad[0]}", expected="no warning", mistake="both branches run",
        )  # fmt: skip


def _warned(elu, x, alpha):
    import warnings

    import numpy as np

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(over="warn", invalid="warn", divide="warn", under="ignore"):
            elu(x, alpha)
    return [str(one.message) for one in caught]


@elu.behaviour("NaN, any shape, any kind of number", points=1, look=LOOK)
def _kinds(ask):
    got = _pair(ask, np.array([np.nan, -1.5, 2.5]), 1.5)
    ask.compare(got[0], _value([np.nan, -1.5, 2.5], 1.5), reason="NaN stays NaN; the value:")
    for x in any_shape(ask.rng):
        _check(ask, np.asarray(x), 1.5)
    _check(ask, np.array([-2, -1, 3]), 1.5)
    x = mixed(ask.rng, 5).astype(np.float32)
    got = _pair(ask, x, 1.5)
    for part, oracle, what in zip(got, (_value, _slope), ("value", "slope"), strict=True):
        ask.compare(part, oracle(x, 1.5).astype(np.float32), match=Match(rtol=1e-5, dtype=True),
                    reason=f"x is float32; the {what}:")  # fmt: skip


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
    return _two_sided(
        x, _identity, lambda y: (np.expm1(alpha * y), alpha * np.exp(alpha * y))
    )  # fmt: skip


def _masked(x, alpha):
    left, right = x <= 0, x > 0
    return x * right + alpha * np.expm1(x) * left, right + alpha * np.exp(x) * left


def _integers(x, alpha):
    value, slope = np.zeros_like(x), np.zeros_like(x)
    value[...] = _value(x, alpha).astype(x.dtype)
    slope[...] = _slope(x, alpha).astype(x.dtype)
    return value, slope


elu.mistakes(
    (
        "exp(x) − 1 loses digits",
        _cancels,
        "Close to 0, e^x and 1 agree in nearly all digits, and their difference is made of what "
        "rounding left: nothing at all for −1e-8 in float32, four right digits for −1e-12 in "
        "float64. `np.expm1(x)` works e^x − 1 out as a whole.",
    ),
    (
        "alpha is ignored",
        lambda x, alpha: (_value(x, 1.0), _slope(x, 1.0)),
        "This is ELU with α = 1, whatever `alpha` says. Below 0 both the value and the slope are "
        "multiplied by α.",
    ),
    (
        "the slope is the value plus 1",
        lambda x, alpha: (_value(x, alpha), np.where(np.asarray(x) > 0, 1.0, _value(x, alpha) + 1)),
        "Value + 1 is the slope for α = 1 only. Below 0 the value is α e^x − α, so the slope, α "
        "e^x, is the value plus α.",
    ),
    (
        "the slope lacks alpha",
        lambda x, alpha: (_value(x, alpha), _slope(x, 1.0)),
        "The value has its α, the slope has not. A factor stays when you differentiate: α e^x.",
    ),
    (
        "alpha inside the exponent",
        _inside,
        "This is e^(αx) − 1. In ELU α stands in front, so that the curve falls to −α: α (e^x − 1).",
    ),
    (
        "the 1 is not multiplied",
        lambda x, alpha: _two_sided(
            x, _identity, lambda y: (alpha * np.exp(y) - 1, alpha * np.exp(y))
        ),
        "This is α e^x − 1: α belongs to the 1 as well, α (e^x − 1). Otherwise the curve does not "
        "pass through 0 at 0.",
    ),
    (
        "no minus 1",
        lambda x, alpha: _two_sided(x, _identity, lambda y: (alpha * np.exp(y), alpha * np.exp(y))),
        "Below 0 this gives α e^x, which is positive: that is the slope. The value is α (e^x − 1).",
    ),
    (
        "flat on the left",
        lambda x, alpha: (_value(x, alpha), np.where(np.asarray(x) > 0, 1.0, 0.0)),
        "The slope is 0 below 0 here, as for ReLU. That ELU still has a slope there is the point "
        "of it: α e^x.",
    ),
    (
        "the value for the slope",
        lambda x, alpha: (_value(x, alpha), np.where(np.asarray(x) > 0, 1.0, _value(x, alpha))),
        "Below 0 the slope here still has the value's − 1. A constant has slope 0: what remains "
        "is α e^x.",
    ),
    (
        "infinity times 0",
        _masked,
        "Each side is multiplied by 0 where it does not count, (x > 0) or (x <= 0). At 800 e^x is "
        "infinite, and infinity · 0 is NaN. Choose with `np.where`, or cut x off first.",
    ),
    (
        "an array of whole numbers cuts fractions off",
        _integers,
        "`np.zeros_like(x)` and `x.copy()` have x's dtype. For whole numbers that cannot hold "
        "−0.63: it is cut to 0. Start from an array of floats.",
    ),
)
