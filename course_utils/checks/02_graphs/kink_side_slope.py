"""Read a neuron from its numbers."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.tables import as_list, is_number, recognise, same

LOOK = 3
kink_side_slope = Exercise(
    "graphs.kink_side_slope",
    title="Read a neuron from its numbers",
    minutes=8,
    difficulty="medium",
    hints=(
        "The ReLU switches where what stands inside it, a·x + b, crosses 0. Solve for x.",
        "a·x + b > 0 holds to the right of the kink when a > 0 and to the left when a < 0. On "
        "that side the graph is w·(a·x + b) + c: what is the factor of x?",
        'Kink −b/a; side "right" if a > 0, else "left"; slope w·a. Handle a == 0 first: '
        "`return None, None, 0.0`.",
    ),
    covers=("A05",),
)


def _facts(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", w * a


KINK = (
    ("kink at b", "This is b itself. The kink is the x at which a·x + b is 0.",
     lambda w, a, b, c: b),
    ("kink at b/a", "The sign is missing: a·x + b = 0 gives a·x = −b.",
     lambda w, a, b, c: b / a),
    ("kink at -b", "−b would be the place if a were 1. A larger a shrinks the graph sideways.",
     lambda w, a, b, c: -b),
    ("kink at -a/b", "The fraction is upside down: solve a·x + b = 0 for x.",
     lambda w, a, b, c: -a / b),
    ("c moves the kink", "c is added after the ReLU: it lifts the whole graph and moves nothing "
     "sideways. The kink is where the inside is 0.",
     lambda w, a, b, c: -(b + c) / a),
    ("kink at b over the size of a", "The sign of a counts in −b/a: mirroring the graph moves its "
     "kink to the other side of 0.",
     lambda w, a, b, c: -b / abs(a)),
)  # fmt: skip

SIDE = (
    ("ignores the sign of a", "This says right for every neuron. With a < 0 the inside grows to "
     "the left.",
     lambda w, a, b, c: "right"),
    ("the side turned round", "Left and right are swapped: put in an x far to the right and ask "
     "whether a·x + b is above 0 there.",
     lambda w, a, b, c: "left" if a > 0 else "right"),
    ("the side from the sign of w", "w turns the graph upside down. It does not decide where the "
     "inside is above 0; a does.",
     lambda w, a, b, c: "right" if w > 0 else "left"),
    ("the side from the slope", "A graph that rises to the right can be on at the left: w·a > 0 "
     "says which way it leans, a > 0 says on which side it is on.",
     lambda w, a, b, c: "right" if w * a > 0 else "left"),
)  # fmt: skip

SLOPE = (
    ("slope is w alone", "x passes through a before it meets w. Both factors count.",
     lambda w, a, b, c: w),
    ("slope is a alone", "What the ReLU lets through is multiplied by w afterwards.",
     lambda w, a, b, c: a),
    ("slope without its sign", "The size is right. A slope below 0 says that y falls when x grows.",
     lambda w, a, b, c: abs(w * a)),
    ("slope with the sign of a lost", "Counted outwards from the kink it is w·|a|. A slope is "
     "always read from left to right: w·a.",
     lambda w, a, b, c: w * abs(a)),
    ("c counted in the slope", "c lifts the graph and leaves its slope alone.",
     lambda w, a, b, c: w * a + c),
)  # fmt: skip


def _neurons(rng):
    """Draw neurons with every combination of signs and no two sizes alike."""
    for sa, sw, sb in ((1, 1, 1), (-1, 1, 1), (1, -1, 1), (-1, -1, -1), (-1, 1, -1), (1, 1, -1)):
        w = sw * round(float(rng.uniform(1.2, 1.8)), 1)
        a = sa * round(float(rng.uniform(2.1, 2.9)), 1)
        b = sb * round(float(rng.uniform(3.1, 3.9)), 1)
        yield w, a, b, round(float(rng.uniform(0.3, 0.9)), 1)


@kink_side_slope.behaviour("the kink", points=2, look=LOOK)
def _kink(ask):
    _part(ask, 0, "the kink", KINK)


@kink_side_slope.behaviour("the side that is on", points=1, look=LOOK)
def _side(ask):
    _part(ask, 1, "the side", SIDE)


@kink_side_slope.behaviour("the slope on that side", points=2, look=LOOK)
def _slope(ask):
    _part(ask, 2, "the slope", SLOPE)


@kink_side_slope.behaviour("a = 0: no kink", points=1, look=LOOK)
def _flat(ask):
    w, _, b, c = next(_neurons(ask.rng))
    for sign in (1.0, -1.0):
        got = _triple(ask, ask.call(w, 0.0, sign * b, c))
        for part, expected in zip(got, (None, None, 0.0), strict=True):
            if not same(part, expected):
                ask.fail(
                    "With a = 0 the inside is b for every x: the graph is level, without a kink, "
                    "and no side is any different from the other.",
                    got=got, expected="(None, None, 0.0)", mistake="a kink where a = 0",
                )  # fmt: skip


kink_side_slope.mistakes(
    (
        "dividing by a = 0",
        lambda w, a, b, c: (-b / a, "right" if a > 0 else "left", w * a),
        "With a = 0 there is no x at which a·x + b changes sign, and −b/a divides by 0. Handle "
        "that case before you divide.",
    )
)


def _part(ask, place, what, mistakes):
    """Ask about several neurons first, then compare one part of each answer."""
    cases = list(_neurons(ask.rng))
    answers = [_triple(ask, ask.call(*case)) for case in cases]
    got = [answer[place] for answer in answers]
    name, says = recognise(mistakes, cases, got)
    for call, case, mine in zip(list(ask.calls), cases, got, strict=True):
        expected = _facts(*case)[place]
        if not same(_word(mine), expected):
            ask.calls = [c for c in ask.calls if c is not call] + [call]
            ask.fail(f"{says}\nAt this neuron {what} differs.".lstrip(), got=mine,
                     expected=expected, mistake=name)  # fmt: skip


def _word(value):
    return value.strip().lower() if isinstance(value, str) else value


def _triple(ask, got):
    """Return the answer as three parts, or say what is missing."""
    got = as_list(got)
    if not isinstance(got, list) or len(got) != 3:
        ask.fail("Return three things: the kink, the side, the slope.", got=got,
                 expected="(kink, side, slope)")  # fmt: skip
    kink, side, slope = got
    numbers = (kink is None or is_number(kink) or kink != kink) and is_number(slope)
    if not numbers or not (side is None or isinstance(side, str)):
        ask.fail('The kink and the slope are numbers, the side is "left" or "right".', got=got,
                 expected="(number, word, number)")  # fmt: skip
    return tuple(np.asarray(p).item() if is_number(p) else p for p in got)
