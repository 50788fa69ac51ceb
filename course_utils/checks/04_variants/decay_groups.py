"""No weight decay on a slope."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ...grading import Exercise
from ...grading.calls import Stop
from ...grading.reading import real_number
from ._grouping import groups_by_name

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
    forbids=("networks",),
    seconds=20.0,  # loads torch
    covers=("A13", "A25"),
    oracle=lambda layers, weight_decay: _by_rule(layers, weight_decay, _decays),
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


def _rule(decays):
    return lambda layers, weight_decay: _by_rule(layers, weight_decay, decays)


def _decays(p):
    return p.kind in _DECAYING and p.own == "weight"


def _ask_model(ask, layers):
    weight_decay = round(float(ask.rng.uniform(0.02, 0.2)), 2)
    try:  # a model with a layer of every kind tells mistakes apart, and is not marked
        ask.probe(groups_by_name, _EVERY_KIND, weight_decay)
    except Stop:  # what goes wrong there is not this behaviour's business
        ask.forget()
    got = ask.probe(groups_by_name, layers, weight_decay)
    if not isinstance(got, dict):
        nothing = "The function returned nothing (None). " if got.startswith("a NoneType") else ""
        ask.fail(
            f"{nothing}An optimiser takes a list of groups. A group is a dictionary with the "
            'parameters themselves under `"params"` and a number under `"weight_decay"`.',
            got=got,
            expected='[{"params": [...], "weight_decay": ...}, {"params": [...], ...}]',
        )
    right = ask.exercise.expected(layers, weight_decay)
    parameters = _parameters(layers)
    for p in sorted(parameters, key=lambda p: len(got[p.name]) != 0):  # those left out first
        _check_once(ask, p, len(got[p.name]))
    for p in parameters:
        _check_decay(ask, p, got[p.name][0], right[p.name][0])


def _check_once(ask, p, times):
    if times == 1:
        return
    where, mistake = "in no group: the optimiser would never train it", "a parameter left out"
    if times:
        where = "in the groups more than once: the optimiser refuses what it has already"
        mistake = "a shared weight counted twice"
    reason = f"`{p.name}`, of {p.layer}, stands {where}."
    ask.fail(reason, got=f"{times} times", expected="once", mistake=mistake)


def _check_decay(ask, p, got, right):
    whose = f"`{p.name}`, of {p.layer},"
    if got is None:
        ask.fail(
            f'{whose} is in a group without `"weight_decay"`. That is not 0: such a group gets '
            "the optimiser's own default, which need not be 0 (AdamW's is not).",
            got='no "weight_decay"',
            expected=f'"weight_decay": {right}',
            mistake="the optimiser's default",
        )
    number = real_number(got)
    fits = number is not None and abs(number - right) < 1e-9
    ask.that(fits, f"{whose} has the wrong weight decay.", got=got, expected=right)


_EVERY_KIND = {
    "0": "Conv1d(2, 4, 3)",
    "1": "PReLU(4)",
    "2": "BatchNorm1d(4)",
    "3": "Scale()",
    "4": "LayerNorm((4, 3))",
    "5": "Linear(3, 2)",
}
_ELSE = "0 to all else: biases, slopes, normalisation, parameters of somebody's own"


def _model(name, points, task, layers):
    """Add a behaviour: a model of these layers, ``{n}`` wide, gets the right groups."""

    @decay_groups.behaviour(name, points=points, look=2, task=task)
    def test(ask):
        n = ask.rng.integers(3, 9)
        places = layers if isinstance(layers, dict) else dict(enumerate(layers))
        _ask_model(ask, {str(place): layer.format(n=n) for place, layer in places.items()})


_model(
    "weights decay, biases do not",
    1,
    "`weight_decay` applies to the weights of `nn.Linear`, `nn.Conv1d` and `nn.Conv2d`",
    ("Conv2d(1, {n}, 3)", "Conv1d(2, {n}, 3)", "Linear({n}, 4)", "Linear(4, 2)"),
)
_model(
    "slopes of PReLU do not",
    2,
    _ELSE,
    ("Linear(2, {n})", "PReLU({n})", "Linear({n}, 1)", "PReLU()"),
)
_model(
    "normalisation does not",
    1,
    _ELSE,
    ("Linear(2, {n})", "BatchNorm1d({n})", "Linear({n}, 2)", "LayerNorm(2)"),
)
_model(
    "names that mislead, nested layers, a shared weight",
    1,
    "Every parameter stands in exactly one group, also when two layers share it.",
    {
        "norm_in": "Linear({n}, {n})",
        "body.weights": "PReLU({n})",
        "body.unbiased": "Linear({n}, {n})",
        "body.own": "Scale()",
        "out": "Linear({n}, {n}) tied to norm_in",
    },
)
_model("a normalisation over two axes", 1, _ELSE, ("LayerNorm(({n}, 4))", "Linear(4, 2)"))

decay_groups.errors(
    (
        "compared by entries",
        ("The size of tensor a", "Boolean value of Tensor"),
        "`p in some_list` compares with `==`, and PyTorch does that entry by entry. Ask for the "
        "same object instead: a set of parameters or of their `id`s does.",
    )
)
decay_groups.mistakes(
    (
        "by the name weight",
        _rule(lambda p: p.own == "weight"),
        "You go by the name `weight`. PReLU calls its slopes so, and normalisation its scales. "
        "The name says nothing; the type of the layer does.",
    ),
    (
        "bias only",
        _rule(lambda p: p.own != "bias"),
        "Only biases are spared. Decay pulls a slope of PReLU to 0, which is ReLU, and the scale "
        "of a normalisation to 0, which is silence.",
    ),
    (
        "everything decays",
        _rule(lambda p: True),
        "Every parameter decays, as with a plain `model.parameters()`. Decay is meant for the "
        "matrices that multiply: a bias shifts, and a slope has its own meaning at 0.",
    ),
    (
        "nothing decays",
        _rule(lambda p: False),
        "No parameter decays. The weights of nn.Linear, nn.Conv1d and nn.Conv2d should.",
    ),
    (
        "the groups exchanged",
        _rule(lambda p: not _decays(p)),
        "The two groups have each other's number: the weights are spared and all else decays.",
    ),
    (
        "PReLU only",
        _rule(lambda p: p.kind != "PReLU"),
        "Only the slopes of PReLU are spared. Biases and normalisation should not decay either.",
    ),
    (
        "biases decay with their layer",
        _rule(lambda p: p.kind in _DECAYING),
        "A layer's type decides for all that it holds, so biases decay too. Of nn.Linear and the "
        "convolutions only the `weight` should.",
    ),
    (
        "convolutions forgotten",
        _rule(lambda p: p.kind == "Linear" and p.own == "weight"),
        "The weights of nn.Linear decay and those of the convolutions do not. A convolution is a "
        "linear layer whose weights are used at many places.",
    ),
    (
        "the slopes forgotten",
        _rule(lambda p: _decays(p) or p.kind in ("PReLU", "Scale")),
        "Biases and normalisation are spared, the slopes of PReLU are not. Decay pulls them to 0, "
        "and PReLU becomes ReLU: He et al. gave the slope no decay for that reason.",
    ),
    (
        "normalisation forgotten",
        _rule(lambda p: p.own != "bias" and p.kind != "PReLU"),
        "Biases and slopes are spared, the scales of normalisation layers are not. They are "
        "called `weight` and multiply, but one number for each column: they set a scale, not a "
        "direction.",
    ),
    (
        "by number of axes",
        _rule(lambda p: p.axes >= 2),
        "You go by the number of axes: two or more decay. Many training scripts do, and it is "
        "right until a normalisation has a scale of two axes. Ask what layer it belongs to.",
    ),
)
