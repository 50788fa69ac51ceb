"""The lowest point of GELU and SiLU."""

from __future__ import annotations

import math

from ... import theory
from ...grading import Exercise, Match
from ...grading.calls import Stop
from ...grading.declare import as_parts
from ..answers import but


def _point(gate, scale):
    found = theory.minimum(gate)
    return found.x / scale, found.value / scale


def _f(gate, x):
    return x * (0.5 * math.erfc(-x / math.sqrt(2)) if gate == "gelu" else 1 / (1 + math.exp(-x)))


lowest_point = Exercise.of(
    __file__, forbids=("theory",), oracle=_point, parts=("the place", "the value")
)

_CLOSE = (Match(rtol=0, atol=1e-4), Match(rtol=0, atol=1e-6))


def _ask_points(ask, *cases, unmarked=()):
    for case in unmarked:  # the other gate tells mistakes apart
        try:
            call = ask.case(case, match=_CLOSE[0])
            call.got = as_parts(ask, call.got, lowest_point.parts)
        except Stop:  # what goes wrong there is not this behaviour's business
            ask.forget()
    calls = list(ask.cases(cases, match=_CLOSE[0]))
    for (gate, scale), call in zip(cases, calls, strict=True):
        ask.about(call)
        call.got = got = as_parts(ask, call.got, lowest_point.parts)
        told = zip(lowest_point.parts, got, _point(gate, scale), _CLOSE, strict=True)
        for name, mine, wanted, match in told:
            ask.compare(mine, wanted, match=match, reason=f"In {name}:")


@lowest_point.behaviour("GELU", points=2)
def _gelu(ask):
    _ask_points(ask, ("gelu", 1.0), unmarked=[("silu", 1.0), ("silu", 1.3)])


@lowest_point.behaviour("SiLU", points=1)
def _silu(ask):
    _ask_points(ask, ("silu", 1.0), unmarked=[("gelu", 1.0), ("gelu", 1.3)])


@lowest_point.behaviour("another scale", points=2)
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


def _unchained(gate, scale):
    """Return where g(sx) + x g'(sx) is 0: the slope without the inner factor s."""

    def slope(x):
        t = scale * x
        g = _f(gate, t) / t
        density = math.exp(-t * t / 2) / math.sqrt(2 * math.pi)
        return g + x * (density if gate == "gelu" else g * (1 - g))

    low, high = -10.0, -1e-9
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return low, _f(gate, scale * low) / scale


def _within(left, gate, scale):
    """Search from `left` on."""
    x, value = _point(gate, scale)
    return (x, value) if x >= left else (left, _f(gate, scale * left) / scale)


lowest_point.mistakes(
    {
        "it rises everywhere": lambda gate, scale: (-math.inf, 0.0),
        "the lowest point is at 0": lambda gate, scale: (0.0, 0.0),
        "the floor of ELU": lambda gate, scale: (-math.inf, -1.0),
        "where the curve is steepest": _steepest,
        "the tanh form for GELU": _tanh_form,
        "value first": lambda gate, scale: _point(gate, scale)[::-1],
        "one curve for both": lambda gate, scale: _point("gelu", scale),
        "SiLU for both": lambda gate, scale: _point("silu", scale),
        "the sigmoid form for GELU": lambda gate, scale: _point(
            "silu", scale * (1.702 if gate == "gelu" else 1)
        ),
        "no √2 in Φ": lambda gate, scale: _point(
            gate, scale * (math.sqrt(2) if gate == "gelu" else 1)
        ),
        "the place without its sign": but(_point, 0, lambda *asked: -_point(*asked)[0]),
        "the scale is ignored": lambda gate, scale: _point(gate, 1.0),
        "multiplied by the scale": lambda gate, scale: _point(gate, 1 / scale),
        "the value is not scaled": but(_point, 1, lambda gate, scale: _point(gate, 1.0)[1]),
        "the search begins too far right": [
            lambda *asked, left=left: _within(left, *asked)
            for left in (-1.0, -1.5, -2.0, -2.5, -3.0)
        ],
        "the gates exchanged": lambda gate, scale: _point(
            "silu" if gate == "gelu" else "gelu", scale
        ),
        "the inner factor of the slope left out": _unchained,
        "the scale in front": lambda gate, scale: (
            _point(gate, 1.0)[0],
            scale * _point(gate, 1.0)[1],
        ),
    }
)


def _coarse(got, gate, scale):
    x, value = _point(gate, scale)
    # No search on the right curve ends below its lowest point, whatever its steps.
    higher = -1e-6 < got[1] - value < 0.02 / scale
    on_the_curve = abs(got[1] - _f(gate, scale * got[0]) / scale) < 1e-6
    return 1e-4 < abs(got[0] - x) < 0.1 / scale and higher and on_the_curve


lowest_point.symptoms({"a search with too large steps": _coarse})
