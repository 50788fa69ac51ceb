"""The page of one student: what was asked, what came back, why, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ... import pages
from ...grading import Outcome
from ...grading.report import card
from ..gradebook import ExerciseResult, Result
from .pages_of_people import Policy, ReportError, cut, final, lesson_title, share_of, written

LONGEST_CODE = 20_000  # characters of an answer that are shown
LONGEST_TEXT = 2_000  # of what came back


def feedback_page(results: Sequence[Result], *, policy: Policy | None = None) -> str:
    """Return one page with everything that counts of one student.

    Parameters
    ----------
    results : sequence of Result
        Of one student, in the order of the page; `Gradebook.of_student` gives them.
    policy : callable, optional
        What lateness costs, see `Policy`.

    Returns
    -------
    str
        HTML that needs no other file and runs no script; `page_bytes` makes a file of it.
    """
    if not results:
        raise ReportError("There is no result to make a page of.")
    shown = [_lesson(result, policy) for result in results]
    return pages.render(
        "feedback",
        student=results[0].student,
        person=next((r.name for r in results if r.name), results[0].student),
        lessons=shown,
        earned=written(sum(final(result, policy) for result in results)),
        points=sum(result.points for result in results),
    )


def _lesson(result: Result, policy: Policy | None) -> dict[str, Any]:
    share, reason = share_of(result, policy)
    received = result.received
    return {
        "title": lesson_title(result.lesson),
        "source": result.source,
        "received": f"{received:%Y-%m-%d %H:%M %Z}".strip() if received else "",
        "late": reason or ("late" if result.late else ""),
        "attempt": result.attempt,
        "earned": written(result.earned),
        "final": written(final(result, policy)),
        "reduced": share < 1,
        "points": result.points,
        "problem": result.problem,
        "notes": result.notes,
        "exercises": [_exercise(exercise) for exercise in result.exercises],
        "protection": result.protection,
        "seed": str(result.seed),
        "seed_hash": result.seed_hash,
        "graded": result.graded[:16].replace("T", " "),
        "versions": ", ".join(f"{name} {version}" for name, version in result.versions.items()),
    }


def _exercise(exercise: ExerciseResult) -> dict[str, Any]:
    code, change = exercise.source, exercise.adjustment
    return {
        "name": exercise.exercise,
        "title": exercise.title,
        "earned": written(exercise.earned),
        "points": exercise.points,
        "percent": round(100 * exercise.earned / exercise.points) if exercise.points else 0,
        "full": exercise.earned >= exercise.points,
        "card": _card(exercise) if exercise.outcome else None,
        "judged": exercise.judged,
        "change": change,
        "comments": exercise.comments,
        "code": cut(code, LONGEST_CODE),
    }


def _card(exercise: ExerciseResult) -> dict[str, Any]:
    values = card(Outcome.from_dict(exercise.outcome))
    values["results"] = [
        (head, [(label, cut(text, LONGEST_TEXT)) for label, text in rows])
        for head, rows in values["results"]
    ]
    return values
