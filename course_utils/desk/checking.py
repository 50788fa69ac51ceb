"""Check the answers in notebooks on disk, each in a process of its own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import checks, lessons
from ..errors import CourseError
from ..grading import Exercise, Outcome, RemoteStudent, Status
from ..student.runs import defined_names
from .judging import Keep, in_progress, judge_and_keep, nowhere, set_up

AHEAD = 3  # notebooks set up before they are asked: each may hold PyTorch in memory


@dataclass(frozen=True)
class Checked:
    """What came of a check: the outcomes, and the notebooks that could not be checked."""

    outcomes: list[Outcome]
    problems: list[str]

    @property
    def all_right(self) -> bool:
        """Whether every exercise was checked, and is right."""
        return not self.problems and all(o.status is Status.RIGHT for o in self.outcomes)

    def total(self) -> str:
        """Return one line: points and exercises."""
        right = sum(o.status is Status.RIGHT for o in self.outcomes)
        earned, points = sum(o.earned for o in self.outcomes), sum(o.points for o in self.outcomes)
        return f"{earned} of {points} points; {right} of {len(self.outcomes)} exercises are right."


def check_exercises(exercise_id: str | None = None, *, seed: int | None = None) -> Checked:
    """Check an exercise, a lesson, or all as they stand in exercises/, and keep the results.

    A notebook that cannot be read is named in the problems; the others are checked.

    Raises
    ------
    LookupError
        For an unknown exercise.
    """
    wanted = checks.all_exercises() if exercise_id is None else named(exercise_id)
    tasks, problems = [], []
    for lesson in dict.fromkeys(exercise.lesson for exercise in wanted):
        mine = [exercise for exercise in wanted if exercise.lesson == lesson]
        try:
            book = lessons.read(lessons.path_of("exercises", lessons.stem_of(lesson)))
        except (OSError, ValueError) as error:
            problems.append(f"{error} Or: relu reset {mine[0].id} makes it new{_kept(error)}.")
        else:
            tasks.append((mine, code_cells(book)))
    seed = secrets.randbits(32) if seed is None else seed
    return _checked(tasks, problems, seed, in_progress)


def named(name: str) -> list[Exercise]:
    """Return the exercises that are meant: one by its id, or those of a lesson.

    Raises
    ------
    LookupError
        With the nearest id there is.

    Examples
    --------
    >>> len(named("definition")), [exercise.id for exercise in named("definition.relu")]
    (9, ['definition.relu'])
    """
    for stem in checks.stems():
        if name in (stem, lessons.lesson_name(stem)):
            return list(checks.exercises_of(stem))
    return [checks.find(name)]


def check_book(wanted: list[Exercise], book: Any, *, seed: int) -> Checked:
    """Check exercises of a notebook that was read, and keep the results, in one write."""
    return _checked([(wanted, code_cells(book))], [], seed, in_progress)


def _kept(error: Exception) -> str:
    return "" if isinstance(error, FileNotFoundError) else " and keeps this file as a backup"


def check_notebook(
    path: Path, exercise_id: str | None = None, *, seed: int | None = None
) -> Checked:
    """Check the exercises of one notebook, wherever it lies; nobody's progress changes.

    Raises
    ------
    LookupError
        For an unknown exercise, or a notebook of no lesson.
    OSError, ValueError
        When the notebook cannot be read.
    """
    if path.is_dir():
        raise CourseError(
            f"{path} is a folder", expected="one notebook (.ipynb)",
            next_step="Name one notebook at a time.",
        )  # fmt: skip
    book = lessons.read(path)
    cells = code_cells(book)
    if exercise_id is None:
        wanted = list(checks.exercises_of(lesson_of(book, cells, path)))
    else:
        wanted = named(exercise_id)
    seed = secrets.randbits(32) if seed is None else seed
    return _checked([(wanted, cells)], [], seed, nowhere)


def lesson_of(book: Any, cells: list[tuple[str, str]], path: Path) -> str:
    """Return the lesson that a notebook answers: its metadata say so, else the names in it do.

    Raises
    ------
    CourseError
        When neither does.
    """
    about = book["metadata"].get("course")
    named = about.get("lesson") if isinstance(about, dict) else None
    if named in [lessons.lesson_name(stem) for stem in checks.stems()]:
        return str(named)
    names = set().union(*(defined_names(source) for _, source in cells))
    best = checks.lesson_asking_for(names)
    if best is None:
        raise CourseError(
            f"{path} belongs to no lesson", expected="a notebook from exercises/",
            got="neither a lesson in its metadata nor a name that an exercise asks for",
            next_step="Name the exercise too: relu check EXERCISE --notebook FILE.",
        )  # fmt: skip
    return best


Task = tuple[list[Exercise], list[tuple[str, str]]]


def _checked(tasks: list[Task], problems: list[str], seed: int, keep: Keep) -> Checked:
    outcomes = judge_and_keep(_students(tasks, problems), seed, keep)
    return Checked(outcomes, problems)


def _students(tasks: list[Task], problems: list[str]) -> Iterator[tuple[Exercise, RemoteStudent]]:
    """Yield each exercise with the child that runs its notebook: one child a notebook.

    Others set up while this one is asked, for most of the time goes into set-ups. A notebook whose
    set-up did not end is added to the problems instead.
    """
    side_by_side = min(2, os.cpu_count() or 1)
    ahead = AHEAD if side_by_side > 1 else 0
    with ThreadPoolExecutor(max_workers=side_by_side) as pool:
        started: list[Future[RemoteStudent]] = []
        try:
            for place, (exercises, _) in enumerate(tasks):
                for _, cells in tasks[len(started) : place + 1 + ahead]:
                    started.append(pool.submit(RemoteStudent, cells))
                with started[place].result() as student:
                    problem = set_up(student, lessons.stem_of(exercises[0].lesson))
                    if problem:
                        problems.append(problem)
                        continue
                    for exercise in exercises:
                        yield exercise, student
        finally:
            for future in started:
                if not future.cancel():
                    future.result().close()


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
        if cell.cell_type == "code":
            source, _ = lessons.plain_python(cell.source)
            cells.append((cell.get("id", f"cell-{number}"), source))
    return cells
