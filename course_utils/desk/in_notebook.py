"""What a learner calls in a notebook: check, hint, solution, and the map of progress."""

from __future__ import annotations

import operator
import os
import secrets
import sys
from typing import Any

from .. import checks, lessons, pages, progress
from ..errors import complaint
from ..grading import Exercise, LocalStudent, Outcome, Status, Student, show_card
from ..museum.exhibits import offered
from . import cells, complaints, help, links, puzzles, styles, train
from .judging import in_progress, judge_and_keep


def _say(text: str) -> None:
    pages.show(text, "note", lines=text.splitlines())


def check(exercise_id: str | None = None, *, seed: int | None = None) -> None:
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
    namespace = sys._getframe(1).f_globals
    exercise = _exercise("check", exercise_id, namespace)
    if exercise is None:
        return
    runs = cells.runs()
    student = LocalStudent(namespace, runs)
    try:
        seed = secrets.randbits(32) if seed is None else operator.index(seed)
    except TypeError:
        _say(complaint("seed is no whole number", expected="such as seed=1", got=seed))
        return
    try:
        (outcome,) = judge_and_keep([(exercise, student)], seed, in_progress)
    except KeyboardInterrupt:
        _say(f"Check of {exercise.id} interrupted. Nothing was recorded; run it again any time.")
        return
    footer = _footer(outcome, runs.about(exercise.name).get("judged", ""))
    onward = links.onward(exercise) if outcome.status is Status.RIGHT else None
    answer = styles.source_in(namespace, exercise.name)
    show_card(
        outcome,
        footer=footer,
        links=links.sections(exercise),
        onward=onward,
        report=complaints.offered(complaints.of(outcome, answer)),
    )
    _offer_training(exercise, student, outcome)


def _offer_training(exercise: Exercise, student: Student, outcome: Outcome) -> None:
    """Show the button under a card whose finding names a mistake that a net can be trained with."""
    if not pages.displays() or not (mistake := offered(outcome)):
        return
    # Here, not at the top: widgets take longer to load than all else that a check needs.
    from .train_widget import TrainButton

    TrainButton(exercise, student, mistake).show()


def _exercise(command: str, given: Any, namespace: dict[str, Any]) -> Exercise | None:
    """Return the exercise that is meant, or say how to name one; None while a grader runs this."""
    if os.environ.get("RELU_GRADING"):
        return None  # a grader runs this notebook: it asks its own questions afterwards
    if not isinstance(given, str):
        _say(_how_to_name(command, given, namespace))
        return None
    try:
        return checks.find(given)
    except checks.UnknownExercise as error:
        _say(str(error))
        return None


def _how_to_name(command: str, given: Any, namespace: dict[str, Any]) -> str:
    """Say how an exercise is named: the one whose answer was given, else those of this notebook."""
    if given is not None:
        name = next((key for key, value in namespace.items() if value is given), "")
        meant = [e for e in checks.all_exercises() if e.name == name]
        if meant:
            return f'Write the name of the exercise, in quotes: {command}("{meant[0].id}")'
    here = cells.names_defined(namespace)
    found = {e.lesson: 0 for e in checks.all_exercises()}
    for exercise in checks.all_exercises():
        found[exercise.lesson] += exercise.name in here
    lesson = max(found, key=lambda key: found[key])
    some = [e.id for e in checks.exercises_of(lesson)] if found[lesson] else ["definition.relu"]
    return complaint(
        f"{command} needs the name of an exercise, in quotes",
        expected=f'{command}("{some[0]}")',
        next_step=f"In this notebook there are: {', '.join(some)}." if found[lesson] else "",
    )


def _footer(outcome: Outcome, judged: str) -> str:
    if outcome.status is Status.RIGHT:
        if not lessons.has_solutions():
            return ""
        return f'Other ways to write it: `solution("{outcome.exercise}")`'
    stuck = help.stuck(checks.find(outcome.exercise))
    if outcome.status is Status.NOT_STARTED or outcome.judged or not judged:
        return stuck
    return f"Judged: {judged}. {stuck}"


def hint(exercise_id: str | None = None) -> None:
    """Show one hint more than last time; the last one is a puzzle made of the answer's lines.

    After three checks with the same finding, the first is about that.
    """
    exercise = _exercise("hint", exercise_id, sys._getframe(1).f_globals)
    if exercise is None:
        return
    given = help.next_help(exercise)
    pages.show(
        puzzles.in_words(given),
        "note",
        lines=given.lines,
        links=given.look,
    )
    if given.puzzle and pages.displays():
        from .puzzle_widget import display

        display(given.puzzle)


def train_with_mistake(exercise_id: str | None = None) -> None:
    """Train the little net of lesson 3 with your answer, right or wrong, beside the right one.

    Parameters
    ----------
    exercise_id : str
        An exercise that asks for an activation or its slope, such as ``"definition.relu"``.

    Notes
    -----
    Twenty nets learn XOR with each, from the same first weights. Nothing is recorded.
    """
    namespace = sys._getframe(1).f_globals
    exercise = _exercise("train_with_mistake", exercise_id, namespace)
    if exercise is not None:
        train.show(train.trained(exercise, LocalStudent(namespace)))


def solution(exercise_id: str | None = None, *, show: bool = False) -> None:
    """After a pass, show your answer beside right ones of other styles; on request, the solution.

    Parameters
    ----------
    exercise_id : str
    show : bool
        True opens it before you have passed; that is kept in your progress.
    """
    namespace = sys._getframe(1).f_globals
    exercise = _exercise("solution", exercise_id, namespace)
    if exercise is None:
        return
    if _passed(exercise):
        progress.record_solution(exercise.id)
        versions = styles.compared(exercise, styles.source_in(namespace, exercise.name))
        text = styles.to_text(versions)
        pages.show(text, "styles", versions=versions, columns=styles.columns(versions))
        return
    text = open_solution(exercise, show=show)
    if show and lessons.has_solutions():
        pages.show(text, "solution", code=text)
    else:
        _say(text)


def solution_on_disk(exercise: Exercise, *, show: bool) -> str:
    """Return the same for a terminal: the answer is the one in the learner's notebook."""
    if not _passed(exercise):
        return open_solution(exercise, show=show)
    progress.record_solution(exercise.id)
    return styles.to_text(styles.compared(exercise, styles.source_on_disk(exercise)))


def open_solution(exercise: Any, *, show: bool) -> str:
    """Return the solution's text, or say how to get it; an opening is recorded."""
    if not lessons.has_solutions():
        return (
            "This edition of the course holds no solutions: ask whoever gave it to you. To get on "
            f'by yourself: `hint("{exercise.id}")`, and what the check says.'
        )
    if not show and not _passed(exercise):
        return (
            f"The solution of {exercise.id} opens after a pass. {help.hints_left(exercise)}To see "
            f'it now, and have that noted in your progress: `solution("{exercise.id}", show=True)`,'
            f" or in a terminal `relu solution {exercise.id} --show`"
        )
    progress.record_solution(exercise.id)
    return lessons.solution_of(exercise.id)


def _passed(exercise: Exercise) -> bool:
    return progress.load().exercise(exercise.id).passed


def reset(exercise_id: str | None = None) -> None:
    """Say how to put an exercise back: a notebook that is open cannot rewrite itself."""
    exercise = _exercise("reset", exercise_id, sys._getframe(1).f_globals)
    if exercise is None:
        return
    _say(
        f"In a terminal (File, New, Terminal): `relu reset {exercise.id}`. Your version is kept "
        "as a backup; then File, Reload Notebook from Disk."
    )


def progress_map() -> None:
    """Show the lessons, how far you are and where to go on; it follows what you do elsewhere."""
    from . import live_map

    live_map.show()


cells.listen()
