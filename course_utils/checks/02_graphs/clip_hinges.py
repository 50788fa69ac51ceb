"""A floor and a ceiling."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.tables import as_list, is_number
from ...networks.hinges import hinge_sum
from ._hinges import WANTED, expect_graph, read_hinges
from ._tools import _ramp

LOOK = 5
clip_hinges = Exercise(
    "graphs.clip_hinges",
    title="A floor and a ceiling",
    minutes=7,
    difficulty="medium",
    hints=(
        "The graph has three pieces: level at low, the line y = x, level at high. Write down the "
        "three slopes and the two changes.",
        "A sum of hinges that open right is 0 far left. The clip is at low there: that is what c "
        "is for.",
        "c = low; one hinge of weight +1 and one of weight −1. Their kinks are where the graph "
        "leaves the floor and where it meets the ceiling.",
    ),
    covers=("A05",),
)

_CLIP_WRONG = (
    ("no ceiling", "After the first kink nothing changes the slope again: the graph climbs for "
     "ever.",
     lambda x, lo, hi: lo + _ramp(x, lo)),
    ("the constant is missing", "The shape is right and lies too high or too low: far left every "
     "hinge is off and the sum is c. It should be low.",
     lambda x, lo, hi: np.clip(x, lo, hi) - lo),
    ("the ceiling's kink at the width", "The second kink is put at high − low. Kinks are places "
     "on the x axis, and the graph meets the ceiling at x = high.",
     lambda x, lo, hi: lo + _ramp(x, lo) - _ramp(x, hi - lo)),
    ("the second weight with the wrong sign", "The second hinge makes the graph steeper. To make "
     "it level it has to take the slope 1 away.",
     lambda x, lo, hi: lo + _ramp(x, lo) + _ramp(x, hi)),
    ("the second hinge looks left", "The second hinge is on left of the ceiling's kink, where the "
     "line should be. It has to set in at high.",
     lambda x, lo, hi: lo + _ramp(x, lo) - _ramp(-x, -hi)),
    ("starts from the ceiling", "With c = high and hinges that open right the graph starts at the "
     "ceiling, far left. It should start on the floor.",
     lambda x, lo, hi: hi - lo + np.clip(x, lo, hi)),
)  # fmt: skip


def _clip(ask, low, high):
    got = as_list(ask.call(low, high))
    if not isinstance(got, list) or len(got) != 2 or not is_number(got[0]):
        ask.fail("Return two things: the constant c, then the list of hinges.", got=got,
                 expected=f"(c, hinges), where hinges is {WANTED}")  # fmt: skip
    c, hinges = float(got[0]), read_hinges(ask, got[1])
    wrong = [(n, says, lambda x, f=f: f(x, low, high)) for n, says, f in _CLIP_WRONG]
    width = high - low
    expect_graph(
        ask, lambda x: hinge_sum(x, hinges, c), lambda x: np.clip(x, low, high),
        [low - 2.0, low - 0.5, low + 0.2 * width, low + 0.8 * width, high + 0.5, high + 3.0],
        everywhere=np.linspace(low - 4, high + 4, 61), wrong=wrong,
    )  # fmt: skip


@clip_hinges.behaviour("from 0 up to a ceiling", points=2, look=LOOK)
def _clip_zero(ask):
    _clip(ask, 0.0, round(float(ask.rng.uniform(1.5, 6.0)), 1))


@clip_hinges.behaviour("from any floor", points=3, look=LOOK)
def _clip_any(ask):
    low = round(float(ask.rng.uniform(-3.0, -1.0)), 1)
    _clip(ask, low, round(low + float(ask.rng.uniform(1.5, 4.0)), 1))
    _clip(ask, -low, round(-low + float(ask.rng.uniform(1.5, 4.0)), 1))
