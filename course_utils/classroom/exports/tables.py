"""Marks as plain rows, and a platform's table as cells that know their place."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..csv_bytes import Cell, Decoded, TableError, cells, decode, separator_of, to_csv

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Mark:
    """What one student reached, ready for any platform's table.

    Attributes
    ----------
    student : str
        The id that the student is filed under.
    earned, points : float
        Reached, and there are; lateness is taken off already.
    name : str
    identity : dict
        The student's other ids, as `Submission.identity` has them.
    lesson : str
        Stem of the lesson, or empty for a total.
    """

    student: str
    earned: float
    points: float
    name: str = ""
    identity: Mapping[str, str] = field(default_factory=dict, compare=False)
    lesson: str = ""


@dataclass(frozen=True)
class Column:
    """A column that marks may be written into."""

    index: int
    title: str
    id: str = ""
    possible: float | None = None


@dataclass(frozen=True)
class Table:
    """A platform's file: its text, its separator, and its rows of cells; the first has titles."""

    decoded: Decoded
    separator: str
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, data: bytes, name: str) -> Table:
        """Return the table in a file; raise `TableError` where there is none."""
        decoded = decode(data, name)
        separator = separator_of(decoded.text)
        rows = tuple(tuple(row) for row in cells(decoded.text, separator) if row)
        if not rows:
            raise TableError(
                f"{name} is empty",
                expected="a gradebook as your platform saves it",
                next_step="Next: download it again.",
            )
        return cls(decoded, separator, rows)

    @property
    def titles(self) -> list[str]:
        """What stands in the first row."""
        return [cell.value.strip() for cell in self.rows[0]]

    def column(self, index: int) -> list[str]:
        """Return the texts below a title, for the rows that reach so far."""
        return [row[index].value.strip() for row in self.rows[1:] if len(row) > index]


class Platform(ABC):
    """What must be known of a platform to write marks into its own file."""

    name: str

    @abstractmethod
    def recognises(self, table: Table) -> bool:
        """Tell from the titles whether a file is this platform's."""

    @abstractmethod
    def columns(self, table: Table) -> list[Column]:
        """Return the columns that marks may go into."""

    @abstractmethod
    def people(self, table: Table) -> Mapping[str, int]:
        """Return the columns of ids, in the order in which the platform looks for a student."""

    @abstractmethod
    def names(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return the student's name in a row."""

    def is_person(self, table: Table, row: tuple[Cell, ...]) -> bool:
        """Tell whether a row is a student's."""
        return any(cell.value.strip() for cell in row)

    def id_in(self, key: str, text: str) -> str:
        """Return the id in a cell, without what the platform wraps around it."""
        return text.strip()

    def refusal(self, table: Table, row: tuple[Cell, ...], column: Column, earned: float) -> str:
        """Say why the platform would not take this mark in this row; empty where it would."""
        return ""

    def decimal(self, table: Table) -> str:
        """Return the sign of the decimals in this file."""
        return "."

    def notes(self, table: Table, written: int) -> list[str]:
        """Say what a teacher must know before the file goes back."""
        return []


def number_text(value: float, decimal: str = ".") -> str:
    """Return a mark as platforms read it: at most two decimals, no sign between thousands.

    Examples
    --------
    >>> number_text(7.0), number_text(7.256, ","), number_text(1234.5)
    ('7', '7,26', '1234.5')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text).replace(".", decimal)


def number_in(text: str) -> float | None:
    """Return the number in a cell; None where there is none.

    Examples
    --------
    >>> number_in("7,50"), number_in(" 8 "), number_in("EX")
    (7.5, 8.0, None)
    """
    found = _NUMBER.fullmatch(text.strip())
    return float(found[0].replace(",", ".")) if found else None


def marks_csv(marks: Iterable[Mark]) -> str:
    """Return marks as CSV of our own, one row a student and lesson; no cell is a formula."""
    rows = ([m.student, m.name, m.lesson, m.earned, m.points] for m in marks)
    return to_csv(["student", "name", "lesson", "earned", "points"], rows)
