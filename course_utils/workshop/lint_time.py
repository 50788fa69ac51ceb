"""Rules for honest time: a lesson's minutes follow from what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding, Page
from .lint_text import words

__all__ = ["lesson_minutes", "rule_minutes", "rule_pause"]

WORDS_A_MINUTE = 200  # study text with formulas; plain prose goes at 238 (Brysbaert 2019)
LINES_A_MINUTE = 10  # code read to understand it
MINUTES_A_QUESTION = 1
TOLERANCE = 0.2
LONGEST = 60  # minutes without a marked place to stop
_TOLD = re.compile(r"\*\*(\d+) minutes(?:\.\*\*|\*\*, and about (\d+) for the exercises?\.)")
_ASKED = re.compile(r"\bquiz\.ask\(")


def lesson_minutes(page: Page) -> float:
    """Return the minutes of a lesson: words / 200 + lines of code / 10 + questions.

    Words are those of text cells; lines are those of code that is not folded away, without blank
    lines and comments. Exercises are not in it: each has its own minutes.
    """
    read = sum(words(cell.source) for _, cell in page.cells("markdown"))
    lines = asked = 0
    for _, cell in page.cells("code"):
        asked += len(_ASKED.findall(cell.source))
        if "hide-input" not in cell.metadata.get("tags", []):
            told = (line.strip() for line in cell.source.splitlines())
            lines += sum(bool(line) and not line.startswith("#") for line in told)
    return read / WORDS_A_MINUTE + lines / LINES_A_MINUTE + asked * MINUTES_A_QUESTION


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
