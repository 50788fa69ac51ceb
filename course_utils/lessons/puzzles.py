"""A puzzle of an exercise, a Parsons problem: its solution's lines shuffled among two wrong ones.

``exercises/.starters/NN_lesson.puzzles.json`` is laid down by the build, so that the student
edition, which has neither solutions nor corpus, has puzzles too. What the file holds is what a
puzzle shows: lines in alphabetical order. In which order they are right stands nowhere; whoever
tries an order asks the exercise's check. Without the file there are no puzzles, and all else goes
on: a teacher who wants none deletes it.
"""

from __future__ import annotations

import functools
import io
import json
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .files import CourseNotFoundError, Node, NotebookError, stem_of
from .markers import ANSWER, CHECK
from .shell import plain_python
from .starters import starter_notebook, starter_path

LEAST, MOST = 3, 10  # lines of a solution that make a puzzle


@dataclass(frozen=True)
class Puzzle:
    """One puzzle as a learner sees it.

    Attributes
    ----------
    exercise : str
    before, after : str
        The lines of the answer that are given.
    lines : tuple of str
        To be put in order, with their indents; two of them belong to a wrong answer.
    """

    exercise: str
    before: str
    after: str
    lines: tuple[str, ...]

    @property
    def take(self) -> int:
        """How many of the lines the solution has."""
        return len(self.lines) - 2

    def assembled(self, order: Sequence[int]) -> str:
        """Return the answer that an order of the lines makes; places count from 0.

        Examples
        --------
        >>> Puzzle("a.f", "def f(x):", "", ("    return y", "    y = 2 * x")).assembled([1, 0])
        'def f(x):\\n    y = 2 * x\\n    return y'
        """
        parts = [self.before, *(self.lines[place] for place in order), self.after]
        return "\n".join(part for part in parts if part)


def puzzle_of(exercise_id: str, finding: str = "", seed: str = "") -> Puzzle | None:
    """Return the puzzle of an exercise; None where there is none.

    Parameters
    ----------
    exercise_id : str
    finding : str
        The learner's mistake: its wrong answers give the two wrong lines, where there are any.
    seed : str
        The learner's; the same seed and finding give the same order of lines.
    """
    try:
        laid = _laid_down(puzzles_path(stem_of(exercise_id.partition(".")[0])))
    except CourseNotFoundError:
        return None
    if exercise_id not in laid:
        return None
    found = laid[exercise_id]
    chosen = found["choose"].get(finding) or found["choose"][""]
    lines = [found["lines"][int(place)] for place in chosen.split()]
    lines.sort(key=lambda line: sha256("\0".join([seed, finding, line]).encode()).digest())
    return Puzzle(exercise_id, found["before"], found["after"], tuple(lines))


def puzzles_path(stem: str, root: Path | None = None) -> Path:
    """Return where the puzzles of a lesson lie."""
    return starter_path(stem, root).with_name(f"{stem}.puzzles.json")


@functools.cache
def _laid_down(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def setup_cells(nb: Node) -> list[tuple[str, str]]:
    """Return id and source of the cells that are nobody's answer: imports and the like."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    return [
        (cell.get("id", ""), plain_python(cell.source)[0])
        for cell in cells
        if not cell.get("id", "").endswith((ANSWER, CHECK))
    ]


def first_cell(stem: str) -> list[tuple[str, str]]:
    """Return id and source of the code cell that a lesson's exercises begin with: imports.

    Nothing where no course lies on the disk.

    Examples
    --------
    >>> [(name, "import numpy as np" in source) for name, source in first_cell("01_definition")]
    [('setup', True)]
    """
    try:
        return setup_cells(starter_notebook(stem))[:1]
    except (CourseNotFoundError, NotebookError):
        return []


def logical_lines(code: str) -> list[tuple[int, str]]:
    r"""Return the first line's number and the text of each logical line, without comments.

    Examples
    --------
    >>> logical_lines("def f(x):\n    # twice\n    return (x +\n            x)  # so\n")
    [(1, 'def f(x):'), (3, '    return (x +\n            x)')]
    """
    rows = code.splitlines()
    lines, start = [], 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        row, column = token.start
        if token.type == tokenize.COMMENT:
            rows[row - 1] = rows[row - 1][:column].rstrip()
        elif token.type == tokenize.NEWLINE:
            text = "\n".join(line.rstrip() for line in rows[start - 1 : row] if line.strip())
            lines.append((start, text))
            start = 0
        elif not start and token.type not in _LAYOUT:
            start = row
    return lines


_LAYOUT = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
