"""What a batch came to, in numbers for the table at its end."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .submission import Marks

UNKNOWN = "(no lesson)"


@dataclass
class Summary:
    """What a batch came to.

    Attributes
    ----------
    graded, known : int
        Submissions marked now, and those that were in the gradebook.
    problems : list of (source, problem)
        Those that could not be marked, or not wholly.
    protection : Counter
        How many ran behind which locks.
    seconds : float
        Wall time of the batch.

    Examples
    --------
    >>> summary = Summary()
    >>> summary.add("ada.ipynb", Marks("01_definition", ({"earned": 3, "points": 4},)))
    >>> summary.rows()
    [('01_definition', '1', '3.0 of 4', '3.0', '0', '0')]
    """

    graded: int = 0
    known: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    protection: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    failed: int = 0
    _marks: defaultdict[str, Counter[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    _unjudged: Counter[str] = field(default_factory=Counter)

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
            self._unjudged[marks.lesson or UNKNOWN] += 1
        else:
            self._marks[marks.lesson][marks.earned, marks.points] += 1
        if marks.protection:
            self.protection[marks.protection] += 1

    def rows(self) -> list[tuple[str, ...]]:
        """Return lesson, submissions, mean, median, how many have all points, how many no marks."""
        rows = []
        for lesson in sorted(self._marks.keys() | self._unjudged.keys()):
            marks, unjudged = self._marks.get(lesson, Counter()), self._unjudged[lesson]
            earned = [own for (own, _), count in marks.items() for _ in range(count)]
            most = max((points for _, points in marks), default=0)
            full = sum(count for (own, points), count in marks.items() if own == points)
            mean = f"{statistics.fmean(earned):.1f} of {most}" if earned else "-"
            median = f"{statistics.median(earned):.1f}" if earned else "-"
            rows.append(
                (lesson, str(len(earned) + unjudged), mean, median, str(full), str(unjudged))
            )
        return rows
