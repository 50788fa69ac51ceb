"""Canvas: the gradebook that *Export* saves and *Import* takes back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..csv_bytes import Cell
from .tables import Column, Platform, Table, number_in

_WITH_ID = re.compile(r"(.*)\s\((\d+)\)")
_IDS = {"ID": "canvas_id", "SIS User ID": "sis_id", "SIS Login ID": "login"}


class Canvas(Platform):
    """Canvas's gradebook: assignments behind *Section*, read-only totals at the end."""

    name = "Canvas"

    def recognises(self, table: Table) -> bool:
        """Tell it by its first titles and the *Section* behind them."""
        titles = table.titles
        named = titles[0].lstrip("\ufeff") == "Student" or {"LastName", "FirstName"} <= {*titles}
        return named and "ID" in titles and self._section(table) is not None

    def _section(self, table: Table) -> int | None:
        places = [i for i, title in enumerate(table.titles) if "Section" in title]
        return places[0] if places else None

    def _possible(self, table: Table) -> tuple[Cell, ...]:
        return next((row for row in table.rows[1:4] if _is_possible(row)), ())

    def columns(self, table: Table) -> list[Column]:
        """Return the assignments: behind *Section*, neither totals nor read-only."""
        possible, found = self._possible(table), []
        for index in range((self._section(table) or 0) + 1, len(table.titles)):
            title = table.titles[index]
            below = possible[index].value.strip() if len(possible) > index else ""
            with_id = _WITH_ID.fullmatch(title)
            # Totals have no number; without one, an import makes a new assignment.
            if "(read only)" in below or not with_id:
                continue
            found.append(Column(index, with_id[1], with_id[2], number_in(below)))
        return found

    def people(self, table: Table) -> Mapping[str, int]:
        """Return Canvas's number, then the school's ids."""
        return {key: table.titles.index(t) for t, key in _IDS.items() if t in table.titles}

    def names(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return the sortable name."""
        if table.titles[0] == "LastName":
            return f"{row[0].value}, {row[1].value}"
        return row[0].value.strip().removeprefix('="').removesuffix('"')

    def is_person(self, table: Table, row: tuple[Cell, ...]) -> bool:
        """Leave out the row of points, and rows that Canvas skips."""
        told = [cell.value.strip() for cell in row]
        skipped = all(not t or t == "Muted" or t.startswith("Manual Posting") for t in told)
        return not skipped and not _is_possible(row)

    def refusal(self, table: Table, row: tuple[Cell, ...], column: Column, earned: float) -> str:
        """Keep who is excused excused."""
        if len(row) > column.index and row[column.index].value.strip().upper() == "EX":
            return "is excused (EX) there: left as it is"
        return ""


def _is_possible(row: tuple[Cell, ...]) -> bool:
    return bool(row) and row[0].value.strip() == "Points Possible"
