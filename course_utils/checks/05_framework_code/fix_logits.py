"""ReLU on the logits."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import LOOK, SECONDS, ask_layers, checkpoint, linear, relu, spelled

fix_logits = Exercise(
    "framework_code.fix_logits",
    title="ReLU on the logits",
    minutes=5,
    difficulty="medium",
    hints=(
        "`F.cross_entropy` takes logits: any real numbers, one for each class. Which numbers can "
        "this model not give?",
        "A wrong class wants a very negative logit. ReLU turns it into 0, and where all logits of "
        "a row are negative no gradient gets back at all.",
        "Keep the hidden layer's ReLU and return the last layer's numbers as they are: "
        "`return self.out(h)`. `F.cross_entropy` applies the softmax itself.",
    ),
    seconds=SECONDS,
)


def losses(made, state, x, labels):
    """Probe: the cross-entropy of each row with its label."""
    import copy

    import torch

    model = copy.deepcopy(made if isinstance(made, torch.nn.Module) else made()).double()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    rows = torch.nn.functional.cross_entropy(
        model(torch.tensor(x)), torch.tensor(labels), reduction="none"
    )
    return rows.detach().numpy()


def reach_back(made, state, x, labels):
    """Probe: for each row alone, the largest entry of the loss's gradient at the last bias."""
    import copy

    import torch

    model = copy.deepcopy(made if isinstance(made, torch.nn.Module) else made()).double()
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()})
    found = []
    for row, label in zip(torch.tensor(x), torch.tensor(labels), strict=True):
        model.zero_grad()
        torch.nn.functional.cross_entropy(model(row[None]), label[None]).backward()
        grad = model.out.bias.grad
        found.append(0.0 if grad is None else float(grad.abs().max()))
    return found


def _logits(state, x):
    return linear(state, "out", relu(linear(state, "hidden", x)))


def _loss(z, labels):
    z = z - z.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels]


def _softmax(z):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def _draw_logits(rng):
    state, x = checkpoint(rng, hidden=(3, 6), out=(6, 3)), mixed(rng, 12, 3)
    # Lower the last bias until five rows have negative logits only, as in the symptom.
    state["out.bias"] -= np.sort(_logits(state, x).max(axis=1))[4] + 0.05
    return state, x, rng.integers(0, 3, size=12)


@fix_logits.behaviour("the loss of every row", points=2, look=LOOK)
def _every_loss(ask):
    state, x, labels = _draw_logits(ask.rng)
    ask_layers(ask, state, x)
    with spelled("F.cross_entropy(model(x), labels, reduction='none')"):
        got = ask.probe(losses, state, x, labels)
        ask.compare(got, _loss(_logits(state, x), labels), reason="The loss by row:")


@fix_logits.behaviour("a gradient where all logits are negative", points=1, look=LOOK)
def _gets_back(ask):
    state, x, labels = _draw_logits(ask.rng)
    low = _logits(state, x).max(axis=1) < 0
    ask_layers(ask, state, x)
    with spelled("F.cross_entropy(model(row), label).backward()"):
        got = ask.probe(reach_back, state, x[low], labels[low])
        lost = sum(g < 1e-12 for g in got)
        ask.that(
            lost == 0,
            f"For {lost} of {len(got)} rows with negative logits no gradient reaches the last "
            "layer: these rows teach it nothing, however wrong the model is about them.",
            got=f"gradient 0 for {lost} rows", expected="a gradient for every row",
        )  # fmt: skip


def _leaky(state, x, labels):
    z = _logits(state, x)
    return _loss(np.where(z > 0, z, 0.01 * z), labels)


fix_logits.mistakes(
    (
        "ReLU still on the logits",
        lambda state, x, labels: _loss(relu(_logits(state, x)), labels),
        "The logits still go through ReLU: none is below 0. The loss then cannot see how unlikely "
        "a class is, and a row with three zeros costs ln 3 for ever.",
    ),
    (
        "softmax before the loss",
        lambda state, x, labels: _loss(_softmax(_logits(state, x)), labels),
        "The model returns probabilities, and `F.cross_entropy` takes the softmax of what it "
        "gets: twice. It expects logits, the sums of the last layer.",
    ),
    (
        "sigmoid before the loss",
        lambda state, x, labels: _loss(1 / (1 + np.exp(-_logits(state, x))), labels),
        "The logits go through a sigmoid, so they lie between 0 and 1 and no class can be ruled "
        "out. `F.cross_entropy` expects the sums themselves.",
    ),
    (
        "the hidden ReLU is gone too",
        lambda state, x, labels: _loss(linear(state, "out", linear(state, "hidden", x)), labels),
        "Both ReLUs are gone, and with them everything that is not linear. The one behind "
        "`hidden` was right.",
    ),
    (
        "a leaky ReLU on the logits",
        _leaky,
        "A leaky ReLU lets a gradient back, and still squeezes negative logits a hundredfold. The "
        "last layer has no activation at all.",
    ),
)
