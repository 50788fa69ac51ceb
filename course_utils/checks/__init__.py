"""The exercises of the course, one module a lesson, found by file name.

A module ``NN_lesson.py`` defines `Exercise` objects at its top level; their order in the file is
their order in the lesson. Nothing has to be registered.
"""

from __future__ import annotations

import difflib
import functools
import importlib
from pathlib import Path

from ..grading.exercise import Exercise

_HERE = Path(__file__).parent


class UnknownExercise(LookupError):
    """No exercise has that id; the message says which was perhaps meant."""


def stems() -> list[str]:
    """Return the stems of the modules with exercises, in the order of the lessons."""
    return sorted(path.stem for path in _HERE.glob("[0-9][0-9]_*.py"))


@functools.cache
def exercises_of(lesson: str) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson (``"definition"`` or ``"01_definition"``), in order.

    Examples
    --------
    >>> exercises_of("definition")[0].id
    'definition.relu'
    """
    for stem in stems():
        if lesson in (stem, stem.partition("_")[2]):
            module = importlib.import_module(f"{__name__}.{stem}")
            return tuple(v for v in vars(module).values() if isinstance(v, Exercise))
    raise UnknownExercise(_unknown("lesson", lesson, [s.partition("_")[2] for s in stems()]))


def all_exercises() -> list[Exercise]:
    """Return every exercise of the course, in order."""
    return [exercise for stem in stems() for exercise in exercises_of(stem)]


def find(exercise_id: str) -> Exercise:
    """Return an exercise by its id.

    Raises
    ------
    UnknownExercise
        With the nearest id there is.

    Examples
    --------
    >>> find("definition.relu").points > 0
    True
    """
    lesson = exercise_id.partition(".")[0]
    if lesson in {s.partition("_")[2] for s in stems()}:
        for exercise in exercises_of(lesson):
            if exercise.id == exercise_id:
                return exercise
    raise UnknownExercise(_unknown("exercise", exercise_id, [e.id for e in all_exercises()]))


def _unknown(what: str, got: str, known: list[str]) -> str:
    near = difflib.get_close_matches(got, known, n=1, cutoff=0.5)
    if not near:  # the lesson may be left out: "relu" for "definition.relu"
        near = [k for k in known if got and k.partition(".")[2] == got][:1]
    hint = f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(known)}."
    return f"There is no {what} {got!r}.{hint}"
