"""The one way from an answer to a recorded outcome: in a notebook, in a terminal, for a class."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .. import lessons, progress
from ..grading import Exercise, Outcome, RemoteStudent, Student, judge

Keep = Callable[[list[Outcome]], object]


def judge_and_keep(
    asked: Iterable[tuple[Exercise, Student]], seed: int, keep: Keep
) -> list[Outcome]:
    """Judge each exercise with its student, and hand all outcomes to `keep` at once.

    Whatever ends the judging, an interrupt too: what was judged by then is kept.

    Parameters
    ----------
    asked : iterable of (Exercise, Student)
        May start and end the students as it goes.
    seed : int
        Draws the inputs.
    keep : callable
        Takes the outcomes: `in_progress` for the learner's own file, `nowhere` for a notebook that
        somebody else wrote.
    """
    outcomes: list[Outcome] = []
    try:
        for exercise, student in asked:
            outcomes.append(judge(exercise, student, seed))
    finally:
        if outcomes:
            keep(outcomes)
    return outcomes


def set_up(student: RemoteStudent, stem: str) -> str:
    """Return why nothing behind a lesson's first cell can be judged; empty where it can.

    What that cell imports takes its time on a busy machine. Where it had not enough, every answer
    would lack a name, and that is no mistake of a learner's.
    """
    if not student.cell_errors:
        return ""
    stopped = student.stopped(lessons.first_cell(stem))
    return stopped and (
        f"The set-up of {stem} did not end ({stopped}), so nothing was judged and nothing counts. "
        "Next: close other programs, and check again."
    )


def in_progress(outcomes: list[Outcome]) -> None:
    """Keep outcomes in the learner's progress file, which is written once."""
    progress.record_many(
        (o.exercise, o.earned, o.points, o.status, next((f.mistake for f in o.findings), ""))
        for o in outcomes
    )


def nowhere(outcomes: list[Outcome]) -> None:
    """Keep nothing."""
