"""Rules for honest time: a lesson's minutes follow from what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..lessons.minutes import minutes_of
from .finding import Finding, Page

__all__ = ["lesson_minutes", "rule_minutes", "rule_pause"]

TOLERANCE = 0.2
LONGEST = 60  # minutes without a marked place to stop
_TOLD = re.compile(r"\*\*(\d+) minutes(?:\.\*\*|\*\*, and about (\d+) for the exercises?\.)")


def lesson_minutes(page: Page) -> float:
    """Return the minutes of a lesson, by the course's formula (`course_utils.lessons.minutes`)."""
    return minutes_of(page.nb.cells)


def rule_minutes(page: Page) -> Iterator[Finding]:
    """The minutes that a lesson states are those of the formula, within 20 %."""
    stated = page.nb.metadata.get("course", {}).get("minutes")
    if page.kind != "notebooks" or not isinstance(stated, int):
        return
    computed = lesson_minutes(page)
    # Under ten minutes a fifth is less than anybody can tell.
    if abs(stated - computed) > max(TOLERANCE * computed, 2):
        yield page.error("", "minutes", f"course.minutes is {stated}, computed {computed:.0f}")
    if not page.nb.cells:
        return
    first = page.nb.cells[0]
    told = _TOLD.search(first.source)
    if told is None:
        return
    if int(told[1]) != stated:
        yield page.error(first.id, "minutes", f"says {told[1]} minutes, course.minutes {stated}")
    known = [e for e in (page.exercises or {}).values() if _of(page, e)]
    total = sum(e.minutes for e in known)
    if known and abs(int(told[2] or 0) - total) > TOLERANCE * total:
        yield page.error(first.id, "minutes", f"the exercises take {total} minutes by themselves")


def _of(page: Page, exercise: object) -> bool:
    return getattr(exercise, "lesson", "") == page.lesson


def rule_pause(page: Page) -> Iterator[Finding]:
    """A lesson over an hour has a marked place to stop."""
    if page.kind != "notebooks" or lesson_minutes(page) <= LONGEST:
        return
    if not any(cell_id.startswith("pause") for cell_id, _ in page.cells("markdown")):
        yield page.error(
            "", "pause", f"{lesson_minutes(page):.0f} minutes and no text cell `pause…`"
        )
