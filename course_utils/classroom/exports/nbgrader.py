"""nbgrader: a lesson's exercises as an assignment whose ``autograde`` gives the course's marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ... import checks, lessons, replacing
from ...errors import CourseError
from ...lessons.files import Node

CONFIG = """\
# Settings for nbgrader 0.9: change into this folder, then
#     nbgrader generate_assignment {stem}
#     nbgrader autograde {stem}
c = get_config()
c.CourseDirectory.course_id = "relu"
# The answers are starters already; nbgrader would put a text of its own in their place.
c.ClearSolutions.enabled = False
# An exercise may train a network.
c.ExecutePreprocessor.timeout = 300
"""


def grade_id(exercise_id: str) -> str:
    """Return an exercise's id as nbgrader allows it.

    Examples
    --------
    >>> grade_id("definition.relu_grad")
    'definition-relu_grad'
    """
    return exercise_id.replace(".", "-")


def assignment(stem: str, root: Path | None = None) -> Node:
    """Return a lesson's untouched exercise notebook with nbgrader's metadata.

    Each answer's cell is a solution, each check's cell a locked test with the exercise's points.

    Raises
    ------
    CourseError
        Where a cell that an exercise needs is missing.
    """
    nb = lessons.starter_notebook(stem, root)
    by_id = {cell.get("id"): cell for cell in nb.cells}
    for exercise in checks.exercises_of(stem):
        _, answer, check = lessons.cell_ids(exercise.id)
        if answer not in by_id or check not in by_id:
            raise CourseError(
                f"{stem} has no cells {answer} and {check}",
                expected=f"both, for {exercise.id}",
                next_step="Next: relu dev build.",
            )
        name = grade_id(exercise.id)
        by_id[answer]["metadata"]["nbgrader"] = _metadata(f"{name}-answer", solution=True)
        by_id[check]["metadata"]["nbgrader"] = _metadata(name, points=exercise.points)
        by_id[check]["source"] = (
            "from course_utils.classroom.exports.in_nbgrader import points\n\n"
            f'points("{exercise.id}")'
        )
    return nb


def _metadata(name: str, *, solution: bool = False, points: int | None = None) -> dict[str, Any]:
    about = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points is not None,
        "locked": points is not None,
        "solution": solution,
        "task": False,
    }
    return about if points is None else about | {"points": points}


def write_assignment(stem: str, out: Path, root: Path | None = None) -> list[Path]:
    """Write an nbgrader course folder for one lesson; return the files.

    A settings file that is there stays: it may be a teacher's.
    """
    stem = lessons.stem_of(stem, root)
    notebook = Path(out) / "source" / stem / f"{stem}.ipynb"
    replacing.write_text(notebook, lessons.text_of(assignment(stem, root)))
    config = Path(out) / "nbgrader_config.py"
    if not config.exists():
        replacing.write_text(config, CONFIG.format(stem=stem))
    return [notebook, config]
