"""Tables that print themselves: named columns, each with a short word on how its numbers look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import pages
from ..errors import NotThere, WrongType, WrongValue, did_you_mean

MISSING = "-"


@dataclass(frozen=True, repr=False)
class Table:
    """Named columns of text and numbers.

    Parameters
    ----------
    columns : tuple of str
        Headings.
    rows : tuple of tuple
        Text, whole numbers, floats, booleans, intervals; one entry a column.
    formats : tuple of str
        How each column's numbers look, as for `table`; empty: plainly.

    Raises
    ------
    ValueError
        If a row has another length than the headings.

    Examples
    --------
    >>> table = Table(("name", "error"), (("hinges", 0.0123456), ("steps", 1e-7)))
    >>> print(table.text(digits=2))
    name    error
    hinges  0.012
    steps   1e-07
    >>> table.column("error")
    (0.0123456, 1e-07)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    formats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if strange := [c for c in self.columns if not isinstance(c, str)]:
            raise WrongType(
                "these are no headings", expected='texts such as ["step", "right"]', got=strange[0],
                next_step="Name each column.",
            )  # fmt: skip
        for row in self.rows:
            if len(row) != len(self.columns):
                raise WrongValue(
                    "a row does not fit its table",
                    expected=f"{len(self.columns)} entries for {', '.join(self.columns)}",
                    got=len(row),
                    next_step="Correct the row.",
                )

    def column(self, name: str) -> tuple[Any, ...]:
        """Return the entries of one column, top to bottom."""
        if name not in self.columns:
            raise NotThere(
                f"there is no column {name!r}",
                next_step=did_you_mean(name, self.columns).strip(),
            )
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def select(self, *names: str) -> Table:
        """Return a table of some of the columns, in the order given."""
        picked = zip(*(self.column(name) for name in names), strict=True)
        looks = dict(zip(self.columns, self.formats, strict=True)) if self.formats else {}
        return Table(names, tuple(picked), tuple(looks[n] for n in names) if looks else ())

    def text(self, digits: int = 3) -> str:
        """Return the table in aligned columns, floats at `digits` significant digits."""
        lines = [self.columns, *self._cells(digits)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        sides = [str.rjust if right else str.ljust for right in self._rights()]
        return "\n".join(
            "  ".join(s(c, w) for s, c, w in zip(sides, line, widths, strict=True)).rstrip()
            for line in lines
        )

    def _cells(self, digits: int = 3) -> list[tuple[str, ...]]:
        looks = self.formats or ("",) * len(self.columns)
        return [tuple(_cell(*e, digits) for e in zip(r, looks, strict=True)) for r in self.rows]

    def _rights(self) -> list[bool]:
        # Numbers of one look stand right, so that their points stand below each other.
        return [bool(look) for look in self.formats or ("",) * len(self.columns)]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        # Text in columns breaks its lines on a narrow screen; the HTML scrolls in its own box.
        values = {"heads": self.columns, "rows": self._cells(), "rights": self._rights()}
        return pages.bundle(self.text(), pages.render("table", **values))

    def __str__(self) -> str:
        return self.text()

    __repr__ = __str__


def table(columns: Mapping[str, str] | Sequence[str], rows: Iterable[Iterable[Any]]) -> Table:
    """Return a table that prints itself, each column with its own look.

    Parameters
    ----------
    columns : mapping of str to str, or sequence of str
        Heading -> look. A look is a format spec (``".2f"``, ``".0%"``, ``"+.1f"``, ``".1e"``), or
        words around one in braces (``"{:.0f} of 5"``). ``""`` leaves text as it is and shows
        floats at three significant digits. A sequence of headings gives every column that look.
    rows : iterable of iterables
        One entry a column; ``zip`` of arrays will do. True and False are shown as yes and no,
        None and NaN as a dash. Three numbers (value, low, high), such as an `Interval`, are shown
        as ``value [low, high]``, two as ``low to high``, all in the look of their column.

    Returns
    -------
    Table
        Show it as the last line of a cell, or with ``print``.

    Raises
    ------
    ValueError
        If a row has another length than the headings, or a look does not fit an entry.

    Examples
    --------
    >>> table({"step": "g", "right": ".0%", "learns": "{} of 5", "dead": ".2f"},
    ...       [(0.1, 0.957, 5, (0.0, 0.012)), (1.5, 0.1, 0, (0.42, 0.51))])
    step  right  learns          dead
     0.1    96%  5 of 5  0.00 to 0.01
     1.5    10%  0 of 5  0.42 to 0.51
    """
    looks = tuple(columns.values()) if isinstance(columns, Mapping) else ()
    return Table(tuple(columns), tuple(tuple(row) for row in rows), looks)


def _cell(value: Any, look: str, digits: int) -> str:
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list, np.ndarray)) and np.ndim(value) == 1:
        parts = [_cell(v, look, digits) for v in value]
        if len(parts) == 2:
            return f"{parts[0]} to {parts[1]}"
        if len(parts) == 3:
            return f"{parts[0]} [{parts[1]}, {parts[2]}]"
    if look and np.ndim(value) == 0 and value != value:
        return MISSING
    try:
        if "{" in look:
            return look.format(value)
        if look:
            # Adding 0 turns -0.0, which would print a minus, into 0.0; rounding can make one too.
            shown = format(value + 0 if look[0] != "+" else value, look)
            return shown.lstrip("-") if not shown.strip("-0.%") else shown
        if isinstance(value, (float, np.floating)):
            return f"{value + 0.0:.{digits}g}"
    except (ValueError, TypeError) as error:
        raise WrongValue(
            "this look does not fit",
            expected=f"a format for {value!r} such as '.2f'",
            got_words=f"{look!r} ({error})",
            next_step="Correct the column's look.",
        ) from error
    return str(value)
