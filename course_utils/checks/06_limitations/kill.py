"""Kill one unit, by a margin."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ...grading.reading import array_like

kill = Exercise(
    "limitations.kill",
    title="Kill one unit, by a margin",
    minutes=6,
    difficulty="medium",
    hints=(
        "A unit is dead when its **largest** sum over the rows is at or below 0. How large is it "
        "now, with the bias that is there?",
        "z = x @ W + b; the largest sum of the unit is `z[:, unit].max()`. A bias moves all its "
        "sums by the same amount. By how much has it to move?",
        "`new = b.copy()`, then `new[unit] -= z[:, unit].max() + margin`, then `return new`.",
    ),
    covers=("A19",),
    oracle=lambda *layer: _killed(*layer, np.max),
    tidy=array_like,
)


def _killed(W, b, x, unit, margin, now):
    """Lower the unit's bias until what `now` makes of its sums is minus the margin."""
    new = np.array(b, dtype=float)
    new[unit] -= now((x @ W + b)[:, unit]) + margin
    return new


def _layers(rng):
    """Return layers whose unit is on for two rows, on for six, and off for all eight."""
    for on, margin in ((2, 0.5), (6, 0.25), (0, 1.0)):
        W = rng.normal(size=(3, 4)).round(2)
        x = rng.normal(size=(8, 3)).round(2)
        b = rng.choice([-1, 1], 4) * rng.uniform(0.3, 0.9, 4).round(2)
        unit = int(rng.integers(4))
        z = np.sort(x @ W[:, unit])[::-1]
        b[unit] = round(float(-(z[on - 1] + z[on]) / 2 if on else -9 - z[0]), 2)
        yield W, b, x, unit, margin


def _usual(rng):
    return list(_layers(rng))[:2]


kill.marks(
    Cases(
        "dead on every row, by the margin",
        3,
        _usual,
        4,
        "its largest sum is exactly −`margin`",
        reason="The largest sum of the unit is to be −margin, and the other biases as they were.",
    ),
    Cases(
        "a unit that is off already",
        1,
        lambda rng: list(_layers(rng))[2:],
        4,
        "also if the unit was off before",
        also=_usual,
        reason="All sums of this unit are far below 0; the largest is to be −margin all the same.",
    ),
)


@kill.behaviour("b is left as it was", points=1, look=4, task="and so does the caller's `b`")
def _hands_off(ask):
    layer = _usual(ask.rng)[0]
    _, b, _, unit, _ = layer
    got = array_like(ask.call(*layer))
    ask.unchanged("The caller's b was changed by the call. Write into a copy.")
    ask.compare(got, b, match=Match(atol=np.inf))  # any numbers will do here
    ask.that(
        got[unit] != b[unit],
        f"The bias of unit {unit} is the same as before.",
        got=got,
        expected=f"another number at index {unit}",
    )


def _bias_only(W, b, x, unit, margin):
    new = np.array(b, dtype=float)
    new[unit] = -margin
    return new


def _twice(W, b, x, unit, margin):
    new = np.array(b, dtype=float)
    new[unit] = -(x @ W + b)[:, unit].max() - margin
    return new


kill.mistakes(
    (
        "off on average, not dead",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, margin, np.mean),
        "The mean of the sums is moved to −margin. About half of the rows stay above it, and the "
        "unit is on for some. The largest sum decides.",
    ),
    (
        "the margin alone is taken off",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, margin, lambda z: 0.0),
        "The bias goes down by the margin, wherever the sums are. The largest of them has to be "
        "taken off as well.",
    ),
    (
        "the bias set to minus the margin",
        _bias_only,
        "The bias itself is −margin. What counts is the whole sum x·w + b, on every row.",
    ),
    (
        "the bias counted twice",
        _twice,
        "−max(z) − margin is set as the new bias; but z holds the old bias already. Take the "
        "amount off the old one, or leave the bias out of the maximum.",
    ),
    (
        "the smallest sum moved",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, margin, np.min),
        "The smallest sum is at −margin now, and all the others are above it.",
    ),
    (
        "the whole layer killed",
        lambda W, b, x, unit, margin: b - (x @ W + b).max(0) - margin,
        "Every unit was killed. Only `unit` is asked for; the others keep their biases.",
    ),
    (
        "the margin on the wrong side",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, -margin, np.max),
        "The largest sum is +margin: the unit is still on. It has to end below 0.",
    ),
    (
        "the margin forgotten",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, 0.0, np.max),
        "The largest sum is 0 now, and not −margin: the margin is left out.",
    ),
    (
        "the bias forgotten",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, margin - b[unit], np.max),
        "The sums were taken without their biases. The largest of x·w + b is to be −margin.",
    ),
    (
        "outputs for sums",
        lambda W, b, x, unit, margin: _killed(W, b, x, unit, margin, lambda z: max(z.max(), 0.0)),
        "This starts from relu(z). Where a unit is off already, its outputs are 0 and do not say "
        "how far below 0 the sums are.",
    ),
)
