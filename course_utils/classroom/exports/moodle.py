"""Moodle: the offline grading worksheet of an assignment.

The titles are in the teacher's language. *Last modified (grade)* names the column of marks in every
language, so the file is recognised without a list of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..csv_bytes import Cell
from .tables import Column, Platform, Table, number_in

_OF = re.compile(r".+\((?P<what>[^()]+)\)")
_IDENTIFIER = re.compile(r"\D*(\d+)")
_LOCKED = ("grade can be changed", "bewertung kann geändert werden")
_NO = ("no", "nein")
_EMAILS = ("email address", "e-mail-adresse", "dirección de correo")
_ID_NUMBERS = ("id number", "id-nummer", "número de id")


class Moodle(Platform):
    """Moodle's worksheet: one row a participant, one column of marks."""

    name = "Moodle"

    def recognises(self, table: Table) -> bool:
        """Tell it by the pair of titles *Grade* and *Last modified (grade)*."""
        identifiers = [text for text in table.column(0) if text]
        fits = all(_IDENTIFIER.fullmatch(text) for text in identifiers)
        return _grade(table) is not None and fits

    def columns(self, table: Table) -> list[Column]:
        """Return the one column of marks; the largest mark stands in the next one."""
        index = _grade(table)
        if index is None:
            return []
        largest = {number_in(text) for text in table.column(index + 1)}
        possible = largest.pop() if len(largest) == 1 else None
        return [Column(index, table.titles[index], "", possible)]

    def people(self, table: Table) -> Mapping[str, int]:
        """Return the participant's number, then what else there is."""
        titles = [title.casefold() for title in table.titles]
        found = {"moodle_id": 0}
        for key, known in (("idnumber", _ID_NUMBERS), ("email", _EMAILS)):
            places = [titles.index(title) for title in known if title in titles]
            if places:
                found[key] = places[0]
        return found

    def id_in(self, key: str, text: str) -> str:
        """Return the number of "Participant 1234567"; other ids are as they stand."""
        found = _IDENTIFIER.fullmatch(text.strip()) if key == "moodle_id" else None
        return found[1] if found else text.strip()

    def names(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return the full name, which follows the identifier; blind marking has none."""
        return row[1].value if len(row) > 1 and (_grade(table) or 0) > 2 else ""

    def refusal(self, table: Table, row: tuple[Cell, ...], column: Column, earned: float) -> str:
        """Say which marks Moodle would skip without a word."""
        if column.possible is not None and earned > column.possible:
            return f"has more than Moodle's maximum of {column.possible:g}: Moodle would skip it"
        titles = [title.casefold() for title in table.titles]
        locked = next((titles.index(title) for title in _LOCKED if title in titles), None)
        if locked is not None and len(row) > locked and row[locked].value.casefold() in _NO:
            return "is locked in Moodle"
        return ""

    def decimal(self, table: Table) -> str:
        """Return what the file itself uses for the largest mark."""
        index = _grade(table) or 0
        return "," if any("," in t for i in (index, index + 1) for t in table.column(i)) else "."

    def notes(self, table: Table, written: int) -> list[str]:
        """Name the box without which Moodle skips what was changed since."""
        return [
            'When you upload it, tick "Allow updating records that have been modified more '
            'recently in Moodle than in the spreadsheet": without it, Moodle skips in silence '
            "every row that was graded there after this download."
        ]


def _grade(table: Table) -> int | None:
    titles = [title.casefold() for title in table.titles]
    of = [found["what"] for found in map(_OF.fullmatch, titles) if found]
    return next((titles.index(what) for what in of if what in titles), None)
