"""Write marks into the file that the teacher downloaded, and change nothing else in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import did_you_mean
from ..csv_bytes import Cell, TableError, replaced
from ..intake import shown
from .blackboard import Blackboard
from .brightspace import Brightspace
from .canvas import Canvas
from .matching import Row, paired, who_is
from .moodle import Moodle
from .tables import Column, Mark, Platform, Table, number_in, number_text

_MOST = 100  # lines of one kind in a report
# Blackboard last: any file with a column "… |123" fits it.
PLATFORMS: tuple[Platform, ...] = (Canvas(), Brightspace(), Moodle(), Blackboard())


@dataclass(frozen=True)
class Filled:
    """A file with marks in it, and what became of each mark.

    Attributes
    ----------
    platform, column : str
    data : bytes
        The whole file: every byte that is no mark is the byte that was there.
    written, unchanged : int
        Cells that have a new mark, and cells that had it already.
    not_placed : tuple of str
        A sentence for each mark that no cell took.
    without : tuple of str
        Who stands in the file and has no mark.
    notes : tuple of str
        What to know before the file goes back.
    """

    platform: str
    column: str
    data: bytes
    written: int
    unchanged: int
    not_placed: tuple[str, ...]
    without: tuple[str, ...]
    notes: tuple[str, ...]

    def report(self) -> str:
        """Return what a teacher reads: counts, then everything that was not placed."""
        marks = f"{self.written} mark{'s' * (self.written != 1)} written"
        counts = f"{self.platform}, column {self.column}: {marks}"
        lines = [f"{counts}, {self.unchanged} there already."]
        if self.not_placed:
            lines += [f"Not written ({len(self.not_placed)}):", *_indented(self.not_placed)]
        if self.without:
            lines += [f"In the file without a mark ({len(self.without)}):"]
            lines += _indented(self.without)
        return "\n".join([*lines, *self.notes])


def _indented(texts: Sequence[str]) -> list[str]:
    more = [f"  ... and {len(texts) - _MOST} more"] if len(texts) > _MOST else []
    return [f"  {text}" for text in texts[:_MOST]] + more


def fill(
    file: Path, marks: Iterable[Mark], *, column: str | None = None, scale: bool = False
) -> Filled:
    """Return a platform's own download with marks written into one of its columns.

    Nothing is written to the disk: `Filled.data` has the bytes.

    Parameters
    ----------
    file : pathlib.Path
        A gradebook as Canvas, Moodle, Brightspace or Blackboard saves it.
    marks : iterable of Mark
        One a student.
    column : str, optional
        Title or number of the column; needed where the file has several.
    scale : bool
        True turns marks into the column's own points: 37 of 45 in a column of 10 is 8.22.

    Raises
    ------
    TableError
        Where the file is no such gradebook, the column is not clear, or one student has two marks.
    """
    file, marks = Path(file), list(marks)
    try:
        table = Table.of(file.read_bytes(), file.name)
    except OSError as error:
        raise TableError(
            f"{file} cannot be read ({error.strerror}). Next: check the name."
        ) from None
    platform = _platform(table, file.name)
    chosen = _column(platform.columns(table), column, marks, file.name)
    _no_two_marks(marks)
    work = _Work(platform, table, chosen, scale)
    for row, mark, who in paired(platform, table, marks, work.not_placed):
        work.place(row, mark, who)
    return work.filled()


def _platform(table: Table, name: str) -> Platform:
    for platform in PLATFORMS:
        if platform.recognises(table):
            return platform
    raise TableError(
        f"{name} is not known as a gradebook",
        expected="the file that Canvas, Moodle, Brightspace or Blackboard saves, as it is",
        got=[shown(title) for title in table.titles[:6]],
        next_step="Next: download it again and do not open it in a spreadsheet first.",
    )


def _column(columns: Sequence[Column], wanted: str | None, marks: list[Mark], name: str) -> Column:
    titles = [column.title for column in columns]
    if wanted is not None:
        asked = wanted.strip().casefold()
        for column in columns:
            full = f"{column.title} ({column.id})".casefold()
            if asked and asked in (column.title.casefold(), column.id, full):
                return column
        raise TableError(
            f"{name} has no column {wanted!r} for marks.{did_you_mean(wanted, titles)}"
        )
    if len(columns) == 1:
        return columns[0]
    lessons = {mark.lesson for mark in marks} - {""}
    if len(lessons) == 1:
        (lesson,) = lessons
        forms = {lesson.casefold(), lesson.partition("_")[2].casefold()} - {""}
        alike = [c for c in columns if any(form in c.title.casefold() for form in forms)]
        if len(alike) == 1:
            return alike[0]
    listed = ", ".join(f"'{shown(title)}'" for title in titles[:12])
    raise TableError(
        f"{name} has {len(columns)} columns for marks: {listed}" if columns
        else f"{name} has no column for marks",
        expected="the title of one",
        next_step="Next: name it with --column." if columns
        else "Next: make the assignment there first, and download again.",
    )  # fmt: skip


def _no_two_marks(marks: list[Mark]) -> None:
    twice = [student for student, count in Counter(m.student for m in marks).items() if count > 1]
    if twice:
        raise TableError(
            f"{shown(twice[0])} has more than one mark",
            expected="one mark a student",
            next_step="Next: name the lesson whose marks go into this file.",
        )


class _Work:
    """A file while marks go into it."""

    def __init__(self, platform: Platform, table: Table, column: Column, scale: bool) -> None:
        self.platform, self.table, self.column, self.scale = platform, table, column, scale
        self.edits: dict[Cell, str] = {}
        self.unchanged = 0
        self.not_placed: list[str] = []
        self.without: list[str] = []
        self.other_points: dict[float, list[str]] = {}

    def place(self, row: Row, mark: Mark | None, who: str) -> None:
        """Write one mark, or say why not."""
        if mark is None:
            self.without.append(who)
            return
        earned, possible = mark.earned, self.column.possible
        if possible is not None and mark.points != possible:
            if self.scale and mark.points:
                earned = earned / mark.points * possible
            else:
                self.other_points.setdefault(mark.points, []).append(who_is(mark))
        earned = round(earned, 2)
        reason = self.platform.refusal(self.table, row, self.column, earned)
        if not reason and len(row) <= self.column.index:
            reason = "has a row that ends before the column"
        if reason:
            self.not_placed.append(f"{who_is(mark)} {reason}")
            return
        cell = row[self.column.index]
        there = number_in(cell.value)
        if there is not None and round(there, 2) == earned:
            self.unchanged += 1
        else:
            self.edits[cell] = number_text(earned, self.platform.decimal(self.table))

    def filled(self) -> Filled:
        """Return the file and the account."""
        text = replaced(self.table.decoded.text, self.edits, self.table.separator)
        notes = self.platform.notes(self.table, len(self.edits))
        for points, who in sorted(self.other_points.items()):
            some = f" ({', '.join(who[:3])})" if len(who) <= 3 else ""
            marks = f"{len(who)} marks are" if len(who) > 1 else "1 mark is"
            notes.append(
                f"The column counts {self.column.possible:g} points, {marks} out of "
                f"{points:g}{some}. Next: change the points there, or add --scale."
            )
        return Filled(
            self.platform.name, shown(self.column.title), self.table.decoded.encode(text),
            len(self.edits), self.unchanged, tuple(self.not_placed), tuple(self.without),
            tuple(notes),
        )  # fmt: skip
