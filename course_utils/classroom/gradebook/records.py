"""What the gradebook gives back: plain data, a class for each kind of row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Adjustment:
    """Points that a person gave in place of the judge's; None took such a change back."""

    student: str
    exercise: str
    earned: float | None
    reason: str
    author: str
    made: str


@dataclass(frozen=True)
class Comment:
    """Words for everybody in one group of wrong answers."""

    group: str
    text: str
    author: str
    made: str


@dataclass(frozen=True)
class LogEntry:
    """Who did what by hand, and when."""

    made: str
    author: str
    what: str


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise of one submission.

    Attributes
    ----------
    exercise, title, status : str
    judged : int
        Points by the judge.
    points : int
        Points there are.
    group : str
        Which group of wrong answers it is in; empty where the answer is right or not started.
    source : str
        The learner's code.
    outcome : dict
        ``Outcome.to_dict()``, as it was recorded; empty for an exercise that was only adjusted.
    adjustment : Adjustment or None
        The change by hand that counts now.
    comments : tuple of Comment
        Words for its group.
    """

    exercise: str
    title: str
    status: str
    judged: int
    points: int
    group: str = ""
    source: str = ""
    outcome: dict[str, Any] = field(default_factory=dict)
    adjustment: Adjustment | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def earned(self) -> float:
        """Points that count: those by hand, else the judge's."""
        by_hand = self.adjustment.earned if self.adjustment else None
        return self.judged if by_hand is None else by_hand


@dataclass(frozen=True)
class Result:
    """What counts of one student in one lesson, with everything a report needs to say of it.

    ``lesson`` is empty where none was recognised; ``problem`` says why something was not judged.
    ``notebook`` and ``checks`` are what `Marks` has, empty where they were not kept.
    """

    student: str
    name: str
    identity: dict[str, str]
    lesson: str
    source: str
    received: datetime | None
    late: bool | None
    attempt: int
    problem: str
    notes: tuple[str, ...]
    protection: str
    seed: int
    seed_hash: str
    seconds: float
    graded: str
    versions: dict[str, str]
    exercises: tuple[ExerciseResult, ...]
    notebook: str = ""
    checks: str = ""

    @property
    def shown_name(self) -> str:
        """The student's name, else the id."""
        return self.name or self.student

    @property
    def earned(self) -> float:
        """Points that count in all exercises, before any policy for what was late."""
        return sum(exercise.earned for exercise in self.exercises)

    @property
    def points(self) -> int:
        """Points there are."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True)
class Attempt:
    """One submission and the points of its latest grading: what a policy decides by."""

    student: str
    lesson: str
    source: str
    received: datetime | None
    late: bool | None
    attempt: int
    problem: str
    earned: float
    points: int
