"""Read the gradebook row by row: memory does not grow with the class."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from ...errors import did_you_mean
from ..submission import Marks
from .records import Adjustment, Attempt, Comment, ExerciseResult, Result
from .schema import GradebookError, select
from .trouble import parsed

_RESULT = """
    SELECT s.student, s.name, s.identity, g.lesson, s.source, s.received, s.late, s.attempt,
        s.problem AS refused, g.problem, s.notes AS taken, g.notes, g.protection, g.seed,
        g.seed_hash, g.seconds, g.graded, g.id AS grading, g.notebook, g.checks, run.versions
    FROM grading AS g JOIN submission AS s USING (student, key) JOIN run ON run.id = g.run
"""
_OUTCOMES = """
    SELECT o.*, a.earned AS by_hand, a.reason, a.author, a.made
    FROM outcome AS o LEFT JOIN adjusted AS a ON a.student = {} AND a.exercise = o.exercise
    WHERE o.grading = CAST({} AS INTEGER) ORDER BY o.position
"""
_ONLY_BY_HAND = """
    SELECT a.*, (SELECT title FROM outcome WHERE exercise = a.exercise LIMIT 1) AS title,
        (SELECT MAX(points) FROM outcome WHERE exercise = a.exercise) AS points
    FROM adjusted AS a WHERE a.student = {} AND a.lesson = {} ORDER BY a.exercise
"""
_NEVER_JUDGED = """
    SELECT DISTINCT a.student, a.lesson FROM adjusted AS a
    WHERE NOT EXISTS (SELECT 1 FROM latest WHERE student = a.student AND lesson = a.lesson)
"""
# What could not be judged counts no more once the student has something judged in a later run that
# did not find it again: a broken file was replaced, or who had handed in nothing has done so.
_STILL_THERE = """
    lesson != '' OR NOT EXISTS (
        SELECT 1 FROM submission AS old JOIN submission AS new
            ON new.student = old.student AND new.run > old.run
        JOIN grading AS g ON g.student = new.student AND g.key = new.key
        WHERE old.id = mine.submission AND g.lesson != '')
"""
_COMMENTS = """
    SELECT text, author, made FROM comment AS mine WHERE signature = {} AND text != ''
        AND id > COALESCE((SELECT MAX(id) FROM comment
            WHERE signature = mine.signature AND text = ''), 0)
    ORDER BY id
"""


def results(
    connection: sqlite3.Connection,
    lesson: str | None,
    attempt: str = "last",
    student: str | None = None,
) -> Iterator[Result]:
    """Yield what counts; see `Gradebook.results`."""
    if attempt not in ("last", "best"):
        raise GradebookError(
            "This attempt cannot be asked for", expected="last or best", got=attempt,
            next_step=did_you_mean(attempt, ["last", "best"]).strip(),
        )  # fmt: skip
    view = {"last": "latest", "best": "best"}[attempt]
    # The second half: students whose points in a lesson were only ever given by hand.
    query = (
        f"SELECT * FROM (SELECT submission AS id, student, lesson FROM {view} AS mine "
        f"WHERE {_STILL_THERE} UNION ALL SELECT NULL, * FROM ({_NEVER_JUDGED}))"
    )
    wanted = {"lesson": lesson, "student": student}
    given = {name: text for name, text in wanted.items() if text is not None}
    if given:
        query += " WHERE " + " AND ".join(f"{name} = {{}}" for name in given)
    query += " ORDER BY student, lesson, id"
    for row in select(connection, query, *given.values()):
        if row["id"] is None:
            yield _by_hand(connection, row["student"], row["lesson"])
        else:
            yield from _read(connection, " WHERE s.id = CAST({} AS INTEGER)", str(row["id"]))


def history(connection: sqlite3.Connection, student: str, lesson: str) -> list[Result]:
    """Return every grading of a student in a lesson; see `Gradebook.history`."""
    # One row a grading, though two submissions may have the same bytes.
    where = " WHERE s.student = {} AND g.lesson = {} GROUP BY g.id ORDER BY g.id"
    return list(_read(connection, where, student, lesson))


def marks_of(
    connection: sqlite3.Connection, student: str, source: str, notebook: str
) -> tuple[str, Marks] | None:
    """Return the key and the marks of a submission; see `Gradebook.marks_of`."""
    query = (
        "SELECT a.id, a.key FROM attempt AS a JOIN grading AS g ON g.id = a.grading "
        "WHERE a.student = {} AND a.source = {} AND g.notebook = {}"
    )
    found = select(connection, query, student, source, notebook).fetchone()
    if found is None:
        return None
    (result,) = _read(connection, " WHERE s.id = CAST({} AS INTEGER)", str(found["id"]))
    return found["key"], _marks(result)


def _marks(result: Result) -> Marks:
    """Return what the judge said of a result, without what was changed by hand."""
    judged = [exercise for exercise in result.exercises if exercise.outcome]
    return Marks(
        result.lesson,
        tuple(exercise.outcome for exercise in judged),
        {exercise.exercise: exercise.source for exercise in judged},
        result.problem, result.notes, result.protection, result.seed, result.seconds,
        notebook=result.notebook, checks=result.checks,
    )  # fmt: skip


def attempts(connection: sqlite3.Connection) -> Iterator[Attempt]:
    """Yield every submission; see `Gradebook.attempts`."""
    query = (
        "SELECT a.*, g.problem AS judged, t.earned, t.points FROM attempt AS a "
        "JOIN grading AS g ON g.id = a.grading LEFT JOIN total AS t ON t.grading = a.grading "
        "ORDER BY a.student, a.lesson, a.attempt, a.moment, a.source"
    )
    for row in select(connection, query):
        yield Attempt(
            row["student"], row["lesson"], row["source"], _moment(row["received"]),
            _yes_no(row["late"]), row["attempt"], row["problem"] or row["judged"],
            row["earned"] or 0, row["points"] or 0,
        )  # fmt: skip


def _read(connection: sqlite3.Connection, where: str, *values: str) -> Iterator[Result]:
    for row in select(connection, _RESULT + where, *values):
        taken, noticed = parsed(row["taken"]), parsed(row["notes"])
        yield Result(
            student=row["student"],
            name=row["name"],
            identity=parsed(row["identity"]),
            lesson=row["lesson"],
            source=row["source"],
            received=_moment(row["received"]),
            late=_yes_no(row["late"]),
            attempt=row["attempt"],
            problem=row["refused"] or row["problem"],
            notes=tuple(dict.fromkeys(taken + noticed)),
            protection=row["protection"],
            seed=int(row["seed"]),
            seed_hash=row["seed_hash"],
            seconds=row["seconds"],
            graded=row["graded"],
            versions=parsed(row["versions"]),
            exercises=_exercises(connection, row["student"], row["lesson"], row["grading"]),
            notebook=row["notebook"],
            checks=row["checks"],
        )


def _by_hand(connection: sqlite3.Connection, student: str, lesson: str) -> Result:
    query = "SELECT name, identity FROM submission WHERE student = {} ORDER BY id DESC LIMIT 1"
    known = select(connection, query, student).fetchone()
    return Result(
        student, known["name"], parsed(known["identity"]), lesson, source="", received=None,
        late=None, attempt=1, problem="", notes=("All points were given by hand.",),
        protection="", seed=0, seed_hash="", seconds=0.0, graded="", versions={},
        exercises=tuple(_unjudged(connection, student, lesson, set())),
    )  # fmt: skip


def _exercises(
    connection: sqlite3.Connection, student: str, lesson: str, grading: int
) -> tuple[ExerciseResult, ...]:
    judged = [
        ExerciseResult(
            row["exercise"], row["title"], row["status"], row["earned"], row["points"],
            row["signature"], row["source"], parsed(row["data"]),
            _adjustment(row, student), _comments(connection, row["signature"]),
        )
        for row in select(connection, _OUTCOMES, student, str(grading))
    ]  # fmt: skip
    there = {exercise.exercise for exercise in judged}
    return (*judged, *_unjudged(connection, student, lesson, there))


def _unjudged(
    connection: sqlite3.Connection, student: str, lesson: str, there: set[str]
) -> Iterator[ExerciseResult]:
    """Yield exercises that have points by hand and were not judged."""
    for row in select(connection, _ONLY_BY_HAND, student, lesson):
        if row["exercise"] not in there:
            by_hand = Adjustment(
                student, row["exercise"], row["earned"], row["reason"], row["author"], row["made"]
            )
            yield ExerciseResult(
                row["exercise"], row["title"], "not judged", 0, row["points"], adjustment=by_hand
            )


def _adjustment(row: sqlite3.Row, student: str) -> Adjustment | None:
    if row["by_hand"] is None:
        return None
    return Adjustment(
        student, row["exercise"], row["by_hand"], row["reason"], row["author"], row["made"]
    )


def _comments(connection: sqlite3.Connection, group: str) -> tuple[Comment, ...]:
    if not group:
        return ()
    return tuple(Comment(group, *row) for row in select(connection, _COMMENTS, group))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _yes_no(value: int | None) -> bool | None:
    return None if value is None else bool(value)
