"""Which of these always hold?"""

from __future__ import annotations

import math

from ...grading import Exercise, show_value
from ...grading.reading import plain, real_numbers
from ._tools import _f

LARGEST = 1e6  # beyond it rounding would decide

identities = Exercise(
    "definition.identities",
    title="Which of these always hold?",
    minutes=5,
    difficulty="medium",
    hints=(
        'A claim with "for all" falls with one example. Try a positive, a negative and a zero; '
        "with two letters, try opposite signs.",
        "ReLU is two straight pieces, and each piece keeps sums and multiples. A claim can break "
        "only where its two sides look at different pieces.",
        "Two of the six fail. Multiplying by −1 moves x to the other piece; adding a negative "
        "number to a positive one does too.",
    ),
    covers=("A02",),
)

# key -> (letters, claim, both sides)
CLAIMS = {
    "difference": ("x", "relu(x) - relu(-x) = x", lambda x: (_f(x) - _f(-x), x)),
    "sum": ("x", "relu(x) + relu(-x) = |x|", lambda x: (_f(x) + _f(-x), abs(x))),
    "twice": ("x", "relu(relu(x)) = relu(x)", lambda x: (_f(_f(x)), _f(x))),
    "scale up": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "scale": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "add": ("x, y", "relu(x + y) = relu(x) + relu(y)", lambda x, y: (_f(x + y), _f(x) + _f(y))),
}

TEMPTING = {
    "scale": (
        "homogeneous for negative c",
        "This holds for c ≥ 0, and you say for every c. Put a negative c in, with x = 1, and work "
        "out both sides.",
    ),
    "add": (
        "additive",
        "It holds while x and y have the same sign, and you say always. Put in two numbers of "
        "opposite sign and work out both sides.",
    ),
}
TASK = "or a counterexample: a tuple with one number for each letter, in the order given."


@identities.behaviour(
    "what always holds", points=2, look=4, task="write True if it holds for all numbers"
)
def _holding(ask):
    table = _table(ask)
    for key in ("difference", "sum", "twice", "scale up"):
        numbers = _numbers(ask, table, key)
        if numbers is None:
            continue
        if key == "scale up" and numbers[0] < 0:
            text = "'scale up' speaks of c ≥ 0 only, and your c is negative. The claim for every c "
            _wrong(
                ask,
                table[key],
                f"{text}is 'scale'.",
                "True, or numbers with c ≥ 0",
                "a counterexample from outside the claim",
            )
        left, right = _sides(key, numbers)
        text = f"At your numbers {left} = {right}: that is no counterexample to {key!r}. Work it "
        _wrong(
            ask,
            table[key],
            f"{text}out for x above, below and at 0.",
            "True, or numbers that break it",
            "holds after all",
        )
    if all(plain(table[key]) is True for key in CLAIMS):
        reason = "Every claim is said to hold, so nothing is decided."
        _wrong(ask, table, reason, "for some a counterexample")


@identities.behaviour("scaling by any number", points=2, look=4, task=TASK)
def _scale(ask):
    _must_break(ask, "scale")


@identities.behaviour("adding", points=1, look=4, task=TASK)
def _add(ask):
    _must_break(ask, "add")


def _wrong(ask, got, reason, expected, mistake=""):
    ask.fail(reason, got=show_value(got), expected=expected, mistake=mistake)


def _must_break(ask, key):
    table = _table(ask)
    numbers = _numbers(ask, table, key)
    letters, claim, sides = CLAIMS[key]
    wanted = f"two numbers ({letters}) that break it"
    if numbers is None:
        mistake, says = TEMPTING[key]
        _wrong(ask, True, f"{key!r}, {claim}: {says}", wanted, mistake)
    left, right = sides(*numbers)
    if abs(left - right) <= 1e-9 * max(abs(left), abs(right)):  # equal but for rounding
        texts = " and ".join(_sides(key, numbers))
        text = f"{key!r}: at your numbers both sides agree: {texts} are both {show_value(left)}. "
        _wrong(
            ask,
            table[key],
            f"{text}A counterexample is where they differ.",
            wanted,
            "not a counterexample",
        )


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
    """Return the table; who writes True for every claim has decided nothing."""
    table = ask.value()
    if not isinstance(table, dict) or not set(CLAIMS) <= set(table):
        text = "Keep the six keys of the starter: " + ", ".join(map(repr, CLAIMS)) + "."
        _wrong(ask, table, text, "a dictionary with six keys")
    if all(plain(table[key]) is True for key in CLAIMS):
        text = "Every claim is called true, so nothing is decided. "
        key, (mistake, says) = next(iter(TEMPTING.items()))
        _wrong(
            ask, table, f"{text}{key!r}, {CLAIMS[key][1]}: {says}", "two counterexamples", mistake
        )
    return table


def _numbers(ask, table, key):
    """Return the learner's counterexample as floats, or None for "it holds"."""
    given, letters = plain(table[key]), CLAIMS[key][0].split(", ")
    wanted = f"True, or a tuple ({', '.join(letters)}{',' * (len(letters) == 1)})"
    if given is Ellipsis:
        ask.fail(f"{key!r} is still `...`.", got="...", expected=wanted)
    if given is True:
        return None
    if given is False:
        text = f"{key!r}: False says that it fails somewhere. Say where: give the numbers."
        _wrong(ask, False, text, wanted, "False without an example")
    floats = real_numbers(given if isinstance(given, list) else [given])
    if floats is None or len(floats) != len(letters):
        text = f"{key!r} is a claim about {' and '.join(letters)}: True, or one number for each "
        _wrong(ask, given, f"{text}letter, in that order.", wanted)
    if not all(math.isfinite(n) and abs(n) <= LARGEST for n in floats):
        text = f"{key!r}: use ordinary numbers, up to a million. At NaN, infinity and beyond, "
        _wrong(
            ask,
            given,
            f"{text}arithmetic itself breaks, not the claim.",
            wanted,
            "a counterexample from the edge of arithmetic",
        )
    return floats
