"""The larger of two numbers, from one ReLU."""

from __future__ import annotations

import math

from ...grading import Exercise, show_value
from ...grading.reading import plain, real_numbers
from ._tools import _f

larger = Exercise.of(__file__)


# One ReLU and a line bend along one line through the origin: in these directions, up to both
# sides of a = b, a wrong bend shows.
PAIRS = ((3.5, 2.25), (-2.0, -3.25), (1.0, -4.0), (-0.5, -6.0), (2.01, 2.0), (0.5, 0.0))


@larger.behaviour("a is the larger one", points=1)
def _a_larger(ask):
    _try(ask, PAIRS)


@larger.behaviour("b is the larger one", points=1)
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
        entry = plain(table.get(key)) if isinstance(table, dict) else None
        if isinstance(entry, list):  # True and False weigh 1 and 0
            entry = [float(n) if isinstance(n, bool) else n for n in entry]
        pair = real_numbers(entry)
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
        if wa < 0 < wb:
            wa, wb, va, vb = wb, wa, vb, va
        return (wa, wb) == inside and (not outside or (va, vb) in outside)

    return test


larger.symptoms(
    {
        "nothing added back": _looks_like((1, -1), (0, 0)),
        "the wrong one added back": _looks_like((1, -1), (1, 0)),
        "both added back": _looks_like((1, -1), (1, 1)),
        "the sum inside": _looks_like((1, 1)),
        "inside and outside swapped": _looks_like((0, 1), (1, -1)),
        "grouped by letter": lambda table: _weights(table) == [(1, 0), (-1, 1)],
        "one number alone inside": lambda table: sorted(map(abs, _weights(table)[0])) == [0, 1],
        "the other one taken off": _looks_like((1, -1), (0, -1)),
        "half of |a − b| from one ReLU": _looks_like((0.5, -0.5)),
    }
)
