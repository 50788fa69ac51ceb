"""The teacher's commands: grade."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CourseError
from .shared import FAILED, exercise_named, near, stop

if TYPE_CHECKING:
    from ..classroom.submission import Submission
    from ..classroom.summary import Summary

SHOWN = 12  # problems listed below the table


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path), required=False)
@click.option("--out", "graded", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="Folder for the gradebook and everything made from it.")  # fmt: skip
@click.option("--roster", type=click.Path(path_type=Path, dir_okay=False),
              help="CSV of the class, where a download carries no ids.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Judge processes (default: one a core).")
@click.option("--scheduler", metavar="ADDRESS", help="Mark on this Dask cluster instead.")
@click.option("--only", "student", metavar="STUDENT", help="One student.")
@click.option("--exercise", "exercise_id", metavar="EXERCISE", help="Mark one exercise again.")
@click.option("--seed", type=click.IntRange(0), help="Draws the secret inputs (default: secret).")
@click.option("--commit", is_flag=True, help="Only draw the seed, and print its SHA-256.")
def grade(submissions: Path | None, graded: Path, commit: bool, **options: Any) -> None:
    """Grade a class: folders by student, a learning platform's download, or one notebook.

    Each answer runs in a process of its own that is locked in. Stop it at any moment and run it
    again: it goes on where it was, and a second run grades only what changed.

    Example: relu grade submissions --out graded
    """
    from ..classroom import seeds

    try:
        seed = seeds.seed_of(graded, options["seed"])
        if commit:
            click.echo(seeds.commitment(graded, seed))
            return
        if submissions is None:
            stop("Nothing to grade was named. Next: relu grade SUBMISSIONS --out GRADED")
        if options["exercise_id"]:
            exercise_named(options["exercise_id"])
        summary, rows = _grade(submissions, graded, seed, options)
    except (CourseError, OSError) as error:
        stop(str(error))
    _show(summary, rows, graded)
    sys.exit(FAILED if summary.failed else 0)


def _grade(
    submissions: Path, graded: Path, seed: int, options: dict[str, Any]
) -> tuple[Summary, list[tuple[str, ...]]]:
    from ..classroom import intake
    from ..classroom.batch import Batch
    from ..classroom.gradebook import Gradebook
    from ..classroom.summary import table

    taken_in = list(intake.read(submissions, roster=options["roster"]))
    if options["student"]:
        taken_in = _only(taken_in, options["student"])
    with (
        Gradebook.open(graded / "gradebook.db") as gradebook,
        _executor(options) as executor,
        _bar(len(taken_in)) as told,
    ):
        batch = Batch(gradebook, executor, seed, options["exercise_id"] or "", told)
        summary = batch.grade(taken_in)
        return summary, table(gradebook.attempts())


def _only(taken_in: list[Submission], student: str) -> list[Submission]:
    found = [s for s in taken_in if student in (s.student, s.name)]
    if not found:
        from ..errors import did_you_mean

        known = {s.student for s in taken_in}
        raise CourseError(f"There is no student {student!r}.{did_you_mean(student, known)}")
    return found


@contextmanager
def _executor(options: dict[str, Any]) -> Iterator[Any]:
    from ..classroom.executors.local import LocalExecutor

    if options["scheduler"]:
        from ..classroom.executors.dask import DaskExecutor

        executor = DaskExecutor(options["scheduler"])
    else:
        executor = LocalExecutor(options["workers"])
    try:
        yield executor
    finally:
        executor.close()


@contextmanager
def _bar(total: int) -> Iterator[Any]:
    """Show how many are done, how many a second, and the time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total, rate="")

        def told(submission: Submission) -> None:
            bar.advance(task)
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            if speed:
                bar.update(task, rate=f"{speed:.1f} a second")

        yield told


def _show(summary: Summary, rows: list[tuple[str, ...]], graded: Path) -> None:
    """Print the summary table, then what needs a teacher's eye."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shape = Table(box=box.SIMPLE, show_edge=False)
    for title in ("Lesson", "Submissions", "Mean", "Median", "All points", "Not judged"):
        shape.add_column(title, justify="left" if title == "Lesson" else "right")
    for row in rows:
        shape.add_row(*row)
    console = Console(soft_wrap=True, highlight=False)
    console.print(shape)
    console.print(
        f"{summary.total} submissions: {summary.graded} graded now in {summary.seconds:.1f} s, "
        f"{summary.known} known from before."
    )
    for level, count in summary.protection.items():
        console.print(f"Locked in by {level}: {count}.")
    for source, problem in summary.problems[:SHOWN]:
        console.print(Text(shown(f"{source}: {problem}")))
    if len(summary.problems) > SHOWN:
        console.print(f"... and {len(summary.problems) - SHOWN} more, in the gradebook.")
    console.print(f"Gradebook: {near(graded / 'gradebook.db')}")


def shown(text: str) -> str:
    """Return a student's text so that a terminal shows it and obeys nothing in it."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


COMMANDS = (grade,)
