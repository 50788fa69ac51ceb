"""What a person writes into the gradebook: points, words, and the log of both."""

from __future__ import annotations

import dataclasses
import math
import sqlite3

from ...errors import did_you_mean
from .records import Adjustment, Comment, LogEntry
from .schema import GradebookError, insert, select

_EXERCISES = """
    SELECT o.exercise, g.lesson, o.points, MAX(g.id)
    FROM outcome AS o JOIN grading AS g ON g.id = o.grading GROUP BY o.exercise
"""


def known(connection: sqlite3.Connection, student: str, exercise: str) -> tuple[str, int]:
    """Return the lesson and the points of an exercise; refuse a name that nobody here has."""
    students = [name for (name,) in select(connection, "SELECT DISTINCT student FROM submission")]
    if student not in students:
        raise GradebookError(
            f"There is no student {student!r} in this gradebook."
            + did_you_mean(student, students, otherwise="")
        )
    exercises = {row["exercise"]: row for row in select(connection, _EXERCISES)}
    if exercise not in exercises:
        raise GradebookError(
            f"No exercise {exercise!r} was graded here." + did_you_mean(exercise, exercises)
        )
    return exercises[exercise]["lesson"], exercises[exercise]["points"]


def adjust(connection: sqlite3.Connection, made: Adjustment, lesson: str, points: int) -> None:
    """Keep points given by hand; see `Gradebook.adjust`."""
    earned = made.earned
    if earned is not None and not (math.isfinite(earned) and 0 <= earned <= points):
        raise GradebookError(
            f"These points do not fit {made.exercise}", expected=f"0 to {points}", got=earned
        )
    _ask_for(reason=made.reason, author=made.author)
    said = "took back the change" if earned is None else f"gave {earned:g} of {points} points"
    insert(connection, "adjustment", dataclasses.asdict(made) | {"lesson": lesson})
    what = f"{said} of {made.exercise} for {made.student}: {made.reason}"
    log(connection, LogEntry(made.made, made.author, what))


def comment(connection: sqlite3.Connection, made: Comment) -> None:
    """Keep words for a group; see `Gradebook.comment`."""
    query = "SELECT DISTINCT signature FROM outcome WHERE signature != ''"
    groups = [name for (name,) in select(connection, query)]
    if made.group not in groups:
        raise GradebookError(
            f"There is no group {made.group!r}." + did_you_mean(made.group, groups, otherwise="")
        )
    _ask_for(author=made.author)
    row = dataclasses.asdict(made)
    insert(connection, "comment", {"signature": row.pop("group"), **row})
    said = f"wrote to {made.group}: {made.text}" if made.text else f"took back: {made.group}"
    log(connection, LogEntry(made.made, made.author, said))


def log(connection: sqlite3.Connection, entry: LogEntry) -> None:
    """Add a line to the log."""
    insert(connection, "log", dataclasses.asdict(entry))


def _ask_for(**given: str) -> None:
    for name, text in given.items():
        if not text.strip():
            raise GradebookError(f"The {name} is missing", next_step="It is kept with the change.")
