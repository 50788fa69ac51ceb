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


kink_side_slope = Exercise.of(
    __file__, oracle=_facts, parts=("the kink", "the side", "the slope"), tidy=_tidy
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


def _nearly_level(rng):
    for a in (1e-3, -1e-6, 1e-12):
        w, _, b, c = next(_neurons(rng))
        yield w, a, b, c


kink_side_slope.marks(
    Cases(
        "the kink",
        2,
        lambda rng: [(1, 2, 0, 1), *_neurons(rng), *_nearly_level(rng)],
        also=_neurons,
        part=0,
    ),
    Cases("the side that is on", 1, _neurons, part=1),
    Cases("the slope on that side", 2, _neurons, part=2),
    Cases("a = 0: no kink", 1, _level),
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
    {
        "kink at b": _but(0, lambda w, a, b, c: b),
        "kink at b/a": _but(0, lambda w, a, b, c: b / a),
        "kink at -b": _but(0, lambda w, a, b, c: -b),
        "kink at -a/b": _but(0, lambda w, a, b, c: -a / b),
        "c moves the kink": _but(0, lambda w, a, b, c: -(b + c) / a),
        "kink at b over the size of a": _but(0, lambda w, a, b, c: -b / abs(a)),
        "ignores the sign of a": [
            _but(1, lambda w, a, b, c, side=side: side) for side in ("right", "left")
        ],
        "the side turned round": _but(1, lambda w, a, b, c: "left" if a > 0 else "right"),
        "the side from the sign of w": _but(1, lambda w, a, b, c: "right" if w > 0 else "left"),
        "the side from the slope": _but(1, lambda w, a, b, c: "right" if w * a > 0 else "left"),
        "slope is w alone": _but(2, lambda w, a, b, c: w),
        "slope is a alone": _but(2, lambda w, a, b, c: a),
        "slope without its sign": _but(2, lambda w, a, b, c: abs(w * a)),
        "slope with the sign of a lost": _but(2, lambda w, a, b, c: w * abs(a)),
        "c counted in the slope": _but(2, lambda w, a, b, c: w * a + c),
        "a kink where a = 0": lambda w, a, b, c: (
            (0.0, "right", 0.0) if a == 0 else _facts(w, a, b, c)
        ),
        "a small a taken for 0": [
            lambda w, a, b, c, band=band: (None, None, 0.0) if abs(a) < band else _facts(w, a, b, c)
            for band in (0.01, 1e-4, 1e-9)
        ],
        "dividing by a = 0": lambda w, a, b, c: (-b / a, "right" if a > 0 else "left", w * a),
        "a slope where a = 0": [
            lambda w, a, b, c, slope=slope: (
                (None, None, slope(w, b, c)) if a == 0 else _facts(w, a, b, c)
            )
            for slope in (
                lambda w, b, c: w * b,
                lambda w, b, c: w * b + c,
                lambda w, b, c: w,
                lambda w, b, c: c,
                lambda w, b, c: b,
            )
        ],
        "w moves the kink": _but(0, lambda w, a, b, c: -b / (w * a)),
        "the kink without its sign": _but(0, lambda w, a, b, c: abs(b / a)),
        "the side from the sign of the kink": _but(
            1, lambda w, a, b, c: "right" if -b / a > 0 else "left"
        ),
        "the two factors added": _but(2, lambda w, a, b, c: w + a),
        "the slope divided by a": _but(2, lambda w, a, b, c: w / a),
        "where the graph crosses 0": _but(0, lambda w, a, b, c: -(b + c / w) / a),
        "the kink cut to a whole number": [
            _but(0, lambda w, a, b, c: -b // a),
            _but(0, lambda w, a, b, c: int(-b / a)),
            _but(0, lambda w, a, b, c: round(-b / a)),
        ],
        "the side from the sign of b": _but(1, lambda w, a, b, c: "right" if b <= 0 else "left"),
    }
)
