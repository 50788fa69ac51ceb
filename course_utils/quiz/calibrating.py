"""Your own calibration curve: how often you were right when you said how sure you were.

The first answer to each question counts, where a confidence was said with it. Few answers say
little: each share stands with its 95 % interval (Wilson 1927, the score interval, which keeps its
promise for small counts and never leaves 0 to 100 %).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import pages, progress
from ..errors import did_you_mean
from .confidence import LEVELS, SURE
from .questions import of_lesson
from .scoring import Mark, in_words

__all__ = ["Level", "complete", "curve", "first_again", "in_html", "keep", "show", "text"]

NOTHING = "No prediction with a confidence yet. A question asks for one under its answers."


@dataclass(frozen=True)
class Level:
    """The answers at one confidence: `low` and `high` are the interval's ends, as shares."""

    sure: int
    right: int
    answers: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.answers

    @property
    def verdict(self) -> str:
        """What so few answers allow to say."""
        if self.high < self.sure / 100:
            return "surer than right"
        return "more often right than sure" if self.low > self.sure / 100 else "fits"


def curve(
    lesson: str | None = None, events: Iterable[Mapping[str, Any]] | None = None
) -> list[Level]:
    """Return the levels that were used, with shares and intervals.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson's questions, such as ``"definition"``.
    events : iterable of mapping, optional
        The learner's journal, if it is not to be read.

    Examples
    --------
    >>> answer = {"what": "answer", "confidence": 90, "when": "2026-01-01"}
    >>> level, = curve(events=[answer | {"id": f"a.q{n}", "right": n > 0} for n in range(10)])
    >>> level.right, level.answers, round(level.low, 2), round(level.high, 2), level.verdict
    (9, 10, 0.6, 0.98, 'fits')
    """
    first: dict[str, Mapping[str, Any]] = {}
    for event in progress.events() if events is None else events:
        if event.get("what") != "answer" or not isinstance(event.get("id"), str):
            continue
        if lesson is not None and event["id"].partition(".")[0] != lesson:
            continue
        known = first.setdefault(event["id"], event)
        if str(event.get("when")) < str(known.get("when")):  # another machine's, taken in later
            first[event["id"]] = event
    answers = [(event.get("confidence"), event.get("right") is True) for event in first.values()]
    return [_level(sure, [right for said, right in answers if said == sure])
            for sure in LEVELS if any(said == sure for said, _ in answers)]  # fmt: skip


def _level(sure: int, rights: list[bool]) -> Level:
    from scipy.stats import binomtest

    interval = binomtest(sum(rights), len(rights)).proportion_ci(method="wilson")
    return Level(sure, sum(rights), len(rights), float(interval.low), float(interval.high))


def keep(mark: Mark, sure: int | None) -> tuple[str, bool]:
    """Keep an answer.

    Returns
    -------
    str
        Why it could not be kept, or an empty text.
    bool
        Whether it was the last open prediction of its lesson.
    """
    key, lesson = mark.question.id, mark.question.id.partition(".")[0]
    new = mark.question.predict and key not in progress.load().questions
    now = progress.record_answer(key, mark.right, in_words(mark), confidence=sure)
    return now.problem, new and complete(lesson, now.questions)


def first_again(mark: Mark, sure: int | None) -> str:
    """Say that what was sure and wrong comes back first; empty for all else."""
    if mark.right or (sure or 0) < SURE:
        return ""
    return (
        f"You were {sure} % sure. It comes back first when you review: `review()`, `relu review`."
    )


def complete(lesson: str, known: Iterable[str]) -> bool:
    """Tell whether all predictions of a lesson are among the answered questions `known`."""
    answered = set(known)
    return all(question.id in answered for question in of_lesson(lesson) if question.predict)


def text(levels: list[Level]) -> str:
    """Return the curve as text, a line a level.

    Examples
    --------
    >>> print(text([Level(90, 5, 8, 0.306, 0.863)]))
    How sure you were, and how often you were right (8 answers; 95 % intervals):
      90 % sure: right 5 of 8, 62 % (31 to 86 %): surer than right
    """
    if not levels:
        return NOTHING
    lines = [f"{_caption(levels)}:"]
    for level in levels:
        span = f"{100 * level.low:.0f} to {100 * level.high:.0f} %"
        lines.append(
            f"  {level.sure} % sure: right {level.right} of {level.answers}, "
            f"{100 * level.share:.0f} % ({span}): {level.verdict}"
        )
    return "\n".join(lines)


def _caption(levels: list[Level]) -> str:
    answers = sum(level.answers for level in levels)
    return (
        f"How sure you were, and how often you were right ({answers} "
        f"answer{'s' * (answers != 1)}; 95 % intervals)"
    )


def in_html(levels: list[Level]) -> str:
    """Return the curve as a picture with its table."""
    return pages.render("calibration", levels=levels, caption=_caption(levels))


def show(lesson: str | None = None) -> None:
    """Show your calibration: of one lesson, or of all you have predicted.

    Examples
    --------
    >>> show("definitoin")
    There is no lesson 'definitoin'. Did you mean 'definition'?
    """
    lessons = dict.fromkeys(question.id.partition(".")[0] for question in of_lesson())
    if lesson is not None and lesson not in lessons:
        said = f"There is no lesson {lesson!r}.{did_you_mean(lesson, lessons)}"
        pages.show(said, "note", lines=[said])
        return
    levels = curve(lesson)
    if levels:
        pages.show(text(levels), "calibration", levels=levels, caption=_caption(levels))
    else:
        pages.show(NOTHING, "note", lines=[NOTHING])
