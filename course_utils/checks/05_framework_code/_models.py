"""Ask a learner's torch model: give it the weights of a checkpoint, and read its outputs.

The probes run next to the model and use nothing outside themselves.
"""

from __future__ import annotations

import itertools

import numpy as np

from ...grading import Ask, Match, show_value
from ..inputs import mixed

SECONDS = 30.0  # a cold import of torch takes some of them; a model of this size none
MATCH = Match(rtol=1e-6, atol=1e-8)
NEAR = Match(rtol=1e-4, atol=1e-5)  # Keras and torch compute in float32
CAPS = (1.0, 6.0, 10.0, 20.0, 50.0, 100.0, 255.0, 1000.0)  # where a ReLU may be cut off
CAPPED = [lambda z, most=most: np.clip(z, 0, most) for most in CAPS]
# What torch and NumPy say when a matrix does not fit.
TURNED = {"not transposed": ("must match the size", "cannot be multiplied", "size mismatch")}


def outputs(made, state, x):
    """Probe: the outputs of a model for the rows of `x`, or a record of why there are none."""
    import torch

    model = made if isinstance(made, torch.nn.Module) else made()
    if not isinstance(model, torch.nn.Module):
        return {"no model": type(model).__name__}
    own = {name: list(value.shape) for name, value in model.state_dict().items()}
    if own != {name: list(value.shape) for name, value in state.items()}:
        return {"layers": own}
    # The model may be in use elsewhere. Other numbers stand in it for one call, which is sooner
    # done than a copy of it.
    kept = [(tensor, tensor.data) for tensor in (*model.parameters(), *model.buffers())]
    try:
        for tensor, data in kept:
            kind = torch.float64 if data.is_floating_point() else data.dtype
            tensor.data = data.to(kind, copy=True)
        model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
        with torch.random.fork_rng(devices=[]):
            torch.default_generator.manual_seed(0)  # torch.manual_seed notes a stack for CUDA
            out = model(torch.tensor(x))
    except TypeError as error:
        kind = str(error).rpartition("must be Tensor, not ")[2]
        if kind in {type(m).__name__ for m in model.modules()} or isinstance(
            getattr(torch.nn, kind, None), type
        ):
            return {"passed on": kind}
        raise
    finally:
        for tensor, data in kept:
            tensor.data = data
    if not torch.is_tensor(out):
        return {"gives": type(out).__name__}
    try:
        return out.detach().numpy()
    except TypeError:  # quantised, sparse, bfloat16: NumPy has no such arrays
        return {"gives": f"Tensor of {out.dtype}"}


def usable(made, *args):
    """Probe: a record of what stands where a module or its output should, or None."""
    import torch

    model = made(*args)
    if not isinstance(model, torch.nn.Module):
        return {"no model": type(model).__name__}
    out = model(torch.ones(3))
    return None if torch.is_tensor(out) else {"gives": type(out).__name__}


def slopes(made, state, x, weigh):
    """Probe: gradients of ``sum(weigh * model(x))``, by name; ``"x"`` is that of the inputs."""
    import copy

    import torch

    model = copy.deepcopy(made if isinstance(made, torch.nn.Module) else made()).double()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    batch = torch.tensor(x, requires_grad=True)
    out = (model(batch) * torch.tensor(weigh)).sum()
    if out.requires_grad:  # else no way leads back, as under `no_grad`
        out.backward()
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


def of_all_sizes(state, *layers):
    """Return weights for the same outputs, with hidden sums from tiny to large.

    Of each layer but the last, two units are 10,000 times as large and two 100,000 times as small;
    the next layer takes that back. ReLU, its leaky kin and PReLU do not mind; a limit does.
    """
    state = {name: value.copy() for name, value in state.items()}
    for layer, after in itertools.pairwise(layers):
        units = len(state[f"{layer}.bias"])
        sizes = np.array([1e4, 1e4, 1e-5, 1e-5, *np.ones(units)])[:units]
        state[f"{layer}.weight"] *= sizes[:, None]
        state[f"{layer}.bias"] *= sizes
        state[f"{after}.weight"] /= sizes
    return state


def linear(state, name, x):
    """Return what ``nn.Linear`` makes of the rows of `x`."""
    return x @ state[f"{name}.weight"].T + state[f"{name}.bias"]


def relu(x):
    """Return max(x, 0)."""
    return np.maximum(x, 0)


def leaky(z, slope=0.01):
    """Return z where it is positive, and ``slope * z`` elsewhere."""
    return np.where(z > 0, z, slope * z)


def same(z):
    """Return z: no activation."""
    return z


def softmax(z):
    """Return the softmax of each row."""
    p = np.exp(z - z.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)


def run(ask: Ask, state, x):
    """Return the outputs of the learner's model with the weights of `state`."""
    shown = f"model = {ask.exercise.name}(); model.load_state_dict(...); model(x)"
    got = ask.probe(outputs, state, x, shown=shown)
    refuse(ask, got, state)
    return got


def ask_outputs(ask: Ask, state, x, *, match: Match = MATCH, reason: str = "", oracle=None) -> None:
    """Compare the model's outputs with those of the oracle, both with the weights of `state`."""
    got = run(ask, state, x)  # what is expected is worked out afterwards
    wanted = (oracle or ask.exercise.expected)(state, x)
    ask.compare(got, wanted, match=match, reason=reason)


def ask_gradient(ask: Ask, layer: str, gradient, state, x) -> None:
    """Expect right outputs, and this gradient at a layer's weights: ``gradient(state, x, weigh)``.

    None at all is a mistake with a name.
    """
    ask_outputs(ask, state, x)  # gradients of another function would say nothing
    ask.forget()
    weigh = mixed(ask.rng, *ask.exercise.expected(state, x).shape)
    shown = f"(weigh * model(x)).sum().backward(); model.{layer}.weight.grad"
    got = ask.probe(slopes, state, x, weigh, shown=shown)[f"{layer}.weight"]
    expected = gradient(state, x, weigh)
    if got is None:
        ask.mistaken(f"the {layer} layer is cut off from the gradient", got=None, expected=expected)
    ask.compare(got, expected, reason=f"The gradient at {layer}.weight:")


def ask_module(ask: Ask, *args) -> None:
    """Expect a module whose call gives a tensor; of all else nothing can be looked at."""
    shown = f"{ask.exercise.name}({', '.join(map(show_value, args))})(x)"
    got = ask.probe(usable, *args, shown=shown)
    if got and "no model" in got:
        reason = "A class is asked for that derives from nn.Module."
        ask.fail(reason, got=got["no model"], expected="an nn.Module")
    refuse(ask, got, {})
    ask.forget()


def refuse(ask: Ask, got, state) -> None:
    """End the behaviour where the record of a probe says that there are no outputs."""
    if not isinstance(got, dict):
        return
    if "passed on" in got:
        ask.mistaken(
            "the module is passed on, not its output",
            got=f"TypeError: ... must be Tensor, not {got['passed on']}",
            expected="outputs",
            module=got["passed on"],
        )
    if "layers" in got:
        _other_layers(ask, got["layers"], {k: list(v.shape) for k, v in state.items()})
    what = got.get("no model") or got.get("gives")
    ask.fail(
        "The exercise asks for a torch module whose call gives a tensor.",
        got=f"{what} from " + ("the class" if "no model" in got else "the call"),
        expected="an nn.Module" if "no model" in got else "a tensor of floats",
    )


def _other_layers(ask: Ask, own, wanted) -> None:
    new, lost = sorted(set(own) - set(wanted)), sorted(set(wanted) - set(own))
    got, expected = ", ".join(own), ", ".join(wanted)
    if new and not lost:
        added = "layers or parameters added"
        ask.mistaken(added, got=got, expected=expected, names=_names(new))
    if lost:
        dropped = "layers renamed or dropped"
        ask.mistaken(dropped, got=got, expected=expected, names=_names(lost))
    name = next(n for n in wanted if own.get(n) != wanted[n])
    there, asked = show_value(own[name]), show_value(wanted[name])
    ask.mistaken("layers of another shape", got=there, expected=asked, name=name)


def _names(names) -> str:
    shown = ", ".join(f"`{n}`" for n in names[:3])
    return shown + (" and more" if len(names) > 3 else "")
