"""A corner that points down."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ._hinges import at, heights


def _abs(k):
    return [(1, k, "right"), (1, k, "left")]


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
    oracle=_abs,
    tidy=heights,
)

GRAPH = "a graph with its corner at k, climbing with slope 1 to both sides."


def _anywhere(rng):
    k = round(rng.uniform(1.0, 3.0), 1)
    return (k,), (-k,), (0,)


abs_hinges.marks(
    Cases(
        "right of the corner",
        1,
        lambda rng: [(0.0,)],
        task=GRAPH,
        view=lambda graph, k: at(graph, k, k + 1, k + 2.5, k + 9),
    ),
    Cases(
        "left of the corner",
        2,
        lambda rng: [(0.0,)],
        task=GRAPH,
        view=lambda graph, k: at(graph, k - 0.5, k - 2, k - 9),
    ),
    Cases(
        "a corner anywhere",
        1,
        _anywhere,
        task="a list of hinges whose sum is |x − k|",
        view=lambda graph, k: at(graph, k - 2, k, k + 1.5),
    ),
    look=5,
)
abs_hinges.mistakes(
    (
        "one side only",
        lambda k: [(1, k, "right")],
        "One hinge is flat on its other side. |x − k| climbs on both.",
    ),
    (
        "both hinges look right",
        lambda k: [(2, k, "right")],
        "Both hinges are on at the same side, so they add up there to slope 2 and leave the other "
        "side flat.",
    ),
    (
        "hinges that cancel",
        lambda k: [(1, k, "right"), (-1, k, "right")],
        "A weight of −1 turns a hinge upside down, not round: these two cancel. What is on at the "
        'left has the side "left".',
    ),
    (
        "a straight line",
        lambda k: [(1, k, "right"), (-1, k, "left")],
        "The left hinge has weight −1: it continues the right one downwards, and the sum is the "
        "straight line x − k.",
    ),
    (
        "the corner at −k",
        lambda k: _abs(-k),
        "This corner lies at −k. The kink in a hinge list is the place itself: the hinge is "
        "relu(x − kink).",
    ),
    (
        "the corner stays at 0",
        lambda k: _abs(0),
        "This is |x| for every k. The kinks have to move with k.",
    ),
)
