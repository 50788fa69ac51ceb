"""No weight decay on a slope."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ...grading import Exercise
from ...grading.calls import Stop
from ...grading.reading import real_number
from ._grouping import groups_by_name

decay_groups = Exercise.of(
    __file__,
    forbids=("networks",),
    seconds=20.0,  # loads torch
    oracle=lambda layers, weight_decay: _by_rule(layers, weight_decay, _decays),
)

_DECAYING = ("Linear", "Conv1d", "Conv2d")

_FROZEN = ", frozen"
_AXES = {"Linear": 2, "Conv1d": 3, "Conv2d": 4}


class _Parameter(NamedTuple):
    """A parameter by its full name, the layer's text and kind, its own name, number of axes."""

    name: str
    layer: str
    kind: str
    own: str
    axes: int


def _parameters(layers):
    """List the parameters of a model written down as {name: layer}; a tied weight counts once.

    Those of a frozen layer are its parameters like others.
    """
    found = []
    for place, text in layers.items():
        layer, _, tied = text.removesuffix(_FROZEN).partition(" tied to ")
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
    try:
        _compare(ask, layers, weight_decay)
    except Stop:
        ask.aside(groups_by_name, _EVERY_KIND, weight_decay)
        raise


def _compare(ask, layers, weight_decay):
    got = ask.probe(groups_by_name, layers, weight_decay)
    if not isinstance(got, dict):
        reason = decay_groups.reason("no groups")
        if got.startswith("a NoneType"):
            reason = f"{decay_groups.reason('nothing')} {reason}"
        wanted = '[{"params": [...], "weight_decay": ...}, {"params": [...], ...}]'
        ask.fail(reason, got=got, expected=wanted)
    right = ask.exercise.expected(layers, weight_decay)
    parameters = _parameters(layers)
    left_out = [p for p in parameters if not got[p.name]]
    if left_out and all(layers[p.name.rpartition(".")[0]].endswith(_FROZEN) for p in left_out):
        p = left_out[0]
        ask.mistaken("a frozen parameter left out", got="0 times", expected="once", name=p.name)
    if left_out and all(_in_container(p, layers) for p in left_out):
        p = left_out[0]
        ask.mistaken("a container's own parameter", got="0 times", expected="once", name=p.name)
    for p in sorted(parameters, key=lambda p: len(got[p.name]) != 0):  # those left out first
        _check_once(ask, p, len(got[p.name]))
    for p in parameters:
        _check_decay(ask, p, got[p.name][0], right[p.name][0])


def _in_container(p, layers):
    return any(place.startswith(p.name.rpartition(".")[0] + ".") for place in layers)


def _check_once(ask, p, times):
    if times == 1:
        return
    mistake = "a parameter counted twice" if times else "a parameter left out"
    whose = {"name": p.name, "layer": p.layer}
    ask.mistaken(mistake, got=f"{times} times", expected="once", **whose)


def _check_decay(ask, p, got, right):
    if got is None:
        wanted = f'"weight_decay": {right}'
        whose = {"name": p.name, "layer": p.layer}
        got = 'no number under "weight_decay"'
        ask.mistaken("the optimiser's default", got=got, expected=wanted, **whose)
    number = real_number(got)
    fits = number is not None and abs(number - right) < 1e-9
    reason = f"`{p.name}`, of {p.layer}, has the wrong weight decay."
    ask.that(fits, reason, got=got, expected=right)


_EVERY_KIND = {
    "0": "Conv1d(2, 4, 3)",
    "1": "PReLU(4)",
    "2": "BatchNorm1d(4)",
    "3": "Scale()",
    "4": "LayerNorm((4, 3))",
    "5": "Linear(3, 2)",
}


def _model(name, points, layers):
    """Add a behaviour: a model of these layers, ``{n}`` wide, gets the right groups."""

    @decay_groups.behaviour(name, points=points)
    def test(ask):
        n = ask.rng.integers(3, 9)
        places = layers if isinstance(layers, dict) else dict(enumerate(layers))
        _ask_model(ask, {str(place): layer.format(n=n) for place, layer in places.items()})


_model(
    "weights decay, biases do not",
    1,
    ("Conv2d(1, {n}, 3)", "Conv1d(2, {n}, 3)", "Linear({n}, 4)", "Linear(4, 2)"),
)
_model("slopes of PReLU do not", 2, ("Linear(2, {n})", "PReLU({n})", "Linear({n}, 1)", "PReLU()"))
_model(
    "normalisation does not",
    1,
    ("Linear(2, {n})", "BatchNorm1d({n})", "Linear({n}, 2)", "LayerNorm(2)"),
)
_model(
    "names that mislead, nested layers, a shared weight",
    1,
    {
        "norm_in": "Linear({n}, {n})",
        "body": "Scale()",
        "body.weights": "PReLU({n})",
        "body.unbiased": "Linear({n}, {n})",
        "body.last": "Linear({n}, {n})",
        "body.own": "Scale()",
        "body.still": "Linear({n}, {n}), frozen",
        "out": "Linear({n}, {n}) tied to norm_in",
    },
)
_model("a normalisation over two axes", 1, ("LayerNorm(({n}, 4))", "Linear(4, 2)"))

decay_groups.errors({"compared by entries": ("The size of tensor a", "Boolean value of Tensor")})
decay_groups.mistakes(
    {
        "by the name weight": _rule(lambda p: p.own == "weight"),
        "bias only": _rule(lambda p: p.own != "bias"),
        "everything decays": _rule(lambda p: True),
        "nothing decays": _rule(lambda p: False),
        "the groups exchanged": _rule(lambda p: not _decays(p)),
        "PReLU only": _rule(lambda p: p.kind != "PReLU"),
        "biases decay with their layer": _rule(lambda p: p.kind in _DECAYING),
        "convolutions forgotten": _rule(lambda p: p.kind == "Linear" and p.own == "weight"),
        "the slopes forgotten": _rule(lambda p: _decays(p) or p.kind in ("PReLU", "Scale")),
        "normalisation forgotten": _rule(lambda p: p.own != "bias" and p.kind != "PReLU"),
        "by number of axes": _rule(lambda p: p.axes >= 2),
        "bias anywhere in the name": _rule(lambda p: _decays(p) and "bias" not in p.name),
        "layers within layers not seen": _rule(lambda p: _decays(p) and p.name.count(".") == 1),
    }
)
