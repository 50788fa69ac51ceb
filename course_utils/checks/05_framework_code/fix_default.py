"""A port with other defaults."""

from __future__ import annotations

import math

import numpy as np
import scipy  # its parts are loaded where they are used

from ...grading import Exercise, Match, Stop
from ..inputs import mixed
from ._models import SECONDS, ask_outputs, checkpoint, leaky, linear, of_all_sizes

fix_default = Exercise.of(__file__, seconds=SECONDS)


def keras_defaults(made):
    """Probe: the defaults of the learner's own Keras."""
    import inspect

    from course_utils.frameworks import load_keras

    keras = load_keras()
    gelu = inspect.signature(keras.ops.gelu).parameters["approximate"].default
    return {"slope": float(keras.layers.LeakyReLU().negative_slope), "tanh": bool(gelu)}


def narrowed(made, state, x):
    """Probe: mistake, dtype and layer where numbers of other widths come in, or None."""
    import torch

    try:
        model = (made if isinstance(made, torch.nn.Module) else made()).double()
        seen = []
        for name in ("first", "second", "out"):
            getattr(model, name).register_forward_pre_hook(
                lambda layer, given, name=name: seen.append((name, given[0].dtype))
            )
        model(torch.tensor(x))
    except RuntimeError as error:
        if "have the same dtype" not in str(error) or not seen:
            return None
        name, dtype = seen[-1]
        if dtype is torch.float64:
            return None
        mistake = "x is cast" if name == "first" else "a cast between two layers"
        return [mistake, str(dtype), name]
    except Exception:
        return None
    return None


def _gelu(z, form):
    if form == "exact":
        return z * (1 + scipy.special.erf(z / math.sqrt(2))) / 2
    if form == "sigmoid":
        return z * scipy.special.expit(1.702 * z)
    if form == "silu":
        return z * scipy.special.expit(z)
    factor, cube = (math.sqrt(2 / math.pi), 0.044715) if form == "tanh" else form
    return z * (1 + np.tanh(factor * (z + cube * z**3))) / 2


def _port(state, x, slope, form):
    h = leaky(linear(state, "first", x), slope)
    return linear(state, "out", _gelu(linear(state, "second", h), form))


def _ask_port(ask, atol, reason):
    facts = ask.fact(keras_defaults, once=True)
    form = "tanh" if facts["tanh"] else "exact"
    state = checkpoint(ask.rng, first=(3, 6), second=(6, 4), out=(4, 2))
    state, x = of_all_sizes(state, "first", "second"), mixed(ask.rng, 8, 3)
    try:
        ask_outputs(
            ask,
            state,
            x,
            match=Match(rtol=0, atol=atol),
            reason=reason,
            oracle=lambda state, x: _port(state, x, facts["slope"], form),
        )
    except Stop as stop:
        if "have the same dtype" in stop.finding.reason:
            _say_where(ask, ask.fact(narrowed, state, x))
        raise


def _say_where(ask, found):
    """Name the layer that numbers of another width came to, if one did."""
    if found:
        mistake, dtype, layer = found
        wide = "64-bit numbers all the way"
        ask.mistaken(mistake, got=f"{dtype} at `{layer}`", expected=wide, layer=layer)


@fix_default.behaviour("outputs to two digits", points=2)
def _rough(ask):
    _ask_port(ask, 0.01, "Compared with the Keras model, to 0.01:")


@fix_default.behaviour("outputs to six digits", points=2)
def _fine(ask):
    _ask_port(ask, 1e-6, "Compared with the Keras model, to 0.000001:")


def _with(slope, form):
    return lambda state, x: _port(state, x, slope, form)


def _exchanged(state, x):
    h = _gelu(linear(state, "first", x), "tanh")
    return linear(state, "out", leaky(linear(state, "second", h), 0.3))


fix_default.mistakes(
    {
        "x is cast": None,  # both are found by a behaviour
        "a cast between two layers": None,
        "GELU in the exact form": _with(0.3, "exact"),
        "GELU in the sigmoid form": _with(0.3, "sigmoid"),
        "PyTorch's default slope": _with(0.01, "tanh"),
        "both of PyTorch's defaults": _with(0.01, "exact"),
        "the slope of another Keras function": _with(0.2, "tanh"),
        "the activations exchanged": _exchanged,
        "ReLU for leaky ReLU": _with(0, "tanh"),
        "SiLU for GELU": _with(0.3, "silu"),
        "2/π without its root": _with(0.3, (2 / math.pi, 0.044715)),
        "the cube is missing": _with(0.3, (math.sqrt(2 / math.pi), 0)),
    }
)
fix_default.errors(
    # torch, when 64-bit numbers meet 32-bit ones in a product
    {"a part stays at 32 bits": ("have the same dtype",)}
)
