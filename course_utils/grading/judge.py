"""Judge one exercise: ask the student, collect points and reasons, recognise mistakes."""

from __future__ import annotations

import dataclasses
import fnmatch
import zlib

import numpy as np

from ..student.local import Student
from . import outcome as o
from .ask import Ask
from .calls import Stop
from .exercise import Behaviour, Exercise
from .outcome import BehaviourResult, Finding, Outcome
from .recognise import recognise

LOUD = 10_000  # printed characters worth a note
# Seconds to look at an answer: names are followed through imports, and torch's takes seconds where
# it was not loaded yet. No code of the learner's runs meanwhile.
LOOKING = 30.0


def judge(exercise: Exercise, student: Student, seed: int) -> Outcome:
    """Check an answer.

    Parameters
    ----------
    exercise : Exercise
    student : Student
        The learner's code, in this process or in another.
    seed : int
        Draws the inputs. Same seed and same answer: the same outcome, byte for byte.

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
    >>> judge(demo, LocalStudent({"double": lambda x: 2 * x}), seed=0).status
    'right'
    >>> judge(demo, LocalStudent({}), seed=0).status
    'not started'
    """
    early = _before_asking(exercise, student)
    if early is not None:
        status, finding = early
        results = [BehaviourResult(b.name, b.points, 0) for b in exercise.behaviours]
        results[0] = dataclasses.replace(results[0], finding=finding)
        return Outcome(exercise.id, exercise.title, status, tuple(results), seed=seed)
    results, printed = [], 0
    for index, behaviour in enumerate(exercise.behaviours):
        if any(r.finding is not None and r.finding.kind == "too slow" for r in results):
            skipped = Finding("Not tried: an earlier call was too slow.", kind="skipped")
            results.append(BehaviourResult(behaviour.name, behaviour.points, 0, skipped))
            continue
        result, noise = _try(exercise, behaviour, student, _rng(exercise, seed, index))
        results.append(result)
        printed = max(printed, noise)
    notes = _notes(printed)
    return Outcome(exercise.id, exercise.title, _status(results), tuple(results), notes, seed)


def _rng(exercise: Exercise, seed: int, index: int) -> np.random.Generator:
    # The behaviour's own stream: its inputs do not depend on what other behaviours drew.
    return np.random.default_rng([seed, zlib.crc32(exercise.id.encode()), index])


def _before_asking(exercise: Exercise, student: Student) -> tuple[str, Finding] | None:
    """Find what makes calls pointless: nothing there yet, or a finished function borrowed."""
    name = exercise.name
    reply = student.request({"op": "describe", "name": name, "seconds": LOOKING})
    if reply["kind"] == "missing":
        text = (
            f"There is no `{name}` yet. Write it in its cell and run the cell. If that cell ends "
            "in an error, mend it first."
        )
        return o.NOT_STARTED, Finding(text, kind="missing")
    if reply["kind"] != "value":
        return o.ERROR, Finding(f"`{name}` could not be looked at.", kind="error")
    about = reply["value"]
    if about["blank"]:
        text = (
            f"`{name}` is still empty. Write your answer in place of the `...` and run the cell. "
            "If that cell ends in an error, mend it first."
        )
        return o.NOT_STARTED, Finding(text, kind="missing")
    for reached in about["reaches"]:
        if _forbidden(exercise, reached):
            text = (
                f"This uses `{_public(reached)}`, which already is the answer. The task is to "
                "write it yourself, from simpler pieces."
            )
            return o.WRONG, Finding(text, called=name, kind="rule", mistake="finished function")
    return None


def _public(reached: str) -> str:
    """Leave out the private steps of a name: torch._VariableFunctionsClass.relu is torch.relu."""
    return ".".join(part for part in reached.split(".") if part and not part.startswith("_"))


def _forbidden(exercise: Exercise, reached: str) -> bool:
    patterns = ("course_utils.activations*", *exercise.forbids)
    return any(fnmatch.fnmatchcase(reached, p) for p in patterns) and not any(
        fnmatch.fnmatchcase(reached, p) for p in exercise.allows
    )


def _try(
    exercise: Exercise, behaviour: Behaviour, student: Student, rng: np.random.Generator
) -> tuple[BehaviourResult, int]:
    ask = Ask(exercise, student, rng, behaviour.look)
    finding = None
    try:
        with np.errstate(all="ignore"):
            behaviour.test(ask)
    except Stop as stop:
        finding = recognise(ask, stop.finding)
    except Exception as error:  # a fault in a check must not stop the others
        finding = Finding(
            f"This part of the check has a fault of its own ({type(error).__name__}: {error}); it "
            "is not your answer that failed. Please report it to whoever keeps the course.",
            kind="fault",
        )
    earned = behaviour.points if finding is None else 0
    return BehaviourResult(behaviour.name, behaviour.points, earned, finding), ask.printed


def _status(results: list[BehaviourResult]) -> str:
    earned = sum(r.earned for r in results)
    if earned == sum(r.points for r in results):
        return o.RIGHT
    if earned:
        return o.PARTLY
    kinds = [r.finding.kind for r in results if r.finding is not None]
    if "too slow" in kinds:
        return o.TOO_SLOW
    return o.ERROR if kinds and kinds[0] == "error" else o.WRONG


def _notes(printed: int) -> tuple[str, ...]:
    if printed <= LOUD:
        return ()
    return (
        f"The function printed {printed:,} characters while it was checked; they were thrown "
        "away. A function that is called often should not print.",
    )
