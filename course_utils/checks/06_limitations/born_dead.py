"""The chance to be born dead."""

from __future__ import annotations

from ...grading import Cases, Exercise, Match
from ...grading.reading import one_number
from ._tools import _alive, _any_unit, _chance, _one_layer, _too_few, _too_many

born_dead = Exercise.of(__file__, forbids=("theory",), oracle=_chance, tidy=one_number)


def _further(rng):
    return (2, 4), (3, 9), (4, 3)


def _narrow(rng):
    """Return narrow nets, and three that are wider, where a shorter formula is only near."""
    drawn = tuple(map(int, rng.integers((4, 30), (7, 60))))
    return [(2, 10), (3, 20), (1, 3), drawn, (12, 3), (16, 60), (24, 2000)]


def _hidden_for_width(width, depth):
    """Return the chance that some unit is off in all layers: width and hidden layers exchanged."""
    return _chance(depth - 1, width + 1) if depth > 1 else 1.0


born_dead.marks(
    Cases("narrow nets", 2, _narrow, also=_further, match=Match(rtol=1e-6, atol=0.0)),
    Cases("one weight layer, or two", 1, lambda rng: [(2, 1), (5, 1), (5, 2)], also=_further),
    Cases(
        "wide nets, small chances",
        1,
        lambda rng: [(60, 11), (int(rng.integers(70, 100)), 5)],
        also=_further,
        match=Match(rtol=1e-6, atol=0.0),
    ),
)

born_dead.mistakes(
    {
        "the output layer counted as hidden": _too_many,
        "one hidden layer too few": _too_few,
        "the chance to be alive": _alive,
        "one unit that is off counts as death": _any_unit,
        "every layer has to die": lambda width, depth: 2.0 ** (-width * (depth - 1)),
        "chances of layers added up": [
            lambda width, depth: (depth - 1) * 2.0**-width,
            lambda width, depth: min(1.0, (depth - 1) * 2.0**-width),
        ],
        "one layer alone": _one_layer,
        "digits lost in 1 − 2^(−N)": lambda width, depth: 1 - (1 - 2.0**-width) ** (depth - 1),
        "width and depth exchanged": lambda width, depth: _chance(depth, width),
        "width and hidden layers exchanged": _hidden_for_width,
    }
)
