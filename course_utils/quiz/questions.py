"""Quiz questions as data: read from the TOML file beside a lesson's checks, and checked strictly.

One file a lesson, ``course_utils/checks/01_definition/questions.toml``; one table a question.
Its name starts
with ``q_``, its id is ``definition.q_nan``. Keys of a table:

``kind``
    ``"one"`` (one right option), ``"several"`` (any number of them) or ``"number"``.
``text``
    The question, one paragraph; words between backticks are shown as code.
``predict``
    true: asked before the learner runs the next cell; committing is all that counts.
``code``
    Lines of code shown under the question (optional).
``option``
    ``[[q_nan.option]]`` with ``text``, ``feedback`` (why it is tempting, or why it is right) and
    ``right = true`` for those that are; at least two. For ``one`` and ``several``. They are shown
    in another order (`course_utils.quiz.order`): no text may speak of a letter or a place.
``answer``, ``tolerance``, ``feedback``, ``otherwise``
    For ``number``: right within ±tolerance; what to say to a right and to any other number.
``typical``
    ``[[q_slope.typical]]`` with ``value``, ``feedback`` and perhaps ``tolerance``: wrong numbers
    that people give, and why. For ``number``, at least one.
``measured``, ``says``
    Where the answer is something that can be computed: the name of a function in
    `course_utils.workshop.facts`, and for each option what it takes the result to be (see
    `course_utils.quiz.measured`). The build refuses a question whose marked answer is another.
``forecast``
    How many of 100 who have read so far are likely to choose each option, in the order of the file;
    of a number first the right one, then each typical one (optional). It is an author's judgement,
    shown to who teaches until a room has been counted.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from ..errors import did_you_mean
from .order import fair
from .question import Option, Question, QuizError, Typical

__all__ = ["FOLDER", "find", "ids", "of_lesson", "read"]

FOLDER = Path(__file__).parent.parent / "checks"
KINDS = ("one", "several", "number")
SHARED = {"kind", "text", "predict", "code", "measured", "forecast"}
CHOICE = SHARED | {"option"}
NUMBER = SHARED | {"answer", "tolerance", "feedback", "otherwise", "typical"}


def read(path: Path) -> dict[str, Question]:
    """Read one file of questions, in the order of the file, their options in fair order.

    Raises
    ------
    QuizError
        Naming the file, the question and the key that is wrong.

    Examples
    --------
    >>> questions = read(FOLDER / "01_definition" / "questions.toml")
    >>> questions["definition.q_nan"].kind
    'one'
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise QuizError(f"{path.parent.name}/{path.name} is not TOML: {error}") from None
    lesson = _lesson(path)
    questions = {}
    for name, table in tables.items():
        where = f"{path.parent.name}/{path.name}: [{name}]"
        _need(isinstance(table, dict), where, "expected a table, [q_name]")
        _need(name.startswith("q_"), where, "the name of a question starts with q_")
        questions[f"{lesson}.{name}"] = _question(f"{lesson}.{name}", table, where)
    # Here, not at the top: it shuffles what this module defines.
    return dict(zip(questions, fair(questions.values()), strict=True))


def ids(lesson: str | None = None, *, folder: Path = FOLDER) -> list[str]:
    """Return the ids of all questions, or of one lesson's, in course order.

    Examples
    --------
    >>> ids("start_here")
    ['start_here.q_practice']
    """
    return [question.id for question in of_lesson(lesson, folder=folder)]


def of_lesson(lesson: str | None = None, *, folder: Path = FOLDER) -> list[Question]:
    """Return the questions of one lesson, or all there are, in course order."""
    files = [path for path in _files(folder) if lesson in (None, _lesson(path))]
    return [question for path in files for question in read(path).values()]


def find(question_id: str, *, folder: Path = FOLDER) -> Question:
    """Return a question by its id.

    Raises
    ------
    QuizError
        There is none; the message says which was perhaps meant.

    Examples
    --------
    >>> find("definition.q_nan").predict
    True
    """
    lesson = str(question_id).partition(".")[0]
    # Only this lesson's file: a slip in another lesson must not stop this one.
    for path in _files(folder):
        if _lesson(path) == lesson:
            questions = read(path)
            if question_id in questions:
                return questions[question_id]
    raise QuizError(_unknown(str(question_id), ids(folder=folder)))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9]_*/questions.toml"))


def _lesson(path: Path) -> str:
    return path.parent.name.partition("_")[2]


def _unknown(given: str, known: list[str]) -> str:
    # The lesson may be left out: "q_nan" for "definition.q_nan".
    bare = [key for key in known if key.partition(".")[2] == given]
    example = "One is definition.q_nan."
    hint = did_you_mean(given, known, cutoff=0.5, otherwise=example)
    hint = f" Did you mean {bare[0]!r}?" if bare else hint
    return f"There is no question {given!r}.{hint}"


def _need(holds: bool, where: str, expected: str) -> None:
    if not holds:
        raise QuizError(f"{where}: {expected}")


def _question(key: str, table: dict[str, Any], where: str) -> Question:
    kind = table.get("kind", "")
    _need(kind in KINDS, where, f"kind must be one of {', '.join(KINDS)}, got {kind!r}")
    _known_keys(table, NUMBER if kind == "number" else CHOICE, where)
    predict = table.get("predict", False)
    _need(isinstance(predict, bool), where, f"predict must be true or false, got {predict!r}")
    code = table.get("code", "")
    _need(isinstance(code, str), where, "code must be text")
    measured = _words(table, "measured", where) if "measured" in table else ""
    shared = {"predict": predict, "code": code.strip("\n"), "text": _words(table, "text", where)}
    shared["measured"] = measured
    read_rest = _number if kind == "number" else _choice
    return Question(id=key, kind=kind, **shared, **read_rest(kind, table, where))


def _choice(kind: str, table: dict[str, Any], where: str) -> dict[str, Any]:
    options = []
    for letter, entry in zip(ascii_lowercase, _tables(table, "option", 2, where), strict=False):
        here = f"{where} option {letter}"
        _known_keys(entry, {"text", "feedback", "right", "says"}, here)
        _need(("says" in entry) == ("measured" in table), here, "says goes with measured")
        right = entry.get("right", False)
        _need(isinstance(right, bool), here, f"right must be true or false, got {right!r}")
        text, feedback = _words(entry, "text", here), _words(entry, "feedback", here)
        says = entry.get("says")
        says = tuple(says) if isinstance(says, list) else says
        options.append(Option(letter, text, feedback, right, says))
    shares = _forecast(table, len(options), where)
    options = [replace(o, forecast=share) for o, share in zip(options, shares, strict=True)]
    n_right = sum(option.right for option in options)
    _need(n_right > 0, where, "no option is right: give one of them right = true")
    _need(kind == "several" or n_right == 1, where, 'more than one is right: kind = "several"')
    texts = [option.text for option in options]
    _need(len(set(texts)) == len(texts), where, "two options have the same text")
    return {"options": tuple(options)}


def _number(_: str, table: dict[str, Any], where: str) -> dict[str, Any]:
    answer, tolerance = _value(table, "answer", where), _value(table, "tolerance", where)
    _need(tolerance >= 0, where, "tolerance must not be negative")
    typical = []
    for n, entry in enumerate(_tables(table, "typical", 1, where), 1):
        here = f"{where} typical {n}"
        _known_keys(entry, {"value", "tolerance", "feedback"}, here)
        width = _value(entry, "tolerance", here) if "tolerance" in entry else tolerance
        slip = Typical(_value(entry, "value", here), width, _words(entry, "feedback", here))
        _need(abs(slip.value - answer) > tolerance, here, "this number would count as right")
        typical.append(slip)
    right, *shares = _forecast(table, 1 + len(typical), where)
    typical = [replace(t, forecast=share) for t, share in zip(typical, shares, strict=True)]
    said = {key: _words(table, key, where) for key in ("feedback", "otherwise")}
    told = {"answer": answer, "tolerance": tolerance, "answer_forecast": right}
    return {**told, "typical": tuple(typical), **said}


def _forecast(table: dict[str, Any], answers: int, where: str) -> list[int] | list[None]:
    """Return the forecast for each answer; of one choice it makes 100, of numbers at most that."""
    if "forecast" not in table:
        return [None] * answers
    found = table["forecast"]
    fine = isinstance(found, list) and all(type(n) is int and 0 <= n <= 100 for n in found)
    expected = f"forecast must be {answers} whole numbers from 0 to 100, got {found!r}"
    _need(fine and len(found) == answers, where, expected)
    total, kind = sum(found), table["kind"]
    _need(kind != "one" or total == 100, where, f"forecast must make 100, it makes {total}")
    _need(kind != "number" or total <= 100, where, f"forecast makes {total}, more than 100")
    return found


def _tables(table: dict[str, Any], key: str, least: int, where: str) -> list[dict[str, Any]]:
    name = where.partition("[")[2].rstrip("]")
    found = table.get(key, [])
    listed = isinstance(found, list) and all(isinstance(entry, dict) for entry in found)
    enough = listed and least <= len(found) <= len(ascii_lowercase)
    _need(enough, where, f"expected at least {least} of [[{name}.{key}]]")
    return found


def _words(table: dict[str, Any], key: str, where: str) -> str:
    found = table.get(key, "")
    _need(isinstance(found, str) and bool(found.strip()), where, f"{key} is missing or empty")
    _need(found.count("`") % 2 == 0, where, f"{key} has a backtick that is not closed")
    return " ".join(found.split())  # one paragraph, however the file breaks its lines


def _value(table: dict[str, Any], key: str, where: str) -> float:
    found: Any = table.get(key)
    fine = isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)
    _need(fine, where, f"{key} must be a finite number, got {found!r}")
    return float(found)


def _known_keys(table: dict[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise QuizError(f"{where}: unknown key {key!r}.{did_you_mean(key, sorted(known))}")
