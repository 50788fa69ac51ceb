"""The exercise in a solved cell: what stands between the markers, and what a learner gets instead.

::

    def relu(x):
        ### BEGIN SOLUTION
        return np.maximum(x, 0)
        ### END SOLUTION
        ### BEGIN STARTER
        # return ...
        ### END STARTER

The starter is optional and follows its solution directly; without one the learner gets
``...  # your code here``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import (
    CourseNotFoundError,
    Node,
    NotebookError,
    find_root,
    path_of,
    read,
    stem_of,
)
from .normal import normalise, without_outputs

BLANK = "...  # your code here"
ANSWER, TASK, CHECK = "-answer", "-task", "-check"
_MARKER = re.compile(r"([ \t]*)### (BEGIN|END) (SOLUTION|STARTER)")
_LIKE_A_MARKER = re.compile(r"\s*#+\s*(begin|end)[\s_-]+(solution|starter)\b", re.IGNORECASE)
_GRAMMAR = (
    "Expected: `### BEGIN SOLUTION`, lines, `### END SOLUTION`, and perhaps directly after it "
    "`### BEGIN STARTER`, lines that begin with `# `, `### END STARTER`, all with one indent."
)


@dataclass
class _Split:
    """The two readings of an answer cell, while its lines are read."""

    where: str
    solved: list[str] = field(default_factory=list)
    starter: list[str] = field(default_factory=list)
    state: str = ""  # "", "SOLUTION", or "STARTER"
    indent: str = ""
    hidden: int = 0  # lines of the block that is open
    last_end: int = 0  # line of the last END SOLUTION
    solutions: int = 0

    def fail(self, number: int, what: str) -> NotebookError:
        return NotebookError(
            f"{self.where}, line {number}: {what}. {_GRAMMAR} Next: correct the markers in "
            "solutions/, then relu build."
        )

    def take(self, number: int, line: str) -> None:
        marker = _MARKER.fullmatch(line.rstrip())
        if marker:
            return self._mark(number, *marker.groups())
        if _LIKE_A_MARKER.match(line):
            raise self.fail(number, f"`{line.strip()}` is not a marker")
        self.hidden += 1
        if self.state == "SOLUTION":
            self.solved.append(line)
        elif self.state == "STARTER":
            self.starter.append(self._uncommented(number, line))
        else:
            self.solved.append(line)
            self.starter.append(line)
        return None

    def _mark(self, number: int, indent: str, edge: str, kind: str) -> None:
        if edge == "BEGIN":
            self._begin(number, indent, kind)
        elif self.state != kind:
            raise self.fail(number, f"`### END {kind}` without `### BEGIN {kind}`")
        elif indent != self.indent:
            raise self.fail(number, f"`### END {kind}` is indented unlike its BEGIN")
        elif not self.hidden:
            raise self.fail(number, f"nothing stands in this {kind.lower()}")
        else:
            self.state = ""
            if kind == "SOLUTION":
                self.last_end = number
                self.starter.append(indent + BLANK)

    def _begin(self, number: int, indent: str, kind: str) -> None:
        if self.state:
            raise self.fail(number, f"`### BEGIN {kind}` inside an open {self.state.lower()}")
        if kind == "STARTER":
            if not self.last_end or self.last_end != number - 1:
                raise self.fail(number, "a starter does not follow `### END SOLUTION` directly")
            if indent != self.indent:
                raise self.fail(number, "a starter is indented unlike its solution")
            self.starter.pop()  # it takes the place of the blank
        else:
            self.solutions += 1
        self.state, self.indent, self.hidden = kind, indent, 0

    def _uncommented(self, number: int, line: str) -> str:
        rest = line.removeprefix(self.indent)
        if line.strip() in ("", "#"):
            return ""
        if not rest.startswith("# "):
            raise self.fail(number, f"a starter's line does not begin with `# `: `{line.strip()}`")
        return self.indent + rest.removeprefix("# ")


def split(source: str, where: str = "cell") -> tuple[str, str]:
    r"""Return the solved text and the starter of an answer cell.

    Raises
    ------
    NotebookError
        For malformed markers, with the line.

    Examples
    --------
    >>> split("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION")
    ('def f(x):\n    return x', 'def f(x):\n    ...  # your code here')
    """
    parts, lines = _Split(where), source.splitlines()
    for number, line in enumerate(lines, start=1):
        parts.take(number, line)
    if parts.state:
        raise parts.fail(len(lines), f"`### BEGIN {parts.state}` is never closed")
    if not parts.solutions:
        raise parts.fail(1, "an answer cell has no solution")
    starter = "\n".join(parts.starter)
    try:
        ast.parse(starter)
    except SyntaxError as error:
        shown = starter.splitlines()[(error.lineno or 1) - 1].strip()
        raise NotebookError(
            f"{where}: what the learner would get is not Python: {error.msg} at `{shown}`. "
            "Expected: a starter that runs as it stands. Next: correct it in solutions/."
        ) from None
    return "\n".join(parts.solved), starter


def own_lines(source: str) -> frozenset[int]:
    r"""Return which lines of the solved text a learner has to write, counted from 1.

    Examples
    --------
    >>> sorted(own_lines("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"))
    [2]
    """
    inside, number, own = "", 0, set()
    for line in source.splitlines():
        marker = _MARKER.fullmatch(line.rstrip())
        if marker:
            inside = marker[3] if marker[2] == "BEGIN" else ""
        elif inside != "STARTER":
            number += 1
            own |= {number} if inside else set()
    return frozenset(own)


def has_markers(source: str) -> bool:
    """Tell whether a source holds anything that looks like a marker."""
    return any(_LIKE_A_MARKER.match(line) for line in source.splitlines())


def derive(solved: dict[str, Any], name: str = "solutions notebook") -> Node:
    """Return the exercise notebook of a solved one: starters for answers, nothing run.

    Cells tagged ``solution-only`` are left out; every cell keeps its id.

    Raises
    ------
    NotebookError
        For malformed markers, with notebook, cell id and line.
    """
    nb = without_outputs(normalise(solved))
    nb.cells = [cell for cell in nb.cells if "solution-only" not in cell.metadata.get("tags", ())]
    for cell in nb.cells:
        where = f"{name}, cell `{cell.get('id', '?')}`"
        if cell.cell_type != "code":
            continue
        if cell.get("id", "").endswith(ANSWER):
            cell.source = split(cell.source, where)[1]
        elif has_markers(cell.source):
            raise NotebookError(
                f"{where}: markers in a cell that is no answer. Expected: an id that ends in "
                f"`{ANSWER}`. Next: rename the cell in solutions/, or take the markers out."
            )
    return nb


def cell_ids(exercise_id: str) -> tuple[str, str, str]:
    """Return the ids of an exercise's task, answer and check cells.

    Examples
    --------
    >>> cell_ids("definition.relu_grad")
    ('relu-grad-task', 'relu-grad-answer', 'relu-grad-check')
    """
    name = exercise_id.partition(".")[2].replace("_", "-")
    return name + TASK, name + ANSWER, name + CHECK


def answer_cell_id(exercise_id: str) -> str:
    """Return the id of the cell in which an exercise is answered."""
    return cell_ids(exercise_id)[1]


def solution_of(exercise_id: str, root: Path | None = None) -> str:
    """Return the solved text of an exercise, without markers.

    Raises
    ------
    CourseNotFoundError, NotebookError
        When there is no such lesson or answer cell.
    """
    return _answer(exercise_id, root)[0]


def starter_of(exercise_id: str, root: Path | None = None) -> str:
    """Return what the answer cell of an exercise holds before anything is written in it."""
    return _answer(exercise_id, root)[1]


def has_solutions(root: Path | None = None) -> bool:
    """Tell whether this edition of the course holds the solutions: a student's does not."""
    try:
        return ((find_root() if root is None else root) / "solutions").is_dir()
    except CourseNotFoundError:  # the package alone
        return False


def _answer(exercise_id: str, root: Path | None) -> tuple[str, str]:
    root = find_root() if root is None else root
    path = path_of("solutions", stem_of(exercise_id.partition(".")[0], root), root)
    wanted = answer_cell_id(exercise_id)
    for cell in read(path)["cells"]:
        if cell.get("id") == wanted:
            return split(cell.source, f"solutions/{path.name}, cell `{wanted}`")
    raise NotebookError(
        f"solutions/{path.name} has no cell `{wanted}`, the answer to {exercise_id}. "
        "Next: check the exercise's name, or add the cell."
    )
