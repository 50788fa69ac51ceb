"""The last line of a task, which says what does not count.

It is made of the data that the guard uses, so the two cannot disagree: the build writes it into
the task's cell in solutions/, and takes it out where everything counts. Nobody edits it by hand.
"""

from __future__ import annotations

from .. import checks
from ..lessons.files import Node
from ..lessons.markers import TASK

_BEGINS = "*Does not count: "


def with_task_lines(nb: Node, lesson: str) -> Node:
    """Return the solved notebook of a lesson with each task's last line as its check has it."""
    for cell in _tasks(nb):
        cell.source = _with_line(cell.source, _line(cell.id, lesson))
    return nb


def stale_task_lines(nb: Node, lesson: str) -> list[str]:
    """Return for each task whose last line is another what it should be."""
    return [
        f"cell `{cell.id}`: the task should end with "
        + (f"`{line}`" if line else f"no line that begins with `{_BEGINS.strip()}`")
        for cell in _tasks(nb)
        if cell.source != _with_line(cell.source, line := _line(cell.id, lesson))
    ]


def _tasks(nb: Node) -> list[Node]:
    return [cell for cell in nb.cells if cell.get("id", "").endswith(TASK)]


def _line(cell_id: str, lesson: str) -> str:
    try:
        exercise = checks.find(f"{lesson}.{cell_id.removesuffix(TASK).replace('-', '_')}")
    except checks.UnknownExercise:  # a task without a check: the lint says so
        return ""
    line = exercise.not_counted()
    return f"*{line}*" if line else ""


def _with_line(source: str, line: str) -> str:
    r"""Return a task with this last line in place of the one it may have.

    Examples
    --------
    >>> _with_line("Write `f`.\n\n*Does not count: g.*", "*Does not count: h.*")
    'Write `f`.\n\n*Does not count: h.*'
    >>> _with_line("Write `f`.\n\n*Does not count: g.*", "")
    'Write `f`.'
    """
    kept = [text for text in source.rstrip().split("\n") if not text.startswith(_BEGINS)]
    text = "\n".join(kept).rstrip()
    return f"{text}\n\n{line}" if line else text
