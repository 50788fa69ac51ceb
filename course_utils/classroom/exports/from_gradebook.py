"""From what the gradebook holds to one mark a student."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..gradebook import Result
from ..intake import Lateness
from .tables import Mark


def marks_of(
    results: Iterable[Result],
    *,
    lesson: str = "",
    late: Callable[[Result], Lateness] | None = None,
) -> list[Mark]:
    """Return one mark a student: of one lesson, or the sum over all that were graded.

    Who handed in nothing that could be judged gets no mark: whether that is a zero, the teacher
    decides.

    Parameters
    ----------
    results : iterable of Result
        What counts, one a student and lesson, from ``Gradebook.results()``.
    lesson : str
        Stem of the only lesson wanted; empty for all.
    late : callable, optional
        What lateness costs, see `intake.lateness`; None takes nothing off.
    """
    judged = [r for r in results if r.exercises and lesson in ("", r.lesson)]
    lessons = {result.lesson for result in judged}
    named = lessons.pop() if len(lessons) == 1 else ""
    by_student: dict[str, list[Result]] = {}
    for result in judged:
        by_student.setdefault(result.student, []).append(result)
    return [
        Mark(
            student,
            round(sum(r.earned * (late(r).share if late else 1.0) for r in own), 2),
            sum(result.points for result in own),
            next((r.name for r in own if r.name), ""),
            {key: value for r in own for key, value in r.identity.items()},
            named,
        )
        for student, own in by_student.items()
    ]
