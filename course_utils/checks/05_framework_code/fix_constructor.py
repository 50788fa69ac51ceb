"""nn.ReLU(x) in forward."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, difference, show_value
from ..inputs import mixed
from ._models import (
    CAPS,
    MATCH,
    SECONDS,
    ask_gradient,
    ask_outputs,
    checkpoint,
    leaky,
    linear,
    of_all_sizes,
    relu,
    run,
)


def _constructor(state, x):
    return linear(state, "out", relu(linear(state, "hidden", x)))


def _no_activation(state, x):
    return linear(state, "out", linear(state, "hidden", x))


fix_constructor = Exercise.of(__file__, seconds=SECONDS, oracle=_constructor)


def _draw(rng):
    state = checkpoint(rng, hidden=(4, 6), out=(6, 3))
    return of_all_sizes(state, "hidden", "out"), mixed(rng, 8, 4)


@fix_constructor.behaviour("a batch of rows", points=1)
def _rows(ask):
    ask_outputs(ask, *_draw(ask.rng))


@fix_constructor.behaviour("one row, and a batch of sequences", points=1)
def _other_shapes(ask):
    state, x = _draw(ask.rng)
    for shaped in (x[0], x.reshape(2, 4, 4)):
        got, right = run(ask, state, shaped), fix_constructor.expected(state, shaped)
        there, asked = np.shape(got), np.shape(right)
        other = there != asked and np.size(got) == np.size(right)
        if other and difference(np.reshape(got, asked), right, MATCH) is None:
            kinds = {"there": show_value(there), "asked": show_value(asked)}
            ask.mistaken("the numbers in another shape", got=got, expected=right, **kinds)
        ask.compare(got, right, match=MATCH)


@fix_constructor.behaviour("a gradient for the hidden layer", points=1)
def _trains(ask):
    def gradient(state, x, weigh):
        gate = linear(state, "hidden", x) > 0
        return ((weigh @ state["out.weight"]) * gate).T @ x

    ask_gradient(ask, "hidden", gradient, *_draw(ask.rng))


def _capped(most):
    return lambda state, x: linear(state, "out", np.clip(linear(state, "hidden", x), 0, most))


fix_constructor.errors(
    {"built with h, called with nothing": ("ReLU.forward() missing 1 required positional",)}
)
fix_constructor.mistakes(
    {
        "the activation is gone": _no_activation,
        "ReLU on the last layer too": lambda state, x: relu(_constructor(state, x)),
        "ReLU after the last layer": lambda state, x: relu(_no_activation(state, x)),
        "ReLU on the inputs": lambda state, x: _no_activation(state, relu(x)),
        "leaky ReLU for ReLU": lambda state, x: linear(
            state, "out", leaky(linear(state, "hidden", x))
        ),
        "cut off from above": [_capped(most) for most in CAPS],
    }
)
