"""nn.ReLU(x) in forward."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, difference, show_value
from ..inputs import mixed
from ._models import (
    CAPPED,
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
    same,
)


def _net(state, x, act=relu):
    return linear(state, "out", act(linear(state, "hidden", x)))


fix_constructor = Exercise.of(__file__, seconds=SECONDS, oracle=_net)


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


def _with(act):
    return lambda state, x: _net(state, x, act)


fix_constructor.errors(
    {"built with h, called with nothing": ("ReLU.forward() missing 1 required positional",)}
)
fix_constructor.mistakes(
    {
        "the activation is gone": _with(same),
        "ReLU on the last layer too": lambda state, x: relu(_net(state, x)),
        "ReLU after the last layer": lambda state, x: relu(_net(state, x, same)),
        "ReLU on the inputs": lambda state, x: _net(state, relu(x), same),
        "leaky ReLU for ReLU": _with(leaky),
        "cut off from above": [_with(capped) for capped in CAPPED],
    }
)
