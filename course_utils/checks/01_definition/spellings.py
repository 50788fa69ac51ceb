"""Five spellings at the edges."""

from __future__ import annotations

import itertools

import numpy as np

from ...grading import Exercise, Rows, Table, Unreadable, show_value
from ...grading.reading import items_of, real_number

SPELLINGS = {
    "maximum": ("np.maximum(x, 0.0)", lambda x: np.maximum(x, 0.0)),
    "where": ("np.where(x > 0, x, 0.0)", lambda x: np.where(x > 0, x, 0.0)),
    "clip": ("np.clip(x, 0.0, None)", lambda x: np.clip(x, 0.0, None)),
    "product": ("x * (x > 0)", lambda x: x * (x > 0)),
    "half sum": ("(x + np.abs(x)) / 2", lambda x: (x + np.abs(x)) / 2),
}

WANTED = "np.nan, np.inf, -np.inf or a number"
INPUTS = {"NaN": np.nan, "inf": np.inf, "-inf": -np.inf, "-0.0": -0.0}

spellings = Exercise.of(__file__)


def _cells(table):
    """Return what stands in each cell, by row and column."""
    if not isinstance(table, dict):
        text = "The table is a dictionary with a list of four values for each spelling."
        raise Unreadable(text, "a dictionary")
    cells: dict[str, object] = {}
    for name in SPELLINGS:
        row = table.get(name)
        row = items_of(row)
        if row is None or len(row) != len(INPUTS):
            row = [_NO_ROW] * len(INPUTS)  # the other rows keep their points
        # For maximum and clip NumPy returns either zero, depending on the processor.
        row = [0.0 if name in ("maximum", "clip") and _number(c) == 0 else c for c in row]
        cells |= {f"{name} at {head}": cell for head, cell in zip(INPUTS, row, strict=True)}
    return cells


_NO_ROW = "no row of four"


def _number(cell):
    return None if isinstance(cell, str) else real_number(cell)


def _tidy(cell):
    """Return a number in words, with its sign where it is zero."""
    if isinstance(cell, str) and cell == _NO_ROW:
        text = "this row should be a list of four: at NaN, inf, -inf and -0.0."
        raise Unreadable(text, "a list of four numbers")
    if isinstance(cell, str):
        raise Unreadable("Write np.nan, np.inf or a number, without quotes.", WANTED)
    if cell is Ellipsis:
        return cell
    number = _number(cell)
    if number is None:
        raise Unreadable("this is not a number.", WANTED)
    return show_value(number)


def _says(cell, entry):
    code = SPELLINGS[cell.partition(" at ")[0]][0]
    return f"`{code}` does not give {entry} there."


def _right(ask):
    return {
        f"{name} at {head}": 0.0 if name in ("maximum", "clip") and value == 0 else value
        for name, (_, function) in SPELLINGS.items()
        for head, value in zip(INPUTS, function(np.array([*INPUTS.values()])).tolist(), strict=True)
    }


def _column(*heads):
    return tuple(f"{name} at {head}" for head in heads for name in SPELLINGS)


spellings.table = Table(_right, WANTED, says=_says, tidy=_tidy, read=_cells)
spellings.marks(
    Rows("NaN", 2, _column("NaN")),
    Rows("plus and minus infinity", 2, _column("inf", "-inf")),
    Rows("the sign of zero", 1, _column("-0.0")),
)


def _all_the_same(table):
    rows = [list(map(_tidy, items_of(table[name]) or ())) for name in SPELLINGS]
    return len(rows[0]) == len(INPUTS) and rows.count(rows[0]) == len(rows)


def _columns(cells):
    return [[_tidy(cells[f"{name} at {head}"]) for name in SPELLINGS] for head in INPUTS]


def _columns_exchanged(table):
    given, right = _columns(_cells(table)), _columns(_right(None))
    return given != right and given in map(list, itertools.permutations(right))


spellings.symptoms({"all the same": _all_the_same, "columns exchanged": _columns_exchanged})


def _wrong(head, names, *values):
    return [{f"{name} at {head}": value for name in names} for value in values]


spellings.mistakes(
    {
        "NaN taken for a negative number": _wrong("NaN", ("maximum", "clip", "half sum"), 0.0),
        "0 times NaN is 0": _wrong("NaN", ("product",), 0.0, -0.0),
        "np.where passes NaN": _wrong("NaN", ("where",), np.nan),
        "inf does not pass": _wrong("inf", SPELLINGS, np.nan, -np.inf, 0.0, 1.0),
        "−inf does not become 0": _wrong(
            "-inf", ("maximum", "where", "clip"), np.nan, -np.inf, np.inf
        ),
        "0 times infinity is 0": _wrong("-inf", ("product",), 0.0, -0.0),
        "0 times infinity is infinity": _wrong("-inf", ("product",), -np.inf, np.inf),
        "infinity minus infinity is 0": _wrong("-inf", ("half sum",), 0.0, -0.0),
        "infinity minus infinity is infinity": _wrong("-inf", ("half sum",), -np.inf, np.inf),
        "a product loses the sign of zero": _wrong("-0.0", ("product",), 0.0),
        "−0.0 passes": _wrong("-0.0", ("where", "half sum"), -0.0),
    }
)
