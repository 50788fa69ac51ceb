"""Leaky ReLU and its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match
from ...grading.compare import difference
from ..inputs import any_shape, mixed, read_only

FINISHED = ("course_utils.experiments*", "course_utils.networks*", "course_utils.theory*")
LOOK = 1
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
    forbids=(
        *FINISHED, "torch.*relu*", "torch.*ReLU*", "keras.*relu*", "keras.*ReLU*", "jax.*",
        ".backward", "torch.autograd*",
    ),
    covers=("A12", "A24"),
)  # fmt: skip


def _pair(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * x, x), np.where(x < 0, alpha, 1.0)


def _ask_parts(ask, cases, parts=(0, 1), match=None):
    """Call with every case first: a mistake is then known by all of them. Then compare.

    Part 0 is the value, part 1 the slope.
    """
    made = []
    for case in cases:
        ask.call(*case)
        made.append(ask.calls[-1])
        made[-1].match = match or Match()
    for call, case in zip(made, cases, strict=True):
        ask.calls = [c for c in ask.calls if c is not call] + [call]
        got, expected = call.got, _pair(*case)
        ask.that(
            isinstance(got, (tuple, list)) and len(got) == 2, "Two things are asked for.",
            got=got, expected="a tuple (value, slope)",
        )  # fmt: skip
        for part in parts:
            said = ("The value:", "The slope:")[part]
            ask.compare(got[part], expected[part], match=match, reason=said)
    return got


def _small(ask):
    return float(np.round(ask.rng.uniform(0.05, 0.45), 2))


@leaky_grads.behaviour("the value", points=1, look=LOOK)
def _value(ask):
    _ask_parts(ask, [(mixed(ask.rng, 7), alpha) for alpha in (_small(ask), 0.01)], (0,))


@leaky_grads.behaviour("the slope", points=1, look=LOOK)
def _slope(ask):
    _ask_parts(ask, [(mixed(ask.rng, 7), alpha) for alpha in (_small(ask), 0.01)], (1,))


@leaky_grads.behaviour("slopes above 1, negative ones, 0 and 1", points=1, look=LOOK)
def _any_alpha(ask):
    x = mixed(ask.rng, 6)
    _ask_parts(ask, [(x, alpha) for alpha in (2.5, -0.5, 1.0, 0.0)])


@leaky_grads.behaviour("at zero", points=1, look=LOOK)
def _zero(ask):
    for alpha in (_small(ask), 2.5):
        ask.call(np.array([-1.5, 2.5]), alpha)  # not marked: at 0 alone mistakes look alike
        x = np.array([0.0, -0.0])
        slope = _ask_parts(ask, [(x, alpha)], (0,))[1]
        low, high = min(alpha, 1.0), max(alpha, 1.0)
        form = difference(slope, _pair(x, alpha)[1], Match(atol=np.inf))
        inside = form is None and np.all((low <= np.asarray(slope)) & (np.asarray(slope) <= high))
        ask.that(
            inside, f"At the kink any slope from {low:g} to {high:g} will do: a line of such a "
            "slope through it stays on one side of the graph. Others do not.", got=slope,
            expected=f"numbers from {low:g} to {high:g}",
        )  # fmt: skip


@leaky_grads.behaviour("NaN and infinity", points=1, look=LOOK)
def _edges(ask):
    x = np.array([np.inf, -np.inf, 1e-300, -1e-300, 2.0])
    _ask_parts(ask, [(x, 0.25)], match=Match(atol=0))
    lost = np.array([np.nan, -1.5, 2.5])
    value = ask.call(lost, 0.25)[0]  # what the slope is at NaN is anybody's choice
    if np.isfinite(np.ravel(value)[:1]).all():
        ask.fail(
            "NaN went in and a number came out: whoever looks for the error later finds no trace "
            "of it. NaN is neither above nor below 0, so both questions are answered with False.",
            got=value, expected=_pair(lost, 0.25)[0], mistake="NaN became a number",
        )  # fmt: skip
    ask.compare(value, _pair(lost, 0.25)[0], reason="The value:")


@leaky_grads.behaviour("whole numbers, any shape, hands off x", points=1, look=LOOK)
def _arrays(ask):
    for x in (np.array([[-5, 3, -2], [7, -1, 4]]), *any_shape(ask.rng)):
        _ask_parts(ask, [(x, 0.25)])
        ask.unchanged()
    _ask_parts(ask, [(mixed(ask.rng, 5).astype(np.float32), 0.25)])
    _ask_parts(ask, [(read_only(mixed(ask.rng, 5)), 0.25)])


def _truncated(x, alpha):
    value, slope = np.array(x), np.ones_like(x)
    value[value < 0] = alpha * value[value < 0]
    slope[np.asarray(x) < 0] = alpha
    return value, slope


def _times_x(x, alpha):
    value = _pair(x, alpha)[0]
    return value, value


def _maximum_both(x, alpha):
    x = np.asarray(x)
    return np.maximum(alpha * x, x), np.where(x >= alpha * x, 1.0, alpha)


def _from_value(x, alpha):
    value, _ = _pair(x, alpha)
    return value, np.where(value > 0, 1.0, alpha)


def _masks(x, alpha):
    x = np.asarray(x, dtype=float)
    return x * (x > 0) + alpha * x * (x <= 0), _pair(x, alpha)[1]


def _half_sums(x, alpha):
    x = np.asarray(x, dtype=float)
    return (1 + alpha) / 2 * x + (1 - alpha) / 2 * abs(x), _pair(x, alpha)[1]


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
        _times_x,
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
        _maximum_both,
        "You ask which of alpha · x and x is larger. For `alpha` above 1 that takes the wrong one "
        "on both sides. Ask whether x is negative.",
    ),
    (
        "the sign of the value asked",
        _from_value,
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
        _masks,
        "A product with a truth value, or a half sum, meets inf · 0 or inf − inf at infinity, and "
        "both are NaN. `np.where` picks without multiplying.",
    ),
    (
        "infinity minus infinity",
        _half_sums,
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
