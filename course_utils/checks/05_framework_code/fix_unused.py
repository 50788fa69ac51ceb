"""An activation that is never called."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import (
    CAPPED,
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


def _net(state, x, first=relu, second=relu):
    h = first(linear(state, "first", x))
    return linear(state, "third", second(linear(state, "second", h)))


def _everywhere(state, x):
    return relu(_net(state, x))


def _end_only(state, x):
    return relu(_net(state, x, same, same))


fix_unused = Exercise.of(__file__, seconds=SECONDS, oracle=_net)


def _draw(rng):
    """Draw weights with which every known answer bends where it should, and both signs come out."""
    while True:
        state, x = checkpoint(rng, first=(2, 6), second=(6, 5), third=(5, 1)), mixed(rng, 10, 2)
        state = of_all_sizes(state, "first", "second", "third")
        out = _net(state, x)
        bends = [_bend(answer(state, _lines(x))) for answer in (_everywhere, _end_only)]
        if out.min() < -0.1 and out.max() > 0.1 and min(bends) > 0.01:
            return state, x


def _lines(x):
    return np.vstack([x, -x, 0 * x])


def _bend(values):
    """Return how far the middle of two outputs is from the output in the middle, at most."""
    up, down, middle = np.split(np.asarray(values, dtype=float), 3)
    return float(np.abs((up + down) / 2 - middle).max())


@fix_unused.behaviour("no longer affine", points=1)
def _bends(ask):
    state, x = _draw(ask.rng)
    got = run(ask, state, _lines(x))
    ask.about("model = fix_unused(); model(a), model(-a), model(0 * a)")
    if np.shape(got) != (30, 1):
        ask.compare(got, _net(state, _lines(x)))
    ask.that(
        _bend(got) > 1e-6,
        fix_unused.reason("halfway everywhere"),
        got="a straight line through every three points",
        expected="a graph that bends",
    )


@fix_unused.behaviour("ReLU behind both hidden layers", points=1)
def _both(ask):
    ask_outputs(ask, *_draw(ask.rng))


@fix_unused.behaviour("a gradient for the first layer", points=1)
def _reaches(ask):
    def gradient(state, x, weigh):
        first = linear(state, "first", x)
        second = (weigh @ state["third.weight"]) * (linear(state, "second", relu(first)) > 0)
        return ((second @ state["second.weight"]) * (first > 0)).T @ x

    ask_gradient(ask, "first", gradient, *_draw(ask.rng))


def _with(first, second):
    return lambda state, x: _net(state, x, first, second)


fix_unused.errors({"a layer that does not fit": ("shapes cannot be multiplied",)})
fix_unused.mistakes(
    {
        "called, and the result thrown away": _with(same, same),
        "only behind the first layer": _with(relu, same),
        "only behind the second layer": _with(same, relu),
        "behind the last layer too": _everywhere,
        "only behind the last layer": _end_only,
        "before the layers, not behind": lambda state, x: _net(state, relu(x), relu, same),
        "cut off from above": [_with(capped, capped) for capped in CAPPED],
        "before the first layer too": lambda state, x: _net(state, relu(x)),
        "leaky ReLU for ReLU": _with(leaky, leaky),
    }
)
