"""The exercise notebooks as they were before anybody worked in them.

``exercises/.starters/NN_lesson_exercises.ipynb`` is laid down by the build, from the solved
notebook. A reset takes the starter from there, and a lesson's exercises have the order of its
cells, so neither needs ``solutions/``.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from .files import CourseNotFoundError, Node, NotebookError, path_of, read
from .markers import ANSWER

FOLDER = ".starters"
_ASKS = re.compile(r"""^quiz\.ask\(["'](.+?)["']\)""", re.MULTILINE)
_HEADING = re.compile(r"^## (\d+)\s+(.+?)\s*$", re.MULTILINE)


def starter_path(stem: str, root: Path | None = None) -> Path:
    """Return where the untouched exercise notebook of a lesson lies."""
    path = path_of("exercises", stem, root)
    return path.parent / FOLDER / path.name


def starter_notebook(stem: str, root: Path | None = None) -> Node:
    """Return the untouched exercise notebook of a lesson.

    Raises
    ------
    NotebookError
        When it is missing or cannot be read.
    """
    path = starter_path(stem, root)
    if not path.exists():
        raise NotebookError(
            f"exercises/{FOLDER}/{path.name} is missing: it holds the untouched exercises. "
            "Next: relu dev build, or take the file from the course you were given."
        )
    return read(path)


@functools.cache
def exercise_order(stem: str) -> dict[str, int]:
    """Return the place of each exercise of a lesson by name; empty where no course lies on disk.

    Examples
    --------
    >>> list(exercise_order("01_definition"))[:2]
    ['relu', 'value_table']
    """
    try:
        cells = starter_notebook(stem).cells
    except (CourseNotFoundError, NotebookError):
        return {}
    ids = [cell.id.removesuffix(ANSWER) for cell in cells if cell.get("id", "").endswith(ANSWER)]
    return {name.replace("-", "_"): place for place, name in enumerate(ids)}


def section_titles(stem: str) -> dict[int, str]:
    """Return the titles of a lesson's numbered sections, from its headings.

    Examples
    --------
    >>> section_titles("01_definition")[2]
    'Five spellings'
    """
    return {number: title for number, (title, _) in _sections(stem).items()}


def section_cells(stem: str) -> dict[int, str]:
    """Return the id of the cell at which each numbered section of a lesson begins.

    Examples
    --------
    >>> section_cells("01_definition")[2]
    'spellings'
    """
    return {number: cell_id for number, (_, cell_id) in _sections(stem).items()}


@functools.cache
def questions_asked(stem: str) -> dict[str, tuple[int, str]]:
    """Return the section and the cell in which a lesson asks each of its questions.

    Examples
    --------
    >>> questions_asked("01_definition")["definition.q_nan"]
    (2, 'q-nan')
    """
    asked, section = {}, 0
    for cell in _cells_of(stem):
        if cell.cell_type == "markdown":
            section = max([section, *(int(number) for number, _ in _HEADING.findall(cell.source))])
        for question in _ASKS.findall(cell.source):
            asked[question] = (section, cell.get("id", ""))
    return asked


@functools.cache
def _sections(stem: str) -> dict[int, tuple[str, str]]:
    return {
        int(number): (title, cell.get("id", ""))
        for cell in _cells_of(stem)
        if cell.cell_type == "markdown"
        for number, title in _HEADING.findall(cell.source)
    }


def _cells_of(stem: str) -> list[Node]:
    """Return the cells of a lesson; none where no course lies on disk."""
    try:
        return list(read(path_of("notebooks", stem)).cells)
    except (CourseNotFoundError, NotebookError, FileNotFoundError):
        return []
