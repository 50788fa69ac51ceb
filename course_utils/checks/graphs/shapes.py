"""Section 5: |x|, a hat and a clip from hinges."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from .answers import as_list, is_number
from .hinges import WANTED, expect_graph, hinge_sum, read_hinges

LOOK = 'section 5 of the lesson, "Shapes from hinges"'


def _ramp(x, kink):
    return np.maximum(x - kink, 0)


abs_hinges = Exercise(
    "graphs.abs_hinges",
    title="A corner that points down",
    minutes=4,
    difficulty="easy",
    hints=(
        "Right of k the graph climbs with slope 1; left of k it falls with slope −1. Which hinge "
        "is on only at the right of k, and which only at the left?",
        "Lesson 1 had relu(x) + relu(−x) = |x|. Move both kinks to k.",
        'Two hinges of weight 1 with the same kink: `(1, k, "right")`, and one to the left.',
    ),
    covers=("A05",),
)

_ABS_WRONG = (
    ("one side only", "One hinge is flat on its other side. |x − k| climbs on both.",
     lambda x, k: _ramp(x, k)),
    ("both hinges look right", "Both hinges are on at the same side, so they add up there to "
     "slope 2 and leave the other side flat.",
     lambda x, k: 2 * _ramp(x, k)),
    ("hinges that cancel", "A weight of −1 turns a hinge upside down, not round: these two "
     "cancel. What is on at the left has the side \"left\".",
     lambda x, k: 0 * x),
    ("a straight line", "The left hinge has weight −1: it continues the right one downwards, and "
     "the sum is the straight line x − k.",
     lambda x, k: x - k),
    ("the corner at −k", "This corner lies at −k. The kink in a hinge list is the place itself: "
     "the hinge is relu(x − kink).",
     lambda x, k: np.abs(x + k)),
    ("the corner stays at 0", "This is |x| for every k. The kinks have to move with k.",
     lambda x, k: np.abs(x)),
)  # fmt: skip


def _abs(ask, k, offsets):
    hinges = read_hinges(ask, ask.call(k))
    wrong = [(n, says, lambda x, f=f: f(x, k)) for n, says, f in _ABS_WRONG]
    expect_graph(
        ask, lambda x: hinge_sum(x, hinges), lambda x: np.abs(x - k), [k + d for d in offsets],
        everywhere=np.linspace(-7, 7, 29), wrong=wrong,
    )  # fmt: skip


@abs_hinges.behaviour("right of the corner", points=1, look=LOOK)
def _abs_right(ask):
    _abs(ask, 0.0, [0.0, 1.0, 2.5])


@abs_hinges.behaviour("left of the corner", points=2, look=LOOK)
def _abs_left(ask):
    _abs(ask, 0.0, [-0.5, -2.0])


@abs_hinges.behaviour("a corner anywhere", points=1, look=LOOK)
def _abs_anywhere(ask):
    k = round(float(ask.rng.uniform(1.0, 3.0)), 1)
    _abs(ask, k, [-2.0, 0.0, 1.5])
    _abs(ask, -k, [-2.0, 0.0, 1.5])


hat_hinges = Exercise(
    "graphs.hat_hinges",
    title="A hat",
    minutes=8,
    difficulty="medium",
    hints=(
        "Walk along the hat from left to right and write down the slope of each of its four "
        "pieces. Where does the slope change, and by how much?",
        "The slopes are 0, s, −s, 0 with s = height / half the width. A hinge at a kink adds its "
        "weight to the slope from there on. So the weights are the changes.",
        "Changes of slope: +s at left, −2s in the middle, and one more at right that brings the "
        "slope back to 0. All three open to the right.",
    ),
    covers=("A05",),
)


def _steep(left, right, height):
    return height / ((right - left) / 2)


def _hat(x, left, right, height):
    middle = (left + right) / 2
    return np.interp(x, [left, middle, right], [0.0, height, 0.0])


def _three(x, left, right, *weights):
    places = (left, (left + right) / 2, right)
    return sum(w * _ramp(x, k) for w, k in zip(weights, places, strict=True))


_HAT_WRONG = (
    ("hat from two", "Up at the left, and at the top turned down: that takes two hinges, and then "
     "the graph falls for ever. To be flat again it needs a third change of slope.",
     lambda x, le, r, h: _three(x, le, r, _steep(le, r, h), -2 * _steep(le, r, h), 0)),
    ("slopes, not changes of slope", "The weight −s in the middle takes the slope from s to 0: "
     "the graph stays up there. From s to −s is a change of −2s.",
     lambda x, le, r, h: _three(x, le, r, _steep(le, r, h), -_steep(le, r, h), 0)),
    ("two ramps facing each other", "A ramp to the right and a ramp to the left are both above 0 "
     "far out. The hat is 0 there.",
     lambda x, le, r, h: _steep(le, r, h) * (_ramp(x, le) + _ramp(-x, -r))),
    ("the height as the slope", "The middle change has the right form, but a weight is a slope: "
     "the height divided by how far the way up is.",
     lambda x, le, r, h: _three(x, le, r, h, -2 * h, h)),
    ("the whole width for the way up", "The top is half as high as asked. The graph has half the "
     "width to climb in, not all of it.",
     lambda x, le, r, h: _hat(x, le, r, h) / 2),
    ("the last change doubled", "The last kink turns the slope from −s to s: the graph climbs "
     "again. To be flat it has to change by +s only.",
     lambda x, le, r, h: _three(x, le, r, 1, -2, 2) * _steep(le, r, h)),
)  # fmt: skip


def _hats(ask, shares):
    """Ask for two hats; `shares` are places as parts of the width, 0 left and 1 right."""
    for left in (-1.0, 1.0):
        width = round(float(ask.rng.uniform(2.6, 3.4)), 1)
        height = round(float(ask.rng.uniform(2.1, 2.9)), 1)
        args = (left, round(left + width, 1), height)
        hinges = read_hinges(ask, ask.call(*args))
        wrong = [(n, says, lambda x, f=f, args=args: f(x, *args)) for n, says, f in _HAT_WRONG]
        expect_graph(
            ask, lambda x, hinges=hinges: hinge_sum(x, hinges),
            lambda x, args=args: _hat(x, *args), [left + s * width for s in shares],
            everywhere=np.linspace(-6, 9, 61), wrong=wrong,
        )  # fmt: skip


@hat_hinges.behaviour("flat, then up", points=1, look=LOOK)
def _hat_up(ask):
    _hats(ask, [-1.0, -0.3, 0.1, 0.25, 0.4])


@hat_hinges.behaviour("the top, then down", points=2, look=LOOK)
def _hat_down(ask):
    _hats(ask, [0.5, 0.6, 0.75, 0.9])


@hat_hinges.behaviour("flat again", points=2, look=LOOK)
def _hat_flat(ask):
    _hats(ask, [1.1, 1.5, 2.0])


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
