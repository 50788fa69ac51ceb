"""No weight decay on a slope."""

from __future__ import annotations

import ast
import dataclasses
from typing import NamedTuple

from ...grading import Exercise
from ...grading.ask import Stop
from ._grouping import groups_by_name

FINISHED = ("course_utils.experiments*", "course_utils.networks*", "course_utils.theory*")
LOOK = 2
decay_groups = Exercise(
    "variants.decay_groups",
    title="No weight decay on a slope",
    minutes=10,
    difficulty="hard",
    hints=(
        "The weights of `nn.Linear` and the slopes of `nn.PReLU` are both called `weight`: a name "
        "does not tell them apart. The type of the layer that holds them does.",
        "`model.modules()` visits every layer, nested ones too. Collect the `id` of each weight "
        "that should decay; then go through `model.parameters()`, which names each one once.",
        "`ids = {id(m.weight) for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv1d, "
        "nn.Conv2d))}`; one group with the parameters whose id is in it, one with the others and "
        '`"weight_decay": 0.0`.',
    ),
    forbids=FINISHED,
    seconds=20.0,  # loads torch
    covers=("A13", "A25"),
)

_DECAYING = ("Linear", "Conv1d", "Conv2d")

_AXES = {"Linear": 2, "Conv1d": 3, "Conv2d": 4}


class _Parameter(NamedTuple):
    """A parameter by its full name, the layer's text and kind, its own name, number of axes."""

    name: str
    layer: str
    kind: str
    own: str
    axes: int


def _parameters(layers):
    """List the parameters of a model written down as {name: layer}; a tied weight counts once."""
    found = []
    for place, text in layers.items():
        layer, _, tied = text.partition(" tied to ")
        kind = layer.partition("(")[0]
        if kind == "Scale":
            found.append(_Parameter(f"{place}.gain", layer, kind, "gain", 0))
            continue
        wide = kind == "LayerNorm" and isinstance(ast.literal_eval(layer[len(kind) :]), tuple)
        axes = 2 if wide else _AXES.get(kind, 1)
        if not tied:
            found.append(_Parameter(f"{place}.weight", layer, kind, "weight", axes))
        if kind != "PReLU":
            found.append(_Parameter(f"{place}.bias", layer, kind, "bias", 2 if wide else 1))
    return found


def _by_rule(layers, weight_decay, rule):
    return {p.name: [weight_decay if rule(p) else 0.0] for p in _parameters(layers)}


def _decays(p):
    return p.kind in _DECAYING and p.own == "weight"


def _ask_model(ask, layers):
    weight_decay = round(float(ask.rng.uniform(0.02, 0.2)), 2)
    _tell_apart(ask, weight_decay)
    try:
        got = ask.probe(groups_by_name, layers, weight_decay)
    except Stop as stop:
        raise _explained(stop, ask.calls[-1].message) from None
    if not isinstance(got, dict):
        nothing = isinstance(got, str) and got.startswith("a NoneType")
        ask.fail(
            ("The function returned nothing (None). " if nothing else "")
            + "An optimiser takes a list of groups. A group is a dictionary with the parameters "
            "themselves under `\"params\"` and a number under `\"weight_decay\"`.", got=got,
            expected='[{"params": [...], "weight_decay": ...}, {"params": [...], ...}]',
        )  # fmt: skip
    right = _by_rule(layers, weight_decay, _decays)
    parameters = _parameters(layers)
    for p in sorted(parameters, key=lambda p: len(got[p.name]) != 0):  # those left out first
        _check_once(ask, p, len(got[p.name]))
    for p in parameters:
        _check_decay(ask, p, got[p.name][0], right[p.name][0])


def _explained(stop, message):
    """Say what PyTorch's message means when parameters were compared by their entries."""
    if "The size of tensor a" not in message and "Boolean value of Tensor" not in message:
        return stop
    says = (
        "`p in some_list` compares with `==`, and PyTorch does that entry by entry. Ask for the "
        "same object instead: a set of parameters or of their `id`s does."
    )
    reason = f"{says}\n{stop.finding.reason}"
    return Stop(dataclasses.replace(stop.finding, reason=reason, mistake="compared by entries"))


def _check_once(ask, p, times):
    if times == 1:
        return
    where, mistake = "in no group: the optimiser would never train it", "a parameter left out"
    if times:
        where = "in the groups more than once: the optimiser refuses what it has already"
        mistake = "a shared weight counted twice"
    ask.fail(
        f"`{p.name}`, of {p.layer}, stands {where}.", got=f"{times} times", expected="once",
        mistake=mistake,
    )  # fmt: skip


def _check_decay(ask, p, got, right):
    whose = f"`{p.name}`, of {p.layer},"
    if got is None:
        ask.fail(
            f"{whose} is in a group without `\"weight_decay\"`. That is not 0: such a group gets "
            "the optimiser's own default, which need not be 0 (AdamW's is not).",
            got='no "weight_decay"', expected=f'"weight_decay": {right}',
            mistake="the optimiser's default",
        )  # fmt: skip
    ask.that(
        isinstance(got, (int, float)) and abs(got - right) < 1e-9,
        f"{whose} has the wrong weight decay.", got=got, expected=right,
    )  # fmt: skip


def _tell_apart(ask, weight_decay):
    """Ask about a model with a layer of every kind: it tells mistakes apart, and is not marked."""
    layers = {"0": "Conv1d(2, 4, 3)", "1": "PReLU(4)", "2": "BatchNorm1d(4)", "3": "Scale()",
              "4": "LayerNorm((4, 3))", "5": "Linear(3, 2)"}  # fmt: skip
    try:
        ask.probe(groups_by_name, layers, weight_decay)
    except Stop:  # what goes wrong there is not this behaviour's business
        ask.calls.pop()


@decay_groups.behaviour("weights decay, biases do not", points=1, look=LOOK)
def _weights(ask):
    n, m = ask.rng.integers(3, 9, size=2)
    _ask_model(ask, {"0": f"Conv2d(1, {n}, 3)", "1": f"Linear({n}, {m})", "2": f"Linear({m}, 2)"})


@decay_groups.behaviour("slopes of PReLU do not", points=2, look=LOOK)
def _slopes(ask):
    n = ask.rng.integers(3, 9)
    _ask_model(ask, {"0": f"Linear(2, {n})", "1": f"PReLU({n})", "2": f"Linear({n}, 1)",
                     "3": "PReLU()"})  # fmt: skip


@decay_groups.behaviour("normalisation does not", points=1, look=LOOK)
def _norms(ask):
    n = ask.rng.integers(3, 9)
    _ask_model(ask, {"0": f"Linear(2, {n})", "1": f"BatchNorm1d({n})", "2": f"Linear({n}, 2)",
                     "3": "LayerNorm(2)"})  # fmt: skip


@decay_groups.behaviour("names that mislead, nested layers, a shared weight", points=1, look=LOOK)
def _names(ask):
    n = ask.rng.integers(3, 9)
    square = f"Linear({n}, {n})"
    _ask_model(ask, {"norm_in": square, "body.weights": f"PReLU({n})", "body.unbiased": square,
                     "body.own": "Scale()", "out": f"{square} tied to norm_in"})  # fmt: skip


@decay_groups.behaviour("a normalisation over two axes", points=1, look=LOOK)
def _axes(ask):
    n = ask.rng.integers(3, 9)
    _ask_model(ask, {"0": f"LayerNorm(({n}, 4))", "1": "Linear(4, 2)"})


decay_groups.mistakes(
    (
        "by the name weight",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: p.own == "weight"),
        "You go by the name `weight`. PReLU calls its slopes so, and normalisation its scales. "
        "The name says nothing; the type of the layer does.",
    ),
    (
        "bias only",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: p.own != "bias"),
        "Only biases are spared. Decay pulls a slope of PReLU to 0, which is ReLU, and the scale "
        "of a normalisation to 0, which is silence.",
    ),
    (
        "everything decays",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: True),
        "Every parameter decays, as with a plain `model.parameters()`. Decay is meant for the "
        "matrices that multiply: a bias shifts, and a slope has its own meaning at 0.",
    ),
    (
        "nothing decays",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: False),
        "No parameter decays. The weights of nn.Linear, nn.Conv1d and nn.Conv2d should.",
    ),
    (
        "the groups exchanged",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: not _decays(p)),
        "The two groups have each other's number: the weights are spared and all else decays.",
    ),
    (
        "PReLU only",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: p.kind != "PReLU"),
        "Only the slopes of PReLU are spared. Biases and normalisation should not decay either.",
    ),
    (
        "biases decay with their layer",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: p.kind in _DECAYING),
        "A layer's type decides for all that it holds, so biases decay too. Of nn.Linear and the "
        "convolutions only the `weight` should.",
    ),
    (
        "convolutions forgotten",
        lambda layers, weight_decay: _by_rule(
            layers, weight_decay, lambda p: p.kind == "Linear" and p.own == "weight"
        ),
        "The weights of nn.Linear decay and those of the convolutions do not. A convolution is a "
        "linear layer whose weights are used at many places.",
    ),
    (
        "the slopes forgotten",
        lambda layers, weight_decay: _by_rule(
            layers, weight_decay, lambda p: _decays(p) or p.kind in ("PReLU", "Scale")
        ),
        "Biases and normalisation are spared, the slopes of PReLU are not. Decay pulls them to 0, "
        "and PReLU becomes ReLU: He et al. gave the slope no decay for that reason.",
    ),
    (
        "normalisation forgotten",
        lambda layers, weight_decay: _by_rule(
            layers, weight_decay, lambda p: p.own != "bias" and p.kind != "PReLU"
        ),
        "Biases and slopes are spared, the scales of normalisation layers are not. They are "
        "called `weight` and multiply, but one number for each column: they set a scale, not a "
        "direction.",
    ),
    (
        "by number of axes",
        lambda layers, weight_decay: _by_rule(layers, weight_decay, lambda p: p.axes >= 2),
        "You go by the number of axes: two or more decay. Many training scripts do, and it is "
        "right until a normalisation has a scale of two axes. Ask what layer it belongs to.",
    ),
)
