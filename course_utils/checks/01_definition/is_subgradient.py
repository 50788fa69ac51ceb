"""Every slope at the corner."""

from __future__ import annotations

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _subgradient(g, x):
    return 0 <= g <= 1 if x == 0 else g == (1 if x > 0 else 0)


is_subgradient = Exercise(
    "definition.is_subgradient",
    title="Every slope at the corner",
    minutes=4,
    difficulty="medium",
    hints=(
        "A subgradient of f at x is the slope of a line through the point (x, f(x)) that stays on "
        "or below the graph everywhere. Which lines through the corner do?",
        "Left of the corner such a line must not rise above 0, right of it not above x. The two "
        "one-sided slopes, 0 and 1, are the extreme cases, and they count.",
        "At x = 0: `0 <= g <= 1`. For x > 0 only g = 1 will do, for x < 0 only g = 0.",
    ),
    covers=("A02",),
    oracle=_subgradient,
    tidy=one_number,
)

_ALL = (0.5, 0.25, 0.0, 1.0, -0.5, 1.5, -1.0, 2.0)


def _between(rng):
    return [round(rng.uniform(0.05, 0.95), 2)]


def _steep(rng):
    steep = round(rng.uniform(1.1, 5.0), 2)
    return [steep, -steep]


def _others(slopes):
    """Give the slopes that are asked at the corner only to tell the mistakes apart."""
    away = [(1.0, 2.0), (0.0, 2.0)]  # and one who says the same of everything
    return lambda rng: [*((g, 0.0) for g in _ALL if g not in slopes), *away]


def _corner(name, points, slopes, drawn=lambda rng: ()):
    return Cases(
        name,
        points,
        lambda rng: [(g, 0.0) for g in (*slopes, *drawn(rng))],
        look=3,
        task="True when g is a subgradient of ReLU at x, and False when it is not.",
        also=_others(slopes),
        reason="Return True or False for every g.",
    )


is_subgradient.marks(
    _corner("at the corner, between the two slopes", 2, (0.5, 0.25, 0.01, 0.99), _between),
    _corner("at the corner, the two slopes themselves", 1, (0.0, 1.0)),
    _corner("at the corner, everything else", 1, (-0.5, 1.5, -1.0, 2.0, -0.01, 1.01), _steep),
    Cases(
        "away from the corner",
        2,
        lambda rng: [
            (g, y)
            for x in (round(rng.uniform(1.5, 3.0), 2), 0.01)
            for y in (x, -x)
            for g in (0.0, 0.5, 1.0, -1.0, 2.0)
        ],
        look=3,
        task="x may lie anywhere: left of the corner, right of it, or on it.",
        reason="Where the graph is straight, one slope fits: the derivative.",
    ),
)
is_subgradient.mistakes(
    (
        "none off the corner",
        lambda g, x: x == 0 and 0 <= g <= 1,
        "Off the corner this says False to every g. A straight piece has a subgradient too: its "
        "own slope.",
    ),
    (
        "only 0",
        lambda g, x: g == (1 if x > 0 else 0),
        "This lets only 0 through at the corner. 0 is what many frameworks return there; every "
        "slope between the two sides' slopes fits under the graph as well.",
    ),
    (
        "only 1",
        lambda g, x: g == (1 if x >= 0 else 0),
        "This lets only 1 through at the corner, the slope of the right side. The left side's "
        "slope and all between fit under the graph as well.",
    ),
    (
        "only the two one-sided slopes",
        lambda g, x: g in (0, 1) if x == 0 else _subgradient(g, x),
        "0 and 1 are subgradients at the corner. A line of slope ½ through it also stays on or "
        "below the graph: so do all between.",
    ),
    (
        "undefined at the corner",
        lambda g, x: False if x == 0 else _subgradient(g, x),
        "At the corner there is no derivative, and this says that there is no subgradient either. "
        "A subgradient asks for less: a line through the point that stays on or below the graph.",
    ),
    (
        "any number at the corner",
        lambda g, x: True if x == 0 else _subgradient(g, x),
        "This lets every slope through. Slope 2 rises above the graph on the right, slope −1 on "
        "the left.",
    ),
    (
        "−1 to 1",
        lambda g, x: -1 <= g <= 1 if x == 0 else _subgradient(g, x),
        "These are the subgradients of |x|. ReLU is flat on its left, so its slopes start at 0.",
    ),
    (
        "the ends left out",
        lambda g, x: 0 < g < 1 if x == 0 else _subgradient(g, x),
        "0 and 1 count as well: a line of slope 0 or 1 through the corner touches the graph along "
        "one side and is nowhere above it.",
    ),
    (
        "the corner's rule everywhere",
        lambda g, x: 0 <= g <= 1,
        "This does not look at x. Between 0 and 1 is the rule at the corner; elsewhere the graph "
        "is straight and only its own slope fits.",
    ),
)
