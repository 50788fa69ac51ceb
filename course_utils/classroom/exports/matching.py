"""Whose row is whose: marks and the rows of a platform's file, joined by id, else by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from ..csv_bytes import Cell
from ..intake import shown, spellings
from .tables import Mark, Platform, Table

Row = tuple[Cell, ...]


def paired(
    platform: Platform, table: Table, marks: list[Mark], not_placed: list[str]
) -> list[tuple[Row, Mark | None, str]]:
    """Return each student's row with its mark; add a sentence for every mark without a row."""
    rows = [row for row in table.rows[1:] if platform.is_person(table, row)]
    find = _finder(platform, table, marks, rows)
    used: set[str] = set()
    pairs = []
    for row in rows:
        mark = find(row)
        used |= {mark.student} if mark else set()
        pairs.append((row, mark, shown(platform.names(table, row)) or _first_id(table, row)))
    for mark in marks:
        if mark.student not in used:
            not_placed.append(f"{who_is(mark)}: nobody in the file has this id or this name")
    return pairs


def _first_id(table: Table, row: Row) -> str:
    return shown(next((cell.value for cell in row if cell.value.strip()), ""))


def who_is(mark: Mark) -> str:
    """Return a student as a report names one."""
    return shown(f"{mark.name} ({mark.student})" if mark.name else mark.student)


def _finder(
    platform: Platform, table: Table, marks: list[Mark], rows: list[Row]
) -> Callable[[Row], Mark | None]:
    """Return what finds a row's mark: by the platform's ids in its order, then by a name.

    A name counts only where one row and one mark have it, and where neither has been found by id.
    """
    people = platform.people(table)
    by_id = {key: _only([(m.identity.get(key, ""), m) for m in marks]) for key in people}
    filed = _only([(m.student, m) for m in marks])
    by_name = _only([(form, m) for m in marks if m.name for form in spellings(m.name)])
    rows_named = Counter(
        form for row in rows if (name := platform.names(table, row)) for form in spellings(name)
    )

    def by_ids(row: Row) -> Mark | None:
        told = {
            key: platform.id_in(row[i].value).casefold()
            for key, i in people.items()
            if i < len(row)
        }
        for key, value in told.items():
            if value and value in by_id[key]:
                return by_id[key][value]
        # A class in folders has one id, and nobody said which: any column of ids may have it.
        bare = (filed.get(value) for value in told.values() if value)
        return next((m for m in bare if m is not None and not {*people} & {*m.identity}), None)

    known = {id(row): by_ids(row) for row in rows}
    taken = {mark.student for mark in known.values() if mark is not None}

    def find(row: Row) -> Mark | None:
        if known[id(row)] is not None:
            return known[id(row)]
        name = platform.names(table, row)
        for form in spellings(name) if name else ():
            mark = by_name.get(form)
            if mark is not None and rows_named[form] == 1 and mark.student not in taken:
                return mark
        return None

    return find


def _only(pairs: list[tuple[str, Mark]]) -> dict[str, Mark]:
    """Return the marks by a text, without those texts that two students share."""
    owners: dict[str, dict[str, Mark]] = defaultdict(dict)
    for text, mark in pairs:
        if text:
            owners[text.casefold()][mark.student] = mark
    return {text: next(iter(m.values())) for text, m in owners.items() if len(m) == 1}
