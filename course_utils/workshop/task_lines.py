"""What the build writes into a task: what it trains, and what does not count.

The first comes from the lesson that links to the exercise, the second from the data that the guard
uses, so that neither can disagree. The build writes them into the task's cell in solutions/, and
takes them out where there is nothing to say. Nobody edits them by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from .. import checks
from ..lessons.files import Node, lesson_name
from ..lessons.markers import TASK
from ..lessons.sections import sections_of

_TRAINS = "*Trains section "
_BEGINS = "*Does not count: "
_HEADER = re.compile(r"## .*\n+\*\*.*\*\*")


def with_task_lines(nb: Node, stem: str, root: Path) -> Node:
    """Return the solved notebook of a lesson with both lines of each task as they should be."""
    for cell in _tasks(nb):
        cell.source = _as_it_should_be(cell, stem, root)
    return nb


def stale_task_lines(nb: Node, stem: str, root: Path) -> list[str]:
    """Return for each task whose lines are others which lines they should be."""
    faults = []
    for cell in _tasks(nb):
        wanted = _as_it_should_be(cell, stem, root)
        lines = [t for t in wanted.split("\n") if t.startswith((_TRAINS, _BEGINS))]
        if cell.source != wanted:
            said = " and ".join(f"`{line}`" for line in lines) or "no line that the build writes"
            faults.append(f"cell `{cell.id}`: the task should have {said}; relu dev build does it")
    return faults


def _tasks(nb: Node) -> list[Node]:
    return [cell for cell in nb.cells if cell.get("id", "").endswith(TASK)]


def _as_it_should_be(cell: Node, stem: str, root: Path) -> str:
    exercise_id = f"{lesson_name(stem)}.{cell.id.removesuffix(TASK).replace('-', '_')}"
    trained = _with_trained(cell.source, _trains(exercise_id, stem, root))
    return _with_last(trained, _not_counted(exercise_id))


def _trains(exercise_id: str, stem: str, root: Path) -> str:
    for section in sections_of(stem, root):
        if exercise_id in section.exercises:
            link = f"../notebooks/{stem}.ipynb#cell-id={section.cell}"
            return f"{_TRAINS}{section.number} of the lesson: [{section.title}]({link}).*"
    return ""


def _not_counted(exercise_id: str) -> str:
    try:
        line = checks.find(exercise_id).not_counted()
    except checks.UnknownExercise:  # a task without a check: the lint says so
        return ""
    return f"*{line}*" if line else ""


def _with_trained(source: str, line: str) -> str:
    r"""Return a task with this line below its header, in place of the one it may have.

    Examples
    --------
    >>> _with_trained("## Exercise 1.1 · f\n\n**2 points**\n\nWrite it.", "*Trains.*")
    '## Exercise 1.1 · f\n\n**2 points**\n\n*Trains.*\n\nWrite it.'
    """
    kept = re.sub(rf"^{re.escape(_TRAINS)}.*\n\n", "", source, flags=re.MULTILINE)
    header = _HEADER.match(kept)
    if not line or header is None:
        return kept
    return f"{header[0]}\n\n{line}{kept[header.end() :]}"


def _with_last(source: str, line: str) -> str:
    r"""Return a task with this last line in place of the one it may have.

    Examples
    --------
    >>> _with_last("Write `f`.\n\n*Does not count: g.*", "*Does not count: h.*")
    'Write `f`.\n\n*Does not count: h.*'
    >>> _with_last("Write `f`.\n\n*Does not count: g.*", "")
    'Write `f`.'
    """
    kept = [text for text in source.rstrip().split("\n") if not text.startswith(_BEGINS)]
    text = "\n".join(kept).rstrip()
    return f"{text}\n\n{line}" if line else text
