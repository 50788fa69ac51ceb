"""How the platforms read a file of marks, from their importers' rules: the fillers' other side.

Written with the standard library's csv, which the fillers do not use.
"""

from __future__ import annotations

import csv
import io
import re


def read(data: bytes, encoding: str, delimiter: str = ",") -> list[list[str]]:
    """Return a table's rows."""
    text = data.decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def canvas_number(cell: str) -> float | None:
    """Every cell like a number: its last sign is the decimal point, the others vanish."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell.strip()):
        return None
    text = cell.strip().rstrip("%")
    last = max(text.rfind("."), text.rfind(","))
    whole, rest = (text, "") if last < 0 else (text[:last], text[last + 1 :])
    return float(re.sub("[.,]", "", whole) + ("." + rest if rest else ""))


def canvas(data: bytes) -> dict[str, float]:
    """Return marks by Canvas user id, for the assignments of the file."""
    text = data.decode("utf-8-sig")
    head = text.splitlines()[:3]
    delimiter = ";" if sum(l.count(";") for l in head) > sum(l.count(",") for l in head) else ","
    rows = read(data, "utf-8-sig", delimiter)
    (column,) = [i for i, t in enumerate(rows[0]) if re.fullmatch(r".*\s\(\d+\)", t)]
    marks = {}
    for row in rows[1:]:
        if row[0].strip() == "Points Possible":
            continue
        number = canvas_number(row[column])
        if number is not None:
            marks[row[rows[0].index("ID")]] = number
    return marks


def moodle(data: bytes, decimal: str = ".") -> dict[str, float]:
    """Return marks by participant, without those that Moodle skips."""
    rows = read(data, "utf-8-sig")
    title = {t: i for i, t in enumerate(rows[0])}
    marks = {}
    for row in rows[1:]:
        cell = row[title["Grade"]].replace(decimal, ".")
        largest = float(row[title["Maximum grade"]].replace(decimal, "."))
        if cell and 0 <= float(cell) <= largest and row[title["Grade can be changed"]] != "No":
            marks[row[0].removeprefix("Participant ")] = float(cell)
    return marks


def brightspace(data: bytes) -> dict[str, float]:
    """Return marks by OrgDefinedId."""
    rows = read(data, "utf-8-sig")
    (column,) = [i for i, t in enumerate(rows[0]) if " Points Grade" in t]
    assert all(row[-1] == "#" for row in rows[1:])
    return {row[0].lstrip("#"): float(row[column]) for row in rows[1:] if row[column]}


def blackboard(data: bytes) -> dict[str, float]:
    """Return marks by user name."""
    rows = read(data, "utf-16", "\t")
    (column,) = [i for i, t in enumerate(rows[0]) if re.search(r"\|\d+$", t)]
    name = rows[0].index("Username")
    return {row[name]: float(row[column]) for row in rows[1:] if row[column]}
