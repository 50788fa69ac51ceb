"""One PReLU for every layer."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, difference
from ..inputs import mixed
from ._models import MATCH, SECONDS, checkpoint, leaky, linear, of_all_sizes, refuse, run


def _with_slopes(state, x, first, second):
    h = leaky(linear(state, "net.0", x), first)
    return linear(state, "net.4", leaky(linear(state, "net.2", h), second))


def _own(state, x):
    return _with_slopes(state, x, state["net.1.weight"], state["net.3.weight"])


fix_shared = Exercise.of(__file__, seconds=SECONDS, oracle=_own)


def _draw_shared(rng, *, wide=False):
    layers = checkpoint(rng, **{"net.0": (3, 5), "net.2": (5, 4), "net.4": (4, 2)})
    layers = of_all_sizes(layers, "net.0", "net.2", "net.4")
    a, b = np.round(rng.uniform(0.05, 0.2), 2), np.round(rng.uniform(0.4, 0.6), 2)
    if wide:  # what training may also come to
        a, b = -np.round(rng.uniform(0.1, 0.3), 3), np.round(rng.uniform(1.2, 1.8), 3)
    slopes = {"net.1.weight": np.array([a]), "net.3.weight": np.array([b])}
    order = ("net.0", "net.1", "net.2", "net.3", "net.4")
    both = layers | slopes
    return {k: both[k] for n in order for k in (f"{n}.weight", f"{n}.bias") if k in both}


def count(made):
    """Probe: how many parameters there are, the slopes of a new model, and what they share."""
    import torch

    model = made if isinstance(made, torch.nn.Module) else made()
    if not isinstance(model, torch.nn.Module):
        return {"no model": type(model).__name__}
    new = [float(v) for v in model.parameters() if v.numel() == 1]
    slots = dict(model.named_parameters(remove_duplicate=False))
    parts = dict(model.named_modules(remove_duplicate=False))
    first, second = (slots.get(f"net.{place}.weight") for place in (1, 3))
    shared = first is not None and first is second
    told = {"parameters": sum(v.numel() for v in model.parameters()), "slopes": new}
    return {**told, "shared": shared, "module": parts.get("net.1") is parts.get("net.3")}


@fix_shared.behaviour("two slopes, and nothing else new", points=1)
def _two(ask):
    state = _draw_shared(ask.rng)
    run(ask, state, mixed(ask.rng, 6, 3))
    ask.forget()
    shown = "sum(p.numel() for p in fix_shared().parameters())"
    told, wanted = ask.probe(count, shown=shown), sum(v.size for v in state.values())
    got = told["parameters"]
    if told["shared"]:
        mistake = "still one slope" + ("" if told["module"] else " | one parameter")
        ask.mistaken(mistake, got=got, expected=wanted)
    if len(told["slopes"]) < 2 and got < wanted:
        ask.mistaken("a slope that is not trained", got=got, expected=wanted)
    reason = f"There are {'more' if got > wanted else 'fewer'} numbers to train than were saved."
    ask.that(got == wanted, reason, got=got, expected=wanted)


@fix_shared.behaviour("outputs with two slopes", points=2)
def _apart(ask):
    _ask_apart(ask, _draw_shared(ask.rng), mixed(ask.rng, 8, 3))
    _ask_apart(ask, _draw_shared(ask.rng, wide=True), mixed(ask.rng, 8, 3))


def _ask_apart(ask, state, x):
    a, b = state["net.1.weight"][0], state["net.3.weight"][0]
    got, right = run(ask, state, x), _own(state, x)
    told = ask.fact(count)
    for slope, place in ((a, "first"), (b, "second")):
        if difference(got, _with_slopes(state, x, slope, slope), MATCH) is not None:
            continue
        if not told["shared"]:
            ask.mistaken("one slope used twice", got=got, expected=right, place=place)
        mistake = "still one slope" + ("" if told["module"] else " | one parameter")
        ask.mistaken(mistake, got=got, expected=right)
    ask.compare(got, right, match=MATCH, reason=f"With the slopes {a:g} and {b:g} loaded:")


@fix_shared.behaviour("new slopes start at 0.25", points=1)
def _start(ask):
    shown = "[p for p in fix_shared().parameters() if p.numel() == 1]"
    told = ask.probe(count, shown=shown)
    if "no model" in told:
        refuse(ask, told, {})
    got = told["slopes"]
    if len(got) != 2:
        reason = "Two slopes are asked for, one for each hidden layer."
        mistake = "still one slope" if told["shared"] else ""
        ask.fail(reason, got=got, expected=[0.25, 0.25], mistake=mistake)
    if len(got) == 2 and difference(got, [0.25, 0.25], MATCH) is not None:
        there = " and ".join(f"{slope:.4g}" for slope in got)
        ask.mistaken("the slopes start elsewhere", got=got, expected=[0.25, 0.25], there=there)


fix_shared.mistakes(
    {
        "the slopes exchanged": lambda state, x: _with_slopes(
            state, x, state["net.3.weight"], state["net.1.weight"]
        ),
    }
)
