"""Eight graphs without names."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Rows, Table, Unreadable
from ...theory.gallery import CURVES, GRID, curves

WANTED = "one of " + ", ".join(CURVES)

_SPOKEN = {"swish": "silu", "leaky": "leaky_relu", "leakyrelu": "leaky_relu", "logistic": "sigmoid"}

curve_names = Exercise(
    "graphs.curve_names",
    title="Eight graphs without names",
    minutes=6,
    difficulty="medium",
    hints=(
        "Sort first: which graphs have a corner, which stay below a ceiling, which dip below 0 "
        "and come back up?",
        "Then read values. At 0: softplus is at 0.69 and the sigmoid at 0.5; the other six pass "
        "through 0. Far left: ELU and tanh are near −1, the others near 0 or still falling.",
        "GELU and SiLU both dip. GELU's lowest point is −0.17 near x = −0.75, SiLU's is −0.28 "
        "near x = −1.28. Print `curves['A'].min()` and so on.",
    ),
    covers=("A05",),
)


_SHOWN = curves()
_TRUE = {
    letter: next(name for name, (_, f) in CURVES.items() if np.array_equal(f(GRID), values))
    for letter, values in _SHOWN.items()
}
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
    mine, theirs = np.interp(places, GRID, _SHOWN[letter]), f(places)
    at = int(np.argmax(np.abs(mine - theirs)))
    return (
        f"At x = {places[at]:g} graph {letter} is at {mine[at]:.2f}; {title} is at "
        f"{theirs[at]:.2f} there."
    )


def _named(name, points, *curves):
    keys = tuple(_LETTER[curve] for curve in curves)
    return Rows(name, points, keys, 2, "Each of these names belongs to one of them")


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
    (
        "SiLU and GELU swapped",
        _swapped("silu", "gelu"),
        "Both dip below 0 and come back. The deeper and wider dip is SiLU's, the shallow one "
        "GELU's.",
    ),
    *(
        (
            "softplus through 0",
            _swapped("softplus", name),
            "softplus is ln(1 + eˣ). At 0 that is ln 2 = 0.69: its graph passes above the origin, "
            "not through it.",
        )
        for name in CURVES
        if name != "softplus"
    ),
    (
        "the sigmoid and tanh swapped",
        _swapped("sigmoid", "tanh"),
        "Both are S-shaped. The sigmoid runs from 0 to 1, tanh from −1 to 1, through 0.",
    ),
    (
        "the leak on the wrong graph",
        _swapped("relu", "leaky_relu"),
        "Both have a corner at 0. Left of it ReLU lies on the axis; the leaky one still falls.",
    ),
    (
        "ELU and Leaky ReLU swapped",
        _swapped("elu", "leaky_relu"),
        "Left of 0, ELU bends and settles at −1; Leaky ReLU is a straight line that goes on "
        "falling.",
    ),
)


@curve_names.symptom("one name twice", "Each name belongs to one graph, and one was given twice.")
def _twice(table):
    names = [_name(entry) for entry in table.values()]
    return len(set(names)) < len(names)
