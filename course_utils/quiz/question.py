"""What a question is, once it is read: its options, the numbers that people give, what is right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import CourseError

__all__ = ["EVERYBODY", "OTHER", "Option", "Question", "QuizError", "Typical"]

EVERYBODY, OTHER = "all", "other"


class QuizError(CourseError, ValueError):
    """A question, an id or an answer that cannot be used; the text says what to do about it."""


@dataclass(frozen=True)
class Option:
    """One option of a choice: its letter on paper, its text, whether it is right, and why.

    `says`: what it takes the measured result to be, where the question is `measured`.
    `forecast`: how many of 100 are likely to choose it.
    """

    letter: str
    text: str
    feedback: str
    right: bool = False
    says: Any = None
    forecast: int | None = None


@dataclass(frozen=True)
class Typical:
    """A wrong number that people give, and why."""

    value: float
    tolerance: float
    feedback: str
    forecast: int | None = None


@dataclass(frozen=True)
class Question:
    """One question; `options` for the kinds "one" and "several", the rest for "number"."""

    id: str
    kind: str
    text: str
    predict: bool = False
    code: str = ""
    options: tuple[Option, ...] = ()
    answer: float = math.nan
    tolerance: float = 0.0
    feedback: str = ""
    otherwise: str = ""
    typical: tuple[Typical, ...] = ()
    measured: str = ""
    answer_forecast: int | None = None

    def option(self, letter: str) -> Option:
        """Return the option with that letter.

        Raises
        ------
        QuizError
            There is none.
        """
        for option in self.options:
            if option.letter == letter:
                return option
        letters = ", ".join(option.letter for option in self.options)
        raise QuizError(f"{self.id} has no option {letter!r}. Its options: {letters}.")

    @property
    def right(self) -> tuple[Option, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.right)

    @property
    def replies(self) -> list[tuple[str, str, bool, str]]:
        """Every answer that has feedback: its label, its text, whether it is right, the feedback.

        Of a number the right one comes first; a number has no text.

        Examples
        --------
        >>> from course_utils.quiz import find
        >>> [(label, right) for label, _, right, _ in find("role_in_networks.q_moment").replies][0]
        ('0.5', True)
        """
        if self.options:
            return [(o.letter, o.text, o.right, o.feedback) for o in self.options]
        wrong = [(f"{t.value:g}", "", False, t.feedback) for t in self.typical]
        return [(f"{self.answer:g}", "", True, self.feedback), *wrong]

    @property
    def forecast(self) -> Mapping[str, int]:
        """How many of 100 are likely to give each answer, by its label; empty without a forecast.

        Examples
        --------
        >>> from course_utils.quiz import find
        >>> sum(find("definition.q_shape").forecast.values())
        100
        """
        if self.kind == "number":
            told = {f"{t.value:g}": t.forecast for t in self.typical}
            told = {f"{self.answer:g}": self.answer_forecast} | told
        else:
            told = {o.letter: o.forecast for o in self.options}
        return {label: share for label, share in told.items() if share is not None}

    @property
    def hands_for(self) -> tuple[str, ...]:
        """What raised hands are counted for, in the order in which to ask.

        The letters of the options; then, where a person may raise several hands, all who vote. Of a
        number: the right one and those that people give, by size, and any other.

        Examples
        --------
        >>> from course_utils.quiz import find
        >>> find("role_in_networks.q_moment").hands_for
        ('0.341', '0.399', '0.5', '1', 'other')
        """
        if self.kind == "number":
            values = {self.answer, *(typical.value for typical in self.typical)}
            return (*(f"{value:g}" for value in sorted(values)), OTHER)
        letters = tuple(option.letter for option in self.options)
        return (*letters, EVERYBODY) if self.kind == "several" else letters
