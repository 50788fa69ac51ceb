"""What a learner has done so far, in one small file.

The folder is `RELU_HOME` if that is set, else the user's data folder for "relu-course". A file that
cannot be written never stops the course: one message is shown, and what happens in this process is
remembered until it ends (and written as soon as writing works again).

This module knows no exercise and no question: whoever calls it passes ids and numbers in.
"""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from . import journal
from .durable import DurableJson, UnusableFileError
from .telling import problem_of, tell
from .view import (
    NOT_STARTED,
    PASSED,
    SCHEMA,
    ExerciseRecord,
    LessonSummary,
    Progress,
    QuestionRecord,
    clean,
    picture,
)

__all__ = [
    "ExerciseRecord",
    "LessonSummary",
    "Progress",
    "QuestionRecord",
    "check_writable",
    "events",
    "learner_seed",
    "load",
    "path",
    "record",
    "record_answer",
    "record_hint",
    "record_many",
    "record_solution",
]

LONGEST_ANSWER = 500

Note = Callable[[dict[str, Any]], Any]
_lock = threading.Lock()
_waiting: dict[str, list[Note]] = {}  # edits that could not be written yet, by RELU_HOME
_untold: dict[str, list[dict[str, Any]]] = {}  # events of the journal, likewise


def path() -> Path:
    """Return where the progress file is, or would be.

    Raises
    ------
    OSError
        There is no home folder to put it in.
    """
    home = os.environ.get("RELU_HOME")
    try:
        folder = Path(home) if home else platformdirs.user_data_path("relu-course", False)
        folder = folder.expanduser()
    except RuntimeError:
        raise UnusableFileError("there is no home folder") from None
    # Some versions of platformdirs hand "~/..." back then, which would mean the current folder.
    if not home and not folder.is_absolute():
        raise UnusableFileError("there is no home folder")
    return folder.absolute() / "progress.json"


def load() -> Progress:
    """Return the progress so far; never raises for a file that is missing, damaged or locked.

    Examples
    --------
    >>> isinstance(load(), Progress)
    True
    """
    return _apply()


def record(exercise_id: str, earned: float, points: float, status: str) -> Progress:
    """Note the outcome of one check; the best outcome is kept.

    An outcome "not started" is no attempt and changes nothing.

    Raises
    ------
    ValueError
        The id is not of the form "lesson.name", or not 0 <= earned <= points.
    """
    return record_many([(exercise_id, earned, points, status)])


def record_many(outcomes: Iterable[tuple[Any, ...]]) -> Progress:
    """Note the outcomes of several checks, each as `record` takes it; the file is written once.

    A fifth entry is the name of the first finding, for the journal.

    Raises
    ------
    ValueError
        As for `record`; nothing is noted then.
    """
    edits, events = [], []
    for exercise_id, earned, points, status, *finding in outcomes:
        edit = _outcome_edit(exercise_id, earned, points, status)
        if edit is not None:
            edits.append(edit)
            marks = {"earned": earned, "points": points, "status": str(status)}
            named = {"finding": finding[0]} if finding and finding[0] else {}
            events.append(_event("check", exercise_id, **marks, **named))
    return _apply(*edits, events=events)


def _outcome_edit(exercise_id: str, earned: float, points: float, status: str) -> Note | None:
    _check_id(exercise_id)
    if not (math.isfinite(points) and 0 <= earned <= points):
        raise ValueError(
            f"{exercise_id}: these points make no sense: expected 0 <= earned <= points, "
            f"got earned={earned!r}, points={points!r}"
        )

    def note(entry: dict[str, Any]) -> None:
        old = entry["earned"] / entry["points"] if entry.get("points") else 0.0
        new = earned / points if points else float(status == PASSED)
        # Equal marks: the later status tells more, but nothing takes a pass away.
        if new >= old and entry.get("status") != PASSED:
            entry.update(earned=float(earned), points=float(points), status=str(status))
        entry["attempts"] = entry.get("attempts", 0) + 1

    return None if status == NOT_STARTED else _edit("exercises", exercise_id, note)


def record_hint(exercise_id: str, tier: int, finding: str = "") -> Progress:
    """Note that hints up to `tier` (1 is the first) were shown, or, tier 0, that on `finding`."""
    _check_id(exercise_id)
    if tier < 1 and not finding:
        raise ValueError(f"{exercise_id}: hint tiers start at 1, got {tier!r}")

    def note(entry: dict[str, Any]) -> None:
        entry["hints_seen"] = max(entry.get("hints_seen", 0), int(tier))

    named = {"finding": finding} if finding else {}
    event = _event("hint", exercise_id, tier=int(tier), **named)
    return _apply(_edit("exercises", exercise_id, note), events=[event])


def record_solution(exercise_id: str) -> Progress:
    """Note that the solution was opened, and whether that was before the exercise was passed."""
    _check_id(exercise_id)

    def note(entry: dict[str, Any]) -> None:
        if not entry.get("solution_opened"):
            entry["solution_before_pass"] = entry.get("status") != PASSED
        entry["solution_opened"] = True

    event = _event("solution", exercise_id)
    return _apply(_edit("exercises", exercise_id, note), events=[event])


def record_answer(
    question_id: str, right: bool, given: str = "", *, confidence: int | None = None
) -> Progress:
    """Note an answer to a quiz question; whether it was right counts the first time only.

    `given` is the answer in words, to be shown when the question is met again; `confidence` how
    sure the learner was, in per cent, for the journal.
    """
    _check_id(question_id)

    def note(entry: dict[str, Any]) -> None:
        entry.setdefault("right_first_time", bool(right))
        entry["answers"] = entry.get("answers", 0) + 1
        entry["given"] = given[:LONGEST_ANSWER]

    sure = {} if confidence is None else {"confidence": int(confidence)}
    event = _event("answer", question_id, right=bool(right), given=given[:LONGEST_ANSWER], **sure)
    return _apply(_edit("questions", question_id, note), events=[event])


def events() -> Iterator[dict[str, Any]]:
    """Yield what was done, in order: see `course_utils.progress.journal`."""
    with contextlib.suppress(OSError):
        yield from journal.read(path().with_name(journal.NAME))


def _event(what: str, key: str, **more: Any) -> dict[str, Any]:
    from .. import __version__

    return {"when": _now(), "course": __version__, "what": what, "id": key, **more}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def learner_seed() -> str:
    """Return this learner's seed: drawn once, and the same for as long as the file is kept.

    Examples
    --------
    >>> learner_seed() == learner_seed()
    True
    """
    fresh = secrets.token_hex(8)
    return load().seed or _apply(lambda data: data.setdefault("seed", fresh)).seed


def _check_id(given: str) -> None:
    lesson, dot, name = str(given).partition(".")
    if not (isinstance(given, str) and lesson and dot and name):
        raise ValueError(f"this is not an id: expected 'lesson.name', got {given!r}")


def _edit(section: str, key: str, note: Note) -> Note:
    when = _now()

    def edit(data: dict[str, Any]) -> None:
        entry = data.setdefault(section, {}).setdefault(key, {})
        note(entry)
        entry.setdefault("first", when)
        entry["last"] = max(when, entry.get("last", when))

    return edit


def _apply(*edits: Note, events: Sequence[dict[str, Any]] = ()) -> Progress:
    """Read, or write `edits` with all that could not be written before; return the picture."""
    with _lock:
        untold = _untold.setdefault(os.environ.get("RELU_HOME", ""), [])
        untold.extend(events)
        waiting = _waiting.setdefault(os.environ.get("RELU_HOME", ""), [])
        waiting.extend(edits)

        def run(data: dict[str, Any]) -> None:
            data["schema"] = SCHEMA
            for step in waiting:
                step(data)

        try:
            file = DurableJson(path(), clean=clean, tell=tell)
            data = file.change(run) if waiting else file.read()
            waiting.clear()
            while untold:  # one by one: what is written is not written again after an error
                journal.append(path().with_name(journal.NAME), untold[:1])
                del untold[0]
        except OSError as error:
            return _unsaved(error, run)
        return picture(data)


def _unsaved(error: OSError, run: Note) -> Progress:
    """Say once that nothing can be saved; return what is known in this process."""
    data: dict[str, Any] = {}
    with contextlib.suppress(OSError):
        data, _ = DurableJson(path(), clean=clean).peek()
    problem = problem_of(error, _where())
    tell(problem)
    run(data)
    return picture(data, problem)


def _where() -> str:
    try:
        return str(path())
    except OSError:
        return "your home folder"


def check_writable() -> str:
    """Try to write where progress is kept; return why that is not possible, or an empty text.

    Nothing of the progress changes.
    """
    try:
        file = DurableJson(path(), clean=clean, tell=tell)
        file.try_to_write()
    except OSError as error:
        return problem_of(error, _where())
    return ""
