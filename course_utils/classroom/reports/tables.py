"""Tables of marks for a spreadsheet: one row a student, or one row an exercise.

No cell can become a formula, and a number stays a number.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator

from ..csv_bytes import safe
from ..gradebook import ExerciseResult, Gradebook, Result
from ..summary import stray_problem, strays
from .pages_of_people import Policy, final, page_bytes, share_of, written

LATE = {None: "", True: "yes", False: "no"}
LONG = (
    "student", "name", "lesson", "exercise", "title", "status", "points", "out of", "by the judge",
    "changed because", "changed by", "share kept", "late because", "received", "late", "attempt",
    "source", "problem", "protection", "seed SHA-256", "graded",
)  # fmt: skip


def safe_cell(value: object) -> str:
    r"""Return a cell that no spreadsheet runs as a formula; numbers stay as they are.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("Ada"), safe_cell(-2.5), safe_cell("-2.5"), safe_cell("\t=1")
    ("'=1+1", 'Ada', '-2.5', '-2.5', "'\t=1")
    """
    text = "" if value is None else written(value) if isinstance(value, float) else str(value)
    return str(safe(page_bytes(text).decode("utf-8")))


def long_table(book: Gradebook, *, attempt: str = "last", policy: Policy | None = None) -> bytes:
    """Return a CSV with one row for each exercise of each result that counts.

    A notebook that could not be judged has one row, without an exercise.
    """
    return _csv(LONG, _long_rows(book, attempt, policy))


def _long_rows(book: Gradebook, attempt: str, policy: Policy | None) -> Iterator[list[object]]:
    for result in book.results(attempt=attempt):
        share, reason = share_of(result, policy)
        end = [
            float(share), reason, _moment(result), LATE[result.late], result.attempt,
            result.source, result.problem, result.protection, result.seed_hash, result.graded,
        ]  # fmt: skip
        start = [result.student, result.name, result.lesson]
        if not result.exercises:
            yield [*start, "", "", "not judged", "", "", "", "", "", *end]
        for exercise in result.exercises:
            yield [*start, *_exercise_cells(exercise), *end]


def _exercise_cells(exercise: ExerciseResult) -> list[object]:
    change = exercise.adjustment
    return [
        exercise.exercise, exercise.title, exercise.status, float(exercise.earned),
        exercise.points, exercise.judged, change.reason if change else "",
        change.author if change else "",
    ]  # fmt: skip


def wide_table(book: Gradebook, *, attempt: str = "last", policy: Policy | None = None) -> bytes:
    """Return a CSV with one row for each student.

    For each lesson stand there the points that count, after the policy, then those of each
    exercise before it; last come the total, what can be reached, and what went wrong. A lesson
    that was not handed in leaves its cells empty. One that a few handed in instead of what was
    asked for (`summary.strays`) has its columns, and nobody else can reach its points.
    """
    exercises: dict[str, dict[str, int]] = {}
    handed_in = []
    for result in book.results(attempt=attempt):
        if result.lesson:
            handed_in.append((result.student, result.lesson))
            found = exercises.setdefault(result.lesson, {})
            found.update((e.exercise, e.points) for e in result.exercises)
    columns = [name for stem in sorted(exercises) for name in (stem, *exercises[stem])]
    header = ["student", "name", *columns, "total", "out of", "problems"]
    wrong = strays(handed_in)
    reachable = sum(
        sum(points.values()) for lesson, points in exercises.items() if lesson not in wrong
    )
    results = book.results(attempt=attempt)
    return _csv(header, _wide_rows(results, columns, reachable, wrong, policy))


def _wide_rows(
    results: Iterator[Result],
    columns: list[str],
    reachable: int,
    wrong: dict[str, str],
    policy: Policy | None,
) -> Iterator[list[object]]:
    by_student = itertools.groupby(results, key=lambda r: r.student)
    for student, group in by_student:
        cells: dict[str, float] = {}
        name, total, problems = "", 0.0, []
        for result in group:
            name = result.name or name
            if result.problem:
                problems.append(f"{result.source}: {result.problem}")
            elif result.lesson in wrong:
                said = stray_problem(result.lesson, wrong[result.lesson])
                problems.append(f"{result.source}: {said}")
            if result.lesson:
                cells[result.lesson] = final(result, policy)
                total += cells[result.lesson]
                cells.update((e.exercise, float(e.earned)) for e in result.exercises)
        row = [cells.get(column) for column in columns]
        yield [student, name, *row, float(total), reachable, " | ".join(problems)]


def _moment(result: Result) -> str:
    return result.received.isoformat(sep=" ", timespec="seconds") if result.received else ""


def _csv(header: Iterable[object], rows: Iterable[list[object]]) -> bytes:
    out = io.StringIO()
    # A byte order mark: without one Excel reads UTF-8 as the letters of one country.
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in itertools.chain([header], rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8")
