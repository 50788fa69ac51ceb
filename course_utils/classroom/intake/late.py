"""What lateness costs: pure functions, worked out anew in every run and stored nowhere.

The marks that are kept are the marks of the work. A policy that is changed changes every total in
the next run, and an extension is a later due time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from .members import IntakeError

_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400}
_PART = re.compile(
    r"grace\s+(?P<grace>\d+(?:\.\d+)?)\s*(?P<unit>min|m|h|d)"
    r"|(?P<percent>\d+(?:\.\d+)?)\s*%\s*a\s*day"
    r"|at\s*least\s*(?P<floor>\d+(?:\.\d+)?)\s*%"
)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LatePolicy:
    """What is taken off late work.

    Attributes
    ----------
    due : datetime or None
        None: only the platform's own mark says what is late, and it counts as one day.
    grace : timedelta
        Work that comes so much after the due time is not late.
    percent_a_day : float
        Taken off for each day that has begun after the grace.
    floor_percent : float
        What is left at least.
    """

    due: datetime | None = None
    grace: timedelta = timedelta()
    percent_a_day: float = 0.0
    floor_percent: float = 0.0


@dataclass(frozen=True)
class Lateness:
    """How late a submission is, and which share of its marks stays.

    `known` is False where neither a time with a deadline nor the platform's own mark says so.
    """

    days: int
    share: float
    reason: str = ""
    known: bool = field(default=True, repr=False)


def parse_policy(text: str, due: datetime | None = None) -> LatePolicy:
    """Return the policy that a teacher wrote.

    Raises
    ------
    IntakeError
        Where it is none.

    Examples
    --------
    >>> parse_policy("grace 30 min, 10 % a day, at least 50 %").percent_a_day
    10.0
    >>> parse_policy("none")
    LatePolicy(due=None, grace=datetime.timedelta(0), percent_a_day=0.0, floor_percent=0.0)
    """
    grace, taken = timedelta(), {"percent": 0.0, "floor": 0.0}
    for part in text.lower().split(",") if text.strip().lower() != "none" else ():
        found = _PART.fullmatch(part.strip())
        if not found:
            raise IntakeError(
                f"{part.strip()!r} is no part of a late policy",
                expected="none, or for example: grace 30 min, 10 % a day, at least 50 %",
                next_step="Next: write the policy so.",
            )
        if found["grace"]:
            grace = timedelta(seconds=float(found["grace"]) * _UNITS[found["unit"]])
        else:
            key = "percent" if found["percent"] else "floor"
            taken[key] = min(100.0, float(found[key]))
    return LatePolicy(due, grace, taken["percent"], taken["floor"])


def lateness(
    policy: LatePolicy, received: datetime | None, marked_late: bool | None = None
) -> Lateness:
    """Return how late a submission is under a policy.

    A due time without a zone is on the teacher's clock: nbgrader's times are in UTC, whatever the
    clock of the class says. A platform that names no zone writes on the clock of the due time.

    Examples
    --------
    >>> due = datetime(2026, 11, 1, 23, 59)
    >>> lateness(LatePolicy(due, percent_a_day=10), datetime(2026, 11, 3, 0, 0))
    Lateness(days=2, share=0.8, reason='2 days late: 20 % off')
    """
    known = True
    if policy.due is not None and received is not None:
        after = _after(received, policy.due) - policy.grace
        days = math.ceil(after / _DAY) if after > timedelta() else 0
    else:
        days, known = int(bool(marked_late)), marked_late is not None
    off = min(days * policy.percent_a_day, 100.0 - policy.floor_percent)
    if not days:
        return Lateness(0, 1.0, known=known)
    how_late = f"{days} day{'s' * (days != 1)} late"
    return Lateness(days, round(1 - off / 100, 6), f"{how_late}: {off:g} % off" if off else "late")


def _after(received: datetime, due: datetime) -> timedelta:
    if received.tzinfo is not None and due.tzinfo is None:
        received = received.astimezone().replace(tzinfo=None)
    elif received.tzinfo is None and due.tzinfo is not None:
        received = received.replace(tzinfo=due.tzinfo)
    return received - due


def believed(when: datetime | None) -> datetime | None:
    """Return a time that a clock may have shown; None for others, which a student may write.

    Examples
    --------
    >>> believed(datetime(1, 1, 1)), believed(datetime(2026, 11, 1)).year
    (None, 2026)
    """
    return when if when is not None and 1980 <= when.year < 3000 else None


class Attempt(Protocol):
    """What `counting` needs to know of a marked submission."""

    student: str
    lesson: str
    earned: float
    attempt: int
    received: datetime | None


def counting(attempts: Sequence[Attempt], which: str = "best") -> list[int]:
    """Return the places of those that count: one a student and lesson, the best or the last.

    Of two with the same marks the later one counts; of two at the same time the one that stands
    later. Everything else is kept in the gradebook and counts for nothing.
    """
    if which not in ("best", "last"):
        raise IntakeError(f"{which!r} is no choice of attempts", expected="best or last")
    chosen: dict[Hashable, int] = {}
    for place, attempt in enumerate(attempts):
        key = (attempt.student, attempt.lesson)
        before = chosen.get(key)
        if before is None or _rank(attempt, which) >= _rank(attempts[before], which):
            chosen[key] = place
    return sorted(chosen.values())


def _rank(attempt: Attempt, which: str) -> tuple[float, ...]:
    # timestamp() reads a time without a zone as local time: two of one class have the same kind.
    when = attempt.received.timestamp() if attempt.received else -math.inf
    later = (when, float(attempt.attempt))
    return (float(attempt.earned), *later) if which == "best" else later
