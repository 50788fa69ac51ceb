"""The table, with on and off."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ..inputs import mixed


def _rows(xs):
    return [(x, max(x, 0.0), "on" if x > 0 else "off") for x in xs]


value_table = Exercise(
    "definition.value_table",
    title="The table, with on and off",
    minutes=4,
    difficulty="easy",
    hints=(
        "Start with an empty list and append one tuple for each number of xs.",
        "The third item follows from x alone: a unit is on when x > 0, and 0 itself is off.",
        'Inside the loop: `rows.append((x, max(0, x), "on" if x > 0 else "off"))`. Return `rows` '
        "after the loop, not in it.",
    ),
    covers=("A03", "A04"),
    oracle=_rows,
)


value_table.marks(
    Cases(
        "numbers below and above zero",
        2,
        lambda rng: [
            *((mixed(rng, 4).tolist(),), ([-3.0, -0.7, 1.2, 5.0],), ([4, -2],)),
            *(([],), ([0.5],), ([-0.5],)),
        ],
        task="for a list of numbers it returns a list with one row for each, a tuple of three "
        "things",
        reason='Each row is (x, f(x), "on" or "off").',
    ),
    Cases(
        "zero is off",
        1,
        lambda rng: [([1.5, 0.0, -2.0],), ([1e-9, -1e-9, 0],)],
        task="At x ≤ 0 it is off.",
        reason="At x = 0 the unit gives 0: it is off.",
    ),
    look=1,
)
value_table.mistakes(
    (
        "zero counted as on",
        lambda xs: [(x, max(x, 0.0), "on" if x >= 0 else "off") for x in xs],
        "`x >= 0` calls the unit on at 0. The lesson's words are: x > 0 passes, x ≤ 0 gives 0, "
        "off.",
    ),
    (
        "always on, because the output is never negative",
        lambda xs: [(x, max(x, 0.0), "on") for x in xs],
        "f(x) is never below 0, so asking `f(x) >= 0` says on for every x. Ask for f(x) > 0, or x "
        "> 0.",
    ),
    (
        "on and off swapped",
        lambda xs: [(x, max(x, 0.0), "off" if x > 0 else "on") for x in xs],
        "A unit that passes its input is on. The words are the wrong way round.",
    ),
    (
        "x in place of f(x)",
        lambda xs: [(x, x, "on" if x > 0 else "off") for x in xs],
        "The second item repeats x. It should be ReLU of x, so 0 where x is negative.",
    ),
)


@value_table.symptom(
    "columns, not rows",
    "This is the table by columns: all x, then all f(x), then all words. Give one tuple per row.",
)
def _columns(got):
    words = got[2]
    return len(got) == 3 and isinstance(words, (list, tuple)) and isinstance(words[0], str)


@value_table.symptom(
    "one row only",
    "One row came back. A `return` inside the loop ends the function at the first number.",
)
def _one_row(got):
    row = got[0] if isinstance(got, list) and len(got) == 1 else got
    return len(row) == 3 and isinstance(row[2], str)


@value_table.symptom(
    "True and False for words",
    'The third item is True or False. The table says it in words: "on" or "off".',
)
def _truth(got):
    return isinstance(got[0][2], (bool, np.bool_))
