"""The larger of two numbers, from one ReLU."""

from __future__ import annotations

import math

from ...grading import Exercise, show_value
from ...grading.reading import real_numbers
from ._tools import _f

larger = Exercise(
    "definition.larger",
    title="The larger of two numbers, from one ReLU",
    minutes=4,
    difficulty="medium",
    hints=(
        "Start from b. How much has to be added to it to get the larger of a and b? Look at both "
        "cases, a above b and a below b.",
        "What has to be added is a − b when that is positive, and 0 otherwise. That is one ReLU.",
        "max(a, b) = relu(a − b) + b. Read off the weights of a and b inside, then outside.",
    ),
    covers=("A02", "A03"),
)


TASK = "It has to work for all numbers, negative ones too."

# One ReLU and a line bend along one line through the origin: in these directions, up to both
# sides of a = b, a wrong bend shows.
PAIRS = ((3.5, 2.25), (-2.0, -3.25), (1.0, -4.0), (-0.5, -6.0), (2.01, 2.0), (0.5, 0.0))


@larger.behaviour("a is the larger one", points=1, look=4, task=TASK)
def _a_larger(ask):
    _try(ask, PAIRS)


@larger.behaviour("b is the larger one", points=1, look=4, task=TASK)
def _b_larger(ask):
    _try(ask, [(b, a) for a, b in PAIRS])


def _try(ask, pairs):
    table, n = ask.value(), show_value
    try:
        (wa, wb), (va, vb) = _weights(table)
    except ValueError as problem:
        ask.fail(str(problem), got=table, expected="two numbers")
    for a, b in pairs:
        inner, outer = wa * a + wb * b, va * a + vb * b
        reason = (
            f"At a = {n(a)}, b = {n(b)}: inside the ReLU stands {n(inner)}, so it gives "
            f"{n(_f(inner))}; outside {n(outer)} is added."
        )
        got = _f(inner) + outer
        ask.that(abs(got - max(a, b)) < 1e-9, reason, got=f"{n(got)} in all", expected=max(a, b))


def _weights(table):
    """Return the learner's four weights as two pairs of floats."""
    pairs = []
    for key in ("inside", "outside"):
        pair = real_numbers(table.get(key)) if isinstance(table, dict) else None
        if pair is None or len(pair) != 2 or not all(map(math.isfinite, pair)):
            raise ValueError(
                f"{key!r} should hold two numbers: the weight of a, then the weight of b."
            )
        pairs.append(tuple(pair))
    return pairs


def _looks_like(inside, *outside):
    """Tell whether the ReLU sees `inside` or its negative, with one of these (or its mirror)."""

    def test(table):
        (wa, wb), (va, vb) = _weights(table)
        if (wa, wb) == (-1, 1):
            wa, wb, va, vb = wb, wa, vb, va
        return (wa, wb) == inside and (not outside or (va, vb) in outside)

    return test


larger.symptom(
    "nothing added back",
    "The ReLU gives how far the one is above the other. Something has to be added to that.",
)(_looks_like((1, -1), (0, 0)))
larger.symptom(
    "the wrong one added back",
    "The ReLU says how much to add, and here it is added to the wrong number of the two.",
)(_looks_like((1, -1), (1, 0)))
larger.symptom("both added back", "Both numbers are added to the ReLU. One of them is enough.")(
    _looks_like((1, -1), (1, 1))
)
larger.symptom(
    "the sum inside",
    "Inside stands a + b. Which one is larger shows in their difference, not in their sum.",
)(_looks_like((1, 1)))
larger.symptom(
    "inside and outside swapped",
    "These are the right numbers in the wrong places: what stands inside the ReLU is the "
    "difference, and the number it is added to stands outside.",
)(_looks_like((0, 1), (1, -1)))
