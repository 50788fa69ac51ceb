"""Weights for SELU."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise

LOOK = 5
WIDE = (400, 120)  # so unequal that every wrong rule gives another standard deviation

LAYERS, UNITS = 30, 128

_LAMBDA, _ALPHA = 1.0507009873554805, 1.6732632423543772

selu_weights = Exercise(
    "variants.selu_weights",
    title="Weights for SELU",
    minutes=8,
    difficulty="medium",
    hints=(
        "SELU's two constants are chosen so that a sum with mean 0 and variance 1 comes out with "
        "mean 0 and mean square 1. What is left for the weights to do?",
        "A unit adds up fan_in products. If each input has mean square 1, the variance of the sum "
        "is fan_in · Var w. It should be 1. SELU makes up for its own loss: no 2, no gain.",
        "`rng = np.random.default_rng(seed)`, then `rng.normal(0, 1 / math.sqrt(fan_in), "
        "size=(fan_in, fan_out))`.",
    ),
    forbids=("torch.nn.init.*", "keras*nitializers*"),
    covers=("A14", "A22"),
)


def _draw(ask, fan_in, fan_out, seed):
    got = ask.call(fan_in, fan_out, seed)
    ask.that(isinstance(got, np.ndarray) and got.dtype.kind == "f",
             "An array of float numbers is asked for.", got=got,
             expected=f"an array of shape ({fan_in}, {fan_out})")  # fmt: skip
    ask.that(got.shape == (fan_in, fan_out), f"The shape is {got.shape}.", got=got,
             expected=f"shape ({fan_in}, {fan_out}): for x @ W, with rows as examples")  # fmt: skip
    return got


def _seed(ask):
    return int(ask.rng.integers(1, 10**6))


@selu_weights.behaviour("shape, and the seed decides", points=1, look=LOOK)
def _shape(ask):
    seed = _seed(ask)
    first, again = _draw(ask, *WIDE, seed), _draw(ask, *WIDE, seed)
    ask.that(bool((first == again).all()), "The same seed gave other weights the second time.",
             got="other numbers", expected="the same numbers")  # fmt: skip
    other = _draw(ask, *WIDE, seed + 1)
    ask.that(not (first == other).all(), "Another seed gave the same weights.", got=other,
             expected="another draw")  # fmt: skip


@selu_weights.behaviour("mean 0", points=1, look=LOOK)
def _mean(ask):
    w = _draw(ask, *WIDE, _seed(ask))
    mean, spread = float(w.mean()), float(w.std())
    ask.that(bool(np.ptp(w) > 0), "All weights are the same: then all units learn the same.", got=w,
             expected="a random draw")  # fmt: skip
    # Six standard errors of the mean.
    ask.that(abs(mean) < 6 * spread / math.sqrt(w.size), "The mean of the weights is not 0.",
             got=f"mean {mean:.3g}", expected="mean 0")  # fmt: skip


@selu_weights.behaviour("the standard deviation", points=2, look=LOOK)
def _spread(ask):
    w = _draw(ask, *WIDE, _seed(ask))
    wanted = 1 / math.sqrt(WIDE[0])
    # The spread of 48 000 normal draws is known to 0.3 per cent.
    ask.that(abs(w.std() / wanted - 1) < 0.03, f"With {WIDE[0]} inputs the weights' spread:",
             got=f"standard deviation {w.std():.4f}",
             expected=f"standard deviation {wanted:.4f}")  # fmt: skip


@selu_weights.behaviour("thirty layers deep", points=1, look=LOOK)
def _deep(ask):
    h, seed = ask.rng.normal(size=(200, UNITS)), _seed(ask)
    for layer in range(LAYERS):
        z = h @ _draw(ask, UNITS, UNITS, seed + layer)
        h = _LAMBDA * np.where(z > 0, z, _ALPHA * np.expm1(np.minimum(z, 0)))
    size = float(h.std())
    ask.that(0.7 < size < 1.3, f"Behind {LAYERS} layers of {UNITS} SELU units with these weights, "
             "from inputs of spread 1:", got=f"spread {size:.3g}",
             expected="spread near 1, from 0.7 to 1.3")  # fmt: skip


@selu_weights.symptom(
    "rows and columns exchanged",
    "`nn.Linear` keeps its weights as (outputs, inputs). Here rows are examples and a layer is "
    "x @ W, so W has a row for each input: (fan_in, fan_out).",
)
def _turned(got):
    return got.shape == WIDE[::-1]


@selu_weights.symptom(
    "not centred on 0",
    "The weights do not lie evenly about 0: `rng.random()`, for one, draws from 0 to 1. With a "
    "mean, all units of a layer see the same shift, and it adds up over fan_in inputs.",
)
def _off_centre(got):
    return got.shape == WIDE and np.ptp(got) > 0 and abs(got.mean()) > 0.1 * got.std()


def _like(name, says, std):
    """Add a mistake that shows in the standard deviation of the draw."""

    @selu_weights.symptom(name, says)
    def _(got):
        return got.shape == WIDE and abs(got.std() / std - 1) < 0.03


_N, _M = WIDE

_like(
    "He's factor 2",
    "The variance is 2/n: He's rule. The 2 makes up for what ReLU cuts off. SELU's λ does that "
    "already, so with the 2 on top the signal grows from layer to layer.",
    math.sqrt(2 / _N),
)

_like(
    "the gain of ¾",
    "This is ¾ · √(1/n). PyTorch's `calculate_gain(\"selu\")` does give ¾; SELU's own paper asks "
    "for variance 1/n, gain 1.",
    0.75 / math.sqrt(_N),
)  # fmt: skip

_like(
    "the variance for the standard deviation",
    "The standard deviation is 1/n. That should be the variance: take the root.",
    1 / _N,
)

_like(
    "fan_out for fan_in",
    "This counts the outputs. A unit adds up one product for each of its inputs: fan_in.",
    1 / math.sqrt(_M),
)

_like(
    "the mean of both fans",
    "This takes the mean of fan_in and fan_out, as Xavier does. For SELU it is fan_in alone.",
    math.sqrt(2 / (_N + _M)),
)

_like(
    "the bound for the standard deviation",
    "The draw is uniform from −1/√n to 1/√n: that is PyTorch's default for `nn.Linear`. Its "
    "standard deviation is smaller than its bound by √3.",
    1 / math.sqrt(3 * _N),
)

_like(
    "standard normal weights",
    "These weights have variance 1. A unit adds up fan_in products, so its sum would have variance "
    "fan_in.",
    1.0,
)
