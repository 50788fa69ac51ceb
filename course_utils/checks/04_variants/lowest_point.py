"""The lowest point of GELU and SiLU."""

from __future__ import annotations

import math

from ... import theory
from ...grading import Exercise, Match
from ...grading.reading import real_number

LOOK = 4
OTHERS = 5
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
    forbids=("course_utils.theory*", "course_utils.experiments*"),
    covers=("A15", "A27"),
)


def _point(gate, scale):
    found = theory.minimum(gate)
    return found.x / scale, found.value / scale


def _f(gate, x):
    weight = {"gelu": lambda t: 0.5 * math.erfc(-t / math.sqrt(2)),
              "silu": lambda t: 1 / (1 + math.exp(-t))}[gate]  # fmt: skip
    return x * weight(x)


def _ask_point(ask, gate, scale):
    got = ask.call(gate, scale)
    pair = [real_number(item) for item in got] if isinstance(got, (tuple, list)) else []
    ask.that(len(pair) == 2 and None not in pair,
             "Two numbers are asked for: where the lowest point is, and how low.", got=got,
             expected="a tuple (x, value)")  # fmt: skip
    x, value = _point(gate, scale)
    # No search on the right curve ends below its lowest point, whatever its steps.
    higher = -1e-6 < pair[1] - value < 0.02 / scale
    if 1e-4 < abs(pair[0] - x) < 0.1 / scale and higher:
        ask.fail("This is close to the lowest point. Search on with smaller steps: the place is "
                 "asked for to 0.0001.", got=got, expected=(x, value),
                 mistake="a search with too large steps")  # fmt: skip
    ask.compare(pair[0], x, match=Match(rtol=0, atol=1e-4), reason="The place:")
    ask.compare(pair[1], value, match=Match(rtol=0, atol=1e-6), reason="The value:")


@lowest_point.behaviour("GELU", points=2, look=LOOK)
def _gelu(ask):
    _ask_point(ask, "gelu", 1.0)


@lowest_point.behaviour("SiLU", points=1, look=OTHERS)
def _silu(ask):
    _ask_point(ask, "silu", 1.0)


@lowest_point.behaviour("another scale", points=2, look=OTHERS)
def _scaled(ask):
    _ask_point(ask, "silu", 1.702)
    for gate, low, high in (("gelu", 1.5, 3.0), ("silu", 0.4, 0.7)):
        _ask_point(ask, gate, round(float(ask.rng.uniform(low, high)), 2))


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
        OTHERS,
    ),
    (
        "multiplied by the scale",
        lambda gate, scale: _point(gate, 1 / scale),
        "Place and value are multiplied by the scale. The larger it is, the more the curve "
        "shrinks towards 0: divide.",
        OTHERS,
    ),
    (
        "the value is not scaled",
        lambda gate, scale: (_point(gate, scale)[0], _point(gate, 1.0)[1]),
        "The place is right and the value is that for scale 1. The x in front of the gate is "
        "smaller there as well, and so is the value.",
        OTHERS,
    ),
)
