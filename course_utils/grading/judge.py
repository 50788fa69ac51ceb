"""Judge one exercise: ask the student, collect points and reasons, recognise mistakes."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..student.local import Student
from ..student.replies import ReplyKind
from .ask import Ask
from .calls import Stop
from .exercise import Behaviour, Exercise
from .finished import NEVER, first_finished
from .outcome import BehaviourResult, Finding, FindingKind, Outcome, Status
from .recognise import recognise
from .unanswered import failed_cell, judged_run

SKIPPED = "Not tried: an earlier call was too slow."
LOUD = 10_000  # printed characters worth a note
# Seconds to look at an answer: names are followed through imports, and torch's takes seconds where
# it was not loaded yet. No code of the learner's runs meanwhile.
LOOKING = 30.0


def judge(exercise: Exercise, student: Student, seed: int, *, naming: bool = True) -> Outcome:
    """Check an answer.

    Parameters
    ----------
    exercise : Exercise
    student : Student
        The learner's code, in this process or in another.
    seed : int
        Draws the inputs. Same seed and same answer: the same outcome, byte for byte.
    naming : bool
        Whether to tell which known mistake was made. Without it the marks are the same, and most
        wrong answers are judged in a third of the time.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> from course_utils.grading import LocalStudent
    >>> demo = Exercise("demo.double", title="Double", minutes=1, difficulty="easy",
    ...                 hints=("Twice.", "2 * x"))
    >>> @demo.behaviour("ordinary numbers", points=2)
    ... def ordinary(ask):
    ...     ask.same(6.0, 3.0)
    >>> print(judge(demo, LocalStudent({"double": lambda x: 2 * x}), seed=0).status)
    right
    >>> print(judge(demo, LocalStudent({}), seed=0).status)
    not started
    """
    reply = student.request(first_question(exercise))
    early = _before_asking(exercise, reply)
    if early is not None:
        return _nothing_earned(exercise, *early, seed)
    results: list[BehaviourResult] = []
    facts: dict[str, Any] = {}
    printed = 0
    for index, behaviour in enumerate(exercise.behaviours):
        if any(r.finding is not None and r.finding.kind is FindingKind.TOO_SLOW for r in results):
            skipped = Finding(SKIPPED, kind=FindingKind.SKIPPED)
            results.append(BehaviourResult(behaviour.name, behaviour.points, 0, skipped))
            continue
        rng = _rng(exercise, seed, index)
        result, ask = _try(exercise, behaviour, student, rng, naming, facts)
        borrowed = _borrowed(exercise, ask.used)
        if borrowed is not None:
            return _nothing_earned(exercise, *borrowed, seed)
        results.append(result)
        printed = max(printed, ask.printed)
    status = _status(results)
    return Outcome(
        exercise.id, exercise.title, status, tuple(results), _notes(printed), seed,
        judged=judged_run(exercise.name, reply),
    )  # fmt: skip


def first_question(exercise: Exercise) -> dict[str, Any]:
    """Return what every judging of an exercise asks first: what stands under its name."""
    return {"op": "describe", "name": exercise.name, "seconds": LOOKING}


def _nothing_earned(exercise: Exercise, status: Status, finding: Finding, seed: int) -> Outcome:
    results = [BehaviourResult(b.name, b.points, 0) for b in exercise.behaviours]
    results[0] = dataclasses.replace(results[0], finding=finding)
    return Outcome(exercise.id, exercise.title, status, tuple(results), seed=seed)


def _rng(exercise: Exercise, seed: int, index: int) -> np.random.Generator:
    # The behaviour's own stream: its inputs do not depend on what other behaviours drew.
    return np.random.default_rng([seed, zlib.crc32(exercise.id.encode()), index])


def _before_asking(exercise: Exercise, reply: dict[str, Any]) -> tuple[Status, Finding] | None:
    """Find what makes calls pointless: nothing there yet, or a finished function borrowed."""
    name = exercise.name
    missing = reply["kind"] is ReplyKind.MISSING
    blank = reply["kind"] is ReplyKind.VALUE and reply["value"]["blank"]
    if (missing or blank) and reply.get("failed"):
        return Status.ERROR, failed_cell(name, reply["failed"])
    if missing:
        text = (
            f"There is no `{name}` yet. Write it in its cell and run the cell. If that cell ends "
            "in an error, mend it first."
        )
        return Status.NOT_STARTED, Finding(text, kind=FindingKind.MISSING)
    if reply["kind"] is not ReplyKind.VALUE:
        return Status.ERROR, Finding(f"`{name}` could not be looked at.", kind=FindingKind.ERROR)
    if blank:
        text = (
            f"`{name}` is still empty. Write your answer in place of the `...` and run the cell. "
            "If that cell ends in an error, mend it first."
        )
        return Status.NOT_STARTED, Finding(text, kind=FindingKind.MISSING)
    return _borrowed(exercise, reply.get("used", ()))


def _borrowed(exercise: Exercise, used: Iterable[str]) -> tuple[Status, Finding] | None:
    """Find a finished function that was called, or that the answer is."""
    name = first_finished(used, (*NEVER, *exercise.forbids))
    if not name:
        return None
    text = (
        f"This uses `{name}`, and that does not count here. The task is to write it yourself, from "
        "simpler pieces."
    )
    finding = Finding(
        text, called=exercise.name, kind=FindingKind.RULE, mistake="finished function"
    )  # fmt: skip
    return Status.WRONG, finding


def _try(
    exercise: Exercise,
    behaviour: Behaviour,
    student: Student,
    rng: np.random.Generator,
    naming: bool,
    facts: dict[str, Any],
) -> tuple[BehaviourResult, Ask]:
    ask, finding = _once(exercise, behaviour, student, rng, facts)

    def again() -> tuple[Ask, Finding | None]:
        return _once(exercise, behaviour, student, rng, facts, spies=False)

    if naming and finding is not None and finding.kind is not FindingKind.FAULT:
        finding = recognise(ask, finding, again)
    earned = behaviour.points if finding is None else 0
    return BehaviourResult(behaviour.name, behaviour.points, earned, finding), ask


def _once(
    exercise: Exercise,
    behaviour: Behaviour,
    student: Student,
    rng: np.random.Generator,
    facts: dict[str, Any],
    *,
    spies: bool = True,
) -> tuple[Ask, Finding | None]:
    """Try a behaviour; return who asked and what was found, with no mistake recognised yet."""
    ask = Ask(exercise, student, rng, behaviour.look, spies=spies, facts=facts)
    finding = None
    try:
        with np.errstate(all="ignore"):
            behaviour.test(ask)
    except Stop as stop:
        finding = stop.finding
    except Exception as error:  # a fault in a check must not stop the others
        finding = Finding(
            f"This part of the check has a fault of its own ({type(error).__name__}: {error}); it "
            "is not your answer that failed. Please report it to whoever keeps the course.",
            kind=FindingKind.FAULT,
        )
    return ask, finding


def _status(results: list[BehaviourResult]) -> Status:
    earned = sum(r.earned for r in results)
    if earned == sum(r.points for r in results):
        return Status.RIGHT
    if earned:
        return Status.PARTLY
    kinds = [r.finding.kind for r in results if r.finding is not None]
    if FindingKind.TOO_SLOW in kinds:
        return Status.TOO_SLOW
    return Status.ERROR if kinds and kinds[0] is FindingKind.ERROR else Status.WRONG


def _notes(printed: int) -> tuple[str, ...]:
    if printed <= LOUD:
        return ()
    return (
        f"The function printed {printed:,} characters while it was checked; they were thrown "
        "away. A function that is called often should not print.",
    )
