"""What a batch came to, and the table of what is in the gradebook after it."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from .submission import Marks

UNKNOWN = "(no lesson)"


@dataclass
class Summary:
    """What a batch came to.

    Attributes
    ----------
    graded, known : int
        Submissions marked now, and those that were in the gradebook.
    failed : int
        Those that the grader, not the submission, kept from being marked.
    problems : list of (source, problem)
        Those that could not be marked, or not wholly.
    protection : Counter
        How many ran behind which locks.
    seconds : float
        Wall time of the batch.
    """

    graded: int = 0
    known: int = 0
    failed: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    protection: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """All submissions that have a row now."""
        return self.graded + self.known

    def add(self, source: str, marks: Marks) -> None:
        """Count one more."""
        self.graded += 1
        self.failed += marks.failed
        if marks.problem:
            self.problems.append((source, marks.problem))
        if marks.protection:
            self.protection[marks.protection] += 1


class Row(Protocol):
    """What the table needs of what counts of one student: `gradebook.Result` has it."""

    @property
    def lesson(self) -> str:
        """Stem of the lesson."""

    @property
    def problem(self) -> str:
        """Why it was not judged, or empty."""

    @property
    def earned(self) -> float:
        """Points reached."""

    @property
    def points(self) -> int:
        """Points there are."""


def table(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Return a line for each lesson: students, mean, median, with all points, without marks.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> table([Row(lesson="01_definition", problem="", earned=3, points=4)])
    [('01_definition', '1', '3.0 of 4', '3.0', '0', '0')]
    """
    marked: defaultdict[str, list[float]] = defaultdict(list)
    most: Counter[str] = Counter()
    full: Counter[str] = Counter()
    unmarked: Counter[str] = Counter()
    for row in rows:
        lesson = row.lesson or UNKNOWN
        if row.problem and not row.points:
            unmarked[lesson] += 1
            continue
        marked[lesson].append(row.earned)
        most[lesson] = max(most[lesson], row.points)
        full[lesson] += row.earned >= row.points
    lines = []
    for lesson in sorted(marked.keys() | unmarked.keys()):
        earned = marked[lesson]
        mean = f"{statistics.fmean(earned):.1f} of {most[lesson]}" if earned else "-"
        median = f"{statistics.median(earned):.1f}" if earned else "-"
        count = len(earned) + unmarked[lesson]
        lines.append((lesson, str(count), mean, median, str(full[lesson]), str(unmarked[lesson])))
    return lines
