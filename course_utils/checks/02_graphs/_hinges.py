"""Hinge lists: how a learner's is read, and where its graph is marked."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...grading import Unreadable
from ...grading.reading import plain, real_number
from ...networks.hinges import Hinge, hinge_sum

WANTED = 'a list of hinges (weight, kink, "right" or "left")'
# Kinks are drawn with one decimal, so that all corners and midpoints lie on this grid.
GRID = np.arange(-300, 301) / 20


def read_hinges(got: object) -> list[Hinge]:
    """Return a list of hinges with its numbers as floats, or say what is wrong with it."""
    got = list(got) if isinstance(got, tuple) else plain(got)
    if not isinstance(got, list):
        raise Unreadable("The hinges should come as a list.", WANTED)
    if len(got) == 3 and isinstance(got[2], str):
        got = [got]  # one hinge without the list around it
    if got and all(real_number(entry) is not None for entry in got):
        text = "These are numbers, heights perhaps. The hinges themselves are asked for."
        raise Unreadable(text, WANTED)
    hinges = [_hinge(place, hinge) for place, hinge in enumerate(got)]
    if not hinges:
        raise Unreadable("There is no hinge in the list.", WANTED)
    if not any(weight for weight, _, _ in hinges):
        text = "Every hinge has the weight 0, so the sum is 0 everywhere. The weight comes first."
        raise Unreadable(text, WANTED)
    return hinges


def _hinge(place: int, hinge: object) -> Hinge:
    if hinge is Ellipsis:
        raise Unreadable(f"Hinge {place} is still `...`.", WANTED)
    parts = plain(hinge)
    if not isinstance(parts, list) or len(parts) != 3:
        raise Unreadable(f"Hinge {place} should have three parts: weight, kink, side.", WANTED)
    weight, kink = map(real_number, parts[:2])
    side = parts[2].strip().lower() if isinstance(parts[2], str) else ""
    if weight is None or kink is None or side not in ("left", "right"):
        text = f'Hinge {place}: two numbers and the word "left" or "right" are asked for.'
        raise Unreadable(text, WANTED)
    return weight, kink, side


def heights(got: object) -> np.ndarray:
    """Return the graph of a learner's hinges on the grid."""
    return hinge_sum(GRID, read_hinges(got))


def lifted_heights(got: Any) -> np.ndarray:
    """Return the graph of a learner's constant and hinges on the grid."""
    got = got.tolist() if isinstance(got, np.ndarray) else got
    got = list(got) if isinstance(got, tuple) else got
    numbers = [real_number(part) is not None for part in got] if isinstance(got, list) else []
    if numbers == [False, True]:
        text = "The two things have changed places: the constant c comes first, then the hinges."
        raise Unreadable(text, f"(c, hinges), where hinges is {WANTED}")
    c = real_number(got[0]) if isinstance(got, list) and len(got) == 2 else None
    if c is None:
        text = "Return two things: the constant c, then the list of hinges."
        raise Unreadable(text, f"(c, hinges), where hinges is {WANTED}")
    return hinge_sum(GRID, read_hinges(got[1]), c)


def at(graph: np.ndarray, *places: float) -> dict[str, float]:
    """Return the heights of a graph at some places of the grid, by their names."""
    near = [int(np.argmin(abs(GRID - place))) for place in places]
    # Weights that cancel leave a rest of rounding, not 0.
    return {f"x = {GRID[i]:g}": round(float(graph[i]), 12) + 0.0 for i in near}
