"""Which exercises a save changed: their own cells, or cells that they may build on."""

from __future__ import annotations

from typing import Any

from .. import lessons
from ..grading import Exercise
from ..student.runs import defined_names
from .checking import code_cells

Cells = dict[str, str]


def answers(book: Any) -> Cells:
    """Return the code of a notebook by cell, as a check runs it: outputs do not count.

    Cells that only call the course (`check`, `hint` ...) are left out: they change no answer.

    Examples
    --------
    >>> import nbformat.v4 as v4
    >>> code = {"relu-answer": "def relu(x): ...", "relu-check": 'check("definition.relu")'}
    >>> cells = [v4.new_code_cell(source, id=name) for name, source in code.items()]
    >>> answers(v4.new_notebook(cells=cells))
    {'relu-answer': 'def relu(x): ...'}
    """
    return {
        name: source.strip()
        for name, source in code_cells(book)
        if source.strip() and not _only_asks(source)
    }


def _only_asks(source: str) -> bool:
    calls = ("check(", "hint(", "solution(", "reset(", "progress_map(")
    lines = [line for line in source.splitlines() if line.strip() and line.strip()[0] != "#"]
    return all(line.startswith(calls) for line in lines)


def changed(before: Cells, after: Cells, exercises: list[Exercise]) -> list[Exercise]:
    """Return the exercises that a save changed, in the order of the lesson.

    An exercise is changed if its own cell is, or any cell that defines its name. Another cell, with
    imports or a helper, may matter to every answer that the notebook holds.

    Parameters
    ----------
    before, after : dict
        Code by cell, from `answers`.
    exercises : list of Exercise
        Those of the lesson.
    """
    touched = [cell for cell in before.keys() | after.keys() if before.get(cell) != after.get(cell)]
    hit: set[str] = set()
    for cell in touched:
        names = defined_names(before.get(cell, "")) | defined_names(after.get(cell, ""))
        mine = {e.id for e in exercises if e.name in names or cell == lessons.answer_cell_id(e.id)}
        hit |= mine or _begun(after, exercises)
    return [exercise for exercise in exercises if exercise.id in hit]


def _begun(cells: Cells, exercises: list[Exercise]) -> set[str]:
    """Return the ids of the exercises whose answer is no longer the starter's blank."""
    blank = "..."
    return {
        e.id
        for e in exercises
        if (own := cells.get(lessons.answer_cell_id(e.id))) and blank not in own
    }
