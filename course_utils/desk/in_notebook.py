"""What a learner calls in a notebook: check, hint, solution, and the map of progress."""

from __future__ import annotations

import os
import secrets
import sys
from typing import Any

from .. import checks, pages, progress
from ..grading import LocalStudent, Outcome, judge, show_card
from ..grading import outcome as o


def _say(text: str) -> None:
    pages.show(text, "note", lines=text.splitlines())


def check(exercise_id: str, *, seed: int | None = None) -> None:
    """Check your answer, and say what is right, what is not, and why.

    Parameters
    ----------
    exercise_id : str
        Such as ``"definition.relu"``; the name after the dot is looked up where you call this.
    seed : int, optional
        Repeats a check with the same inputs. Left out, every check draws new ones.

    Notes
    -----
    Nothing is sent anywhere. The best result is kept in one small file (`course_utils.progress`).
    """
    if os.environ.get("RELU_GRADING"):
        return  # a grader runs this notebook: it asks its own questions afterwards
    try:
        exercise = checks.find(exercise_id)
    except checks.UnknownExercise as error:
        _say(str(error))
        return
    namespace = sys._getframe(1).f_globals
    seed = secrets.randbits(32) if seed is None else int(seed)
    try:
        outcome = judge(exercise, LocalStudent(namespace), seed)
    except KeyboardInterrupt:
        _say(f"Check of {exercise_id} interrupted. Nothing was recorded; run it again any time.")
        return
    progress.record(
        exercise_id, earned=outcome.earned, points=outcome.points, status=outcome.status
    )
    show_card(outcome, footer=_footer(outcome))


def _footer(outcome: Outcome) -> str:
    if outcome.status == o.RIGHT:
        return f'Other ways to write it: `solution("{outcome.exercise}")`'
    return f'Stuck? `hint("{outcome.exercise}")`'


def hint(exercise_id: str) -> None:
    """Show one hint more than last time; the last one is nearly the answer."""
    if os.environ.get("RELU_GRADING"):
        return
    try:
        exercise = checks.find(exercise_id)
    except checks.UnknownExercise as error:
        _say(str(error))
        return
    _say(next_hint(exercise))


def next_hint(exercise: Any) -> str:
    """Return the hints up to the next tier, and keep count."""
    seen = progress.load().exercise(exercise.id).hints_seen
    tier = min(seen + 1, len(exercise.hints))
    progress.record_hint(exercise.id, tier)
    lines = [f"Hint {i} of {len(exercise.hints)}: {t}" for i, t in enumerate(exercise.hints, 1)]
    more = (
        ""
        if tier < len(exercise.hints)
        else (
            f'\nThat was the last hint. The full solution: `solution("{exercise.id}", show=True)`'
        )
    )
    return "\n".join(lines[:tier]) + more


def solution(exercise_id: str, *, show: bool = False) -> None:
    """Show the full solution, after a pass or on request.

    Parameters
    ----------
    exercise_id : str
    show : bool
        True opens it before you have passed; that is kept in your progress.
    """
    if os.environ.get("RELU_GRADING"):
        return
    try:
        exercise = checks.find(exercise_id)
    except checks.UnknownExercise as error:
        _say(str(error))
        return
    text = open_solution(exercise, show=show)
    if show or _passed(exercise):
        pages.show(text, "solution", code=text)
    else:
        _say(text)


def open_solution(exercise: Any, *, show: bool) -> str:
    """Return the solution's text, or say how to get it; an opening is recorded."""
    if not show and not _passed(exercise):
        return (
            f"The solution of {exercise.id} opens after a pass. To see it now, and have that "
            f'noted in your progress: `solution("{exercise.id}", show=True)`, or in a terminal '
            f"`relu solution {exercise.id} --show`"
        )
    from .. import lessons

    progress.record_solution(exercise.id)
    return lessons.solution_of(exercise.id)


def _passed(exercise: Any) -> bool:
    return progress.load().exercise(exercise.id).passed


def reset(exercise_id: str) -> None:
    """Say how to put an exercise back: a notebook that is open cannot rewrite itself."""
    try:
        checks.find(exercise_id)
    except checks.UnknownExercise as error:
        _say(str(error))
        return
    _say(
        f"In a terminal (File, New, Terminal): `relu reset {exercise_id}`. Your version is kept "
        "as a backup; then File, Reload Notebook from Disk."
    )


def progress_map() -> None:
    """Show the lessons and how far you are."""
    from . import map

    map.show(map.lesson_rows(), map.next_step_text())
