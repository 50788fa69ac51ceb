"""The teacher's command: grade."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CourseError
from .by_hand import me
from .rehearse import fill_graded, filling
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
              help="CSV of the class, where a download has no ids, or no times.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Judge processes (default: one a core).")
@click.option("--scheduler", metavar="ADDRESS", help="Mark on this Dask cluster instead.")
@click.option("--only", "student", metavar="STUDENT", help="One student.")
@click.option("--exercise", "exercise_id", metavar="EXERCISE", help="Mark one exercise again.")
@click.option("--lesson", metavar="LESSON", help="Where a notebook does not say which: this one.")
@click.option("--amend", metavar="STUDENT",
              help="Lay a copy of a student's work for you to mend, then grade it.")  # fmt: skip
@click.option("--due", type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%d"]), help="The deadline.")
@click.option("--late", "policy", metavar="POLICY", default="none", show_default=True,
              help='What lateness costs, such as "grace 30 min, 10 % a day".')  # fmt: skip
@click.option("--attempt", type=click.Choice(["last", "best"]), default="last", show_default=True,
              help="Which of several attempts counts.")  # fmt: skip
@click.option("--similar", is_flag=True, help="List answers that are alike, in the class report.")
@filling
@click.option("--seed", type=click.IntRange(0), help="Draws the secret inputs (default: secret).")
@click.option("--commit", is_flag=True, help="Only draw the seed, and print its SHA-256.")
def grade(submissions: Path | None, graded: Path, commit: bool, **options: Any) -> None:
    """Grade a class: folders by student, a learning platform's download, or one notebook.

    Each answer runs in a process of its own that is locked in. Stop it at any moment and run it
    again: it goes on where it was, and a second run grades only what changed.

    --amend STUDENT first lays a copy below --out; edit that, and the same command grades it. The
    original stays as it is, the log says what was changed, and the copy counts until you remove it.

    Example: relu grade submissions --out graded
    """
    from ..classroom import seeds

    if submissions is not None and graded.resolve().is_relative_to(submissions.resolve()):
        stop(f"{graded} lies in {submissions}: it would be graded too. Next: another --out")
    try:
        if commit:
            click.echo(seeds.commitment(graded, seeds.seed_of(graded, options["seed"])))
            return
        if submissions is None:
            stop("Nothing to grade was named. Next: relu grade SUBMISSIONS --out GRADED")
        if options["exercise_id"]:
            exercise_named(options["exercise_id"])
        _grade_and_report(submissions, graded, options)
    except CourseError as error:
        stop(str(error))
    except OSError as error:  # a full disk, a scheduler that is gone
        stop(f"{error}. What was graded is kept. Next: put this right, then run it again.")


def _grade_and_report(submissions: Path, graded: Path, options: dict[str, Any]) -> None:
    """Grade, write what people see, print the summary; end with 1 where the grader failed."""
    from ..classroom import amended, intake, seeds
    from ..classroom.batch import Batch
    from ..classroom.gradebook import Gradebook
    from ..classroom.summary import table

    late = _policy(options)
    lesson = amended.lesson_wanted(options["lesson"]) if options["lesson"] else ""
    handed_in = list(intake.read(submissions, roster=options["roster"]))
    student = options["student"] or options["amend"]
    wanted = _only(handed_in, student)
    if options["amend"]:
        _lay_copies(wanted, graded, student)
    seed = seeds.seed_of(graded, options["seed"])  # not before: what is misspelt leaves nothing
    with Gradebook.open(graded / "gradebook.db") as gradebook:
        with _executor(options) as executor, _bar("Grading", len(wanted)) as told:
            batch = Batch(gradebook, executor, seed, options["exercise_id"] or "", told)
            summary = batch.grade(_only(amended.applied(handed_in, graded), student))
            if lesson and (named := amended.name_lesson(gradebook, wanted, graded, lesson)):
                Batch(gradebook, executor, seed).grade(amended.applied(named, graded))
                sources = {submission.source for submission in named}
                summary.problems = [p for p in summary.problems if p[0] not in sources]
        amended.log(gradebook, handed_in, graded, me())
        _report(gradebook, graded, amended.applied(handed_in, graded), late, options)
        if not student:
            summary.add_standing(gradebook.results(attempt=options["attempt"]))
        _show(summary, table(gradebook.results(attempt=options["attempt"]), late), graded)
        if late:
            _say_untimed(late, gradebook.results(attempt=options["attempt"]), options["due"])
        if options["fill"]:
            fill_graded(gradebook, graded, late, options)
    sys.exit(FAILED if summary.failed else 0)


def _policy(options: dict[str, Any]) -> Callable[[Any], Any] | None:
    """Return what a result loses for being late, worked out anew in each run; None for nothing."""
    from ..classroom import intake

    policy = intake.parse_policy(options["policy"], options["due"])
    if not policy.percent_a_day:
        return None
    return lambda result: intake.lateness(policy, result.received, result.late)


def _say_untimed(late: Callable[[Any], Any], results: Iterable[Any], due: Any) -> None:
    """Say for how many a late policy could do nothing, because nothing tells when they came."""
    known = [late(result).known for result in results if result.exercises]
    if untold := known.count(False):
        add = "add" if due else "add --due, and"
        click.echo(
            f"Whether {untold} of {len(known)} came late is not known: nothing was taken off "
            f"there. Next: {add} as --roster a file with the times (Moodle: the grading "
            "worksheet)."
        )


def _report(
    gradebook: Any, graded: Path, taken_in: list[Submission], late: Any, options: dict[str, Any]
) -> None:
    """Write tables, pages, notebooks and receipts from the gradebook."""
    from ..classroom import receipts, reports

    there = {(s.student, s.source): s for s in taken_in}

    def load(result: Any) -> bytes | None:
        submission = there.get((result.student, result.source))
        try:
            content = submission.load() if submission and not submission.problem else None
        except (CourseError, OSError):
            return None
        # What was changed and not graded again keeps the receipt and notes of what was graded.
        if content is not None and not receipts.is_graded_from(result, content):
            return None
        if content is not None and result.exercises:
            name = reports.file_name(result.student)
            target = graded / "receipts" / name / f"{reports.file_name(result.lesson)}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(receipts.receipt(result, content))
        return content

    written = reports.write_reports(
        gradebook, graded, load=load, attempt=options["attempt"], policy=late,
        similar=options["similar"],
    )  # fmt: skip
    with _bar("Writing feedback", len({s.student for s in taken_in})) as told:
        before, missing = "", []
        for file in written:
            if file.problem:
                missing.append(f"{file.student}: {file.problem}")
            if file.student != before:
                told(file)
            before = file.student
    for line in missing:
        click.echo(shown(f"No notebook back to {line}"))


def _lay_copies(wanted: list[Submission], graded: Path, student: str) -> None:
    """Lay a copy of each notebook of a student and stop, unless one was changed already."""
    from ..classroom import amended

    there = amended.copies(wanted, graded, every=True)
    if not there:
        stop(f"{student} has no notebook that could be amended: {wanted[0].problem}")
    for copy in there:
        copy.lay()
    if not any(copy.changed for copy in there):
        for copy in there:
            click.echo(f"Laid: {near(copy.path)}")
        stop("Nothing was graded yet. Next: edit the copy, then run this again.", code=0)


def _only(taken_in: list[Submission], student: str | None) -> list[Submission]:
    if not student:
        return taken_in
    found = [s for s in taken_in if student in (s.student, s.name)]
    if not found:
        from ..errors import did_you_mean

        known = {s.student for s in taken_in}
        raise CourseError(f"There is no student {student!r}.{did_you_mean(student, known)}")
    return found


@contextmanager
def _executor(options: dict[str, Any]) -> Iterator[Any]:
    from ..classroom.executors.local import LocalExecutor

    executor: Any
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
def _bar(what: str, total: int) -> Iterator[Any]:
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
        TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total, rate="")

        def told(done: Any) -> None:
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
    for title in ("Lesson", "Students", "Mean", "Median", "All points", "Not judged"):
        shape.add_column(title, justify="left" if title == "Lesson" else "right")
    for row in rows:
        shape.add_row(*row)
    console = Console(soft_wrap=True, highlight=False)
    console.print(shape)
    console.print(
        f"{summary.total} submission{'s' * (summary.total != 1)}: {summary.graded} graded now "
        f"in {summary.seconds:.1f} s, {summary.known} known from before."
    )
    for level, count in summary.protection.items():
        console.print(f"Locked in by {level}: {count}.")
    for source, problem in summary.problems[:SHOWN]:
        console.print(Text(shown(f"{source}: {problem}")))
    if len(summary.problems) > SHOWN:
        console.print(f"... and {len(summary.problems) - SHOWN} more, in the gradebook.")
    console.print(f"Start with {near(graded / 'class.html')}; marks: {near(graded / 'grades.csv')}")


def shown(text: str) -> str:
    """Return a student's text so that a terminal shows it and obeys nothing in it."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


COMMANDS = (grade,)
