"""Five spellings at the edges."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise, show_value
from ...grading.reading import real_number

LOOK = 2
SPELLINGS = {
    "maximum": ("np.maximum(x, 0.0)", lambda x: np.maximum(x, 0.0)),
    "where": ("np.where(x > 0, x, 0.0)", lambda x: np.where(x > 0, x, 0.0)),
    "clip": ("np.clip(x, 0.0, None)", lambda x: np.clip(x, 0.0, None)),
    "product": ("x * (x > 0)", lambda x: x * (x > 0)),
    "half sum": ("(x + np.abs(x)) / 2", lambda x: (x + np.abs(x)) / 2),
}

INPUTS = (("NaN", np.nan), ("inf", np.inf), ("-inf", -np.inf), ("-0.0", -0.0))

# NumPy's maximum and clip return either zero, depending on the processor's instructions.
EITHER_ZERO = ("maximum", "clip")

spellings = Exercise(
    "definition.spellings",
    title="Five spellings at the edges",
    minutes=5,
    difficulty="medium",
    hints=(
        "Work each spelling out by hand, in two steps. Every comparison with NaN is False. "
        "0 · inf has no value, and neither has inf − inf: both are NaN.",
        "False counts as 0 in a product. So `x * (x > 0)` at −inf is −inf · 0, and at −0.0 it is "
        "−0.0 · 0, which keeps its sign.",
        "Or let NumPy say it: `np.where(x > 0, x, 0.0)` with `x = np.float64(\"nan\")`, and so on "
        "for each cell of the table. One row differs at NaN, two at −inf, one at −0.0.",
    ),
    covers=("A02",),
)  # fmt: skip


@spellings.behaviour("NaN", points=2, look=LOOK)
def _nan(ask):
    _column(ask, 0)


@spellings.behaviour("plus and minus infinity", points=2, look=LOOK)
def _infinities(ask):
    _column(ask, 1)
    _column(ask, 2)


@spellings.behaviour("the sign of zero", points=1, look=LOOK)
def _zero(ask):
    _column(ask, 3)


def _column(ask, place):
    """Compare one column of the table, row by row, with what NumPy gives here and now."""
    table = _table(ask)
    head, x = INPUTS[place]
    for name, (code, function) in SPELLINGS.items():
        expected = float(function(np.float64(x)))
        got = _number(ask, table[name][place], name, head)
        if not _agrees(got, expected, name):
            mistake, says = _mistake(table, name, head, expected)
            ask.fail(
                f"{says}\nRow {name!r}, column {head}: `{code}` is not that.".lstrip(),
                got=got, expected=f"what {code} gives at x = {head}", mistake=mistake,
            )  # fmt: skip


def _table(ask):
    """Return the table as rows of four, or say what is missing."""
    table = ask.value()
    if not isinstance(table, dict):
        ask.fail("The table is a dictionary with a list of four values for each spelling.",
                 got=table, expected="a dictionary")  # fmt: skip
    for name in SPELLINGS:
        row = table.get(name)
        if isinstance(row, np.ndarray):
            table[name] = row = row.tolist()
        if not isinstance(row, (list, tuple)) or len(row) != len(INPUTS):
            ask.fail(f"Row {name!r} should be a list of four: at NaN, inf, -inf and -0.0.",
                     got=row, expected="a list of four numbers")  # fmt: skip
    return table


def _number(ask, cell, name, head):
    """Return what stands in a cell as a float, or say what is wrong with it."""
    where = f"Row {name!r}, column {head}"
    if cell is Ellipsis:
        ask.fail(f"{where} is still `...`.", got="...", expected="a number")
    if isinstance(cell, str):
        ask.fail(f"{where} is text. Write `np.nan`, `np.inf` or a number, without quotes.",
                 got=show_value(cell), expected="a number")  # fmt: skip
    number = real_number(cell)
    if number is None:
        ask.fail(f"{where} is not a number.", got=show_value(cell), expected="a number")
    return number


def _agrees(got, expected, name):
    if math.isnan(expected) or math.isnan(got):
        return math.isnan(expected) and math.isnan(got)
    if got == expected == 0 and name not in EITHER_ZERO:
        return math.copysign(1, got) == math.copysign(1, expected)
    return got == expected


def _mistake(table, name, head, expected):
    """Name what the whole table, or this cell of it, looks like."""
    texts = [[show_value(real_number(cell)) for cell in table[key]] for key in SPELLINGS]
    if all(row == texts[0] for row in texts):
        return "all the same", (
            "All five rows are the same. They agree on ordinary numbers only; at the edges each "
            "spelling goes its own way."
        )
    if head == "NaN":
        return _nan_mistake(expected)
    if head == "inf":
        return "inf does not pass", "inf is greater than 0, and ReLU has no upper bound."
    if head == "-inf":
        return _minus_inf_mistake(name, expected)
    return _zero_mistake(name)


def _nan_mistake(expected):
    if math.isnan(expected):
        return "NaN taken for a negative number", (
            "This spelling does not choose a branch: it calculates with x, and whatever is "
            "calculated from NaN is NaN."
        )
    return "np.where passes NaN", (
        "`nan > 0` is False, like every comparison with NaN. Which of its two branches does "
        "`np.where` take then?"
    )


def _minus_inf_mistake(name, expected):
    if not math.isnan(expected):
        return "−inf does not become 0", (
            "Nothing here calculates with −inf: 0 is the larger of the two and is what comes out."
        )
    if name == "product":
        return "0 times infinity is 0", (
            "False counts as 0, so this is −inf · 0. That is not 0: a product of zero and infinity "
            "has no value."
        )
    return "infinity minus infinity is 0", (
        "|−inf| is inf, so this is −inf + inf. That is not 0: the sum has no value."
    )


def _zero_mistake(name):
    if name == "product":
        return "a product loses the sign of zero", (
            "False counts as 0.0 and −0.0 · 0.0 keeps the minus sign, as the product of any "
            "negative and positive number does."
        )
    return "−0.0 passes", (
        "−0.0 equals 0.0, so it is not greater than 0; and −0.0 + 0.0 is 0.0 without a sign."
    )
