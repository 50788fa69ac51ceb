"""Write everything that people see of a gradebook into one folder."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ... import replacing
from ..gradebook import Gradebook, Result
from ..summary import strays
from .class_report import class_page
from .feedback import feedback_page
from .pages_of_people import Policy, ReportError, file_name, lesson_title, page_bytes
from .returned import returned_notebook
from .tables import long_table, wide_table

FEEDBACK, NOTEBOOKS = "feedback", "notebooks"

Load = Callable[[Result], bytes | None]
"""Gives the bytes that a result was graded from, or None where they are gone."""


@dataclass(frozen=True)
class Written:
    """One file for one student, and where it lies; `problem` says why a notebook is missing."""

    student: str
    path: Path | None
    problem: str = ""


def write_reports(
    book: Gradebook,
    out: Path,
    *,
    load: Load | None = None,
    attempt: str = "last",
    policy: Policy | None = None,
    similar: bool = False,
) -> Iterator[Written]:
    """Write tables, the class report, a page for each student and their notebooks with notes.

    ``grades.csv``, ``grades-long.csv``, ``class.html``, ``feedback/<student>.html`` and
    ``notebooks/<student>/<lesson>.ipynb``. A file whose content is the same is left alone, so that
    whoever watches the folder sees what changed.

    Parameters
    ----------
    book : Gradebook
    out : Path
    load : callable, optional
        See `Load`; without it no notebooks are written.
    attempt, policy, similar
        As for `class_page`.

    Yields
    ------
    Written
        After each page and notebook, for whoever shows progress.
    """
    tables = {
        "grades.csv": wide_table(book, attempt=attempt, policy=policy),
        "grades-long.csv": long_table(book, attempt=attempt, policy=policy),
        "class.html": page_bytes(
            class_page(book, attempt=attempt, policy=policy, similar=similar, feedback=FEEDBACK)
        ),
    }
    for name, data in tables.items():
        replacing.write_bytes(out / name, data)
    wrong = strays((r.student, r.lesson) for r in book.results(attempt=attempt))
    for student, group in itertools.groupby(book.results(attempt=attempt), lambda r: r.student):
        results = [_told(result, wrong) for result in group]
        path = out / FEEDBACK / f"{file_name(student)}.html"
        _put(path, page_bytes(feedback_page(results, policy=policy)))
        yield Written(student, path)
        for result in results if load is not None else ():
            yield from _notebook(result, out / NOTEBOOKS, load, policy)


def _told(result: Result, wrong: dict[str, str]) -> Result:
    """Say to who handed in another lesson than the class what the few points come from."""
    if result.lesson not in wrong:
        return result
    said = (
        f"Your class handed in the exercises of lesson {lesson_title(wrong[result.lesson])}; these "
        "are another lesson's. If you took the wrong file, tell your teacher and hand in the other."
    )
    return replace(result, notes=(said, *result.notes))


def _notebook(result: Result, folder: Path, load: Load, policy: Policy | None) -> Iterator[Written]:
    content = load(result) if result.exercises and result.graded else None
    if content is None:
        return
    path = folder / file_name(result.student) / f"{file_name(result.lesson)}.ipynb"
    try:
        data = returned_notebook(content, result, policy=policy)
    except ReportError as error:
        yield Written(result.student, None, str(error))
        return
    _put(path, data)
    yield Written(result.student, path)


def _put(path: Path, data: bytes) -> None:
    # Made anew at any time: no need to wait for the disk, ten thousand times.
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
