"""What a check says, as data. Text, HTML and JSON are views of it (see `report`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What a check says of an answer as a whole."""

    NOT_STARTED = "not started"
    WRONG = "wrong"
    PARTLY = "partly right"
    RIGHT = "right"
    ERROR = "error in your code"
    TOO_SLOW = "too slow"


class FindingKind(StrEnum):
    """What kind of reason a finding is."""

    VALUE = "value"  # an answer came, and it is not the expected one
    ERROR = "error"  # the learner's code raised, or ended the program
    TOO_SLOW = "too slow"
    MISSING = "missing"  # nothing is there to be asked
    RULE = "rule"  # a finished function was called where it does not count
    SKIPPED = "skipped"  # not tried, because of an earlier finding
    FAULT = "fault"  # the check itself failed


@dataclass(frozen=True)
class Finding:
    """Why one behaviour was not met: what was tried, what came back, what to look at.

    Attributes
    ----------
    reason : str
        One or two sentences; the misconception this looks like, where one was recognised.
    called, got, expected : str
        The call as the learner would type it, and both results.
    look : str
        Where to read on.
    mistake : str
        Name of the recognised misconception, or empty.
    frames : tuple
        For an error: ``(line number, source line, function)`` of the learner's own code.
    kind : FindingKind
    """

    reason: str
    called: str = ""
    got: str = ""
    expected: str = ""
    look: str = ""
    mistake: str = ""
    frames: tuple[tuple[int, str, str], ...] = ()
    kind: FindingKind = FindingKind.VALUE


@dataclass(frozen=True)
class BehaviourResult:
    """Points for one behaviour, and the finding where some are missing."""

    name: str
    points: int
    earned: int
    finding: Finding | None = None


@dataclass(frozen=True)
class Outcome:
    """The result of one check.

    `judged` says which definition was judged, where that is not the latest.

    Examples
    --------
    >>> Outcome("a.b", "Title", Status.RIGHT, (BehaviourResult("all", 2, 2),), seed=0).earned
    2
    """

    exercise: str
    title: str
    status: Status
    behaviours: tuple[BehaviourResult, ...]
    notes: tuple[str, ...] = ()
    seed: int = 0
    judged: str = ""

    @property
    def earned(self) -> int:
        """Points reached."""
        return sum(result.earned for result in self.behaviours)

    @property
    def points(self) -> int:
        """Points there are."""
        return sum(result.points for result in self.behaviours)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the behaviours."""
        return tuple(r.finding for r in self.behaviours if r.finding is not None)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self) | {"earned": self.earned, "points": self.points}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Outcome:
        """Return the outcome that `to_dict` wrote, also after a way through JSON.

        Examples
        --------
        >>> first = Outcome("a.b", "Title", Status.RIGHT, (BehaviourResult("all", 2, 2),))
        >>> Outcome.from_dict(first.to_dict()) == first
        True
        """
        behaviours = tuple(
            BehaviourResult(**{**result, "finding": _finding(result["finding"])})
            for result in data["behaviours"]
        )
        return cls(
            data["exercise"], data["title"], Status(data["status"]), behaviours,
            tuple(data["notes"]), data["seed"], data["judged"],
        )  # fmt: skip


def _finding(data: dict[str, Any] | None) -> Finding | None:
    if data is None:
        return None
    frames = tuple((number, line, function) for number, line, function in data["frames"])
    return Finding(**{**data, "frames": frames, "kind": FindingKind(data["kind"])})
