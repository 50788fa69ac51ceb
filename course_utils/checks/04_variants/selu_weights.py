"""Weights for SELU."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise
from ...grading.reading import array_like

WIDE = (400, 120)  # so unequal that every wrong rule gives another standard deviation

LAYERS, UNITS = 30, 128

_LAMBDA, _ALPHA = 1.0507009873554805, 1.6732632423543772

selu_weights = Exercise.of(__file__, forbids=("networks", "initialisers"))


def _draw(ask, seed, fan_in=WIDE[0], fan_out=WIDE[1]):
    got = array_like(ask.call(fan_in, fan_out, seed))
    is_array = isinstance(got, np.ndarray) and got.dtype.kind == "f"
    wanted = f"an array of shape ({fan_in}, {fan_out}): for x @ W, with rows as examples"
    ask.that(is_array, "An array of float numbers is asked for.", got=got, expected=wanted)
    ask.that(got.shape == (fan_in, fan_out), f"The shape is {got.shape}.", got=got, expected=wanted)
    return got


def _by_numpys_generator(selu_weights, fan_in, fan_out, seed):
    import numpy as np

    before, drawn = np.random.get_state(), []  # noqa: NPY002
    for _ in range(2):
        np.random.set_state(before)  # noqa: NPY002
        drawn.append(selu_weights(fan_in, fan_out, seed))
    return bool(np.all(np.asarray(drawn[0]) == np.asarray(drawn[1])))


def _independent(ask, w):
    """Expect that units, and inputs, do not share one draw."""
    ask.that(np.ptp(w) > 0, "All weights are the same: then all units learn the same.", got=w)
    if (w == w[:, :1]).all() or (w == w[:1]).all():
        ask.mistaken("one draw for all", got=w, expected="a draw for every weight")


# The standard deviation that a mistake gives to a matrix of n by m.
_STDS = {
    "He's factor 2": lambda n, m: math.sqrt(2 / n),
    "the gain of ¾": lambda n, m: 0.75 / math.sqrt(n),
    "the variance for the standard deviation": lambda n, m: 1 / n,
    "fan_out for fan_in": lambda n, m: 1 / math.sqrt(m),
    "the mean of both fans": lambda n, m: math.sqrt(2 / (n + m)),
    "the bound for the standard deviation": lambda n, m: 1 / math.sqrt(3 * n),
    "standard normal weights": lambda n, m: 1.0,
}


def _seed(ask):
    return int(ask.rng.integers(1, 10**6))


@selu_weights.behaviour("shape, and the seed decides", points=1)
def _shape(ask):
    seed = _seed(ask)
    first, again, other = (_draw(ask, s) for s in (seed, seed, seed + 1))
    if (first != again).any():
        mistake = "NumPy's own generator" if ask.fact(_by_numpys_generator, *WIDE, seed) else ""
        reason = "The same seed gave other weights the second time."
        ask.mistaken(mistake, reason, got="other numbers", expected="the same numbers")
    reason = "Another seed gave the same weights."
    ask.that((first != other).any(), reason, got=other, expected="another draw")
    _draw(ask, seed, 5, 3)


@selu_weights.behaviour("mean 0", points=1)
def _mean(ask):
    w = _draw(ask, _seed(ask))
    _independent(ask, w)
    mean, error = float(w.mean()), float(w.std()) / math.sqrt(w.size)
    reason = "The mean of the weights is not 0."
    ask.that(abs(mean) < 6 * error, reason, got=f"mean {mean:.3g}", expected="mean 0")


@selu_weights.behaviour("the standard deviation", points=2)
def _spread(ask):
    asked = []
    for fan_in, fan_out in (WIDE, WIDE[::-1]):
        w = _draw(ask, _seed(ask), fan_in, fan_out)
        _independent(ask, w)
        asked.append((w, ask.latest))
    for w, call in asked:
        if not _is_near(w, lambda n, m: 1 / math.sqrt(n)):
            ask.about(call)
            reason = f"With {len(w)} inputs the weights' spread:"
            spreads = w.std(), 1 / math.sqrt(len(w))
            got, expected = (f"standard deviation {spread:.4f}" for spread in spreads)
            ask.mistaken(_known([w for w, _ in asked]), reason, got=got, expected=expected)


def _is_near(w, std):
    # The spread of 48 000 normal draws is known to 0.3 per cent.
    return abs(w.std() / std(*w.shape) - 1) < 0.03


def _cut_off(w):
    """Tell whether many draws have the largest size there is, and the others hardly ever meet."""
    return np.unique(w).size > w.size / 10 and np.mean(abs(w) == abs(w).max()) > 0.01


def _known(weights):
    """Return the mistake whose standard deviation all of these have, or an empty text."""
    if any(abs(w.mean()) > 0.1 * w.std() for w in weights):
        return "not centred on 0"
    if all(map(_cut_off, weights)):
        return "draws cut off at an end"
    for name, std in _STDS.items():
        if all(_is_near(w, std) for w in weights):
            return name
    return ""


@selu_weights.behaviour("thirty layers deep", points=1)
def _deep(ask):
    h, seed = ask.rng.normal(size=(200, UNITS)), _seed(ask)
    for layer in range(LAYERS):
        w = _draw(ask, seed + layer, UNITS, UNITS)
        _independent(ask, w)
        z = h @ w
        h = _LAMBDA * np.where(z > 0, z, _ALPHA * np.expm1(np.minimum(z, 0)))
    size = float(h.std())
    reason = selu_weights.reason("behind all layers", layers=LAYERS, units=UNITS)
    wanted = "spread near 1, from 0.7 to 1.3"
    ask.that(0.7 < size < 1.3, reason, got=f"spread {size:.3g}", expected=wanted)


def _turned(got, fan_in, fan_out, seed):
    return fan_in != fan_out and got.shape == (fan_out, fan_in)


def _off_centre(got, fan_in, fan_out, seed):
    return got.size > 1000 and np.ptp(got) > 0 and abs(got.mean()) > 0.1 * got.std()


selu_weights.symptoms({"rows and columns exchanged": _turned, "not centred on 0": _off_centre})
