"""Eight graphs without names."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.tables import filled_in, table_of
from ...theory.gallery import CURVES, GRID, curves

LOOK = 2
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


@curve_names.behaviour("straight pieces", points=1, look=LOOK)
def _straight(ask):
    _named(ask, "relu", "leaky_relu")


@curve_names.behaviour("a floor and a ceiling", points=1, look=LOOK)
def _bounded(ask):
    _named(ask, "sigmoid", "tanh")


@curve_names.behaviour("round, and never falling", points=1, look=LOOK)
def _round(ask):
    _named(ask, "elu", "softplus")


@curve_names.behaviour("a dip below zero", points=2, look=LOOK)
def _dip(ask):
    _named(ask, "gelu", "silu")


def _named(ask, *names):
    """Compare the graphs of these functions with those of the names they were given."""
    shown = curves()
    table = table_of(ask, shown, "a name")
    given = {letter: _name(ask, table, letter) for letter in shown if table[letter] is not Ellipsis}
    for letter, values in shown.items():
        true = next(n for n, (_, f) in CURVES.items() if np.array_equal(f(GRID), values))
        if true not in names:
            continue
        filled_in(ask, table, letter, WANTED)
        if not np.allclose(CURVES[given[letter]][1](GRID), values):
            mistake, says = _mistake(given, letter, true)
            ask.fail(
                f"{says}\n{_where_apart(letter, given[letter], values)}".lstrip(),
                got=f"{given[letter]!r} for {letter}", expected="the name of that graph",
                mistake=mistake,
            )  # fmt: skip


def _name(ask, table, letter):
    """Return the name a letter was given, in the spelling of the task."""
    name = table[letter]
    plain = str(name).strip().lower().replace(" ", "_").replace("-", "_")
    plain = _SPOKEN.get(plain, plain)
    if not isinstance(name, str) or plain not in CURVES:
        ask.fail(f"{letter!r} is not one of the eight names.", got=name, expected=WANTED)
    return plain


def _where_apart(letter, name, values):
    """Say where the graph and the named function differ most, with both values."""
    title, f = CURVES[name]
    places = np.array([-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0])
    mine, theirs = np.interp(places, GRID, values), f(places)
    at = int(np.argmax(np.abs(mine - theirs)))
    return (
        f"At x = {places[at]:g} graph {letter} is at {mine[at]:.2f}; {title} is at "
        f"{theirs[at]:.2f} there."
    )


def _mistake(given, letter, true):
    """Name what confuses this graph with what it was called."""
    called = given[letter]
    if {called, true} == {"gelu", "silu"}:
        return "SiLU and GELU swapped", (
            "Both dip below 0 and come back. The deeper and wider dip is SiLU's, the shallow one "
            "GELU's."
        )
    if called == "softplus" or true == "softplus":
        return "softplus through 0", (
            "softplus is ln(1 + eˣ). At 0 that is ln 2 = 0.69: its graph passes above the origin, "
            "not through it."
        )
    if {called, true} == {"sigmoid", "tanh"}:
        return "the sigmoid and tanh swapped", (
            "Both are S-shaped. The sigmoid runs from 0 to 1, tanh from −1 to 1, through 0."
        )
    if {called, true} == {"relu", "leaky_relu"}:
        return "the leak on the wrong graph", (
            "Both have a corner at 0. Left of it ReLU lies on the axis; the leaky one still falls."
        )
    if {called, true} == {"elu", "leaky_relu"}:
        return "ELU and Leaky ReLU swapped", (
            "Left of 0, ELU bends and settles at −1; Leaky ReLU is a straight line that goes on "
            "falling."
        )
    if list(given.values()).count(called) > 1:
        return "one name twice", "Each name belongs to one graph, and you gave this one twice."
    return "", ""
