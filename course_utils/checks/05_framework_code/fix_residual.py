"""inplace=True in a residual sum."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import SECONDS, ask_outputs, checkpoint, linear, relu, slopes


def _residual(state, x):
    h = linear(state, "stem", x)
    return linear(state, "out", h + linear(state, "inner", relu(h)))


def _overwritten(state, x):
    h = relu(linear(state, "stem", x))
    return linear(state, "out", h + linear(state, "inner", h))


def _no_relu(state, x):
    h = linear(state, "stem", x)
    return linear(state, "out", h + linear(state, "inner", h))


def _behind(state, x):
    h = linear(state, "stem", x)
    return linear(state, "out", h + relu(linear(state, "inner", h)))


fix_residual = Exercise(
    "framework_code.fix_residual",
    title="inplace=True in a residual sum",
    minutes=6,
    difficulty="medium",
    hints=(
        "Write down h before and after the call of `self.act` for one row with a negative sum. "
        "What is added in the end?",
        "`inplace=True` writes the result over h itself. The sum then adds relu(h) where it says "
        "h.",
        "Build `nn.ReLU()` without `inplace`, or call `torch.relu(h)`; the line "
        "`h = h + self.inner(...)` is right as it stands.",
    ),
    seconds=SECONDS,
    oracle=_residual,
)


def _draw(rng):
    layers = checkpoint(rng, stem=(3, 5), inner=(5, 5), out=(5, 2))
    return layers, mixed(rng, 8, 3)


_TASK = "Write the class, so that outputs and gradients are those of the formula."


@fix_residual.behaviour("the sum adds h itself", points=2, look=4, task=_TASK)
def _sum(ask):
    ask_outputs(ask, *_draw(ask.rng))


_CUT = (
    "The gradient comes back through {} alone: {} was taken out of the graph by `.detach()` or "
    "`.data`. `h.clone()` copies and stays connected."
)


@fix_residual.behaviour("gradients on both ways", points=1, look=4, task=_TASK)
def _both_ways(ask):
    state, x = _draw(ask.rng)
    ask_outputs(ask, state, x)  # gradients of another function would say nothing
    ask.forget()
    weigh = mixed(ask.rng, 8, 2)
    shown = "(weigh * model(x)).sum().backward(); x.grad"
    got = ask.probe(slopes, state, x, weigh, shown=shown)["x"]
    skip = weigh @ state["out.weight"]
    through = (skip @ state["inner.weight"]) * (linear(state, "stem", x) > 0)
    right = (skip + through) @ state["stem.weight"]
    if got is None:
        ask.fail("No gradient reaches x: both ways are cut.", got=None, expected="a gradient")
    if np.allclose(got, through @ state["stem.weight"]):
        mistake, says = "the skip", _CUT.format("`inner`", "the other summand")
    elif np.allclose(got, skip @ state["stem.weight"]):
        mistake, says = "the inner way", _CUT.format("the skip", "what goes into `inner`")
    else:
        return ask.compare(got, right, reason="The gradient at x:")
    mistake += " is cut off from the gradient"
    return ask.fail(says, got=got, expected=right, mistake=mistake)


fix_residual.mistakes(
    (
        "the sum adds relu(h)",
        _overwritten,
        "The sum adds relu(h), not h. Either the activation still writes over h (copying the "
        "result does not help then, h is already lost), or relu was applied before h was kept.",
    ),
    (
        "the residual is gone",
        lambda state, x: linear(
            state, "out", linear(state, "inner", relu(linear(state, "stem", x)))
        ),
        "The error is gone, and the sum with it: only `inner` is left. A residual block adds h to "
        "what `inner` makes of it.",
    ),
    (
        "the activation is gone",
        _no_relu,
        "h is added to `inner(h)`, without ReLU in between: the whole block is affine.",
    ),
    (
        "ReLU behind inner",
        _behind,
        "ReLU stands behind `inner`. In this block it stands before it: h + inner(relu(h)).",
    ),
)
