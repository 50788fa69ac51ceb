"""What a check says, as data. Text, HTML and JSON are views of it (see `report`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NOT_STARTED = "not started"
WRONG = "wrong"
PARTLY = "partly right"
RIGHT = "right"
ERROR = "error in your code"
TOO_SLOW = "too slow"
STATUSES = (NOT_STARTED, WRONG, PARTLY, RIGHT, ERROR, TOO_SLOW)


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
    kind : str
        ``"value"``, ``"error"``, ``"too slow"``, ``"missing"`` or ``"rule"``.
    """

    reason: str
    called: str = ""
    got: str = ""
    expected: str = ""
    look: str = ""
    mistake: str = ""
    frames: tuple[tuple[int, str, str], ...] = ()
    kind: str = "value"


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

    Examples
    --------
    >>> Outcome("a.b", "Title", "right", (BehaviourResult("all", 2, 2),), seed=0).earned
    2
    """

    exercise: str
    title: str
    status: str
    behaviours: tuple[BehaviourResult, ...]
    notes: tuple[str, ...] = ()
    seed: int = 0

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
