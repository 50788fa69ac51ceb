"""ReLU on the logits."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, show_value
from ..inputs import mixed
from ._models import CAPS, SECONDS, checkpoint, leaky, linear, of_all_sizes, relu, run, softmax


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
        loss = torch.nn.functional.cross_entropy(model(row[None]), label[None])
        if loss.requires_grad:  # else no way leads back, as under `no_grad`
            loss.backward()
        grad = model.out.bias.grad
        found.append(0.0 if grad is None else float(grad.abs().max()))
    return found


def _logits(state, x):
    return linear(state, "out", relu(linear(state, "hidden", x)))


def _loss(z, labels):
    z = z - z.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels]


fix_logits = Exercise.of(
    __file__, seconds=SECONDS, oracle=lambda state, x, labels: _loss(_logits(state, x), labels)
)


def _affine(state, x):
    return linear(state, "out", linear(state, "hidden", x))


def _draw(rng):
    """Draw a net with five rows of negative logits only, one of them without a hidden ReLU, too."""
    while True:
        state, x = checkpoint(rng, hidden=(3, 6), out=(6, 3)), mixed(rng, 12, 3)
        state = of_all_sizes(state, "hidden", "out")
        # Lower the last bias until five rows are as in the symptom.
        state["out.bias"] -= np.sort(_logits(state, x).max(axis=1))[4] + 0.05
        low = _logits(state, x).max(axis=1) < 0
        if _affine(state, x)[low].max(axis=1).min() < -0.05:
            return state, x, rng.integers(0, 3, size=12)


def _ask_right(ask):
    """Draw a net, and end the behaviour unless its weights load and the call gives a tensor."""
    state, x, labels = _draw(ask.rng)
    got, right = run(ask, state, x), _logits(state, x)
    if np.shape(got) == np.shape(labels) and np.array_equal(got, np.trunc(got)):
        ask.mistaken("the class, not its sums", got=got, expected=right)
    if isinstance(got, np.ndarray) and np.shape(got) != np.shape(right):
        reason, there = (
            "`F.cross_entropy` expects three sums for each row.",
            show_value(np.shape(got)),
        )
        ask.fail(reason, got=f"shape {there}", expected=f"shape {show_value(np.shape(right))}")
    ask.forget()
    return state, x, labels


@fix_logits.behaviour("the loss of every row", points=2)
def _every_loss(ask):
    state, x, labels = _ask_right(ask)
    large = {name: value * (1 + 29 * name.startswith("out.")) for name, value in state.items()}
    shown = "F.cross_entropy(model(x), labels, reduction='none')"
    for case in ((state, x, labels), (large, x, labels)):  # logits of some units, and of hundreds
        got = ask.probe(losses, *case, shown=shown)
        ask.compare(got, fix_logits.expected(*case), reason="The loss by row:")


@fix_logits.behaviour("a gradient where all logits are negative", points=1)
def _gets_back(ask):
    state, x, labels = _ask_right(ask)
    low = _logits(state, x).max(axis=1) < 0
    shown = "F.cross_entropy(model(row), label).backward()"
    got = ask.probe(reach_back, state, x[low], labels[low], shown=shown)
    lost = sum(g < 1e-12 for g in got)
    ask.that(
        lost == 0,
        f"For {lost} of {len(got)} rows with negative logits, each asked alone, no gradient "
        "reaches the last layer: such a row teaches it nothing, however wrong the model is.",
        got=f"gradient 0 for {lost} rows",
        expected="a gradient for every row",
    )


def _capped(most):
    def answer(state, x, labels):
        return _loss(linear(state, "out", np.clip(linear(state, "hidden", x), 0, most)), labels)

    return answer


fix_logits.mistakes(
    {
        "ReLU still on the logits": lambda state, x, labels: _loss(relu(_logits(state, x)), labels),
        "softmax before the loss": lambda state, x, labels: _loss(
            softmax(_logits(state, x)), labels
        ),
        "sigmoid before the loss": lambda state, x, labels: _loss(
            1 / (1 + np.exp(-_logits(state, x))), labels
        ),
        "the hidden ReLU is gone too": lambda state, x, labels: _loss(_affine(state, x), labels),
        "the other ReLU was taken out": lambda state, x, labels: _loss(
            relu(_affine(state, x)), labels
        ),
        "cut off from above": [_capped(most) for most in CAPS],
        "a leaky ReLU on the logits": lambda state, x, labels: _loss(
            leaky(_logits(state, x)), labels
        ),
    }
)
