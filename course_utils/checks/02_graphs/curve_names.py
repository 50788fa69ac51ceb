"""Eight graphs without names."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Rows, Table, Unreadable
from ...theory.gallery import CURVES, GRID, curves

WANTED = "one of " + ", ".join(CURVES)

_SPOKEN = {"swish": "silu", "leaky": "leaky_relu", "leakyrelu": "leaky_relu", "logistic": "sigmoid"}

curve_names = Exercise.of(__file__)


_SHOWN = curves()
_TRUE = {
    letter: next(name for name, (_, f) in CURVES.items() if np.array_equal(f(GRID), values))
    for letter, values in _SHOWN.items()
}
_DIPS = ("gelu", "silu")
_LETTER = {name: letter for letter, name in _TRUE.items()}


def _name(entry):
    """Return a name in the spelling of the task."""
    if not isinstance(entry, str):
        raise Unreadable("this is not one of the eight names.", WANTED)
    spelt = entry.strip().lower().replace(" ", "_").replace("-", "_")
    spelt = _SPOKEN.get(spelt, spelt)
    if spelt not in CURVES:
        raise Unreadable(f"{entry!r} is not one of the eight names.", WANTED)
    return spelt


def _where_apart(letter, name):
    """Say where the graph and the named function differ most, with both values."""
    title, f = CURVES[name]
    places = np.array([-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0])
    mine, theirs = np.interp(places, GRID, _SHOWN[letter]).round(2) + 0.0, f(places)
    at = int(np.argmax(np.abs(mine - theirs)))
    return (
        f"At x = {places[at]:g} graph {letter} is at {mine[at]:.2f}; {title} is at "
        f"{theirs[at]:.2f} there."
    )


def _named(name, points, *curves):
    return Rows(name, points, tuple(_LETTER[curve] for curve in curves))


curve_names.table = Table(_TRUE, WANTED, says=_where_apart, tidy=_name)
curve_names.marks(
    _named("straight pieces", 1, "relu", "leaky_relu"),
    _named("a floor and a ceiling", 1, "sigmoid", "tanh"),
    _named("round, and never falling", 1, "elu", "softplus"),
    _named("a dip below zero", 2, "gelu", "silu"),
)


def _swapped(one, other):
    return {_LETTER[one]: other, _LETTER[other]: one}


curve_names.mistakes(
    {
        "SiLU and GELU swapped": _swapped("silu", "gelu"),
        "softplus has no ceiling": _swapped("softplus", "sigmoid"),
        "softplus through 0": [
            _swapped("softplus", name) for name in CURVES if name not in ("softplus", "sigmoid")
        ],
        "the sigmoid and tanh swapped": _swapped("sigmoid", "tanh"),
        "the leak on the wrong graph": _swapped("relu", "leaky_relu"),
        "ELU and Leaky ReLU swapped": _swapped("elu", "leaky_relu"),
        "ELU and tanh mixed up": _swapped("elu", "tanh"),
        "a dip where there is none": [
            {_LETTER[curve]: name for curve in CURVES if curve not in _DIPS} for name in _DIPS
        ],
        "a dip overlooked": [
            {_LETTER[dip]: name for dip in _DIPS} for name in CURVES if name not in _DIPS
        ],
    }
)


def _twice(table):
    names = [_name(entry) for entry in table.values()]
    return len(set(names)) < len(names)


curve_names.symptoms({"one name twice": _twice})
