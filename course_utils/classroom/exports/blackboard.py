"""Blackboard: the Grade Center that *Work Offline* saves, ``.xls`` (text with tabs) or ``.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..csv_bytes import Cell
from .tables import Column, Platform, Table

# "Quiz 3 [Total Pts: 10 Score] |664617": without the number a column is a new one, worth 0.
_WITH_ID = re.compile(
    r"(?P<title>.+?)(?: \[[^\[\]]*?(?P<points>\d+(?:[.,]\d+)?)[^\[\]]*\])? *\|(?P<id>\d+)"
)
_COMPUTED = re.compile(r"(Weighted |Running )?Total|Average", re.IGNORECASE)


class Blackboard(Platform):
    """Blackboard's Grade Center: the user name is the key, the column's number its title's end."""

    name = "Blackboard"

    def recognises(self, table: Table) -> bool:
        """Tell it by a title that ends in a column's number."""
        return len(table.titles) > 3 and any(_WITH_ID.fullmatch(t) for t in table.titles)

    def columns(self, table: Table) -> list[Column]:
        """Return the columns with a number that Blackboard does not work out itself."""
        found = []
        for index, title in enumerate(table.titles):
            parts = _WITH_ID.fullmatch(title)
            if parts and not _COMPUTED.match(parts["title"]):
                possible = parts["points"] and float(parts["points"].replace(",", "."))
                found.append(Column(index, parts["title"], parts["id"], possible or None))
        return found

    def people(self, table: Table) -> Mapping[str, int]:
        """Return the user name: the third column in every language."""
        known = {"Username": "username", "Student ID": "id"}
        found = {key: table.titles.index(t) for t, key in known.items() if t in table.titles}
        return found if "username" in found else {"username": 2, **found}

    def names(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return first and last name, the first two columns."""
        return f"{row[1].value} {row[0].value}".strip() if len(row) > 1 else ""
