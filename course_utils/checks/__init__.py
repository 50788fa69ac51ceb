"""The exercises of the course: an exercise id is a path.

``definition.relu`` is ``checks/01_definition/relu.py``, whose `Exercise` has the file's name, with
its words beside it in ``relu.toml``. Nothing is registered. Their order in a lesson is that of
the lesson's exercise notebook.
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path

from .. import lessons
from ..errors import CourseError, did_you_mean
from ..grading.exercise import Exercise

_HERE = Path(__file__).parent


class UnknownExercise(CourseError, LookupError):
    """No exercise has that id; the message says which was perhaps meant."""


@functools.cache
def stems() -> tuple[str, ...]:
    """Return the stems of the lessons that have exercises, in order."""
    return tuple(sorted(path.name for path in _HERE.glob("[0-9][0-9]_*") if path.is_dir()))


@functools.cache
def exercises_of(lesson: str) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson (``"definition"`` or ``"01_definition"``), in order.

    Examples
    --------
    >>> exercises_of("definition")[0].id
    'definition.relu'
    """
    for stem in stems():
        if lesson in (stem, lessons.lesson_name(stem)):
            return tuple(_load(stem, name) for name in _in_order(stem))
    known = [lessons.lesson_name(stem) for stem in stems()]
    raise UnknownExercise(
        f"There is no lesson {lesson!r}.{did_you_mean(lesson, known, cutoff=0.5)}"
    )


def all_ids() -> list[str]:
    """Return the ids of all exercises, in order, without loading any of them.

    Examples
    --------
    >>> all_ids()[1]
    'definition.relu'
    """
    return [f"{lessons.lesson_name(s)}.{name}" for s in stems() for name in _in_order(s)]


def all_exercises() -> list[Exercise]:
    """Return every exercise of the course, in order."""
    return [exercise for stem in stems() for exercise in exercises_of(stem)]


def find(exercise_id: str) -> Exercise:
    """Return an exercise by its id; only its own module is loaded.

    Raises
    ------
    UnknownExercise
        With the nearest id there is.

    Examples
    --------
    >>> find("definition.relu").points > 0
    True
    """
    lesson, _, name = str(exercise_id).partition(".")
    for stem in stems():
        if lesson == lessons.lesson_name(stem) and name in _names(stem):
            return _load(stem, name)
    known = [f"{lessons.lesson_name(s)}.{n}" for s in stems() for n in _names(s)]
    bare = [k for k in known if k.partition(".")[2] == exercise_id]  # the lesson was left out
    example = "One is definition.relu: the name stands in the cell below each task."
    hint = did_you_mean(exercise_id, known, cutoff=0.5, otherwise=example)
    hint = f" Did you mean {bare[0]!r}?" if bare else hint
    raise UnknownExercise(f"There is no exercise {exercise_id!r}.{hint}")


def lesson_asking_for(names: set[str]) -> str | None:
    """Return the stem of the lesson that asks for most of `names`; None where no lesson does.

    Examples
    --------
    >>> lesson_asking_for({"relu", "relu_grad", "np"}), lesson_asking_for({"np"})
    ('01_definition', None)
    """
    found = {stem: len(names.intersection(_names(stem))) for stem in stems()}
    best = max(found, key=lambda stem: found[stem])
    return best if found[best] else None


@functools.cache
def _names(stem: str) -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in (_HERE / stem).glob("[a-z]*.py")))


def _in_order(stem: str) -> list[str]:
    order = lessons.exercise_order(stem)
    return sorted(_names(stem), key=lambda n: (order.get(n, len(order)), n))


@functools.cache
def _load(stem: str, name: str) -> Exercise:
    exercise = getattr(importlib.import_module(f"{__name__}.{stem}.{name}"), name)
    exercise.all_told()
    exercise.sections = lessons.section_titles(stem)
    return exercise
