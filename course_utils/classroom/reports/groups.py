"""Wrong answers grouped by what they return, so that one look and one comment serve them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...errors import did_you_mean
from ..gradebook import Comment, ExerciseResult, Gradebook, Result
from .pages_of_people import ReportError

SAMPLES = 3  # different answers that are kept of each group
NAMES = 10  # students that are named


@dataclass
class Group:
    """Answers to one exercise that miss the same behaviours and return the same there.

    Attributes
    ----------
    group : str
        Its name, such as ``definition.relu:3f2a9c1b``.
    lesson, exercise, title : str
    students : int
        How many.
    who : list of str
        The first of them.
    earned, points : int
        What each of these answers earned by the judge, and what there is.
    mistakes : tuple of str
        Recognised misconceptions; empty for a group that has no name yet.
    finding : dict
        The first finding: reason, called, got, expected, kind.
    samples : list of str
        Different answers as they were written, the most frequent ones that came first.
    comments : tuple of Comment
    """

    group: str
    lesson: str
    exercise: str
    title: str
    earned: int
    points: int
    mistakes: tuple[str, ...]
    finding: dict[str, Any]
    comments: tuple[Comment, ...]
    students: int = 0
    who: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Every answer of it got a reason that names its misconception."""
        return bool(self.mistakes)


class Groups:
    """Collects groups result by result: a few samples of each, however many students."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}
        self.misconceptions: Counter[tuple[str, str, str]] = Counter()

    def add(self, result: Result) -> None:
        """Add what is wrong in one result."""
        for exercise in result.exercises:
            if exercise.group:
                self._add(result, exercise)
                for mistake in mistakes_of(exercise):
                    self.misconceptions[result.lesson, exercise.exercise, mistake] += 1

    def _add(self, result: Result, exercise: ExerciseResult) -> None:
        group = self._groups.get(exercise.group)
        if group is None:
            found = [f for f in findings(exercise) if f["kind"] != "skipped"]
            group = self._groups[exercise.group] = Group(
                exercise.group, result.lesson, exercise.exercise, exercise.title, exercise.judged,
                exercise.points, mistakes_of(exercise), found[0] if found else {},
                exercise.comments,
            )  # fmt: skip
        group.students += 1
        if len(group.who) < NAMES:
            group.who.append(result.shown_name)
        source = exercise.source.strip()
        if source and len(group.samples) < SAMPLES and source not in group.samples:
            group.samples.append(source)

    def sorted(self) -> list[Group]:
        """Return the groups, the largest first; of equal ones in the order of their names."""
        return sorted(self._groups.values(), key=lambda g: (-g.students, g.group))


def findings(exercise: ExerciseResult) -> Iterator[dict[str, Any]]:
    """Yield the findings of a stored outcome."""
    for behaviour in exercise.outcome.get("behaviours", []):
        if behaviour["finding"] is not None:
            yield behaviour["finding"]


def mistakes_of(exercise: ExerciseResult) -> tuple[str, ...]:
    """Return the names of the misconceptions that were recognised, each once."""
    return tuple(dict.fromkeys(f["mistake"] for f in findings(exercise) if f["mistake"]))


def wrong_answers(results: Iterable[Result]) -> list[Group]:
    """Return the groups of wrong answers, the largest first."""
    groups = Groups()
    for result in results:
        groups.add(result)
    return groups.sorted()


def group_named(book: Gradebook, name: str) -> Group:
    """Return one group by its name.

    Raises
    ------
    ReportError
        With the nearest name that there is.
    """
    groups = {group.group: group for group in wrong_answers(book.results())}
    if name not in groups:
        hint = did_you_mean(name, groups, otherwise="The class report lists the groups.")
        raise ReportError(f"No answers that count are in a group {name!r}.{hint}")
    return groups[name]
