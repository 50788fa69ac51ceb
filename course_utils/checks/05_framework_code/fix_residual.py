"""inplace=True in a residual sum."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, difference
from ..inputs import mixed
from ._models import (
    CAPPED,
    MATCH,
    SECONDS,
    checkpoint,
    linear,
    of_all_sizes,
    relu,
    run,
    same,
    slopes,
)


def _net(state, x, inside=relu, behind=same, around=same):
    """Return the formula's outputs, or those with other activations at these three places."""
    h = linear(state, "stem", x)
    return linear(state, "out", around(h + behind(linear(state, "inner", inside(h)))))


def _overwritten(state, x):
    h = relu(linear(state, "stem", x))
    return linear(state, "out", h + linear(state, "inner", h))


def _no_skip(state, x):
    return linear(state, "out", linear(state, "inner", relu(linear(state, "stem", x))))


fix_residual = Exercise.of(__file__, seconds=SECONDS, oracle=_net)


def _draw(rng):
    layers = checkpoint(rng, stem=(3, 5), inner=(5, 5), out=(5, 2))
    return of_all_sizes(layers, "stem", "inner", "out"), mixed(rng, 8, 3)


def written_over(made, x):
    """Probe: whether a call changes what `stem` returned."""
    import torch

    model = made if isinstance(made, torch.nn.Module) else made()
    kept: list[torch.Tensor] = []
    model.stem.register_forward_hook(lambda module, given, out: kept.extend((out, out.clone())))
    model(torch.tensor(x).float())
    return any(not torch.equal(a, b) for a, b in zip(kept[::2], kept[1::2], strict=True))


def _ask_sum(ask, state, x):
    got, right = run(ask, state, x), _net(state, x)
    if difference(got, _overwritten(state, x), MATCH) is None:
        case = " | in place" if ask.fact(written_over, x) else ""
        ask.mistaken("the sum adds relu(h)" + case, got=got, expected=right)
    ask.compare(got, right, match=MATCH)


@fix_residual.behaviour("the sum adds h itself", points=2)
def _sum(ask):
    _ask_sum(ask, *_draw(ask.rng))


@fix_residual.behaviour("gradients on both ways", points=1)
def _both_ways(ask):
    state, x = _draw(ask.rng)
    _ask_sum(ask, state, x)  # gradients of another function would say nothing
    ask.forget()
    weigh = mixed(ask.rng, 8, 2)
    shown = "(weigh * model(x)).sum().backward(); x.grad"
    got = ask.probe(slopes, state, x, weigh, shown=shown)["x"]
    skip = weigh @ state["out.weight"]
    through = (skip @ state["inner.weight"]) * (linear(state, "stem", x) > 0)
    right = (skip + through) @ state["stem.weight"]
    if got is None:
        ask.fail(fix_residual.reason("x is cut off"), got=None, expected="a gradient")
    for way, rest in (("skip", through), ("inner way", skip)):
        if np.allclose(got, rest @ state["stem.weight"]):
            ask.mistaken(f"the {way} is cut off from the gradient", got=got, expected=right)
    ask.compare(got, right, reason="The gradient at x:")


def _with(*activations):
    return lambda state, x: _net(state, x, *activations)


fix_residual.mistakes(
    {
        "the residual is gone": _no_skip,
        "the activation is gone": _with(same),
        "ReLU behind inner": _with(same, relu),
        "ReLU behind inner too": _with(relu, relu),
        "ReLU behind the sum": _with(relu, same, relu),
        "cut off from above": [_with(capped) for capped in CAPPED],
    }
)
