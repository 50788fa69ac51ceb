"""The larger of two numbers, from one ReLU."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise, show_value
from ...grading.reading import real_numbers
from ._tools import _f

LOOK = 4
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


@larger.behaviour("a is the larger one", points=1, look=LOOK)
def _a_larger(ask):
    for shift in (2.0, -6.0, -1.0):
        b = float(np.round(ask.rng.uniform(0.3, 0.9) + shift, 2))
        _try_larger(ask, round(b + 1.25, 2), b)


@larger.behaviour("b is the larger one", points=1, look=LOOK)
def _b_larger(ask):
    for shift in (2.0, -6.0, -1.0):
        a = float(np.round(ask.rng.uniform(0.3, 0.9) + shift, 2))
        _try_larger(ask, a, round(a + 1.25, 2))


def _try_larger(ask, a, b):
    (wa, wb), (va, vb) = _weights(ask)
    inner = wa * a + wb * b
    got = _f(inner) + va * a + vb * b
    if abs(got - max(a, b)) > 1e-9:
        mistake, says = _larger_mistake(wa, wb, va, vb)
        n = show_value
        ask.fail(
            f"{says}\nAt a = {n(a)}, b = {n(b)}: inside the ReLU stands {n(inner)}, so it gives "
            f"{n(_f(inner))}; outside {n(va * a + vb * b)} is added.".lstrip(),
            got=f"{n(got)} in all", expected=n(max(a, b)), mistake=mistake,
        )  # fmt: skip


def _weights(ask):
    """Return the learner's four weights as two pairs of floats, or say what is missing."""
    table = ask.value()
    pairs = []
    for key in ("inside", "outside"):
        pair = table.get(key) if isinstance(table, dict) else None
        numbers = real_numbers(pair)
        if numbers is None or len(numbers) != 2 or not all(map(math.isfinite, numbers)):
            ask.fail(f"{key!r} should hold two numbers: the weight of a, then the weight of b.",
                     got=table if pair is None else pair, expected="two numbers")  # fmt: skip
        pairs.append(tuple(numbers))
    return pairs


def _larger_mistake(wa, wb, va, vb):
    difference = (wa, wb) in ((1.0, -1.0), (-1.0, 1.0))
    if difference and (va, vb) == (0.0, 0.0):
        return "nothing added back", (
            "The ReLU gives how far the one is above the other. Something has to be added to that."
        )
    if difference and (va, vb) == ((1.0, 0.0) if wa > 0 else (0.0, 1.0)):
        return "the wrong one added back", (
            "The ReLU says how much to add, and here it is added to the wrong number of the two."
        )
    if difference and (va, vb) == (1.0, 1.0):
        return "both added back", "Both numbers are added to the ReLU. One of them is enough."
    if (wa, wb) == (1.0, 1.0):
        return "the sum inside", (
            "Inside stands a + b. Which one is larger shows in their difference, not in their sum."
        )
    return "", ""
