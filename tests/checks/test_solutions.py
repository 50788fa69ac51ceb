"""A solution scores full and a starter nothing, in two transports.

The answers of a lesson are defined once for all its exercises: the last ones train nets.
"""

from __future__ import annotations

import functools

import pytest

from course_utils import checks, lessons
from course_utils.grading import Exercise, to_text

from .transports import Mine, both, other_process

EXERCISES = checks.all_exercises()
by_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@functools.lru_cache(maxsize=1)
def defined(lesson: str, solved: bool) -> Mine:
    """Define the answers of a lesson, or its starters, here and in the other process."""
    notebook = lessons.read(lessons.path_of("solutions", lessons.stem_of(lesson)))
    cells = (notebook if solved else lessons.derive(notebook)).cells
    code = "\n".join(
        c.source for c in cells if c.cell_type == "code" and not c.id.endswith("-check")
    )
    other_process().define([("answers", code)])
    assert not other_process().cell_errors
    return Mine(code)


@by_exercise
def test_a_solution_scores_full(exercise: Exercise):
    outcome = both(exercise.id, defined(exercise.lesson, solved=True))
    assert (outcome.status, outcome.earned) == ("right", exercise.points), to_text(outcome)


@by_exercise
def test_a_starter_scores_nothing(exercise: Exercise):
    outcome = both(exercise.id, defined(exercise.lesson, solved=False))
    assert (outcome.status, outcome.earned) == ("not started", 0), to_text(outcome)
