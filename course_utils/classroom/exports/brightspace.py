"""Brightspace (D2L): the grades that *Export* saves and *Import* takes back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..csv_bytes import Cell
from .tables import Column, Platform, Table

_END = "End-of-Line Indicator"
_MARKS = re.compile(r"(?P<item>.+?) Points Grade(?: <(?P<about>[^>]*)>)?")
_LARGEST = re.compile(r"MaxPoints:(\d+(?:\.\d+)?)")
_IDS = {"OrgDefinedId": "org_defined_id", "Username": "username", "Email": "email"}
_TAKEN = ("OrgDefinedId", "Username", _END)


class Brightspace(Platform):
    """Brightspace's grades: ids with a ``#`` in front, a ``#`` at the end of each line."""

    name = "Brightspace"

    def recognises(self, table: Table) -> bool:
        """Tell it by its last title and an id."""
        return _END in table.titles and bool({*_IDS} & {*table.titles})

    def columns(self, table: Table) -> list[Column]:
        """Return the grade items with points."""
        found = []
        for index, title in enumerate(table.titles):
            marks = _MARKS.fullmatch(title)
            if marks:
                largest = _LARGEST.search(marks["about"] or "")
                possible = float(largest[1]) if largest else None
                found.append(Column(index, marks["item"], "", possible))
        return found

    def people(self, table: Table) -> Mapping[str, int]:
        """Return the columns of ids."""
        return {key: table.titles.index(t) for t, key in _IDS.items() if t in table.titles}

    def id_in(self, key: str, text: str) -> str:
        """Take the ``#`` off that keeps a spreadsheet from changing an id."""
        return text.strip().removeprefix("#")

    def names(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return first and last name, where the export was told to have them."""
        told = dict(zip(table.titles, row, strict=False))
        parts = [told[t].value.strip() for t in ("First Name", "Last Name") if t in told]
        return " ".join(parts)

    def notes(self, table: Table, written: int) -> list[str]:
        """Name the columns that the import does not take."""
        others = [t for t in table.titles if t not in _TAKEN and not _MARKS.fullmatch(t)]
        if not others:
            return []
        return [f"Brightspace takes no other columns: delete {', '.join(others)} before upload."]

    def refusal(self, table: Table, row: tuple[Cell, ...], column: Column, earned: float) -> str:
        """Say which marks Brightspace would cut."""
        if column.possible is not None and earned > column.possible:
            return f"has more than the item's {column.possible:g} points: Brightspace would cut it"
        return ""
