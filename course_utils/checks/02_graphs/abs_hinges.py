"""A corner that points down."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...networks.hinges import hinge_sum
from ._hinges import expect_graph, read_hinges
from ._tools import _ramp

LOOK = 5
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
