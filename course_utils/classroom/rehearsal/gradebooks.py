"""The gradebook that each learning platform would save for a class that is made up.

What a teacher downloads and `relu grade --fill` fills in: titles, encodings, quotes and line ends
as the platforms have them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .platforms import Handed

TITLE, NUMBER = "ReLU exercises", 664617


def canvas(people: Sequence[Handed], points: int) -> bytes:
    """Return Canvas's export: UTF-8, points in the second row, read-only totals at the end."""
    rows: list[list[object]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{TITLE} ({NUMBER})",
         "Current Score", "Final Score"],
        ["    Points Possible", "", "", "", "", f"{points:.1f}", "(read only)", "(read only)"],
    ]  # fmt: skip
    rows += [
        [p.sortable, p.number, f"S{p.number}", p.login, "Section A", "", "", ""] for p in people
    ]
    rows.append(["Student, Test", "99999", "", "f3b2", "Section A", "", "", ""])
    return _written(rows).encode()


def moodle(people: Sequence[Handed], points: int) -> bytes:
    """Return Moodle's offline grading worksheet: UTF-8 with a byte order mark."""
    rows = [["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade",
             "Grade can be changed", "Last modified (submission)", "Last modified (grade)",
             "Feedback comments"]]  # fmt: skip
    for p in people:
        when = f"{p.received:%A, %d %B %Y, %I:%M %p}" if p.files else "-"
        status = "Submitted for grading" if p.files else "No submission"
        rows.append(
            [f"Participant {p.number}", p.name, p.email, status, "", f"{points:.2f}", "Yes", when,
             "-", ""]
        )  # fmt: skip
    lines = (",".join(_as_php_quotes(str(value)) for value in row) for row in rows)
    return b"\xef\xbb\xbf" + "".join(f"{line}\n" for line in lines).encode()


def _as_php_quotes(value: str) -> str:
    if any(sign in value for sign in ',"\\\n\r\t '):
        return '"' + value.replace('"', '""') + '"'
    return value


def brightspace(people: Sequence[Handed], points: int) -> bytes:
    """Return Brightspace's export: a ``#`` before each id and at each end of line."""
    title = f"{TITLE} Points Grade <Numeric MaxPoints:{points} Weight:10 Category:Exercises>"
    rows = [["OrgDefinedId", "Username", "Last Name", "First Name", title,
             "End-of-Line Indicator"]]  # fmt: skip
    rows += [[f"#{p.number}", f"#{p.login}", p.last, p.first, "", "#"] for p in people]
    return _written(rows).encode()


def blackboard(people: Sequence[Handed], points: int) -> bytes:
    """Return Blackboard's ``.xls``: UTF-16 text with tabs, every cell quoted."""
    rows = [["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability",
             f"{TITLE} [Total Pts: {points} Score] |{NUMBER}"]]  # fmt: skip
    rows += [
        [p.last, p.first, p.login, f"S{p.number}", "2026-11-01 10:00:00", "Yes", ""] for p in people
    ]
    text = _written(rows, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    return b"\xff\xfe" + text.encode("utf-16-le")


def roster(people: Sequence[Handed], points: int) -> bytes:
    """Return a plain list of the class, for the layouts that have no gradebook of their own."""
    rows = [["id", "name", "email"], *([p.login, p.name, p.email] for p in people)]
    return _written(rows).encode()


def _written(rows: Iterable[Sequence[object]], **dialect: Any) -> str:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


GRADEBOOKS: dict[str, tuple[str, Callable[[Sequence[Handed], int], bytes]]] = {
    "canvas": ("gradebook.csv", canvas),
    "moodle": ("worksheet.csv", moodle),
    "brightspace": ("grades.csv", brightspace),
    "blackboard": ("gradecenter.xls", blackboard),
}
OTHERS = ("roster.csv", roster)
