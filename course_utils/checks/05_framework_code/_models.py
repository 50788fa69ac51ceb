"""Ask a learner's torch model: give it the weights of a checkpoint, and read its outputs.

The two probes run next to the model and use nothing outside themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from ...grading import Ask, Match, Stop, show_value
from ..inputs import mixed

SECONDS = 30.0  # a cold import of torch takes some of them; a model of this size none
LOOK = 4
MATCH = Match(rtol=1e-6, atol=1e-8)
# What torch says when 64-bit numbers meet 32-bit ones in a matrix product.
SINGLE = (
    ("have the same dtype",),
    "a part stays at 32 bits",
    "The check runs the model in 64-bit numbers, as after `model.double()`. Something in `forward` "
    "does not follow: a tensor of its own, or a Keras layer, which computes in 32 bits.",
)


def outputs(made, state, x):
    """Probe: the outputs of a model for the rows of `x`, or a record of why there are none."""
    import copy

    import torch

    model = made if isinstance(made, torch.nn.Module) else made()
    if not isinstance(model, torch.nn.Module):
        return {"no model": type(model).__name__}
    model = copy.deepcopy(model).double()
    own = {name: list(value.shape) for name, value in model.state_dict().items()}
    if own != {name: list(value.shape) for name, value in state.items()}:
        return {"layers": own}
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    try:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(0)
            out = model(torch.tensor(x))
    except TypeError as error:
        if "must be Tensor, not" in str(error):
            return {"passed on": str(error).rpartition("not ")[2]}
        raise
    return out.detach().numpy() if torch.is_tensor(out) else {"gives": type(out).__name__}


def slopes(made, state, x, weigh):
    """Probe: gradients of ``sum(weigh * model(x))``, by name; ``"x"`` is that of the inputs."""
    import copy

    import torch

    model = copy.deepcopy(made if isinstance(made, torch.nn.Module) else made()).double()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    batch = torch.tensor(x, requires_grad=True)
    (model(batch) * torch.tensor(weigh)).sum().backward()
    found = {name: value.grad for name, value in model.named_parameters(remove_duplicate=False)}
    return {
        name: None if g is None else g.numpy() for name, g in {**found, "x": batch.grad}.items()
    }


def checkpoint(rng, **layers):
    """Draw weights for linear layers ``name=(inputs, outputs)``, as torch keeps them."""
    state = {}
    for name, (inputs, units) in layers.items():
        state[f"{name}.weight"] = mixed(rng, units, inputs) / 2
        state[f"{name}.bias"] = mixed(rng, max(4, units))[:units] / 4
    return state


def linear(state, name, x):
    """Return what ``nn.Linear`` makes of the rows of `x`."""
    return x @ state[f"{name}.weight"].T + state[f"{name}.bias"]


def relu(x):
    """Return max(x, 0)."""
    return np.maximum(x, 0)


@contextmanager
def spelled(called: str) -> Iterator[None]:
    """Let a finding show the call as a learner would type it, not as the check asks it."""
    try:
        yield
    except Stop as stop:
        raise Stop(replace(stop.finding, called=called)) from None


def ask_outputs(ask: Ask, oracle, state, x, *, match: Match = MATCH, reason: str = "") -> None:
    """Compare the model's outputs with those of `oracle`, both with the weights of `state`."""
    called = f"model = {ask.exercise.name}(); model.load_state_dict(...); model(x)"
    with spelled(called), explained(*SINGLE):
        got = ask.probe(outputs, state, x)
        refuse(ask, got, state)
        if reason:
            ask.calls[-1].match = match
        ask.compare(got, oracle(state, x), match=match, reason=reason)


def ask_layers(ask: Ask, state, x) -> None:
    """End the behaviour unless the checkpoint loads and the call gives a tensor."""
    with spelled(f"model = {ask.exercise.name}(); model.load_state_dict(...); model(x)"):
        refuse(ask, ask.probe(outputs, state, x), state)
    ask.calls.clear()


@contextmanager
def explained(clues: tuple[str, ...], mistake: str, says: str) -> Iterator[None]:
    """Name the mistake behind an error of the learner's code whose message holds a clue."""
    try:
        yield
    except Stop as stop:
        found = stop.finding
        if found.kind != "error" or found.mistake:
            raise
        if not any(clue in found.reason for clue in clues):
            raise
        reason = f"{says}\n{found.reason}"
        raise Stop(replace(found, reason=reason, mistake=mistake)) from None


def refuse(ask: Ask, got, state) -> None:
    """End the behaviour where the record of `outputs` says that there are no outputs."""
    if not isinstance(got, dict):
        return
    if "passed on" in got:
        ask.fail(
            f"A layer is given a module where it needs numbers. `nn.{got['passed on']}(h)` builds "
            "a layer and takes h for its first setting; nothing is computed. Build the layer "
            "with `nn.ReLU()` and call what you built with h.",
            got=f"TypeError: ... must be Tensor, not {got['passed on']}", expected="outputs",
            mistake="the module is passed on, not its output",
        )  # fmt: skip
    if "layers" in got:
        _other_layers(ask, got["layers"], {k: list(v.shape) for k, v in state.items()})
    what = got.get("no model") or got.get("gives")
    ask.fail(
        "The exercise asks for a torch module whose call gives a tensor.",
        got=f"{what} from " + ("the class" if "no model" in got else "the call"),
        expected="an nn.Module" if "no model" in got else "a tensor",
    )


def _other_layers(ask: Ask, own, wanted) -> None:
    new, lost = sorted(set(own) - set(wanted)), sorted(set(wanted) - set(own))
    got, expected = ", ".join(own), ", ".join(wanted)
    if new and not lost:
        ask.fail(
            f"The model has {_names(new)} on top of what the checkpoint holds. Nothing was missing "
            "from the model: the mistake is in how its layers are used. A repair adds none, nor a "
            "second name for one that is there.",
            got=got, expected=expected, mistake="layers or parameters added",
        )  # fmt: skip
    if lost:
        ask.fail(
            f"The checkpoint holds {_names(lost)}, and the model has no such entry. Keep the "
            "layers and their names: what was trained has to load.",
            got=got, expected=expected, mistake="layers renamed or dropped",
        )  # fmt: skip
    name = next(n for n in wanted if own.get(n) != wanted[n])
    ask.fail(
        f"`{name}` has another shape than in the checkpoint, so it does not load.",
        got=show_value(own[name]), expected=show_value(wanted[name]),
        mistake="layers of another shape",
    )  # fmt: skip


def _names(names) -> str:
    shown = ", ".join(f"`{n}`" for n in names[:3])
    return shown + (" and more" if len(names) > 3 else "")
