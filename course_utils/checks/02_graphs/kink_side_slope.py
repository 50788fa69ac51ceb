"""Read a neuron from its numbers."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _facts(w, a, b, c):
    if a == 0:
        return None, None, 0.0
    return -b / a, "right" if a > 0 else "left", w * a


def _tidy(part):
    return part.strip().lower() if isinstance(part, str) else one_number(part)


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
    oracle=_facts,
    parts=("the kink", "the side", "the slope"),
    tidy=_tidy,
)


def _neurons(rng, smallest=2.1):
    """Draw neurons with every combination of signs and no two sizes alike."""
    signs = ((1, 1, 1), (-1, 1, 1), (1, -1, 1), (-1, -1, -1), (-1, 1, -1), (1, 1, -1))
    for i, (sa, sw, sb) in enumerate(signs):
        low = smallest if i % 2 else 0.3  # steep and flat inside: |a| above 1 and below
        yield (
            sw * round(rng.uniform(1.2, 1.8), 1),
            sa * round(rng.uniform(low, low + 0.6), 1),
            sb * round(rng.uniform(3.1, 3.9), 1),
            round(rng.uniform(0.3, 0.9), 1),
        )


def _level(rng):
    w, _, b, c = next(_neurons(rng))
    return [(w, a, sign * b, c) for a in (0.0, 0) for sign in (1, -1)]


kink_side_slope.marks(
    Cases(
        "the kink",
        2,
        lambda rng: [(1, 2, 0, 1), *_neurons(rng)],
        3,
        "the x of the kink",
        also=_neurons,
        part=0,
    ),
    Cases(
        "the side that is on",
        1,
        _neurons,
        3,
        "the side of the kink on which the neuron is on",
        part=1,
    ),
    Cases("the slope on that side", 2, _neurons, 3, "the slope of the graph on that side", part=2),
    Cases(
        "a = 0: no kink",
        1,
        _level,
        3,
        "If a is 0 there is no kink and no side",
        reason="With a = 0 the inside is b for every x: the graph is level, without a kink, and "
        "no side is any different from the other.",
    ),
)


def _but(part, entry):
    """Return the right answer with one part exchanged, where there is a kink."""

    def answer(w, a, b, c):
        parts = [*_facts(w, a, b, c)]
        if a != 0:
            parts[part] = entry(w, a, b, c)
        return parts

    return answer


kink_side_slope.mistakes(
    (
        "kink at b",
        _but(0, lambda w, a, b, c: b),
        "This is b itself. The kink is the x at which a·x + b is 0.",
    ),
    (
        "kink at b/a",
        _but(0, lambda w, a, b, c: b / a),
        "The sign is missing: a·x + b = 0 gives a·x = −b.",
    ),
    (
        "kink at -b",
        _but(0, lambda w, a, b, c: -b),
        "−b would be the place if a were 1. A larger a shrinks the graph sideways.",
    ),
    (
        "kink at -a/b",
        _but(0, lambda w, a, b, c: -a / b),
        "The fraction is upside down: solve a·x + b = 0 for x.",
    ),
    (
        "c moves the kink",
        _but(0, lambda w, a, b, c: -(b + c) / a),
        "c is added after the ReLU: it lifts the whole graph and moves nothing sideways. The kink "
        "is where the inside is 0.",
    ),
    (
        "kink at b over the size of a",
        _but(0, lambda w, a, b, c: -b / abs(a)),
        "The sign of a counts in −b/a: mirroring the graph moves its kink to the other side of 0.",
    ),
    (
        "ignores the sign of a",
        _but(1, lambda w, a, b, c: "right"),
        "This says right for every neuron. With a < 0 the inside grows to the left.",
    ),
    (
        "the side turned round",
        _but(1, lambda w, a, b, c: "left" if a > 0 else "right"),
        "Left and right are swapped: put in an x far to the right and ask whether a·x + b is "
        "above 0 there.",
    ),
    (
        "the side from the sign of w",
        _but(1, lambda w, a, b, c: "right" if w > 0 else "left"),
        "w turns the graph upside down. It does not decide where the inside is above 0; a does.",
    ),
    (
        "the side from the slope",
        _but(1, lambda w, a, b, c: "right" if w * a > 0 else "left"),
        "A graph that rises to the right can be on at the left: w·a > 0 says which way it leans, "
        "a > 0 says on which side it is on.",
    ),
    (
        "slope is w alone",
        _but(2, lambda w, a, b, c: w),
        "x passes through a before it meets w. Both factors count.",
    ),
    (
        "slope is a alone",
        _but(2, lambda w, a, b, c: a),
        "What the ReLU lets through is multiplied by w afterwards.",
    ),
    (
        "slope without its sign",
        _but(2, lambda w, a, b, c: abs(w * a)),
        "The size is right. A slope below 0 says that y falls when x grows.",
    ),
    (
        "slope with the sign of a lost",
        _but(2, lambda w, a, b, c: w * abs(a)),
        "Counted outwards from the kink it is w·|a|. A slope is always read from left to right: "
        "w·a.",
    ),
    (
        "c counted in the slope",
        _but(2, lambda w, a, b, c: w * a + c),
        "c lifts the graph and leaves its slope alone.",
    ),
    (
        "a kink where a = 0",
        lambda w, a, b, c: (0.0, "right", 0.0) if a == 0 else _facts(w, a, b, c),
        "Nothing bends where a is 0, and a kink was named all the same.",
    ),
    (
        "dividing by a = 0",
        lambda w, a, b, c: (-b / a, "right" if a > 0 else "left", w * a),
        "With a = 0 there is no x at which a·x + b changes sign, and −b/a divides by 0. Handle "
        "that case before you divide.",
    ),
)
