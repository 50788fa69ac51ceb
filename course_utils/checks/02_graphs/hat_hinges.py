"""A hat."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...networks.hinges import hinge_sum
from ._hinges import expect_graph, read_hinges
from ._tools import _ramp

LOOK = 5
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
