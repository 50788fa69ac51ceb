"""Facts that the questions of lesson 7 ask for."""

from __future__ import annotations

import numpy as np

from ... import capstone
from ...experiments import curve
from ...networks import MLP, Plan, fit_stack, to_torch, torch_scores


def _trained(nets: list[MLP], rate: float, passes: int):
    digits = capstone.given()
    models = [to_torch(net) for net in nets]
    plan = Plan(rate, passes)
    fit_stack(models, (digits.x, digits.y), plan, np.random.default_rng(0), optimiser="adam")
    return models, [torch_scores(model, digits.x, digits.y)[0] for model in models]


def changes_that_help() -> str:
    """Return which of two changes lets one of two failing nets learn."""
    plan = capstone.FAILING_PLAN
    drawn = [capstone.failing_net(seed) for seed in range(2)]
    leaky = [MLP(net.weights, net.biases, "leaky_relu") for net in drawn]
    runs = {"leaky": (leaky, plan.rate), "rate": (drawn, plan.rate / 10)}
    shares = {name: _trained(*one, plan.epochs)[1] for name, one in runs.items()}
    return ", ".join(name for name, right in shares.items() if max(right) > 0.2) or "neither"


def spread_of_the_loud_net() -> float:
    """Return the median spread in layer 24 of twenty nets with twice He's weights."""
    digits, found = capstone.given(), []
    for seed in range(20):
        net = MLP.create((64, *[20] * 24, 10), np.random.default_rng(seed), scheme="he")
        net.weights = [2 * W for W in net.weights]
        found.append(capstone.instruments(net, digits.x, digits.y)["spread"][-1])
    return float(np.median(found))


def cosines_by_layer() -> str:
    """Return how the cosine of two images' activations goes through a wide net."""
    x = capstone.given().x[:200]
    net = MLP.create((64, *[600] * 24, 10), np.random.default_rng(0), scheme="he")
    values = []
    for h in (x, *(np.maximum(z, 0) for z in net.forward(x).sums[:-1])):
        unit = h / np.linalg.norm(h, axis=1, keepdims=True)
        values.append(np.median((unit @ unit.T)[np.triu_indices(len(x), 1)]))
    first, tenth, last = values[1], values[10], values[24]
    if last < -0.05:
        return "falls"
    if abs(last - values[0]) < 0.1:
        return "stays"
    return "rises towards 1" if first + 0.1 < tenth < last and last > 0.9 else "rises once"


def epsilons_that_learn() -> str:
    """Return for which ε Adam trains the failing net, in every setting that was tried."""
    shares = curve("adam_trains_capstone").shares("Adam's ε")
    return ", ".join(label for label, share in shares.items() if share == 1)


def layers_that_work() -> int:
    """Return the working depth of a net of three layers and seventeen identities."""
    models, _ = _trained([MLP.create((64, 20, 20, 10), np.random.default_rng(0))], 0.003, 20)
    record = capstone.describe(models[0])
    idle = {"W": np.eye(20), "b": np.zeros(20), "activation": "relu"}
    layers = capstone.read([*record[:2], *[idle] * 17, record[2]])
    return int(capstone.working_depth(layers, capstone.given().x))
