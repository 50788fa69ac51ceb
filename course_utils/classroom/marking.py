"""Mark one submission: find its lesson, run it in a locked child, judge every exercise.

The same checks as in the learner's notebook, behind the same kind of student, so the same marks.
"""

from __future__ import annotations

import functools
import re
import time
from typing import Any

from .. import checks, lessons
from ..grading import (
    BehaviourResult,
    Exercise,
    Finding,
    FindingKind,
    Outcome,
    RemoteStudent,
    Status,
    first_question,
)
from ..student.links import Asked
from ..student.runs import CACHED, defined_names, is_shared
from ..student.values import pack
from . import in_place
from .notebook import Notebook, clean, read_notebook
from .remembered import Remembered
from .sandbox.host import Sandbox
from .submission import Marks

SECONDS = 240.0  # for all of one submission
CELL_SECONDS = 20.0  # for each of its cells
# What a child is forked with beside NumPy, by the words of who needs it. A fork pays for all that
# its server holds, so each lesson has what it needs and no more.
_LOADED = {
    "scipy": re.compile(r"\b(scipy|erf|expit|activations)\b"),
    "data": re.compile(r"\b(sklearn|load_digits|capstone|stats)\b"),
    "torch": re.compile(r"\b(torch|fit_torch|to_torch|capstone|keras|load_keras)\b"),
    "keras": re.compile(r"\b(keras|load_keras)\b"),
}


def mark(
    content: bytes,
    *,
    seed: int,
    sandbox: Sandbox,
    only: str = "",
    seconds: float = SECONDS,
    memory: Remembered | None = None,
) -> Marks:
    """Mark the bytes of a notebook.

    Parameters
    ----------
    content : bytes
    seed : int
        Draws the secret inputs: same content, same seed, same marks.
    sandbox : Sandbox
    only : str
        The one exercise to mark, by its id; empty for all.
    seconds : float
        Limit of all of it. What was not judged by then earns nothing, and says so.
    memory : Remembered, optional
        What the same judge has seen before: the marks are the same, and come sooner.

    Returns
    -------
    Marks
        Whatever the bytes are.
    """
    start, memory = time.perf_counter(), memory or Remembered()
    book, stem = _read(content)
    if book.problem:
        return Marks(stem, problem=book.problem, notes=tuple(clean(book.notes)), seed=seed,
                     seconds=time.perf_counter() - start)  # fmt: skip
    exercises = _exercises(stem, only)
    _note_cells(book, stem)
    level = level_of(stem, book.cells)
    with sandbox.student(
        book.cells,
        level=level,
        define_seconds=CELL_SECONDS,
        seconds=seconds,
        ahead=_first_questions(stem, only),
    ) as student:
        stopped = _set_up(student, stem)
        outcomes = [] if stopped else [_judged(e, student, seed, memory) for e in exercises]
        if student.too_late:
            book.notes.append(f"Its {seconds:g} s were used up before everything was judged.")
        _judge_in_place(exercises, outcomes, book, student, seed, memory)
    return Marks(
        stem,
        outcomes=tuple(outcomes),
        sources={e.id: source_of(e.name, book.cells) for e in exercises},
        problem=stopped,
        failed=bool(stopped),
        notes=tuple(clean(book.notes)),
        protection=sandbox.protection(level),
        seed=seed,
        seconds=time.perf_counter() - start,
    )


@functools.cache
def _exercises(stem: str, only: str) -> tuple[Exercise, ...]:
    return tuple(e for e in checks.exercises_of(stem) if only in ("", e.id))


@functools.cache
def _first_questions(stem: str, only: str) -> tuple[Asked, ...]:
    """Return what each exercise asks first, packed: they are asked together, with the cells."""
    questions = [first_question(exercise) for exercise in _exercises(stem, only)]
    return tuple((pack(question), question["seconds"]) for question in questions)


def _read(content: bytes) -> tuple[Notebook, str]:
    """Return a notebook and the stem of its lesson; without one it has a problem."""
    book = read_notebook(content)
    stem = "" if book.problem else _lesson_of(book)
    if not book.problem and not stem:
        book.problem = (
            "It belongs to no lesson: neither its metadata nor a name in it says which. "
            "Ask for the exercise notebook."
        )
    return book, stem


def _set_up(student: RemoteStudent, stem: str) -> str:
    """Return why nothing can be judged; empty where the course's own first cell ran to its end.

    If it did not, every answer lacks a name, and that is no mistake of the learner's.
    """
    if not student.cell_errors or student.too_late:
        return ""
    stopped = student.stopped(lessons.first_cell(stem))
    return stopped and f"Its set-up, the course's own, did not end: {stopped}. Nothing was judged."


def _judged(exercise: Exercise, student: Any, seed: int, memory: Remembered) -> dict[str, Any]:
    if student.too_late:
        reason = "Not judged: the time for the whole notebook was used up. Is there a slow cell?"
        return _nothing(exercise, Status.TOO_SLOW, Finding(reason, kind=FindingKind.TOO_SLOW), seed)
    before = student.deaths
    try:
        outcome = memory.judge(exercise, student, seed)
        if student.deaths == before:
            return outcome
        # The child may have been ended from outside. Twice, and it is the answer's own doing.
        return memory.judge(exercise, student, seed)
    except Exception as error:  # an answer that breaks the judge must not cost the class
        reason = f"What came back could not be judged ({type(error).__name__})."
        return _nothing(exercise, Status.ERROR, Finding(reason, kind=FindingKind.FAULT), seed)


def _judge_in_place(
    exercises: tuple[Exercise, ...],
    outcomes: list[dict[str, Any]],
    book: Notebook,
    student: RemoteStudent,
    seed: int,
    memory: Remembered,
) -> None:
    """Judge again what a later cell may have spoilt, with the cells up to its own check alone.

    The notebook said so much there, and that is what counts. No outcomes, nothing to judge again.
    """
    defined = frozenset().union(*(defined_names(source) for _, source in book.cells))
    for place, (exercise, outcome) in enumerate(zip(exercises, outcomes, strict=False)):
        if outcome["earned"] == outcome["points"] or exercise.name not in defined:
            continue
        end = in_place.checked_after(exercise, book.cells)
        changed = in_place.changed_later(exercise.name, book.cells, end)
        if not changed or student.too_late:
            continue
        student.close()
        student.define(book.cells[:end])
        found = _judged(exercise, student, seed, memory)
        if found["earned"] > outcome["earned"]:
            outcomes[place] = found
            some = ", ".join(f"`{name}`" for name in changed[:3])
            book.notes.append(
                f"{exercise.id} was judged as it stood at its check: a later cell changes {some}."
            )


def _nothing(exercise: Exercise, status: Status, finding: Finding, seed: int) -> dict[str, Any]:
    first, *others = exercise.behaviours
    results = [BehaviourResult(first.name, first.points, 0, finding)]
    results += [BehaviourResult(b.name, b.points, 0) for b in others]
    return clean(Outcome(exercise.id, exercise.title, status, tuple(results), seed=seed).to_dict())


def _lesson_of(book: Notebook) -> str:
    """Return the stem of the lesson: its metadata say so, else the names it defines do."""
    names = set().union(*(defined_names(source) for _, source in book.cells))
    by_names = checks.lesson_asking_for(names) or ""
    named = [stem for stem in checks.stems() if lessons.lesson_name(stem) == book.lesson]
    if not named:
        return by_names
    asked = {exercise.name for exercise in checks.exercises_of(named[0])}
    if by_names and not names & asked:
        book.notes.append(f"Its metadata name the lesson {book.lesson}; its answers do not.")
        return by_names
    return named[0]


def _note_cells(book: Notebook, stem: str) -> None:
    """Note answers that are missing or stand in another order than in the lesson."""
    wanted = _answer_cells(stem)
    there = [name for name, _ in book.cells if name in wanted]
    if not there:  # another program gave the cells ids of its own
        return
    missing = [name for name in wanted if name not in there]
    if missing:
        book.notes.append(f"Missing cells: {', '.join(missing)}.")
    if there != [name for name in wanted if name in there]:
        book.notes.append("Its cells stand in another order; they were run as they stand.")


@functools.cache
def _answer_cells(stem: str) -> tuple[str, ...]:
    return tuple(f"{n.replace('_', '-')}-answer" for n in lessons.exercise_order(stem))


def source_of(name: str, cells: list[tuple[str, str]]) -> str:
    """Return the cell that an answer stands in: by its id, else the last that defines the name."""
    wanted = f"{name.replace('_', '-')}-answer"
    for cell, source in cells:
        if cell == wanted and name in defined_names(source):
            return source
    return next((s for _, s in reversed(cells) if name in defined_names(s)), "")


def level_of(stem: str, cells: list[tuple[str, str]]) -> str:
    """Return what a lesson and an answer to it need loaded, such as ``"scipy+torch"``.

    It is ``"numpy"`` where that is enough.
    """
    needs = _given_needs(stem).union(
        *(_kept(source) if is_shared(source) else _needs(source) for _, source in cells)
    )
    return "+".join(name for name in _LOADED if name in needs) or "numpy"


def _needs(source: str) -> frozenset[str]:
    return frozenset(name for name, words in _LOADED.items() if words.search(source))


_kept = functools.lru_cache(CACHED)(_needs)  # a class shares most of its cells


@functools.cache
def _given_needs(stem: str) -> frozenset[str]:
    try:
        cells = lessons.starter_notebook(stem).cells
    except (lessons.CourseNotFoundError, lessons.NotebookError):
        return frozenset({"data", "torch"})
    return _needs("\n".join(cell.source for cell in cells if cell.cell_type == "code"))
