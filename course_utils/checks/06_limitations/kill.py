"""Kill one unit, by a margin."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ...grading.reading import array_like


def _killed(W, b, x, unit, margin, now=np.max):
    """Lower the unit's bias until what `now` makes of its sums is minus the margin."""
    new = np.array(b, dtype=float)
    new[unit] -= now((x @ W + b)[:, unit]) + margin
    return new


kill = Exercise.of(__file__, oracle=lambda *layer: _killed(*layer), tidy=array_like)


def _layers(rng):
    """Return layers whose unit is on for two rows, on for six, and off for all eight."""
    for on, margin in ((2, 0.5), (6, 0.25), (0, 1.0)):
        yield _layer(rng, on, margin)


def _layer(rng, on, margin):
    """Draw until the unit's largest sum tells it apart.

    Another unit has a larger one, and where only two rows are on, it is not the largest in size.
    """
    while True:
        W = rng.normal(size=(3, 4)).round(2)
        x = rng.normal(size=(8, 3)).round(2)
        b = rng.choice([-1, 1], 4) * rng.uniform(0.3, 0.9, 4).round(2)
        unit = int(rng.integers(4))
        if (x @ W[:, unit]).argmax() == unit:  # or row and column have the same largest sum
            x = np.roll(x, 1, axis=0)
        z = np.sort(x @ W[:, unit])[::-1]
        b[unit] = round(float(-(z[on - 1] + z[on]) / 2 if on else -9 - z[0]), 2)
        sums = (x @ W + b)[:, unit]
        plain, all_sums = x @ W, x @ W + b
        others = [z.max() > z[:, unit].max() + 0.1 for z in (plain, all_sums)]
        if all(others) and (on != 2 or sums.max() < -sums.min()):
            return W, b, x, unit, margin


def _usual(rng):
    """Return the two usual layers, and layers with tiny and with large weights and margins."""
    first, second, _ = _layers(rng)
    return [first, second, _sized(_layer(rng, 6, 0.25), 1e-5), _sized(_layer(rng, 2, 0.5), 1e4)]


def _sized(layer, size):
    W, b, x, unit, margin = layer
    return size * W, size * b, x, unit, size * margin


def _off_already(rng):
    layer = list(_layers(rng))[2]
    return [layer, _sized(layer, 1e4)]


kill.marks(
    Cases("dead on every row, by the margin", 3, _usual),
    Cases("a unit that is off already", 1, _off_already, also=_usual),
)


@kill.behaviour("b is left as it was", points=1)
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


def _lowered(now, by=lambda margin, b: margin):
    """Return the answer that takes something else for the largest sum, or for the margin."""
    return lambda W, b, x, unit, margin: _killed(W, b, x, unit, by(margin, b[unit]), now)


def _set_to(bias):
    """Return the answer that gives the unit this bias."""

    def answer(W, b, x, unit, margin):
        new = np.array(b, dtype=float)
        new[unit] = bias(W, b, x, unit) - margin
        return new

    return answer


kill.mistakes(
    {
        "the row for the unit": _set_to(lambda W, b, x, unit: -(x @ W)[unit].max()),
        "off on average, not dead": _lowered(np.mean),
        "the margin alone is taken off": _lowered(lambda z: 0.0),
        "the bias set to minus the margin": _set_to(lambda W, b, x, unit: 0.0),
        "the bias counted twice": _set_to(lambda W, b, x, unit: -(x @ W + b)[:, unit].max()),
        "the smallest sum moved": _lowered(np.min),
        "the whole layer killed": lambda W, b, x, unit, margin: b - (x @ W + b).max(0) - margin,
        "the largest sum of the layer": [
            _set_to(lambda W, b, x, unit: b[unit] - (x @ W + b).max()),
            _set_to(lambda W, b, x, unit: -(x @ W).max()),
        ],
        "the margin on the wrong side": _lowered(np.max, lambda margin, b: -margin),
        "the margin forgotten": _lowered(np.max, lambda margin, b: 0.0),
        "the bias forgotten": _lowered(np.max, lambda margin, b: margin - b),
        "the largest size": _lowered(lambda z: np.abs(z).max()),
        "outputs for sums": _lowered(lambda z: max(z.max(), 0.0)),
        "the new bias alone": lambda *layer: _killed(*layer)[layer[3]],
    }
)
