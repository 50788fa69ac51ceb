"""The frozen picture of a learner's progress, and what of a file's content can be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeVar

from .durable import NewerFileError

__all__ = ["ExerciseRecord", "LessonSummary", "Progress", "QuestionRecord", "clean", "picture"]

SCHEMA = 1
NOT_STARTED, PASSED = "not started", "right"


@dataclass(frozen=True)
class ExerciseRecord:
    """What happened in one exercise. `earned`, `points` and `status` are those of the best try."""

    exercise_id: str
    earned: float = 0.0
    points: float = 0.0
    status: str = NOT_STARTED
    attempts: int = 0
    hints_seen: int = 0
    solution_opened: bool = False
    solution_before_pass: bool = False
    first: str = ""
    last: str = ""

    @property
    def passed(self) -> bool:
        """Whether the best try was right."""
        return self.status == PASSED


@dataclass(frozen=True)
class QuestionRecord:
    """What happened in one quiz question; the first answer counts, `given` is the last in words."""

    question_id: str
    right_first_time: bool = False
    answers: int = 0
    first: str = ""
    last: str = ""
    given: str = ""


@dataclass(frozen=True)
class LessonSummary:
    """One lesson in numbers: exercises passed, started and in all, points, questions answered."""

    lesson: str
    passed: int
    started: int
    exercises: int
    earned: float
    points: float
    questions_answered: int


R = TypeVar("R", ExerciseRecord, QuestionRecord)


@dataclass(frozen=True)
class Progress:
    """A frozen picture of the progress file.

    Attributes
    ----------
    exercises, questions : mapping
        Records by id. `exercise(id)` also answers for an id that is not there.
    problem : str
        Why nothing can be saved at the moment; empty when all is well.
    seed : str
        What the learner's own order of options is drawn from; empty until it is first needed.
    """

    exercises: Mapping[str, ExerciseRecord] = field(default_factory=dict)
    questions: Mapping[str, QuestionRecord] = field(default_factory=dict)
    problem: str = ""
    seed: str = ""

    def exercise(self, exercise_id: str) -> ExerciseRecord:
        """Return the record of one exercise, an empty one if it was never touched."""
        return self.exercises.get(exercise_id, ExerciseRecord(exercise_id))

    def summary(self, points: Mapping[str, float] | None = None) -> dict[str, LessonSummary]:
        """Sum up by lesson, in the order of `points`.

        Parameters
        ----------
        points : mapping, optional
            Exercise id to points, of every exercise of the course. Without it only the exercises
            that were started count, with the points they had then.

        Examples
        --------
        >>> Progress().summary({"definition.relu": 4})["definition"].points
        4
        """
        if points is None:
            points = {key: entry.points for key, entry in self.exercises.items()}
        lessons = dict.fromkeys(map(_lesson, (*points, *self.questions)))
        return {lesson: self._sum_up(lesson, points) for lesson in lessons}

    def _sum_up(self, lesson: str, points: Mapping[str, float]) -> LessonSummary:
        ids = [key for key in points if _lesson(key) == lesson]
        records = [self.exercise(key) for key in ids]
        return LessonSummary(
            lesson=lesson,
            passed=sum(entry.passed for entry in records),
            started=sum(entry.attempts > 0 for entry in records),
            exercises=len(ids),
            # A share of today's points: an exercise may be worth more now than when it was done.
            earned=sum(_share(entry) * points[entry.exercise_id] for entry in records),
            points=sum(points[key] for key in ids),
            questions_answered=sum(_lesson(key) == lesson for key in self.questions),
        )

    def next_step(self, order: Sequence[str]) -> str | None:
        """Return the exercise to go to, given all exercise ids in course order; None if all passed.

        That is the exercise worked on last if it is not passed; else the first one after it that
        is not passed, going round to those that were skipped.

        Examples
        --------
        >>> Progress().next_step(["definition.relu", "definition.keep_dtype"])
        'definition.relu'
        """
        tried = [key for key in order if self.exercise(key).last]
        latest = max(tried, key=lambda key: self.exercise(key).last, default=None)
        start = order.index(latest) if latest is not None else 0
        for key in (*order[start:], *order[:start]):
            if not self.exercise(key).passed:
                return key
        return None


def _lesson(key: str) -> str:
    return key.partition(".")[0]


def _share(entry: ExerciseRecord) -> float:
    return entry.earned / entry.points if entry.points else float(entry.passed)


def clean(data: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Keep the records of a parsed file that make sense; also say whether all did.

    Raises
    ------
    NewerFileError
        A newer version of the course wrote the file: it is left alone.
    """
    schema = data.get("schema")
    if schema is not None and _is_count(schema) and schema > SCHEMA:
        raise NewerFileError(f"a newer version of the course wrote it (schema {schema})")
    whole = schema == SCHEMA
    kept = {**data, "schema": SCHEMA}
    for section, kind in (("exercises", ExerciseRecord), ("questions", QuestionRecord)):
        entries = data.get(section, {})
        if not isinstance(entries, dict):
            entries, whole = {}, False
        kept[section] = {key: entry for key, entry in entries.items() if _sound(kind, entry)}
        whole = whole and len(kept[section]) == len(entries)
    if not _is_text(data.get("seed", "")):
        del kept["seed"]
        whole = False
    return kept, whole


def picture(data: dict[str, Any], problem: str = "") -> Progress:
    """Freeze the content of a file that `clean` has passed."""
    return Progress(
        exercises=_records(ExerciseRecord, data.get("exercises", {})),
        questions=_records(QuestionRecord, data.get("questions", {})),
        problem=problem,
        seed=data.get("seed", ""),
    )


def _records(kind: type[R], entries: dict[str, dict[str, Any]]) -> Mapping[str, R]:
    # The id is the first field; keys that only a later version knows are passed over.
    known = {f.name for f in fields(kind)[1:]}
    return MappingProxyType(
        {
            key: kind(key, **{name: entry[name] for name in known & entry.keys()})
            for key, entry in entries.items()
        }
    )


def _sound(kind: type, entry: Any) -> bool:
    """Whether every known field of a record has the type and range it must have."""
    if not isinstance(entry, dict):
        return False
    tests = {"str": _is_text, "bool": _is_flag, "int": _is_count, "float": _is_mark}
    return all(tests[str(f.type)](entry[f.name]) for f in fields(kind)[1:] if f.name in entry)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_mark(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value >= 0
    )
