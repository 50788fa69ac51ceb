"""The slope that PReLU learns."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ...grading.reading import real_number
from ..inputs import mixed

START = 0.25


def _best(x, y):
    left = x < 0
    return np.sum(x[left] * y[left]) / np.sum(x[left] ** 2) if left.any() else START


def _every(x, y):
    return np.sum(x * y) / np.sum(x**2)


def _right_side(x, y):
    return np.sum((x * y)[x > 0]) / np.sum((x**2)[x > 0])


def _ratios(x, y):
    left = x < 0
    return np.mean(y[left] / x[left]) if left.any() else START


def _means(x, y):
    left = x < 0
    return np.mean(y[left]) / np.mean(x[left]) if left.any() else START


def _line(x, y):
    left = x < 0
    return np.polyfit(x[left], y[left], 1)[0] if left.any() else START


def _by_target(x, y):
    low = y < 0
    return np.sum((x * y)[low]) / np.sum((x**2)[low]) if low.any() else START


def _number(got):
    number = real_number(got)
    return got if number is None else number


learned_slope = Exercise.of(
    __file__,
    seconds=10.0,  # a training loop in torch has to load it
    oracle=_best,
    tidy=_number,
    match=Match(rtol=2e-3, atol=2e-3),  # a training loop that has arrived is right
)


def _absolute(rng):
    x = mixed(rng, 15)
    x = np.round(6 * x / abs(x).max(), 2)  # as far out as the task allows
    return x, abs(x)


def _below(rng):
    return _target(rng, np.round(rng.uniform(-0.6, -0.4), 2))


def _above(rng):
    return _target(rng, np.round(rng.uniform(1.8, 2.2), 2))


def _nothing(rng):
    x = np.append(abs(mixed(rng, 6)), 0.0)
    return [(x, np.round(0.5 * x + 0.1, 2)), (x[:1], -x[:1])]


def _target(rng, slope):
    """Draw x, and targets near `slope` times x on the left, and not x on the right.

    Drawn again until every other way to fit a line gives another slope.
    """
    while True:
        x = mixed(rng, 15)
        x = np.concatenate([x, abs(x[:5])])  # more on the right than on the left
        wobble = 0.3 * rng.choice([-1, 1], size=x.size) * rng.uniform(0.5, 1)
        y = np.round(np.where(x < 0, slope * x, 1.5 * x - 0.3) + wobble, 2)
        best, others = _best(x, y), (_every, _right_side, _ratios, _means, _line)
        far = min(abs(other(x, y) - best) for other in others) > 0.03
        if far and abs(_by_target(x, y) - best) > 0.005:  # twice what is let pass, and more
            return x, y


def _one_of(name, draw, *others):
    """Mark one kind of target; the others are asked, so that a mistake is known by all."""
    return Cases(
        name, 1, lambda rng: [draw(rng)], also=lambda rng: [other(rng) for other in others]
    )


learned_slope.marks(
    _one_of("the absolute value", _absolute, _below, _above),
    _one_of("a target that falls on the left", _below, _absolute, _above),
    _one_of("a target that rises on the left", _above, _absolute, _below),
    Cases("no negative x", 1, _nothing, also=lambda rng: [_absolute(rng), _below(rng)]),
)


learned_slope.mistakes(
    {
        "a kept above 0": lambda x, y: max(0.0, _best(x, y)),
        "the sign of a dropped": lambda x, y: abs(_best(x, y)),
        "every x": _every,
        "the other side": _right_side,
        "y below 0 for x below 0": _by_target,
        "the mean of the ratios": _ratios,
        "the ratio of the means": _means,
        "a line with an intercept": _line,
        "the sign of a turned": lambda x, y: -_best(x, y) if (x < 0).any() else START,
        "divided by all squares": lambda x, y: (
            np.sum((x * y)[x < 0]) / np.sum(x**2) if (x < 0).any() else START
        ),
        "not divided by the squares": lambda x, y: (
            np.sum((x * y)[x < 0]) if (x < 0).any() else START
        ),
        "always −1": lambda x, y: -1.0,
        "a never moved": lambda x, y: START,
    }
)


def _nan(got, x, y):
    return bool(np.isnan(got)) and not (x < 0).any()


def _far(got, x, y):
    return not abs(got) < 50


def _short(got, x, y):
    best = _best(x, y)
    return got != 0 and min(START, best) < got < max(START, best)


learned_slope.symptoms({"zero over zero": _nan}, constant=True)
learned_slope.symptoms({"ran away": _far, "stopped on the way": _short})
