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


# Numbers of one platform, or of one assignment in it: elsewhere the same number is another person.
_ITS_OWN = frozenset(
    ["canvas_id", "canvas_anonymous", "canvas_attachment", "moodle_id", "brightspace_number"]
)


def _finder(
    platform: Platform, table: Table, marks: list[Mark], rows: list[Row]
) -> Callable[[Row], Mark | None]:
    """Return what finds a row's mark: by the platform's ids in its order, then by a name.

    A name counts only where one row and one mark have it, and where neither has been found by id.
    """
    by_id = _by_id(platform, table, marks)
    by_name = _only([(form, m) for m in marks if m.name for form in spellings(m.name)])
    rows_named = Counter(
        form for row in rows if (name := platform.names(table, row)) for form in spellings(name)
    )
    known = {id(row): by_id(row) for row in rows}
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


def _by_id(platform: Platform, table: Table, marks: list[Mark]) -> Callable[[Row], Mark | None]:
    people = platform.people(table)
    same = {key: _only([(m.identity.get(key, ""), m) for m in marks]) for key in people}
    # Work that came another way has ids of its own; one of them may stand in any column here.
    others = [mark for mark in marks if not {*people} & {*mark.identity}]
    carried = _only([(text, mark) for mark in others for text in _carried(mark)])

    def find(row: Row) -> Mark | None:
        texts = {key: row[index].value for key, index in people.items() if index < len(row)}
        told = {key: platform.id_in(key, text).casefold() for key, text in texts.items()}
        for key, value in told.items():
            if value in same[key]:
                return same[key][value]
        for key, value in told.items():
            mark = carried.get(value)
            if mark is not None and not (key in _ITS_OWN and mark.identity):
                return mark
        return None

    return find


def _carried(mark: Mark) -> list[str]:
    """Return the ids of a student that mean the same everywhere."""
    own = {value for key, value in mark.identity.items() if key in _ITS_OWN}
    return [text for text in (mark.student, *mark.identity.values()) if text not in own]


def _only(pairs: list[tuple[str, Mark]]) -> dict[str, Mark]:
    """Return the marks by a text, without those texts that two students share."""
    owners: dict[str, dict[str, Mark]] = defaultdict(dict)
    for text, mark in pairs:
        if text:
            owners[text.casefold()][mark.student] = mark
    return {text: next(iter(m.values())) for text, m in owners.items() if len(m) == 1}
