"""The lowest point of GELU and SiLU."""

from __future__ import annotations

import math

from ... import theory
from ...grading import Exercise, Match
from ...grading.declare import as_parts


def _point(gate, scale):
    found = theory.minimum(gate)
    return found.x / scale, found.value / scale


def _f(gate, x):
    return x * (0.5 * math.erfc(-x / math.sqrt(2)) if gate == "gelu" else 1 / (1 + math.exp(-x)))


lowest_point = Exercise(
    "variants.lowest_point",
    title="The lowest point of GELU and SiLU",
    minutes=10,
    difficulty="hard",
    hints=(
        "Work out f on a fine grid from −10 to 0 and look at the numbers. Does f fall all the way "
        "to the left?",
        "A coarse grid finds the neighbourhood. A finer grid around its best point, again and "
        "again, finds the place; so does halving an interval in which the slope changes sign, or "
        "`scipy.optimize.minimize_scalar`.",
        "s·f(x) depends on s·x alone, so one search at s = 1 is enough: the place and the value "
        "for s are those for 1, divided by s.",
    ),
    forbids=("theory",),
    covers=("A15", "A27"),
    oracle=_point,
    parts=("the place", "the value"),
)

_CLOSE = (Match(rtol=0, atol=1e-4), Match(rtol=0, atol=1e-6))


def _ask_points(ask, *cases):
    asked = [(case, ask.case(case, match=_CLOSE[0])) for case in cases]
    for (gate, scale), call in asked:
        ask.about(call)
        call.got = got = as_parts(ask, call.got, lowest_point.parts)
        x, value = _point(gate, scale)
        for name, mine, wanted, match in zip(
            lowest_point.parts, got, (x, value), _CLOSE, strict=True
        ):
            ask.compare(mine, wanted, match=match, reason=f"In {name}:")


@lowest_point.behaviour(
    "GELU", points=2, look=4, task="the place of the lowest point of f to 0.0001 and the value"
)
def _gelu(ask):
    _ask_points(ask, ("gelu", 1.0))


@lowest_point.behaviour(
    "SiLU", points=1, look=5, task='`gate` is `"gelu"`, then g = Φ, or `"silu"`, then g = σ'
)
def _silu(ask):
    _ask_points(ask, ("silu", 1.0))


@lowest_point.behaviour(
    "another scale", points=2, look=5, task="`scale` is s, a number from 0.4 to 3."
)
def _scaled(ask):
    ends = (("silu", 0.4, 0.4), ("gelu", 0.4, 0.4), ("silu", 3.0, 3.0))
    ranges = (*ends, ("gelu", 1.5, 2.5), ("silu", 0.41, 0.7))
    drawn = [(gate, round(float(ask.rng.uniform(low, high)), 2)) for gate, low, high in ranges]
    _ask_points(ask, ("silu", 1.702), *drawn)


def _steepest(gate, scale):
    # The slope's own lowest point: f″ = 0, at −√2 for GELU (2φ − x²φ = 0).
    place = -math.sqrt(2) if gate == "gelu" else -2.3993572805154677
    return place / scale, _f(gate, place) / scale


def _tanh_form(gate, scale):
    # Where the slope of t/2 (1 + tanh(√(2/π) (t + 0.044715 t³))) is 0.
    return (-0.7524614 / scale, -0.1700408 / scale) if gate == "gelu" else _point(gate, scale)


lowest_point.mistakes(
    (
        "it rises everywhere",
        lambda gate, scale: (-math.inf, 0.0),
        "This puts the lowest point infinitely far left, as for a curve that rises everywhere. "
        "But f(−1) is clearly below 0, and far out on the left f comes back to 0: in between it "
        "must turn.",
    ),
    (
        "the lowest point is at 0",
        lambda gate, scale: (0.0, 0.0),
        "At 0 these curves pass through 0 with slope ½, and left of it they are below 0. It is "
        "ReLU whose lowest value is 0.",
    ),
    (
        "the floor of ELU",
        lambda gate, scale: (-math.inf, -1.0),
        "It is ELU that falls towards −1 on the far left. GELU and SiLU weigh x with a number "
        "that goes to 0 faster than x grows, so they come back to 0.",
    ),
    (
        "where the curve is steepest",
        _steepest,
        "This is where the slope is most negative: the curve falls fastest as x grows, and goes "
        "on falling. At the lowest point the slope is 0.",
    ),
    (
        "the tanh form for GELU",
        _tanh_form,
        "This is the lowest point of GELU's tanh form, which lies a little lower and further "
        "left. The gate is Φ itself: `special.ndtr`.",
    ),
    (
        "value first",
        lambda gate, scale: _point(gate, scale)[::-1],
        "The two numbers are exchanged: the place first, then the value.",
    ),
    (
        "one curve for both",
        lambda gate, scale: _point("gelu", scale),
        "This is GELU's lowest point, whatever `gate` says. SiLU's lies further left and lower.",
    ),
    (
        "the scale is ignored",
        lambda gate, scale: _point(gate, 1.0),
        "This is right for scale 1. A larger scale pushes the whole curve together.",
        5,
    ),
    (
        "multiplied by the scale",
        lambda gate, scale: _point(gate, 1 / scale),
        "Place and value are multiplied by the scale. The larger it is, the more the curve "
        "shrinks towards 0: divide.",
        5,
    ),
    (
        "the value is not scaled",
        lambda gate, scale: (_point(gate, scale)[0], _point(gate, 1.0)[1]),
        "The place is right and the value is that for scale 1. The x in front of the gate is "
        "smaller there as well, and so is the value.",
        5,
    ),
)


@lowest_point.symptom(
    "a search with too large steps",
    "This is close to the lowest point. Search on with smaller steps: the place is asked for to "
    "0.0001.",
)
def _coarse(got, gate, scale):
    x, value = _point(gate, scale)
    # No search on the right curve ends below its lowest point, whatever its steps.
    higher = -1e-6 < got[1] - value < 0.02 / scale
    return 1e-4 < abs(got[0] - x) < 0.1 / scale and higher
