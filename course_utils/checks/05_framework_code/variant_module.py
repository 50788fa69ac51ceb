"""An activation with a parameter of its own."""

from __future__ import annotations

import numpy as np
import scipy  # its parts are loaded where they are used

from ...grading import Exercise, Match, difference
from ..inputs import mixed
from ._models import SECONDS, ask_module

MATCH = Match(rtol=1e-4, atol=1e-5)  # float32 on the way is no mistake here

variant_module = Exercise.of(__file__, seconds=SECONDS)


def values(made, beta, x):
    """Probe: the outputs of a new module for one β, in float64."""
    import torch

    return made(beta).double()(torch.tensor(x)).detach().numpy()


def contents(made, beta):
    """Probe: what the module trains, and what it saves."""
    module = made(beta)
    return {
        "parameters": {n: [float(v) for v in p.flatten()] for n, p in module.named_parameters()},
        "saved": {n: list(v.shape) for n, v in module.state_dict().items()},
    }


def start(made, betas, x):
    """Probe: outputs at several β, and whether those of the last follow what `beta` is then."""
    import torch

    modules = [made(beta).double() for beta in betas]
    outs = [module(torch.tensor(x)) for module in modules]
    with torch.no_grad():
        for own in modules[-1].parameters():
            own.fill_(0.3)
    follows = not torch.allclose(modules[-1](torch.tensor(x)), outs[-1])
    return {"outs": [out.detach().numpy() for out in outs], "follows": follows}


def reload(made, old, new, x):
    """Probe: outputs at `old`, at `new`, and at `old` after loading what `new` saved."""
    import torch

    loaded, fresh = made(old), made(new)
    loaded.load_state_dict(fresh.state_dict())
    return [m(torch.tensor(x).float()).detach().numpy() for m in (made(old), fresh, loaded)]


def gradients(made, beta, x, weigh):
    """Probe: gradients of ``sum(weigh * module(x))`` at x and at the parameter."""
    import torch

    module = made(beta).double()
    batch = torch.tensor(x, requires_grad=True)
    out = (module(batch) * torch.tensor(weigh)).sum()
    if not out.requires_grad:
        return {"x": None, "beta": None}
    out.backward()
    at = [p.grad for p in module.parameters()]
    return {
        "x": None if batch.grad is None else batch.grad.numpy(),
        "beta": None if not at or at[0] is None else float(at[0].sum()),
    }


def kinds(made):
    """Probe: dtype and device that come out for what goes in."""
    import torch

    told, casts = {}, []

    class Casts(torch.overrides.TorchFunctionMode):
        """Note what an operation on one tensor makes of its dtype."""

        def __torch_function__(self, func, types, args=(), kwargs=None):
            out = func(*args, **(kwargs or {}))
            of = args[0] if args and torch.is_tensor(args[0]) else out
            if torch.is_tensor(out) and of.is_floating_point() and of.dtype != out.dtype:
                casts.append("x" if of is x else "a tensor")
            return out

    for dtype in (torch.float32, torch.float64, torch.bfloat16):
        module, x = made(0.5).to(dtype), torch.ones(3, dtype=dtype)
        with Casts():
            told[str(dtype)] = str(module(x).dtype)
        if told[str(dtype)] != str(dtype):
            break
    told["casts"] = casts[0] if casts else ""
    # The meta device has shapes and no numbers: it stands in for a GPU on any machine.
    try:
        told["meta"] = made(0.5).to("meta")(torch.ones(3, device="meta")).device.type
    except RuntimeError as error:
        if "meta" not in str(error):
            raise
        # Asking for a number (`.item()`, `if`) fails on meta alone: a real GPU would answer.
        told["meta"] = "meta" if "item()" in str(error) else "cpu"
    return told


def _swish(beta, x):
    return x * scipy.special.expit(beta * x)


@variant_module.behaviour("any β, 0 among them", points=1)
def _values(ask):
    ask_module(ask, 1.7)
    drawn, some = mixed(ask.rng, 3, 4), float(np.round(ask.rng.uniform(0.3, 0.8), 2))
    cube = drawn.reshape(3, 2, 2)
    usual = ((1.7, drawn), (some, drawn), (-0.6, drawn[0]), (some, cube), (0.0, drawn))
    cases = (*usual, (3.7, drawn), (-3.7, drawn), (0.25, 250 * drawn))
    answers = ask.probes(values, cases, "variant_module({:g})(x)")
    for (beta, x), got in zip(cases, answers, strict=True):
        right = _swish(beta, x)
        if difference(got, right, MATCH) and difference(got, _swish(1.0, x), MATCH) is None:
            _ask_for_beta(ask, got, right, x)
        ask.compare(got, right, match=MATCH)
    _ask_at_zero(ask, drawn)


def _ask_for_beta(ask, got, right, x):
    """Tell whether it is x·σ(x) for every β, and whether for want of the argument alone."""
    told = ask.fact(start, (1.7, -0.6, 0.4), x)
    if all(difference(out, _swish(1.0, x), MATCH) is None for out in told["outs"]):
        mistake = "the argument is not used" if told["follows"] else "β is not used"
        ask.mistaken(mistake, got=got, expected=right)


def _ask_at_zero(ask, x):
    """Look for a case of its own for β = 0; whether β trains at all is another behaviour's."""
    ask.forget()
    shown = "(x * variant_module(0)(x)).sum().backward()"
    trains, at_zero = (ask.probe(gradients, b, x, x, shown=shown)["beta"] for b in (0.75, 0.0))
    if trains and not at_zero:
        ask.mistaken("β = 0 has a case of its own", got=at_zero, expected=float((x**3).sum() / 4))


@variant_module.behaviour("β is a parameter, saved and loaded", points=1)
def _kept(ask):
    ask_module(ask, 1.7)
    beta = float(np.round(ask.rng.uniform(1.2, 1.9), 2))
    told = ask.probe(contents, beta, shown=f"variant_module({beta:g}).state_dict()")
    found, saved = told["parameters"], ", ".join(told["saved"])
    if not found:
        _no_parameter(ask, told["saved"])
    if set(found) != {"beta"} or set(told["saved"]) != {"beta"}:
        ask.fail('One parameter is asked for, under the name "beta".', got=saved, expected="beta")
    if len(found["beta"]) != 1:
        reason = "One β for the whole module is asked for."
        ask.fail(reason, got=found["beta"], expected="one number")
    ask.compare(np.round(found["beta"][0], 5), beta, reason="β does not start as asked:")
    ask.forget()
    shown = f"m = variant_module(0.4); m.load_state_dict(saved with {beta:g}); m(x)"
    start, wanted, got = ask.probe(reload, 0.4, beta, mixed(ask.rng, 6), shown=shown)
    if np.allclose(got, wanted, rtol=1e-4):
        return
    if np.allclose(got, start, rtol=1e-4):
        ask.mistaken("forward uses a copy", got=got, expected=wanted)
    reason = "The module computes something else than the one it was loaded from."
    ask.fail(reason, got=got, expected=wanted)


def _no_parameter(ask, saved):
    ask.mistaken(
        "a buffer, not a parameter" if "beta" in saved else "a number, not a parameter",
        got=f"no parameters, saved: {', '.join(saved) or 'nothing'}",
        expected="beta among parameters and saved",
    )


@variant_module.behaviour("gradients at β and at x", points=2)
def _gradients(ask):
    ask_module(ask, 0.75)
    x, weigh, beta = mixed(ask.rng, 3, 4), mixed(ask.rng, 3, 4), 0.75  # exact in float32
    shown = f"(weigh * variant_module({beta:g})(x)).sum().backward()"
    told = ask.probe(gradients, beta, x, weigh, shown=shown)
    s = scipy.special.expit(beta * x)
    at_x, at_beta = weigh * (s + beta * x * s * (1 - s)), (weigh * x * x * s * (1 - s)).sum()
    if told["x"] is None:
        ask.fail(variant_module.reason("x is cut off"), got=None, expected=at_x)
    if told["beta"] is None:
        ask.mistaken("beta is cut off from the graph", got=None, expected=float(at_beta))
    ask.compare(told["x"], at_x, match=MATCH, reason="The gradient at x:")
    ask.compare(told["beta"], float(at_beta), match=MATCH, reason="The gradient at β:")


@variant_module.behaviour("dtype and device follow the module", points=1)
def _kinds(ask):
    ask_module(ask, 0.5)
    told = ask.probe(kinds, shown="variant_module(0.5).to(...)(x)")
    device, casts = told.pop("meta"), told.pop("casts")
    for name, given in told.items():
        if given != name:
            mistake = "another dtype comes out" + " | x is cast" * (casts == "x")
            both = {"name": name, "given": given}
            ask.mistaken(mistake, got=given, expected=name, **both)
    if device != "meta":
        got = f"a tensor on {device}"
        ask.mistaken("a tensor stays on the CPU", got=got, expected="everything where x is")


def _divides(beta, x):
    with np.errstate(all="ignore"):
        return _swish(1.0, beta * x) / beta if beta else np.full_like(x, np.nan)


variant_module.mistakes(
    {
        "β in front, not inside": lambda beta, x: beta * _swish(1.0, x),
        "the factor x is missing": lambda beta, x: scipy.special.expit(beta * x),
        "divides by β": _divides,
        "the other sign in the sigmoid": lambda beta, x: _swish(-beta, x),
        "β in both places": lambda beta, x: beta * _swish(beta, x),
    }
)
