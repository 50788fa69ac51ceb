"""A corner that points down."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ._hinges import at, heights


def _abs(k):
    return [(1, k, "right"), (1, k, "left")]


abs_hinges = Exercise.of(__file__, oracle=_abs, tidy=heights)


def _anywhere(rng):
    k = round(rng.uniform(1.0, 3.0), 1)
    return (k,), (-k,), (0,)


abs_hinges.marks(
    Cases(
        "right of the corner",
        1,
        lambda rng: [(0.0,)],
        view=lambda graph, k: at(graph, k, k + 1, k + 2.5, k + 9),
    ),
    Cases(
        "left of the corner",
        2,
        lambda rng: [(0.0,)],
        view=lambda graph, k: at(graph, k - 0.5, k - 2, k - 9),
    ),
    Cases("a corner anywhere", 1, _anywhere, view=lambda graph, k: at(graph, k - 2, k, k + 1.5)),
)
abs_hinges.mistakes(
    {
        "one side only": [lambda k, side=side: [(1, k, side)] for side in ("right", "left")],
        "both hinges open to the right": lambda k: [(2, k, "right")],
        "both hinges open to the left": lambda k: [(2, k, "left")],
        "hinges that cancel": lambda k: [(1, k, "right"), (-1, k, "right")],
        "a straight line": [
            lambda k: [(1, k, "right"), (-1, k, "left")],
            lambda k: [(-1, k, "right"), (1, k, "left")],
        ],
        "the corner at −k": lambda k: _abs(-k),
        "the corner at |k|": lambda k: _abs(abs(k)),
        "the corner stays at 0": lambda k: _abs(0),
        "the left hinge's kink at −k": lambda k: [(1, k, "right"), (1, -k, "left")],
        "steeper on one side": [
            lambda k: [(2, k, "right"), (1, k, "left")],
            lambda k: [(1, k, "right"), (2, k, "left")],
            lambda k: [(2, k, "right"), (2, k, "left")],
        ],
        "half the weight on each side": lambda k: [(0.5, k, "right"), (0.5, k, "left")],
    }
)
