"""The chance to be born dead."""

from __future__ import annotations

from ...grading import Cases, Exercise, Match
from ...grading.reading import one_number
from ._tools import _alive, _any_unit, _chance, _one_layer, _too_few, _too_many

born_dead = Exercise(
    "limitations.born_dead",
    title="The chance to be born dead",
    minutes=8,
    difficulty="medium",
    hints=(
        "One unit is off with chance ½, whatever comes in. When is a whole layer off? And when "
        "does the net survive?",
        "A layer of N units is off with chance 2^(−N). The net is alive if each of its L − 1 "
        "hidden layers is: (1 − 2^(−N))^(L − 1). Take that from 1.",
        "For wide nets 1 − 2^(−N) rounds to 1 and the chance to 0. "
        "`-math.expm1((depth - 1) * math.log1p(-(2.0 ** -width)))` keeps the digits.",
    ),
    forbids=("theory",),
    covers=("A19", "A22"),
    oracle=_chance,
    tidy=one_number,
)


def _further(rng):
    return (2, 4), (3, 9), (4, 3)


born_dead.marks(
    Cases(
        "narrow nets",
        2,
        lambda rng: [(2, 10), (3, 20), (1, 3), tuple(map(int, rng.integers((4, 30), (7, 60))))],
        3,
        "the chance of that, exactly",
        also=_further,
    ),
    Cases(
        "one weight layer, or two",
        1,
        lambda rng: [(2, 1), (5, 1), (5, 2)],
        3,
        "`depth` weight layers, so `depth` − 1 hidden ones",
        also=_further,
        reason="One weight layer has no hidden layer, two have one.",
    ),
    Cases(
        "wide nets, small chances",
        1,
        lambda rng: [(60, 11), (int(rng.integers(70, 100)), 5)],
        3,
        "for width 60 the chance is small, and not 0",
        also=_further,
        match=Match(rtol=1e-6, atol=0.0),
        reason="Small, and not 0.",
    ),
)

born_dead.mistakes(
    (
        "the output layer counted as hidden",
        _too_many,
        "L weight layers have L − 1 hidden layers with a ReLU behind them. The last layer cannot "
        "die.",
    ),
    (
        "one hidden layer too few",
        _too_few,
        "One hidden layer is missing. L weight layers have L − 1 hidden layers between them.",
    ),
    (
        "the chance to be alive",
        _alive,
        "This is the chance that every layer lets something through. Asked for is 1 minus that.",
    ),
    (
        "one unit that is off counts as death",
        _any_unit,
        "This is the chance that some unit somewhere is off. A net is cut only where **all** units "
        "of a layer are: 2^(−N) is the chance of one layer.",
    ),
    (
        "every layer has to die",
        lambda width, depth: 2.0 ** (-width * (depth - 1)),
        "This is the chance that all hidden layers are off. One is enough: nothing gets past it.",
    ),
    (
        "chances of layers added up",
        lambda width, depth: (depth - 1) * 2.0**-width,
        "The chances of the layers are added. That goes beyond 1 for a narrow deep net; multiply "
        "the chances to survive instead.",
    ),
    (
        "one layer alone",
        _one_layer,
        "This is the chance of one hidden layer, whatever the depth. There are L − 1 of them.",
    ),
    (
        "digits lost in 1 − 2^(−N)",
        lambda width, depth: 1 - (1 - 2.0**-width) ** (depth - 1),
        "The formula is right. From N = 54 on, 1 − 2^(−N) rounds to 1 in float64, and the chance "
        "to 0. log1p and expm1 keep what is small.",
    ),
    (
        "width and depth exchanged",
        lambda width, depth: _chance(depth, width),
        "Width and depth are exchanged: N units a layer give 2^(−N), and L − 1 layers the power.",
    ),
)
