"""The file under the gradebook: its tables, their versions, and how it is opened.

Text goes in and comes out by `surrogatepass`, so that a name of a file that is no valid UTF-8
(Python reads it with lone surrogates) is filed like any other.
"""

from __future__ import annotations

import functools
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from .trouble import GradebookError, in_words, text_of

APPLICATION_ID = 0x52654C55  # "ReLU": SQLite's own field for whose file this is
BUSY_SECONDS = 30.0


# One tuple of statements a version, in order; a version that was once released never changes.
# attempt: what counts of each submission is its latest grading. A submission is known by where it
# came from, and its content may have been replaced.
_VERSION_1 = (
    """CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        versions TEXT NOT NULL)""",
    """CREATE TABLE grading (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES run (id),
        student TEXT NOT NULL,
        key TEXT NOT NULL,
        lesson TEXT NOT NULL,
        problem TEXT NOT NULL,
        notes TEXT NOT NULL,
        protection TEXT NOT NULL,
        seed TEXT NOT NULL,
        seed_hash TEXT NOT NULL,
        seconds REAL NOT NULL,
        graded TEXT NOT NULL,
        UNIQUE (student, key))""",
    """CREATE TABLE outcome (
        grading INTEGER NOT NULL REFERENCES grading (id),
        position INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        title TEXT NOT NULL,
        status TEXT NOT NULL,
        earned INTEGER NOT NULL,
        points INTEGER NOT NULL,
        signature TEXT NOT NULL,
        source TEXT NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (grading, position)) WITHOUT ROWID""",
    "CREATE INDEX outcome_exercise ON outcome (exercise)",
    """CREATE TABLE submission (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES run (id),
        student TEXT NOT NULL,
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        identity TEXT NOT NULL,
        received TEXT,
        moment REAL,
        late INTEGER,
        attempt INTEGER NOT NULL,
        problem TEXT NOT NULL,
        notes TEXT NOT NULL,
        UNIQUE (student, source, key),
        FOREIGN KEY (student, key) REFERENCES grading (student, key))""",
    """CREATE TABLE adjustment (
        id INTEGER PRIMARY KEY,
        student TEXT NOT NULL,
        lesson TEXT NOT NULL,
        exercise TEXT NOT NULL,
        earned REAL,
        reason TEXT NOT NULL,
        author TEXT NOT NULL,
        made TEXT NOT NULL)""",
    "CREATE INDEX adjustment_student ON adjustment (student, exercise)",
    """CREATE TABLE comment (
        id INTEGER PRIMARY KEY,
        signature TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        made TEXT NOT NULL)""",
    "CREATE INDEX comment_signature ON comment (signature)",
    """CREATE TABLE log (
        id INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        author TEXT NOT NULL,
        what TEXT NOT NULL)""",
    """CREATE VIEW adjusted AS
        SELECT * FROM adjustment AS mine WHERE earned IS NOT NULL AND id = (
            SELECT MAX(id) FROM adjustment
            WHERE student = mine.student AND exercise = mine.exercise)""",
    """CREATE VIEW attempt AS
        SELECT * FROM (
            SELECT s.*, g.id AS grading, g.lesson AS lesson, ROW_NUMBER() OVER (
                PARTITION BY s.student, s.source ORDER BY s.run DESC, s.id DESC) AS age
            FROM submission AS s JOIN grading AS g USING (student, key))
        WHERE age = 1""",
    """CREATE VIEW total AS
        SELECT o.grading AS grading, SUM(COALESCE(a.earned, o.earned)) AS earned,
            SUM(o.points) AS points
        FROM outcome AS o JOIN grading AS g ON g.id = o.grading
        LEFT JOIN adjusted AS a ON a.student = g.student AND a.exercise = o.exercise
        GROUP BY o.grading""",
    # A notebook of no known lesson stands for itself: a student may have handed in two of them.
    """CREATE VIEW latest AS
        SELECT submission, grading, student, lesson FROM (
            SELECT a.id AS submission, a.grading AS grading, a.student AS student,
                a.lesson AS lesson, ROW_NUMBER() OVER (
                    PARTITION BY a.student, a.lesson, CASE a.lesson WHEN '' THEN a.source END
                    ORDER BY a.moment DESC, a.attempt DESC, a.run DESC, a.source DESC
                ) AS place
            FROM attempt AS a)
        WHERE place = 1""",
    """CREATE VIEW best AS
        SELECT submission, grading, student, lesson FROM (
            SELECT a.id AS submission, a.grading AS grading, a.student AS student,
                a.lesson AS lesson, ROW_NUMBER() OVER (
                    PARTITION BY a.student, a.lesson, CASE a.lesson WHEN '' THEN a.source END
                    ORDER BY COALESCE(t.earned, 0) DESC,
                        a.moment DESC, a.attempt DESC, a.run DESC, a.source DESC
                ) AS place
            FROM attempt AS a LEFT JOIN total AS t ON t.grading = a.grading)
        WHERE place = 1""",
)
# What was marked and by what, for the receipt; empty where version 1 has not kept it.
_VERSION_2 = (
    "ALTER TABLE grading ADD COLUMN notebook TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE grading ADD COLUMN checks TEXT NOT NULL DEFAULT ''",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2)


def connect(path: Path) -> sqlite3.Connection:
    """Open a gradebook, make it or bring it up to date; refuse in words what is none.

    Raises
    ------
    GradebookError
        The file is no gradebook, is damaged, or was written by a newer version of the course.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Marks are between a student and the teacher: nobody else reads the file.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise GradebookError(
            f"The gradebook {path} cannot be opened: {reason}",
            next_step="Name a file in a folder that you may write to.",
        ) from None
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = text_of
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise in_words(error, path.name) from None
    except GradebookError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_what_is_not_ours(connection, path)
    _write_ahead(connection)
    # A kill loses nothing in this mode. A power cut may lose the last results, which the next run
    # gives again; what a person wrote is synced (see `store`).
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection) < len(MIGRATIONS):
        _migrate(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Take the write-ahead log; where it is not to be had, the older journal is as safe.

    SQLite does not wait by itself for another program that is making the same change.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _refuse_what_is_not_ours(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN")  # one view of it: another program may be making it right now
    version = _version(connection)
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    connection.execute("COMMIT")
    if tables and owner != APPLICATION_ID:
        raise GradebookError(
            f"{path.name} is a database of another program",
            next_step="Name another file for the gradebook.",
        )
    if version > len(MIGRATIONS):
        raise GradebookError(
            f"{path.name} was written by a newer version of the course",
            expected=f"gradebook version {len(MIGRATIONS)} or older",
            got=version,
            next_step="Update the course, then run this again. The file was not changed.",
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection) -> None:
    """Take every step that is missing, all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another program may have done it meanwhile.
        for number in range(_version(connection), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def raw(value: Any) -> Any:
    """Return a value as it is bound: a text as bytes, to be cast back by SQL (see `insert`)."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def insert(
    connection: sqlite3.Connection, table: str, values: dict[str, Any], *, conflict: str = ""
) -> sqlite3.Cursor:
    """Insert one row; texts keep NUL and lone surrogates."""
    bound = [value if _as_it_is(value) else raw(value) for value in values.values()]
    cast = tuple([type(value) is bytes for value in bound])
    return connection.execute(_insertion(table, tuple(values), cast, conflict), bound)


def _as_it_is(value: Any) -> bool:
    """Tell whether SQLite keeps a value as it is, without a way through bytes."""
    return not isinstance(value, str) or (value.isascii() and "\0" not in value)


@functools.lru_cache(64)
def _insertion(table: str, names: tuple[str, ...], cast: tuple[bool, ...], conflict: str) -> str:
    places = ("CAST(? AS TEXT)" if text else "?" for text in cast)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(places)}) {conflict}"


def select(connection: sqlite3.Connection, query: str, *values: Any) -> sqlite3.Cursor:
    """Run a query whose values are all texts, written as ``{}`` in it."""
    filled = query.replace("{}", "CAST(? AS TEXT)")
    return connection.execute(filled, [raw(value) for value in values])
