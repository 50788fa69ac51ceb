"""A trained net as plain values: what crosses from a learner to a check.

A record is a list with one dictionary a layer::

    {"W": array (inputs, outputs), "b": array (outputs,), "activation": "relu",
     "constants": {}, "norm": "none", "scale": array (outputs,), "shift": array (outputs,),
     "skip": False}

and such a layer computes ``z = h @ W + b``; with norm "scale" ``z * scale + shift``; with norm
"layer" the same after each row of z is brought to mean 0 and variance 1; then the activation; and
with skip adds what came in. "W" and "b" are needed, the rest has a default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course_utils.activations import ACTIVATIONS

from ..errors import CourseError

_LIMIT = 1_000_000  # numbers in a record; no repair of the course comes near
_LAYERS = 200  # in a record: a check straightens one after the other and runs those behind it
_KEYS = {"W", "b", "activation", "constants", "norm", "scale", "shift", "skip"}
_NORMS = ("none", "scale", "layer")
CONSTANTS = {"leaky_relu": "alpha", "elu": "alpha", "prelu": "a"}
"""Activation -> the name of its constant."""


class RecordError(CourseError, ValueError):
    """A record is not a net: says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Layer:
    """One layer of a record, checked; arrays are float64."""

    W: np.ndarray
    b: np.ndarray
    activation: str = "identity"
    constants: dict[str, Any] = field(default_factory=dict)
    norm: str = "none"
    scale: np.ndarray | None = None
    shift: np.ndarray | None = None
    skip: bool = False


def read(record: Any, *, inputs: int = 64, outputs: int = 10) -> list[Layer]:
    """Check a record and return its layers.

    Parameters
    ----------
    record : list of dict
        As `describe` writes it, or by hand (see the head of this module).
    inputs, outputs : int
        What the first layer must take and the last give.

    Returns
    -------
    list of Layer

    Raises
    ------
    RecordError
        With the number of the layer (the first is 1) and what to do.

    Examples
    --------
    >>> net = read([{"W": np.ones((64, 10)), "b": np.zeros(10)}])
    >>> len(net), net[0].activation
    (1, 'identity')
    """
    count = len(record) if isinstance(record, (list, tuple)) else 0
    if not 1 <= count <= _LAYERS:
        got = f"{_kind(record)} of {count}" if isinstance(record, (list, tuple)) else _kind(record)
        raise RecordError(
            "this is not a record of a net",
            expected=f"a list of 1 to {_LAYERS} layers",
            got_words=got,
            next_step="Make one with capstone.describe(model).",
        )
    layers, width = [], inputs
    for number, entry in enumerate(record, start=1):
        layer = _layer(entry, number, width)
        layers.append(layer)
        width = layer.W.shape[1]
    last = layers[-1]
    if width != outputs or last.activation != "identity" or last.skip:
        raise RecordError(
            "the last layer does not give class scores",
            expected=f"{outputs} outputs without activation",
            got_words=f"{width} outputs and {last.activation!r}",
            next_step="End with a plain layer.",
        )
    if count_parameters(layers) > _LIMIT:
        raise RecordError(
            "the record holds too many numbers",
            expected=f"at most {_LIMIT:,}",
            got_words=f"{count_parameters(layers):,}",
            next_step="Make the net smaller.",
        )
    return layers


def _kind(value: Any) -> str:
    """Name the kind of a value; an object of which only the name came has it as `type_name`."""
    return "None" if value is None else str(getattr(value, "type_name", type(value).__name__))


def _layer(entry: Any, number: int, width: int) -> Layer:
    if not isinstance(entry, dict) or not {"W", "b"} <= set(entry) or set(entry) - _KEYS:
        got = sorted(map(str, entry)) if isinstance(entry, dict) else _kind(entry)
        raise RecordError(
            f"layer {number} does not fit",
            expected=f"a dictionary with 'W' and 'b', and from the rest of {sorted(_KEYS)}",
            got_words=str(got),
            next_step="Correct its keys." if isinstance(entry, dict) else "Write one there.",
        )
    W = _array(entry["W"], number, "W", (width, -1))
    out = W.shape[1]
    b = _array(entry["b"], number, "b", (out,))
    activation, norm = entry.get("activation", "identity"), entry.get("norm", "none")
    _one_of(activation, ("identity", *ACTIVATIONS), f"layer {number}: unknown activation")
    _one_of(norm, _NORMS, f"layer {number}: unknown norm")
    scale = shift = None
    if norm != "none":
        scale = _array(entry.get("scale"), number, "scale", (out,))
        shift = _array(entry.get("shift"), number, "shift", (out,))
    skip_it = bool(entry.get("skip", False))
    if skip_it and width != out:
        raise RecordError(
            f"layer {number} cannot be skipped",
            expected="as many outputs as inputs",
            got_words=f"{width} and {out}",
            next_step="Only layers of equal width can add what came in.",
        )
    constants = _constants(entry.get("constants", {}), activation, number, out)
    return Layer(W, b, activation, constants, norm, scale, shift, skip_it)


def _one_of(value: Any, known: Iterable[str], what: str) -> None:
    if value not in tuple(known):  # by comparison: a list has no hash
        raise RecordError(
            what, expected=f"one of {', '.join(known)}", got=value, next_step="Choose one."
        )


def _constants(constants: Any, activation: str, number: int, width: int) -> dict[str, Any]:
    known = {CONSTANTS[activation]} if activation in CONSTANTS else set()
    if not isinstance(constants, dict) or set(constants) - known:
        raise RecordError(
            f"layer {number}: {activation} has no such constant",
            expected=f"{sorted(known) or '{}'}",
            got_words=f"{constants!r:.60}",
            next_step="Leave the others out.",
        )
    found = {}
    for key, value in constants.items():
        array = np.asarray(value)
        shape = (width,) if array.ndim else ()
        found[key] = _array(value, number, key, shape)[()]
    return found


def _array(value: Any, number: int, key: str, shape: tuple[int, ...]) -> np.ndarray:
    # A torch tensor, as it is or as it arrives at a check: its values.
    value = value.detach().cpu().numpy() if hasattr(value, "detach") else value
    try:
        array = np.array(getattr(value, "array", value), dtype=float)
    except (TypeError, ValueError):
        array = np.array(np.nan)
    fits = array.ndim == len(shape) and array.size > 0 and all(
        wanted in (-1, there) for wanted, there in zip(shape, array.shape, strict=True)
    )  # fmt: skip
    if not fits or not np.isfinite(array).all():
        wanted = f"finite numbers of shape {shape}".replace("-1", "any") if shape else "one number"
        there = f"shape {array.shape}" if array.ndim or not fits else "no finite number"
        if fits:
            there = "NaN or infinity"
        raise RecordError(
            f"layer {number}: {key!r} does not fit",
            expected=wanted,
            got_words=there,
            next_step="A layer computes h @ W + b with rows as examples; torch keeps W transposed.",
        )
    return array


def count_parameters(layers: list[Layer]) -> int:
    """Count what training can set: weights, biases, scales, shifts, and learned slopes.

    A slope of PReLU counts, and so does any constant of which every unit has its own.

    Examples
    --------
    >>> count_parameters(read([{"W": np.ones((64, 10)), "b": np.zeros(10)}]))
    650
    """
    count = 0
    for layer in layers:
        count += layer.W.size + layer.b.size
        if layer.norm != "none":
            count += 2 * layer.b.size
        if layer.activation == "prelu":
            count += np.size(layer.constants.get("a", 0.25))
        else:
            count += sum(np.size(value) for value in layer.constants.values() if np.ndim(value))
    return count
