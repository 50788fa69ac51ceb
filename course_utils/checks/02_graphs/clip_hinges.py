"""A floor and a ceiling."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ._hinges import at, lifted_heights


def _clip(low, high):
    return low, [(1, low, "right"), (-1, high, "right")]


clip_hinges = Exercise.of(__file__, oracle=_clip, tidy=lifted_heights)


def _view(graph, low, high):
    inside = (low, 0.8 * low + 0.2 * high, 0.2 * low + 0.8 * high, high)
    return at(graph, low - 8, low - 2, low - 0.5, *inside, high + 0.5, high + 3, high + 8)


def _anywhere(rng):
    for low in (round(rng.uniform(-3.0, -1.0), 1), round(rng.uniform(1.0, 3.0), 1)):
        yield low, round(low + rng.uniform(1.5, 4.0), 1)
    yield -5, -2


clip_hinges.marks(
    Cases(
        "from 0 up to a ceiling",
        2,
        lambda rng: [(0.0, round(rng.uniform(1.5, 6.0), 1))],
        also=_anywhere,
        view=_view,
    ),
    Cases("from any floor", 3, _anywhere, view=_view),
)
clip_hinges.mistakes(
    {
        "no ceiling": lambda lo, hi: (lo, [(1, lo, "right")]),
        "the constant is missing": lambda lo, hi: (0, _clip(lo, hi)[1]),
        "the ceiling's kink at the width": lambda lo, hi: (
            lo,
            [(1, lo, "right"), (-1, hi - lo, "right")],
        ),
        "the second weight with the wrong sign": lambda lo, hi: (
            lo,
            [(1, lo, "right"), (1, hi, "right")],
        ),
        "the second hinge looks left": lambda lo, hi: (lo, [(1, lo, "right"), (-1, hi, "left")]),
        "starts from the ceiling": lambda lo, hi: (hi, _clip(lo, hi)[1]),
        "the constant halfway up": lambda lo, hi: ((lo + hi) / 2, _clip(lo, hi)[1]),
        "an end for the weight": [
            lambda lo, hi: (lo, [(hi, lo, "right"), (-hi, hi, "right")]),
            lambda lo, hi: (lo, [(lo, lo, "right"), (-hi, hi, "right")]),
            lambda lo, hi: (lo, [(hi - lo, lo, "right"), (lo - hi, hi, "right")]),
        ],
        "the first kink stays at 0": lambda lo, hi: (
            lo,
            [(1, 0, "right"), (-1, hi, "right")],
        ),
        "the weights exchanged": lambda lo, hi: (lo, [(-1, lo, "right"), (1, hi, "right")]),
        "the width as the constant": lambda lo, hi: (hi - lo, _clip(lo, hi)[1]),
        "the constant kept at 0 or above": lambda lo, hi: (max(lo, 0), _clip(lo, hi)[1]),
        "the climb squeezed to 1": lambda lo, hi: (
            lo,
            [(1 / (hi - lo), lo, "right"), (-1 / (hi - lo), hi, "right")],
        ),
        "the first kink at −low": lambda lo, hi: (lo, [(1, -lo, "right"), (-1, hi, "right")]),
        "the constant with the wrong sign": lambda lo, hi: (-lo, _clip(lo, hi)[1]),
    }
)
