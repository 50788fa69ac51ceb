"""Which of these always hold?."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise, show_value
from ...grading.reading import real_numbers
from ._tools import _f

LOOK = 4
LARGEST = 1e6  # beyond it rounding would decide

identities = Exercise(
    "definition.identities",
    title="Which of these always hold?",
    minutes=5,
    difficulty="medium",
    hints=(
        "A claim with \"for all\" falls with one example. Try a positive, a negative and a zero; "
        "with two letters, try opposite signs.",
        "ReLU is two straight pieces, and each piece keeps sums and multiples. A claim can break "
        "only where its two sides look at different pieces.",
        "Two of the six fail. Multiplying by −1 moves x to the other piece; adding a negative "
        "number to a positive one does too.",
    ),
    covers=("A02",),
)  # fmt: skip

# key -> (letters, claim, both sides)
CLAIMS = {
    "difference": ("x", "relu(x) - relu(-x) = x", lambda x: (_f(x) - _f(-x), x)),
    "sum": ("x", "relu(x) + relu(-x) = |x|", lambda x: (_f(x) + _f(-x), abs(x))),
    "twice": ("x", "relu(relu(x)) = relu(x)", lambda x: (_f(_f(x)), _f(x))),
    "scale up": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "scale": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "add": ("x, y", "relu(x + y) = relu(x) + relu(y)", lambda x, y: (_f(x + y), _f(x) + _f(y))),
}

HOLD = ("difference", "sum", "twice", "scale up")

TEMPTING = {
    "scale": ("homogeneous for negative c", "This holds for c ≥ 0, and you say for every c. Put "
              "a negative c in, with x = 1, and work out both sides."),
    "add": ("additive", "It holds while x and y have the same sign, and you say always. Put in "
            "two numbers of opposite sign and work out both sides."),
}  # fmt: skip


@identities.behaviour("what always holds", points=2, look=LOOK)
def _holding(ask):
    table = _table(ask)
    for key in HOLD:
        numbers = _numbers(ask, table, key)
        if numbers is None:
            continue
        if key == "scale up" and numbers[0] < 0:
            ask.fail(
                "'scale up' speaks of c ≥ 0 only, and your c is negative. The claim for every c "
                "is 'scale'.", got=table[key], expected="True, or numbers with c ≥ 0",
                mistake="a counterexample from outside the claim",
            )  # fmt: skip
        left, right = _sides(key, numbers)
        ask.fail(
            f"At your numbers {left} = {right}: that is no counterexample to {key!r}. Work it out "
            "for x above, below and at 0.", got=table[key],
            expected="True, or numbers that break it", mistake="holds after all",
        )  # fmt: skip


@identities.behaviour("scaling by any number", points=2, look=LOOK)
def _scale(ask):
    _must_break(ask, "scale")


@identities.behaviour("adding", points=1, look=LOOK)
def _add(ask):
    _must_break(ask, "add")


def _must_break(ask, key):
    table = _table(ask)
    numbers = _numbers(ask, table, key)
    letters, claim, sides = CLAIMS[key]
    if numbers is None:
        mistake, says = TEMPTING[key]
        ask.fail(f"{key!r}, {claim}: {says}", got="True",
                 expected=f"two numbers ({letters}) that break it", mistake=mistake)  # fmt: skip
    left, right = sides(*numbers)
    if left == right:
        texts = _sides(key, numbers)
        ask.fail(
            f"{key!r}: at your numbers both sides agree: {texts[0]} and {texts[1]} are both "
            f"{show_value(left)}. A counterexample is where they differ.", got=table[key],
            expected=f"two numbers ({letters}) that break it", mistake="not a counterexample",
        )  # fmt: skip


def _sides(key, numbers):
    """Write both sides of a claim with the numbers put in."""
    letters, claim, _ = CLAIMS[key]
    for letter, number in zip(letters.split(", "), numbers, strict=True):
        text = show_value(number)
        # The word relu holds none of the letters.
        for left, right in ("()", "||"):
            claim = claim.replace(f"{left}{letter}{right}", f"{left}{text}{right}")
        claim = claim.replace(f"= {letter}", f"= {text}")
        claim = claim.replace(letter, f"({text})" if number < 0 else text)
    left, right = claim.split(" = ")
    return left, right


def _table(ask):
    table = ask.value()
    if not isinstance(table, dict) or not set(CLAIMS) <= set(table):
        ask.fail("Keep the six keys of the starter: " + ", ".join(map(repr, CLAIMS)) + ".",
                 got=table, expected="a dictionary with six keys")  # fmt: skip
    return table


def _numbers(ask, table, key):
    """Return the learner's counterexample as floats, or None for "it holds"."""
    given, letters = table[key], CLAIMS[key][0].split(", ")
    wanted = f"True, or a tuple ({', '.join(letters)}{',' * (len(letters) == 1)})"
    if isinstance(given, np.ndarray):
        given = given.tolist()
    if given is Ellipsis:
        ask.fail(f"{key!r} is still `...`.", got="...", expected=wanted)
    if isinstance(given, (bool, np.bool_)):
        if given:
            return None
        ask.fail(f"{key!r}: False says that it fails somewhere. Say where: give the numbers.",
                 got="False", expected=wanted, mistake="False without an example")  # fmt: skip
    floats = real_numbers(given if isinstance(given, (list, tuple)) else [given])
    if floats is None or len(floats) != len(letters):
        ask.fail(f"{key!r} is a claim about {' and '.join(letters)}: True, or one number for each "
                 "letter, in that order.", got=show_value(given), expected=wanted)  # fmt: skip
    if not all(math.isfinite(n) and abs(n) <= LARGEST for n in floats):
        ask.fail(f"{key!r}: use ordinary numbers, up to a million. At NaN, infinity and beyond, "
                 "arithmetic itself breaks, not the claim.", got=given, expected=wanted,
                 mistake="a counterexample from the edge of arithmetic")  # fmt: skip
    return floats
