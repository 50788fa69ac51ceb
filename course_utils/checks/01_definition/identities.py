"""Which of these always hold?"""

from __future__ import annotations

import math

from ...grading import Exercise, show_value
from ...grading.reading import plain, real_numbers
from ._tools import _f

LARGEST = 1e6  # beyond it rounding would decide

identities = Exercise.of(__file__)

# key -> (letters, claim, both sides)
CLAIMS = {
    "difference": ("x", "relu(x) - relu(-x) = x", lambda x: (_f(x) - _f(-x), x)),
    "sum": ("x", "relu(x) + relu(-x) = |x|", lambda x: (_f(x) + _f(-x), abs(x))),
    "twice": ("x", "relu(relu(x)) = relu(x)", lambda x: (_f(_f(x)), _f(x))),
    "scale up": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "scale": ("c, x", "relu(c * x) = c * relu(x)", lambda c, x: (_f(c * x), c * _f(x))),
    "add": ("x, y", "relu(x + y) = relu(x) + relu(y)", lambda x, y: (_f(x + y), _f(x) + _f(y))),
}

TEMPTING = {"scale": "homogeneous for negative c", "add": "additive"}  # key -> the mistake


@identities.behaviour("what always holds", points=2)
def _holding(ask):
    table = _table(ask)
    for key in ("difference", "sum", "twice", "scale up"):
        numbers = _numbers(ask, table, key)
        if numbers is None:
            continue
        if key == "scale up" and numbers[0] < 0:
            mistake, wanted = "a counterexample from outside the claim", "numbers with c ≥ 0"
        else:
            mistake, wanted = "holds after all", "numbers that break it"
        left, right = _sides(key, numbers)
        given = {"left": left, "right": right, "key": repr(key)}
        _wrong(ask, table[key], mistake, f"True, or {wanted}", **given)
    if all(plain(table[key]) is True for key in CLAIMS):
        reason = "Every claim is said to hold, so nothing is decided."
        ask.fail(reason, got=show_value(table), expected="for some a counterexample")


@identities.behaviour("scaling by any number", points=2)
def _scale(ask):
    _must_break(ask, "scale")


@identities.behaviour("adding", points=1)
def _add(ask):
    _must_break(ask, "add")


def _wrong(ask, got, mistake, expected, **fields):
    ask.mistaken(mistake, got=show_value(got), expected=expected, **fields)


def _tempted(ask, got, key, before, expected):
    """Say that a claim fails that looks as if it held."""
    says = f"{before}{key!r}, {CLAIMS[key][1]}: {ask.exercise.words_of(TEMPTING[key])}"
    ask.fail(says, got=show_value(got), expected=expected, mistake=TEMPTING[key])


def _must_break(ask, key):
    table = _table(ask)
    numbers = _numbers(ask, table, key)
    letters = CLAIMS[key][0]
    wanted = f"two numbers ({letters}) that break it"
    if numbers is None:
        _tempted(ask, True, key, "", wanted)
    value, broken = _worked_out(key, numbers)
    if not broken:
        if key == "scale" and _worked_out(key, numbers[::-1])[1]:
            _wrong(ask, table[key], "the letters exchanged", wanted, key=repr(key))
        given = {"sides": " and ".join(_sides(key, numbers)), "value": show_value(value)}
        _wrong(ask, table[key], "not a counterexample", wanted, key=repr(key), **given)


def _worked_out(key, numbers):
    """Return the left side of a claim at these numbers, and whether the right one differs."""
    left, right = CLAIMS[key][2](*numbers)
    return left, abs(left - right) > 1e-9 * max(abs(left), abs(right))  # more than rounding


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
        ask.fail(text, got=show_value(table), expected="a dictionary with six keys")
    if all(plain(table[key]) is True for key in CLAIMS):
        text = "Every claim is called true, so nothing is decided. "
        _tempted(ask, table, "scale", text, "two counterexamples")
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
        _wrong(ask, False, "False without an example", wanted, key=repr(key))
    floats = real_numbers(given if isinstance(given, list) else [given])
    if floats is None or len(floats) != len(letters):
        text = f"{key!r} is a claim about {' and '.join(letters)}: True, or one number for each "
        ask.fail(f"{text}letter, in that order.", got=show_value(given), expected=wanted)
    if not all(math.isfinite(n) and abs(n) <= LARGEST for n in floats):
        mistake = "a counterexample from the edge of arithmetic"
        _wrong(ask, given, mistake, wanted, key=repr(key))
    return floats
