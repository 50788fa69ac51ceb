"""A floor and a ceiling."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ._hinges import at, lifted_heights


def _clip(low, high):
    return low, [(1, low, "right"), (-1, high, "right")]


clip_hinges = Exercise(
    "graphs.clip_hinges",
    title="A floor and a ceiling",
    minutes=7,
    difficulty="medium",
    hints=(
        "The graph has three pieces: level at low, the line y = x, level at high. Write down the "
        "three slopes and the two changes.",
        "A sum of hinges that look right is 0 far left. The clip is at low there: that is what c "
        "is for.",
        "c = low; one hinge of weight +1 and one of weight −1. Their kinks are where the graph "
        "leaves the floor and where it meets the ceiling.",
    ),
    covers=("A05",),
    oracle=_clip,
    tidy=lifted_heights,
)


def _view(graph, low, high):
    inside = (low, 0.8 * low + 0.2 * high, 0.2 * low + 0.8 * high, high)
    return at(graph, low - 8, low - 2, low - 0.5, *inside, high + 0.5, high + 3, high + 8)


def _anywhere(rng):
    for low in (round(rng.uniform(-3.0, -1.0), 1), round(rng.uniform(1.0, 3.0), 1)):
        yield low, round(low + rng.uniform(1.5, 4.0), 1)
    yield -5, -2


TASK = "so that c plus the sum of the hinges is the clip."
clip_hinges.marks(
    Cases(
        "from 0 up to a ceiling",
        2,
        lambda rng: [(0.0, round(rng.uniform(1.5, 6.0), 1))],
        5,
        TASK,
        also=_anywhere,
        view=_view,
    ),
    Cases("from any floor", 3, _anywhere, 5, "low may be any number, below high.", view=_view),
)
clip_hinges.mistakes(
    (
        "no ceiling",
        lambda lo, hi: (lo, [(1, lo, "right")]),
        "After the first kink nothing changes the slope again: the graph climbs for ever.",
    ),
    (
        "the constant is missing",
        lambda lo, hi: (0, _clip(lo, hi)[1]),
        "The shape is right and lies too high or too low: far left every hinge is off and the sum "
        "is c. It should be low.",
    ),
    (
        "the ceiling's kink at the width",
        lambda lo, hi: (lo, [(1, lo, "right"), (-1, hi - lo, "right")]),
        "The second kink is put at high − low. Kinks are places on the x axis, and the graph "
        "meets the ceiling at x = high.",
    ),
    (
        "the second weight with the wrong sign",
        lambda lo, hi: (lo, [(1, lo, "right"), (1, hi, "right")]),
        "The second hinge makes the graph steeper. To make it level it has to take the slope 1 "
        "away.",
    ),
    (
        "the second hinge looks left",
        lambda lo, hi: (lo, [(1, lo, "right"), (-1, hi, "left")]),
        "The second hinge is on left of the ceiling's kink, where the line should be. It has to "
        "set in at high.",
    ),
    (
        "starts from the ceiling",
        lambda lo, hi: (hi, _clip(lo, hi)[1]),
        "With c = high and hinges that look right the graph starts at the ceiling, far left. It "
        "should start on the floor.",
    ),
)
