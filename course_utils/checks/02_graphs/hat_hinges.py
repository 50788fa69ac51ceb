"""A hat."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ._hinges import at, heights


def _three(left, right, *weights):
    places = (left, (left + right) / 2, right)
    return [(w, k, "right") for w, k in zip(weights, places, strict=True)]


def _hat(left, right, height):
    s = height / ((right - left) / 2)
    return _three(left, right, s, -2 * s, s)


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
    oracle=_hat,
    tidy=heights,
)


def _hats(rng):
    for left in (-1.0, 1.0):
        width, height = round(rng.uniform(2.6, 3.4), 1), round(rng.uniform(2.1, 2.9), 1)
        yield left, round(left + width, 1), height
    yield -2, 3, -1


def _shares(*shares):
    """View a hat at parts of its width, 0 left and 1 right."""
    return lambda graph, left, right, _: at(graph, *(left + s * (right - left) for s in shares))


hat_hinges.marks(
    Cases(
        "flat, then up",
        1,
        _hats,
        task="up along a straight line to height in the middle between them",
        view=_shares(-2, -1, -0.3, 0, 0.1, 0.25, 0.4),
    ),
    Cases(
        "the top, then down",
        2,
        _hats,
        task="down along a straight line.",
        view=_shares(0.5, 0.6, 0.75, 0.9),
    ),
    Cases(
        "flat again",
        2,
        _hats,
        task="0 left of left and right of right",
        view=lambda graph, *hat: (
            {"is there a hat at all?": bool(graph.any())}
            | _shares(1, 1.1, 1.5, 2.0, 3)(graph, *hat)
        ),
    ),
    look=5,
)


def _weights(*shares):
    """Return the answer with these multiples of the right slope as weights."""
    return lambda left, right, height: _three(
        left, right, *(s * height / ((right - left) / 2) for s in shares)
    )


hat_hinges.mistakes(
    (
        "hat from two",
        _weights(1, -2, 0),
        "Up at the left, and at the top turned down: that takes two hinges, and then the graph "
        "falls for ever. To be flat again it needs a third change of slope.",
    ),
    (
        "slopes, not changes of slope",
        _weights(1, -1, 0),
        "The weight −s in the middle takes the slope from s to 0: the graph stays up there. From "
        "s to −s is a change of −2s.",
    ),
    (
        "two ramps facing each other",
        lambda left, right, h: [
            (2 * h / (right - left), *side) for side in ((left, "right"), (right, "left"))
        ],
        "A ramp to the right and a ramp to the left are both above 0 far out. The hat is 0 there.",
    ),
    (
        "the height as the slope",
        lambda left, right, h: _three(left, right, h, -2 * h, h),
        "The middle change has the right form, but a weight is a slope: the height divided by how "
        "far the way up is.",
    ),
    (
        "the whole width for the way up",
        _weights(0.5, -1, 0.5),
        "The top is half as high as asked. The graph has half the width to climb in, not all of "
        "it.",
    ),
    (
        "the last change doubled",
        _weights(1, -2, 2),
        "The last kink turns the slope from −s to s: the graph climbs again. To be flat it has to "
        "change by +s only.",
    ),
    (
        "the middle taken for half the width",
        lambda left, right, h: [
            (s * 2 * h / (right - left), k, "right")
            for s, k in ((1, left), (-2, (right - left) / 2), (1, right))
        ],
        "(right − left)/2 is half the width, a length. The middle between the two ends is (left + "
        "right)/2.",
    ),
)
