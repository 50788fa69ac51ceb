"""`Gradebook`: what is written, and when."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ..submission import Marks, Submission
from . import by_hand, reading
from .keys import seed_hash, versions_here
from .records import Adjustment, Attempt, Comment, LogEntry, Result
from .schema import GradebookError, connect, insert, select
from .signatures import signature
from .trouble import in_words


class Gradebook:
    """One open gradebook. Reading goes on while another program writes.

    Examples
    --------
    >>> import tempfile
    >>> from course_utils.classroom.gradebook import key_of
    >>> ada = Submission("ada", "class/ada/01_definition.ipynb", load=lambda: b"{}")
    >>> key = key_of(ada.load(), "checks 1", seed=7)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with Gradebook.open(Path(folder) / "gradebook.db") as book:
    ...         book.record(ada, key, Marks("01_definition", problem="The notebook is empty."))
    ...         print(book.has("ada", key), [result.problem for result in book.results()])
    True
    True ['The notebook is empty.']
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run: int | None = None

    @classmethod
    def open(cls, path: Path | str) -> Gradebook:
        """Open the file, or make it; ``with`` closes it.

        Raises
        ------
        GradebookError
            It is no gradebook, is damaged, or is of a newer version.
        """
        return cls(connect(Path(path)))

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # damage may show only where a row is read
            raise in_words(error) from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # What the judge writes.

    def has(self, student: str, key: str) -> bool:
        """Tell whether this content of this student was graded before."""
        query = "SELECT 1 FROM grading WHERE student = {} AND key = {}"
        return select(self._connection, query, student, key).fetchone() is not None

    def take_in(self, submission: Submission, key: str) -> bool:
        """File a submission under a grading that is there; tell whether there was one.

        For what need not be graded again: a second copy of the same bytes gets its row, and what
        the platform says of lateness today replaces what it said before.
        """
        with self._transaction():
            there = self.has(submission.student, key)
            if there:
                self._file(submission, key)
        return there

    def record(self, submission: Submission, key: str, marks: Marks) -> bool:
        """Keep one result, in one transaction; tell whether it is new.

        A second call with the same student and key changes nothing but the submission's own row:
        marks that are there stay. An older grading of the same submission is kept as history.
        """
        with self._transaction():
            new = not self.has(submission.student, key)
            if new:
                self._keep(submission.student, key, marks)
            self._file(submission, key)
        return new

    def _keep(self, student: str, key: str, marks: Marks) -> None:
        row = {
            "run": self._this_run(),
            "student": student,
            "key": key,
            "lesson": marks.lesson,
            "problem": marks.problem,
            "notes": json.dumps(marks.notes),
            "protection": marks.protection,
            "seed": str(marks.seed),
            "seed_hash": seed_hash(marks.seed),
            "seconds": marks.seconds,
            "graded": _now(),
            "notebook": marks.notebook,
            "checks": marks.checks,
        }
        grading = insert(self._connection, "grading", row).lastrowid
        for position, outcome in enumerate(marks.outcomes):
            row = {
                "grading": grading,
                "position": position,
                **{name: str(outcome[name]) for name in ("exercise", "title", "status")},
                **{name: int(outcome[name]) for name in ("earned", "points")},
                "signature": signature(outcome),
                "source": marks.sources.get(outcome["exercise"], ""),
                "data": json.dumps(outcome),
            }
            insert(self._connection, "outcome", row)

    def _file(self, submission: Submission, key: str) -> None:
        received = submission.received
        facts = {
            "run": self._this_run(),
            "name": submission.name,
            "identity": json.dumps(submission.identity),
            "received": received.isoformat() if received else None,
            "moment": received.timestamp() if received else None,
            "late": submission.late,
            "attempt": submission.attempt,
            "problem": submission.problem,
            "notes": json.dumps(submission.notes),
        }
        changes = ", ".join(f"{name} = excluded.{name}" for name in facts)
        row = {"student": submission.student, "source": submission.source, "key": key, **facts}
        insert(
            self._connection, "submission", row,
            conflict=f"ON CONFLICT (student, source, key) DO UPDATE SET {changes}",
        )  # fmt: skip

    def _this_run(self) -> int:
        if self._run is None:
            row = {"started": _now(), "versions": json.dumps(versions_here())}
            self._run = insert(self._connection, "run", row).lastrowid
        return self._run

    # What a person writes.

    def adjust(
        self, student: str, exercise: str, earned: float | None, reason: str, author: str
    ) -> Adjustment:
        """Give points by hand. They count from now on, whatever a regrade says.

        Parameters
        ----------
        student, exercise : str
        earned : float or None
            Points, from 0 to what the exercise is worth; None takes the change back.
        reason, author : str
            Shown on the student's page, and kept in the log.

        Raises
        ------
        GradebookError
            There is no such student or exercise here, the points are out of range, or no reason
            or author is given.
        """
        lesson, points = by_hand.known(self._connection, student, exercise)
        made = Adjustment(student, exercise, earned, reason, author, _now())
        with self._transaction(synced=True):
            by_hand.adjust(self._connection, made, lesson, points)
        return made

    def comment(self, group: str, text: str, author: str) -> None:
        """Say something to everybody in one group of wrong answers; an empty text takes it back.

        Raises
        ------
        GradebookError
            There is no such group, or no author is given.
        """
        with self._transaction(synced=True):
            by_hand.comment(self._connection, Comment(group, text, author, _now()))

    def note(self, author: str, what: str) -> None:
        """Write a line into the log: a patch of a submission, a forced regrade."""
        with self._transaction(synced=True):
            by_hand.log(self._connection, LogEntry(_now(), author, what))

    # What is read.

    def log(self) -> Iterator[LogEntry]:
        """Yield what was done by hand, oldest first."""
        query = "SELECT made, author, what FROM log ORDER BY id"
        yield from (LogEntry(*row) for row in select(self._connection, query))

    def results(self, *, lesson: str | None = None, attempt: str = "last") -> Iterator[Result]:
        """Yield what counts, one result for each student and lesson, by student, then lesson.

        Parameters
        ----------
        lesson : str, optional
            Stem of the only lesson wanted.
        attempt : {"last", "best"}
            Which of a student's submissions counts. A notebook of no known lesson counts as well,
            without points, and its line says why: until a later run has something of the student
            to judge, and no longer finds it.
        """
        return reading.results(self._connection, lesson, attempt)

    def of_student(self, student: str, *, attempt: str = "last") -> list[Result]:
        """Return what counts of one student, by lesson."""
        return list(reading.results(self._connection, None, attempt, student))

    def history(self, student: str, lesson: str) -> list[Result]:
        """Return every grading of a student in a lesson, the oldest first."""
        return reading.history(self._connection, student, lesson)

    def marks_of(self, submission: Submission, notebook: str) -> tuple[str, Marks] | None:
        """Return the key and the marks of a submission as the judge gave them, or None.

        For who regrades one exercise: replace its outcome in them, and record the whole. None
        where this submission was not graded yet with the bytes of this SHA-256.
        """
        return reading.marks_of(self._connection, submission.student, submission.source, notebook)

    def attempts(self) -> Iterator[Attempt]:
        """Yield one row for each submission that was taken in, whatever it contains."""
        return reading.attempts(self._connection)

    def lessons(self) -> list[str]:
        """Return the stems of the lessons that were graded, in order."""
        query = "SELECT DISTINCT lesson FROM grading WHERE lesson != '' ORDER BY lesson"
        return [name for (name,) in select(self._connection, query)]

    @contextmanager
    def _transaction(self, *, synced: bool = False) -> Iterator[None]:
        # What a person wrote cannot be had again by running something: it is on the disk, not
        # only with the system, before the call returns.
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
        run = self._run
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            self._run = run
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise GradebookError(
                    f"The gradebook cannot be written: {error}",
                    next_step="Nothing of this result was kept. Run it again.",
                ) from None
            raise


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
