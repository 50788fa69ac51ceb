"""A hat."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ._hinges import at, heights


def _three(left, right, *weights):
    places = (left, (left + right) / 2, right)
    return [(w, k, "right") for w, k in zip(weights, places, strict=True)]


def _hat(left, right, height):
    s = height / ((right - left) / 2)
    return _three(left, right, s, -2 * s, s)


hat_hinges = Exercise.of(__file__, oracle=_hat, tidy=heights)


def _hats(rng):
    for left in (-1.0, 1.0):
        width, height = round(rng.uniform(2.6, 3.4), 1), round(rng.uniform(2.1, 2.9), 1)
        yield left, round(left + width, 1), height
    yield -2, 3, -1


def _shares(*shares):
    """View a hat at parts of its width, 0 left and 1 right."""
    return lambda graph, left, right, _: at(graph, *(left + s * (right - left) for s in shares))


hat_hinges.marks(
    Cases("flat, then up", 1, _hats, view=_shares(-2, -1, -0.3, 0, 0.1, 0.25, 0.4)),
    Cases("the top, then down", 2, _hats, view=_shares(0.5, 0.6, 0.75, 0.9)),
    Cases(
        "flat again",
        2,
        _hats,
        view=lambda graph, *hat: (
            {"is there a hat at all?": bool(graph.any())}
            | _shares(1, 1.1, 1.5, 2.0, 3)(graph, *hat)
        ),
    ),
)


def _weights(*shares):
    """Return the answer with these multiples of the right slope as weights."""
    return lambda left, right, height: _three(
        left, right, *(s * height / ((right - left) / 2) for s in shares)
    )


def _cut_middle(whole, up=True):
    """Return the answer with this middle; its slope is that of the way `up`, or the right one."""

    def answer(left, right, height):
        middle = whole((left + right) / 2)
        s = height / (middle - left if up else (right - left) / 2)
        return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]

    return answer


hat_hinges.mistakes(
    {
        "hat from two": _weights(1, -2, 0),
        "slopes, not changes of slope": _weights(1, -1, 0),
        "two ramps facing each other": lambda left, right, h: [
            (2 * h / (right - left), *side) for side in ((left, "right"), (right, "left"))
        ],
        "the height as the slope": lambda left, right, h: _three(left, right, h, -2 * h, h),
        "the whole width for the way up": _weights(0.5, -1, 0.5),
        "the last change doubled": _weights(1, -2, 2),
        "the middle taken for half the width": lambda left, right, h: [
            (s * 2 * h / (right - left), k, "right")
            for s, k in ((1, left), (-2, (right - left) / 2), (1, right))
        ],
        "a negative height turned up": lambda left, right, h: _hat(left, right, abs(h)),
        "level behind the middle": _weights(1, -1, -1),
        "the middle cut to a whole number": [
            _cut_middle(f, up) for f in (math.floor, int, round) for up in (True, False)
        ],
        "the middle change not doubled": _weights(1, -1, 1),
        "the hat upside down": _weights(-1, 2, -1),
        "no turn in the middle": _weights(1, 0, -1),
        "the last change the wrong way": _weights(1, -2, -1),
        "twice as steep": _weights(2, -4, 2),
        "slope 1 for every height": lambda left, right, height: _three(left, right, 1, -2, 1),
        "a place taken for a length": lambda left, right, height: _three(
            left, right, *(s * height / ((left + right) / 2) for s in (1, -2, 1))
        ),
    }
)
