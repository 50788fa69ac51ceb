"""Section 4, the middle: ReLU on the logits, and one PReLU for every layer."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from .models import LOOK, SECONDS, ask_layers, ask_outputs, checkpoint, linear, relu, spelled

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


@fix_logits.misconception(
    "ReLU still on the logits",
    "The logits still go through ReLU: none is below 0. The loss then cannot see how unlikely a "
    "class is, and a row with three zeros costs ln 3 for ever.",
)
def _still(state, x, labels):
    return _loss(relu(_logits(state, x)), labels)


@fix_logits.misconception(
    "softmax before the loss",
    "The model returns probabilities, and `F.cross_entropy` takes the softmax of what it gets: "
    "twice. It expects logits, the sums of the last layer.",
)
def _twice(state, x, labels):
    return _loss(_softmax(_logits(state, x)), labels)


@fix_logits.misconception(
    "sigmoid before the loss",
    "The logits go through a sigmoid, so they lie between 0 and 1 and no class can be ruled out. "
    "`F.cross_entropy` expects the sums themselves.",
)
def _sigmoid(state, x, labels):
    return _loss(1 / (1 + np.exp(-_logits(state, x))), labels)


@fix_logits.misconception(
    "the hidden ReLU is gone too",
    "Both ReLUs are gone, and with them everything that is not linear. The one behind `hidden` was "
    "right.",
)
def _linear(state, x, labels):
    return _loss(linear(state, "out", linear(state, "hidden", x)), labels)


@fix_logits.misconception(
    "a leaky ReLU on the logits",
    "A leaky ReLU lets a gradient back, and still squeezes negative logits a hundredfold. The last "
    "layer has no activation at all.",
)
def _leaky(state, x, labels):
    z = _logits(state, x)
    return _loss(np.where(z > 0, z, 0.01 * z), labels)


fix_shared = Exercise(
    "framework_code.fix_shared",
    title="One PReLU for every layer",
    minutes=6,
    difficulty="medium",
    hints=(
        "Count the slopes: how many PReLU objects does `__init__` build, and how many layers use "
        "them?",
        "A name for a module is not a copy of it. The same object at two places of a `Sequential` "
        "is one parameter with two names in the state dict.",
        "Call `nn.PReLU()` twice, once at each place: "
        "`nn.Sequential(nn.Linear(3, 5), nn.PReLU(), nn.Linear(5, 4), nn.PReLU(), "
        "nn.Linear(4, 2))`, kept as `self.net`.",
    ),
    seconds=SECONDS,
    covers=("A13",),
)


def _prelu(z, slope):
    return np.where(z > 0, z, slope * z)


def _with_slopes(state, x, first, second):
    h = _prelu(linear(state, "net.0", x), first)
    return linear(state, "net.4", _prelu(linear(state, "net.2", h), second))


def _own(state, x):
    return _with_slopes(state, x, state["net.1.weight"], state["net.3.weight"])


def _draw_shared(rng):
    layers = checkpoint(rng, **{"net.0": (3, 5), "net.2": (5, 4), "net.4": (4, 2)})
    a, b = np.round(rng.uniform(0.05, 0.2), 2), np.round(rng.uniform(0.4, 0.6), 2)
    slopes = {"net.1.weight": np.array([a]), "net.3.weight": np.array([b])}
    order = ("net.0", "net.1", "net.2", "net.3", "net.4")
    both = layers | slopes
    return {k: both[k] for n in order for k in (f"{n}.weight", f"{n}.bias") if k in both}


def count(made):
    """Probe: how many parameters there are, and the slopes of a new model."""
    import torch

    model = made if isinstance(made, torch.nn.Module) else made()
    new = [float(v) for v in model.parameters() if v.numel() == 1]
    return {"parameters": sum(v.numel() for v in model.parameters()), "slopes": new}


@fix_shared.behaviour("two slopes, and nothing else new", points=1, look=LOOK)
def _two(ask):
    state = _draw_shared(ask.rng)
    ask_layers(ask, state, mixed(ask.rng, 6, 3))
    with spelled("sum(p.numel() for p in fix_shared().parameters())"):
        got = ask.probe(count)
        wanted = sum(v.size for v in state.values())
        if got["parameters"] < wanted:
            ask.fail(
                "The state dict has two names for a slope, and the model one slope: both names "
                "stand for the same PReLU.",
                got=got["parameters"], expected=wanted, mistake="still one slope",
            )  # fmt: skip
        ask.that(got["parameters"] == wanted, "There are more numbers to train than before.",
                 got=got["parameters"], expected=wanted)  # fmt: skip


@fix_shared.behaviour("outputs with two slopes", points=2, look=LOOK)
def _apart(ask):
    state, x = _draw_shared(ask.rng), mixed(ask.rng, 8, 3)
    a, b = state["net.1.weight"][0], state["net.3.weight"][0]
    ask_outputs(ask, _own, state, x, reason=f"With the slopes {a:g} and {b:g} loaded:")


@fix_shared.behaviour("new slopes start at 0.25", points=1, look=LOOK)
def _start(ask):
    with spelled("[p for p in fix_shared().parameters() if p.numel() == 1]"):
        got = ask.probe(count)["slopes"]
        if len(got) != 2:
            ask.fail("Two slopes are asked for, one for each hidden layer.", got=got,
                     expected=[0.25, 0.25], mistake="still one slope" if len(got) == 1 else "",
                     )  # fmt: skip
        ask.compare(got, [0.25, 0.25], reason="The slopes of a new model, as PyTorch starts them:")


@fix_shared.misconception(
    "still one slope",
    "Both places hold the same PReLU: loading the second slope overwrites the first. Two names, "
    "`[nn.PReLU()] * 2` or a slice are no copies; `nn.PReLU()` has to be called twice.",
)
def _overwritten(state, x):
    return _with_slopes(state, x, state["net.3.weight"], state["net.3.weight"])
