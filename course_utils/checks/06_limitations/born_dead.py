"""The chance to be born dead."""

from __future__ import annotations

from ...grading import Exercise, Match
from ._tools import _alive, _any_unit, _chance, _one_layer, _too_few, _too_many

LOOK = 3
FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")

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
    forbids=FINISHED,
    covers=("A19", "A22"),
)

FURTHER = [(2, 4), (3, 9), (4, 3)]


@born_dead.behaviour("narrow nets", points=2, look=LOOK)
def _narrow(ask):
    shapes = [(2, 10), (3, 20), (int(ask.rng.integers(4, 7)), int(ask.rng.integers(30, 60)))]
    ask.same_all([(_chance(*shape), *shape) for shape in shapes], also=FURTHER)


@born_dead.behaviour("one weight layer, or two", points=1, look=LOOK)
def _single(ask):
    shapes = [(2, 1), (5, 1), (5, 2)]
    ask.same_all([(_chance(*shape), *shape) for shape in shapes], also=FURTHER,
                 reason="One weight layer has no hidden layer, two have one.")  # fmt: skip


@born_dead.behaviour("wide nets, small chances", points=1, look=LOOK)
def _wide(ask):
    shapes = [(60, 11), (int(ask.rng.integers(70, 100)), 5)]
    ask.same_all([(_chance(*shape), *shape) for shape in shapes], also=FURTHER,
                 match=Match(rtol=1e-6, atol=0.0), reason="Small, and not 0.")  # fmt: skip


born_dead.misconception(
    "the output layer counted as hidden",
    "L weight layers have L − 1 hidden layers with a ReLU behind them. The last layer cannot die.",
)(_too_many)

born_dead.misconception(
    "one hidden layer too few",
    "One hidden layer is missing. L weight layers have L − 1 hidden layers between them.",
)(_too_few)

born_dead.misconception(
    "the chance to be alive",
    "This is the chance that every layer lets something through. Asked for is 1 minus that.",
)(_alive)

born_dead.misconception(
    "one unit that is off counts as death",
    "This is the chance that some unit somewhere is off. A net is cut only where **all** units of "
    "a layer are: 2^(−N) is the chance of one layer.",
)(_any_unit)


born_dead.mistakes(
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
)


born_dead.misconception(
    "one layer alone",
    "This is the chance of one hidden layer, whatever the depth. There are L − 1 of them.",
)(_one_layer)


born_dead.mistakes(
    (
        "digits lost in 1 − 2^(−N)",
        lambda width, depth: 1 - (1 - 2.0**-width) ** (depth - 1),
        "The formula is right. From N = 54 on, 1 − 2^(−N) rounds to 1 in float64, and the chance "
        "to 0. log1p and expm1 keep what is small.",
    ),
)
