"""ReLU on the logits."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, show_value
from ..inputs import mixed
from ._models import (
    CAPPED,
    SECONDS,
    checkpoint,
    leaky,
    linear,
    of_all_sizes,
    relu,
    run,
    same,
    softmax,
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
        loss = torch.nn.functional.cross_entropy(model(row[None]), label[None])
        if loss.requires_grad:  # else no way leads back, as under `no_grad`
            loss.backward()
        grad = model.out.bias.grad
        found.append(0.0 if grad is None else float(grad.abs().max()))
    return found


def _logits(state, x, hidden=relu):
    return linear(state, "out", hidden(linear(state, "hidden", x)))


def _loss(z, labels):
    z = z - z.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), labels]


fix_logits = Exercise.of(
    __file__, seconds=SECONDS, oracle=lambda state, x, labels: _loss(_logits(state, x), labels)
)


def _draw(rng):
    """Draw a net with five rows of negative logits only, one of them without a hidden ReLU, too."""
    while True:
        state, x = checkpoint(rng, hidden=(3, 6), out=(6, 3)), mixed(rng, 12, 3)
        state = of_all_sizes(state, "hidden", "out")
        # Lower the last bias until five rows are as in the symptom.
        state["out.bias"] -= np.sort(_logits(state, x).max(axis=1))[4] + 0.05
        low = _logits(state, x).max(axis=1) < 0
        if _logits(state, x, same)[low].max(axis=1).min() < -0.05:
            return state, x, rng.integers(0, 3, size=12)


def _ask_right(ask):
    """Draw a net, and end the behaviour unless its weights load and the call gives a tensor."""
    state, x, labels = _draw(ask.rng)
    got, right = run(ask, state, x), _logits(state, x)
    if np.shape(got) == np.shape(labels) and np.array_equal(got, np.trunc(got)):
        ask.mistaken("the class, not its sums", got=got, expected=right)
    if isinstance(got, np.ndarray) and np.shape(got) != np.shape(right):
        reason = "`F.cross_entropy` expects three sums for each row."
        there, asked = (f"shape {show_value(np.shape(z))}" for z in (got, right))
        ask.fail(reason, got=there, expected=asked)
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
        fix_logits.reason("rows that teach nothing", lost=lost, rows=len(got)),
        got=f"gradient 0 for {lost} rows",
        expected="a gradient for every row",
    )


def _through(out, hidden=relu):
    """Return the losses with an activation on the logits, or another on the hidden sums."""
    return lambda state, x, labels: _loss(out(_logits(state, x, hidden)), labels)


fix_logits.mistakes(
    {
        "ReLU still on the logits": _through(relu),
        "softmax before the loss": _through(softmax),
        "sigmoid before the loss": _through(lambda z: 1 / (1 + np.exp(-z))),
        "the hidden ReLU is gone too": _through(same, same),
        "the other ReLU was taken out": _through(relu, same),
        "cut off from above": [_through(same, capped) for capped in CAPPED],
        "a leaky ReLU on the logits": _through(leaky),
    }
)
