"""inplace=True in a residual sum."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, difference
from ..inputs import mixed
from ._models import CAPS, MATCH, SECONDS, checkpoint, linear, of_all_sizes, relu, run, slopes


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


def _both_sides(state, x):
    h = linear(state, "stem", x)
    return linear(state, "out", h + relu(linear(state, "inner", relu(h))))


def _after(state, x):
    h = linear(state, "stem", x)
    return linear(state, "out", relu(h + linear(state, "inner", relu(h))))


fix_residual = Exercise.of(__file__, seconds=SECONDS, oracle=_residual)


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
    got, right = run(ask, state, x), _residual(state, x)
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
        reason = (
            "No gradient reaches x: something takes plain numbers out of the graph (`.detach()`, "
            "`.data`, `no_grad`, NumPy)."
        )
        ask.fail(reason, got=None, expected="a gradient")
    if np.allclose(got, through @ state["stem.weight"]):
        ask.mistaken("the skip is cut off from the gradient", got=got, expected=right)
    if np.allclose(got, skip @ state["stem.weight"]):
        ask.mistaken("the inner way is cut off from the gradient", got=got, expected=right)
    ask.compare(got, right, reason="The gradient at x:")


def _capped(most):
    def answer(state, x):
        h = linear(state, "stem", x)
        return linear(state, "out", h + linear(state, "inner", np.clip(h, 0, most)))

    return answer


fix_residual.mistakes(
    {
        "the residual is gone": lambda state, x: linear(
            state, "out", linear(state, "inner", relu(linear(state, "stem", x)))
        ),
        "the activation is gone": _no_relu,
        "ReLU behind inner": _behind,
        "ReLU behind inner too": _both_sides,
        "ReLU behind the sum": _after,
        "cut off from above": [_capped(most) for most in CAPS],
    }
)
