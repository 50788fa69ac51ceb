"""What a batch came to, and the table of what is in the gradebook after it."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from .submission import Marks

UNKNOWN = "(no lesson)"
STRAYS = 0.1  # of a lesson's students: so few, instead of it, have taken the wrong file


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

    def add_standing(self, rows: Iterable[Row]) -> None:
        """Add what `standing` finds in the gradebook, once: a second run names it again."""
        told = set(self.problems)
        self.problems += [found for found in standing(rows) if found not in told]


class Row(Protocol):
    """What the table needs of what counts of one student: `gradebook.Result` has it."""

    @property
    def student(self) -> str:
        """Id of the student."""

    @property
    def source(self) -> str:
        """The file, as it was handed in."""

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


def strays(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the lessons that a few handed in by mistake, each with the one that was asked for.

    A lesson is one where at most a tenth of a lesson's students have it, and none of them has that
    lesson as well: who is a lesson ahead, or behind, has both.

    Parameters
    ----------
    pairs : iterable of (student, lesson)
        What was recognised; pairs without a lesson say nothing.

    Examples
    --------
    >>> class_of_ten = [(f"s{i}", "01_definition") for i in range(10)]
    >>> strays([*class_of_ten, ("ada", "02_graphs")])
    {'02_graphs': '01_definition'}
    >>> strays([*class_of_ten, ("s0", "02_graphs")])
    {}
    """
    having: defaultdict[str, set[str]] = defaultdict(set)
    for student, lesson in pairs:
        if lesson:
            having[lesson].add(student)
    if not having:
        return {}
    asked = max(sorted(having), key=lambda lesson: len(having[lesson]))
    few = STRAYS * len(having[asked])
    return {
        lesson: asked
        for lesson, students in sorted(having.items())
        if len(students) <= few and not students & having[asked]
    }


def stray_problem(lesson: str, asked: str) -> str:
    """Return what to say of work in a lesson that is one of `strays`."""
    return f"This is {lesson}; the class handed in {asked}. Next: ask for that notebook."


def standing(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Return ``(source, problem)`` of all that counts and needs a teacher, graded now or before."""
    found, handed_in = [], []
    for row in rows:
        if row.problem:
            found.append((row.source, row.problem))
        elif row.lesson:
            handed_in.append((row.student, row.lesson, row.source))
    wrong = strays((student, lesson) for student, lesson, _ in handed_in)
    found += [
        (source, stray_problem(lesson, wrong[lesson]))
        for _, lesson, source in handed_in
        if lesson in wrong
    ]
    return found


class Lateness(Protocol):
    """What a late policy says of one row."""

    @property
    def share(self) -> float:
        """What stays of the points, from 0 to 1."""


def table(
    rows: Iterable[Row], late: Callable[[Row], Lateness] | None = None
) -> list[tuple[str, ...]]:
    """Return a line for each lesson: students, mean, median, with all points, without marks.

    The points are those that count: with `late`, after what it takes off.

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
        earned = round(row.earned * late(row).share, 2) if late else row.earned
        marked[lesson].append(earned)
        most[lesson] = max(most[lesson], row.points)
        full[lesson] += earned >= row.points
    lines = []
    for lesson in sorted(marked.keys() | unmarked.keys()):
        all_of = marked[lesson]
        mean = f"{statistics.fmean(all_of):.1f} of {most[lesson]}" if all_of else "-"
        median = f"{statistics.median(all_of):.1f}" if all_of else "-"
        count = len(all_of) + unmarked[lesson]
        lines.append((lesson, str(count), mean, median, str(full[lesson]), str(unmarked[lesson])))
    return lines
