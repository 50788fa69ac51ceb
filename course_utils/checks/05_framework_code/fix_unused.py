"""An activation that is never called."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import (
    CAPS,
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


def _unused(state, x):
    h = relu(linear(state, "first", x))
    return linear(state, "third", relu(linear(state, "second", h)))


def _thrown_away(state, x):
    return linear(state, "third", linear(state, "second", linear(state, "first", x)))


def _everywhere(state, x):
    return relu(_unused(state, x))


def _end_only(state, x):
    return relu(_thrown_away(state, x))


fix_unused = Exercise.of(__file__, seconds=SECONDS, oracle=_unused)


def _draw(rng):
    """Draw weights with which every known answer bends where it should, and both signs come out."""
    while True:
        state, x = checkpoint(rng, first=(2, 6), second=(6, 5), third=(5, 1)), mixed(rng, 10, 2)
        state = of_all_sizes(state, "first", "second", "third")
        out = _unused(state, x)
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
        ask.compare(got, _unused(state, _lines(x)))
    ask.that(
        _bend(got) > 1e-6,
        "Halfway between two inputs the output is still halfway between the two outputs, for "
        "every pair tried: no activation has any effect.",
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


def _capped(most):
    def answer(state, x):
        h = np.clip(linear(state, "first", x), 0, most)
        return linear(state, "third", np.clip(linear(state, "second", h), 0, most))

    return answer


fix_unused.errors({"a layer that does not fit": ("shapes cannot be multiplied",)})
fix_unused.mistakes(
    {
        "called, and the result thrown away": _thrown_away,
        "only behind the first layer": lambda state, x: linear(
            state, "third", linear(state, "second", relu(linear(state, "first", x)))
        ),
        "only behind the second layer": lambda state, x: linear(
            state, "third", relu(linear(state, "second", linear(state, "first", x)))
        ),
        "behind the last layer too": _everywhere,
        "only behind the last layer": _end_only,
        "before the layers, not behind": lambda state, x: linear(
            state, "third", linear(state, "second", relu(linear(state, "first", relu(x))))
        ),
        "cut off from above": [_capped(most) for most in CAPS],
        "before the first layer too": lambda state, x: _unused(state, relu(x)),
        "leaky ReLU for ReLU": lambda state, x: linear(
            state, "third", leaky(linear(state, "second", leaky(linear(state, "first", x))))
        ),
    }
)
