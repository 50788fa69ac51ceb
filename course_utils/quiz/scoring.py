"""Mark an answer: what was given, whether it is right, and the feedback that belongs to it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .question import Option, Question, QuizError

__all__ = ["Mark", "Note", "score"]

LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Note:
    """Feedback on one option or number: `label` says on which, `right` whether it is right."""

    label: str
    text: str
    right: bool


@dataclass(frozen=True)
class Mark:
    """A marked answer: `given` as the person wrote it, one headline, a note for each part."""

    question: Question
    given: tuple[str, ...]
    right: bool
    headline: str
    notes: tuple[Note, ...]


def score(question: Question, given: Any) -> Mark:
    """Mark an answer.

    Parameters
    ----------
    question : Question
    given : str, number or iterable of str
        A letter for the kind "one", letters (``["a", "c"]`` or ``"ac"``) for "several", a number
        (or text such as ``"0.5"``, ``"0,5"``, ``"1/2"`` or ``"½"``) for "number".

    Raises
    ------
    QuizError
        `given` is no answer to this question; the text says what would be.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> score(find("start_here.q_practice"), "a").right
    True
    """
    if question.kind == "number":
        return _score_number(question, _to_number(question, given))
    return _score_choice(question, _to_options(question, given))


def in_words(mark: Mark) -> str:
    """Return what was answered: the options' texts, since a letter means nothing later on.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> in_words(score(find("graphs.q_kink"), "4/2"))
    '2'
    """
    if not mark.question.options:
        return ", ".join(mark.given)
    return "; ".join(mark.question.option(letter).text for letter in mark.given)


def _to_options(question: Question, given: Any) -> list[Option]:
    if isinstance(given, str):
        given = [c for c in given if not c.isspace() and c not in ",;.()[]"]
    if not isinstance(given, Iterable):
        raise QuizError(f"{question.id} expects {_expected(question)}, got {given!r}.")
    letters = sorted({str(letter).strip().lower() for letter in given})
    options = [question.option(letter) for letter in letters]
    if not options or (question.kind == "one" and len(options) > 1):
        got = "none" if not options else f"{len(options)}: {', '.join(letters)}"
        raise QuizError(f"Choose {_expected(question)} first; got {got}.")
    return options


def _expected(question: Question) -> str:
    span = f"{question.options[0].letter} to {question.options[-1].letter}"
    return f"one letter, {span}" if question.kind == "one" else f"one or more letters, {span}"


def _to_number(question: Question, given: Any) -> float:
    empty = given is None or (isinstance(given, str) and not given.strip())
    shown = "nothing" if empty else repr(given)[:LONGEST_NUMBER]
    try:
        if isinstance(given, bool):
            raise TypeError
        number = _written(given) if isinstance(given, str) else float(given)
    except (TypeError, ValueError, ArithmeticError):
        number = math.nan
    if not math.isfinite(number):
        raise QuizError(f"Type a number first, such as 0.5 or -2; got {shown}.")
    return number


def _written(text: str) -> float:
    """Read a number as people write it: 0.5, 0,5, 1/2, ½, 1½, −2."""
    text = text.strip().replace("−", "-").replace(",", ".").replace("⁄", "/")
    if not 0 < len(text) <= LONGEST_NUMBER:
        raise ValueError
    whole, part = text[:-1], text[-1]
    if unicodedata.category(part) == "No" and unicodedata.decomposition(part)[:10] == "<fraction>":
        sign = -1 if whole.startswith("-") else 1
        return sign * (abs(float(whole.removeprefix("-") or 0)) + unicodedata.numeric(part))
    return float(Fraction(text)) if "/" in text else float(text)


def read_as(question: Question, given: str) -> str:
    """Say which number is read in what was typed; empty where that is plain or nothing is there.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> question = find("graphs.q_kink")
    >>> read_as(question, "½"), read_as(question, "0.5"), read_as(question, "a half")
    ('Read as 0.5.', '', 'No number yet: write 0.5, 0,5, 1/2 or ½.')
    """
    if not given.strip():
        return ""
    try:
        number = f"{_to_number(question, given):.6g}"
    except QuizError:
        return "No number yet: write 0.5, 0,5, 1/2 or ½."
    return "" if number == given.strip() else f"Read as {number}."


def _score_choice(question: Question, chosen: list[Option]) -> Mark:
    missing = [option for option in question.right if option not in chosen]
    wrong = [option for option in chosen if not option.right]
    notes = [Note(option.letter, option.feedback, option.right) for option in chosen]
    if question.predict:
        # The run shows it anyway: nothing is kept back for another try.
        notes += [Note(option.letter, option.feedback, True) for option in missing]
    right = not missing and not wrong
    headline = _headline(question, right)
    if question.kind == "several" and not right and not question.predict:
        headline += f" Of your choices {len(wrong)} do not belong; right ones missing: "
        headline += f"{len(missing)}."
    given = tuple(option.letter for option in chosen)
    return Mark(question, given, right, headline, tuple(notes))


def _score_number(question: Question, number: float) -> Mark:
    given = f"{number:.6g}"
    right = _within(number, question.answer, question.tolerance)
    answer = Note(f"{question.answer:.10g}", question.feedback, True)
    if right:
        return Mark(question, (given,), True, _headline(question, True), (answer,))
    # The nearest of those it could be: their tolerances may overlap.
    slips = [s for s in question.typical if _within(number, s.value, s.tolerance)]
    slip = min(slips, key=lambda s: abs(s.value - number), default=None)
    notes = [Note(given, slip.feedback if slip else question.otherwise, False)]
    if question.predict:
        notes.append(answer)
    return Mark(question, (given,), False, _headline(question, False), tuple(notes))


def _within(number: float, value: float, tolerance: float) -> bool:
    # A hair more than the tolerance: 0.4 is within 0.1 of 0.3, whatever binary says.
    return abs(number - value) <= tolerance * (1 + 1e-9) + 1e-12 * abs(value)


def _headline(question: Question, right: bool) -> str:
    if question.predict:
        return "As you predicted." if right else "It comes out differently."
    return "Right." if right else "Not yet."
