"""The numbered sections of a lesson: where each begins, how long it takes, what is asked in it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from .files import CourseNotFoundError, Node, NotebookError, lesson_name, path_of, read
from .minutes import minutes_of

_HEADING = re.compile(r"^## (?:(\d+)\s+)?(.+?)\s*$", re.MULTILINE)
_EXERCISE = re.compile(r"\]\(\.\./exercises/\w+\.ipynb#cell-id=([a-z0-9-]+)-task\)")
_QUESTION = re.compile(r"quiz\.ask\(\s*[\"']([\w.]+)[\"']")


@dataclass(frozen=True)
class Section:
    """One section of a lesson.

    Attributes
    ----------
    stem : str
    number : int
    title : str
    cell : str
        The id of the cell that it begins with.
    minutes : int
        By the course's formula, at least 1. What stands before the first section is in the first,
        what stands after the last in the last.
    exercises, questions : tuple of str
        The ids of the exercises that it leads to, and of the questions that it asks, in order.
    """

    stem: str
    number: int
    title: str
    cell: str
    minutes: int
    exercises: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def id(self) -> str:
        """The section's name among those of all lessons: ``"definition#2"``."""
        return f"{lesson_name(self.stem)}#{self.number}"


@functools.cache
def sections_of(stem: str, root: Path | None = None) -> tuple[Section, ...]:
    """Return the sections of a lesson in order; none where no course lies on disk.

    Examples
    --------
    >>> second = sections_of("01_definition")[1]
    >>> second.id, second.title, second.exercises
    ('definition#2', 'Five spellings', ('definition.spellings',))
    """
    try:
        cells = read(path_of("notebooks", stem, root)).cells
    except (CourseNotFoundError, NotebookError, FileNotFoundError):
        return ()
    starts = [(at, *found) for at, cell in enumerate(cells) if (found := _start(cell))]
    begins = [0, *(at for at, *_ in starts[1:])][: len(starts)]
    ends = [*begins[1:], len(cells)][: len(starts)]
    return tuple(
        _section(stem, number, title, (cells[at].get("id", ""), cells[begin:end]))
        for (at, number, title), begin, end in zip(starts, begins, ends, strict=True)
    )


def _start(cell: Node) -> tuple[int, str] | None:
    if cell.cell_type != "markdown":
        return None
    return next(
        ((int(number), title) for number, title in _HEADING.findall(cell.source) if number), None
    )


def _section(stem: str, number: int, title: str, place: tuple[str, list[Node]]) -> Section:
    cell, cells = place
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    code = "\n".join(c.source for c in cells if c.cell_type == "code")
    lesson = lesson_name(stem)
    names = dict.fromkeys(name.replace("-", "_") for name in _EXERCISE.findall(text))
    return Section(
        stem, number, title, cell, max(1, round(minutes_of(cells))),
        tuple(f"{lesson}.{name}" for name in names), tuple(_QUESTION.findall(code)),
    )  # fmt: skip
