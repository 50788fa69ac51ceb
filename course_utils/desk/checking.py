"""Check the answers in a notebook on disk, in another process."""

from __future__ import annotations

import ast
import secrets
from pathlib import Path
from typing import Any

from .. import checks, lessons, progress
from ..grading import Exercise, Outcome, RemoteStudent, judge


def code_cells(notebook: Any) -> list[tuple[str, str]]:
    """Return ``(cell id, source)`` of the code cells, without notebook magics.

    A line that starts with ``%`` or ``!`` is for the notebook's own shell: it is left out.

    Examples
    --------
    >>> import nbformat.v4 as v4
    >>> cell = v4.new_code_cell("%matplotlib inline\\nx = 1", id="a")
    >>> code_cells(v4.new_notebook(cells=[cell]))
    [('a', 'pass\\nx = 1')]
    """
    cells = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and not cell.source.lstrip().startswith("%%"):
            lines = [
                line[: len(line) - len(line.lstrip())] + "pass"
                if line.lstrip().startswith(("%", "!"))
                else line
                for line in cell.source.splitlines()
            ]
            cells.append((cell.get("id", f"cell-{number}"), "\n".join(lines)))
    return cells


def check_exercises(
    exercise_id: str | None = None, *, notebook: Path | None = None, seed: int | None = None
) -> list[Outcome]:
    """Check one exercise or all of them, as they stand in exercises/ (or in `notebook`).

    Raises
    ------
    LookupError
        For an unknown exercise.
    ValueError
        When the notebook cannot be read.
    """
    wanted = checks.all_exercises() if exercise_id is None else [checks.find(exercise_id)]
    seed = secrets.randbits(32) if seed is None else seed
    outcomes = []
    for lesson in dict.fromkeys(exercise.lesson for exercise in wanted):
        mine = [exercise for exercise in wanted if exercise.lesson == lesson]
        outcomes += _check_lesson(mine, notebook or _path_of(lesson), seed)
    return outcomes


def _path_of(lesson: str) -> Path:
    stem = next(s for s in lessons.stems() if lessons.lesson_name(s) == lesson)
    return lessons.find_root() / "exercises" / f"{stem}.ipynb"


def _check_lesson(exercises: list[Exercise], path: Path, seed: int) -> list[Outcome]:
    cells = code_cells(lessons.read(path))
    outcomes = []
    with RemoteStudent(cells) as student:
        broken = {name: e for name, e in student.cell_errors.items() if defines(cells, name)}
        for exercise in exercises:
            outcome = judge(exercise, student, seed)
            progress.record(
                exercise.id, earned=outcome.earned, points=outcome.points, status=outcome.status
            )
            outcomes.append(outcome)
        if broken and any(o.status == "not started" for o in outcomes):
            outcomes = [_with_cell_error(o, exercises, cells, broken) for o in outcomes]
    return outcomes


def defines(cells: list[tuple[str, str]], cell_id: str) -> bool:
    """Tell whether a cell is one that somebody wrote code in (not a bare call of the course)."""
    source = dict(cells).get(cell_id, "")
    return not source.lstrip().startswith(("check(", "hint(", "solution("))


def _with_cell_error(
    outcome: Outcome,
    exercises: list[Exercise],
    cells: list[tuple[str, str]],
    broken: dict[str, dict[str, Any]],
) -> Outcome:
    """Say which error kept a name from being defined, instead of "not started"."""
    import dataclasses

    from ..grading import Finding

    name = next(e.name for e in exercises if e.id == outcome.exercise)
    if outcome.status != "not started":
        return outcome
    for cell_id, error in broken.items():
        if name not in assigned_names(dict(cells)[cell_id]):
            continue
        frames = tuple((int(n), str(t), str(f)) for n, t, f in error["frames"])
        text = f"{error['type']}: {error['message']}".rstrip(": ")
        finding = Finding(f"The cell that defines `{name}` stops. {text}", kind="error",
                          frames=frames)  # fmt: skip
        first = dataclasses.replace(outcome.behaviours[0], finding=finding)
        return dataclasses.replace(
            outcome, status="error in your code", behaviours=(first, *outcome.behaviours[1:])
        )
    return outcome


def assigned_names(source: str) -> set[str]:
    """Return the names that a cell defines; for a syntax error, every word in it.

    Examples
    --------
    >>> sorted(assigned_names("def f(): pass\\nx = 1"))
    ['f', 'x']
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set("".join(c if c.isidentifier() or c.isdigit() else " " for c in source).split())
    names = {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    return names | {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
