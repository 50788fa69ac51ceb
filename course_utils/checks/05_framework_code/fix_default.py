"""A port with other defaults."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import erf

from ...grading import Exercise, Match
from ..inputs import mixed
from ._models import LOOK, SECONDS, ask_outputs, checkpoint, linear

fix_default = Exercise(
    "framework_code.fix_default",
    title="A port with other defaults",
    minutes=6,
    difficulty="medium",
    hints=(
        "The weights are equal, so look at what is not a weight. Print "
        "`keras.layers.LeakyReLU().negative_slope` and `nn.LeakyReLU().negative_slope`.",
        "`help(keras.ops.gelu)` and `help(nn.GELU)`: both have a setting `approximate`, under one "
        "name with different values. Which form is each default?",
        'Name what you mean: `nn.LeakyReLU(negative_slope=0.3)` and `nn.GELU(approximate="tanh")`.',
    ),
    seconds=SECONDS,
    covers=("A12", "A15", "A18"),
)


def keras_defaults(made):
    """Probe: the defaults of the learner's own Keras."""
    import inspect

    from course_utils.frameworks import load_keras

    keras = load_keras()
    gelu = inspect.signature(keras.ops.gelu).parameters["approximate"].default
    return {"slope": float(keras.layers.LeakyReLU().negative_slope), "tanh": bool(gelu)}


def _leaky(z, slope):
    return np.where(z > 0, z, slope * z)


def _gelu(z, form):
    if form == "exact":
        return z * (1 + erf(z / math.sqrt(2))) / 2
    if form == "sigmoid":
        return z / (1 + np.exp(-1.702 * z))
    return z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))) / 2


def _port(state, x, slope, form):
    h = _leaky(linear(state, "first", x), slope)
    return linear(state, "out", _gelu(linear(state, "second", h), form))


def _ask_port(ask, match, reason):
    facts = ask.probe(keras_defaults)
    ask.calls.clear()
    state = checkpoint(ask.rng, first=(3, 6), second=(6, 4), out=(4, 2))

    def keras_model(state, x):
        return _port(state, x, facts["slope"], "tanh" if facts["tanh"] else "exact")

    ask_outputs(ask, keras_model, state, mixed(ask.rng, 8, 3), match=match, reason=reason)


@fix_default.behaviour("outputs to two digits", points=2, look=LOOK)
def _rough(ask):
    _ask_port(ask, Match(rtol=0, atol=0.01), "Compared with the Keras model, to 0.01:")


@fix_default.behaviour("outputs to six digits", points=2, look=LOOK)
def _fine(ask):
    _ask_port(ask, Match(rtol=0, atol=1e-6), "Compared with the Keras model, to 0.000001:")


def _wrong_port(name, says, slope, form):
    @fix_default.misconception(name, says)
    def answer(state, x):
        return _port(state, x, slope, form)


_GELU = (
    "What is left is small, and no rounding: a GELU of another form. `keras.ops.gelu` computes the "
    "tanh form unless told otherwise."
)

_SLOPE = "The weights load and the outputs differ: the slope of the leaky ReLU is another one. "

_wrong_port("GELU in the exact form", f"{_GELU} PyTorch's default is the exact one.", 0.3, "exact")

_wrong_port("GELU in the sigmoid form", f"{_GELU} x·σ(1.702x) is a third form.", 0.3, "sigmoid")

_wrong_port(
    "PyTorch's default slope",
    f"{_SLOPE}PyTorch's layer takes 0.01 when nothing is said, Keras's layer takes more.",
    0.01, "tanh",
)  # fmt: skip

_wrong_port(
    "both of PyTorch's defaults",
    f"{_SLOPE}PyTorch's layer takes 0.01 when nothing is said, Keras's layer takes more. GELU's "
    "defaults differ too.",
    0.01, "exact",
)  # fmt: skip

_wrong_port(
    "the slope of another Keras function",
    f"{_SLOPE}0.2 is the default of the function `keras.activations.leaky_relu`; the layer has its "
    "own.",
    0.2, "tanh",
)  # fmt: skip
