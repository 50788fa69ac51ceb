"""He's standard deviation, with a slope."""

from __future__ import annotations

import math

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _he(fan_in, fan_out, slope):
    return math.sqrt(2 / ((1 + slope**2) * fan_in))


he_std = Exercise(
    "role_in_networks.he_std",
    title="He's standard deviation, with a slope",
    minutes=6,
    difficulty="medium",
    hints=(
        "A unit adds up fan_in products. Its mean square is fan_in · Var w · E[y²]. Which Var w "
        "brings it back to what came in?",
        "With slope a on the left, half of the squares stay and the other half are multiplied by "
        "a²: E[y²] = ½ (1 + a²) σ².",
        "Var w = 2 / ((1 + a²) · fan_in). The standard deviation is its root.",
    ),
    forbids=("theory", "networks", "initialisers"),
    covers=("A22",),
    oracle=_he,
    tidy=one_number,
)


def _widths(rng):
    return int(rng.integers(20, 90))


TASK = "on the way forward, the mean square of its sums equals that of the layer before."
he_std.marks(
    Cases(
        "ReLU, as many outputs as inputs",
        1,
        lambda rng: [(n, n, 0.0) for n in (50, _widths(rng), 1)],
        task=TASK,
    ),
    Cases(
        "ReLU, other widths",
        2,
        lambda rng: [(200, 50, 0.0), *((n, 3 * n, 0.0) for n in (_widths(rng),))],
        task=TASK,
    ),
    Cases(
        "a slope on the left",
        2,
        lambda rng: [(200, 50, 0.5), (_widths(rng), 30, 0.25), (64, 32, 1.0), (50, 50, 0.01)],
        task="0 for ReLU, 0.01 for leaky ReLU, 1 for none.",
    ),
    look=5,
)


def _by_variance(fan_in, fan_out, slope):
    kept = (1 + slope**2) / 2 - (1 - slope) ** 2 / (2 * math.pi)
    return math.sqrt(1 / (kept * fan_in))


he_std.mistakes(
    (
        "the variance",
        lambda fan_in, fan_out, slope: _he(fan_in, fan_out, slope) ** 2,
        "This is the variance. A standard deviation is its square root.",
    ),
    (
        "fan_out for fan_in",
        lambda fan_in, fan_out, slope: _he(fan_out, fan_in, slope),
        "This counts the outputs. A unit adds up one product for each of its inputs: fan_in.",
    ),
    (
        "the mean of both fans",
        lambda fan_in, fan_out, slope: _he((fan_in + fan_out) / 2, 0, slope),
        "This takes the mean of fan_in and fan_out, as Xavier does. He's forward condition has "
        "fan_in alone.",
    ),
    (
        "the variance of ReLU, not its second moment",
        _by_variance,
        "This keeps the variance of the activations. The next layer adds up their squares, mean "
        "included: what has to be kept is the second moment, ½ (1 + a²) σ².",
    ),
    (
        "no factor 2",
        lambda fan_in, fan_out, slope: math.sqrt(1 / fan_in),
        "This is √(1/n), right without activation. ReLU loses half of the mean square, and the 2 "
        "makes up for it.",
    ),
    (
        "the slope is ignored",
        lambda fan_in, fan_out, slope: _he(fan_in, fan_out, 0.0),
        "This is right for slope 0 only. A unit with slope a keeps a² of the other half as well.",
    ),
    (
        "the bound for the standard deviation",
        lambda fan_in, fan_out, slope: 3**0.5 * _he(fan_in, fan_out, slope),
        "This is the bound of a uniform draw, √3 times the standard deviation. Asked for is the "
        "standard deviation itself.",
    ),
    (
        "n without its root",
        lambda fan_in, fan_out, slope: math.sqrt(2 / (1 + slope**2)) / fan_in,
        "The root was taken of one factor, and fan_in stands without it. Var w = 2 / ((1 + a²) · "
        "fan_in): the root goes over all of it.",
    ),
    (
        "the slope is not squared",
        lambda fan_in, fan_out, slope: math.sqrt(2 / ((1 + slope) * fan_in)),
        "1 + a stands where 1 + a² should: squares are what is averaged, so the slope counts "
        "squared.",
    ),
)
