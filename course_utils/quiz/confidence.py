"""How sure a learner is of a prediction: asked beside it, never needed, off by one setting."""

from __future__ import annotations

import os
from typing import Any

from .question import Question, QuizError

__all__ = ["LEVELS", "levels", "read"]

LEVELS = (50, 70, 90, 99)
SURE = 90  # who says so and is wrong has a misconception, and not a gap


def levels(question: Question) -> tuple[int, ...]:
    """Return what can be said of an answer to this question, in per cent; nothing where not asked.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> levels(find("definition.q_nan"))
    (50, 70, 90, 99)
    """
    return LEVELS if question.predict and os.environ.get("RELU_CONFIDENCE") != "0" else ()


def read(given: Any) -> int | None:
    """Return the confidence that was said: None for none.

    Raises
    ------
    QuizError
        It is none of the levels.

    Examples
    --------
    >>> read("90 %"), read(""), read(99)
    (90, None, 99)
    """
    text = "" if given is None else str(given).strip().removesuffix("%").strip()
    if not text:
        return None
    if text not in map(str, LEVELS):
        said = ", ".join(map(str, LEVELS[:-1]))
        raise QuizError(f"How sure: {said} or {LEVELS[-1]} per cent, or nothing; got {given!r}.")
    return int(text)
