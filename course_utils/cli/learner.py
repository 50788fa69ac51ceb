"""The learner's commands: check, hint, solution, progress, next, open, experiments."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import click

from ..errors import CourseError
from .shared import FAILED, USAGE, exercise_named, near, print_json, stop


@click.command()
@click.argument("exercise_id", metavar="[EXERCISE | LESSON]", required=False)
@click.option("--notebook", "notebooks", multiple=True, type=click.Path(path_type=Path),
              help="Another notebook, its lesson only; your progress stays as it is.")  # fmt: skip
@click.option("--seed", type=int, help="Repeat a check with the same inputs.")
@click.option("--receipt", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Repeat the mark of this receipt, with --notebook FILE.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    exercise_id: str | None,
    notebooks: tuple[Path, ...],
    seed: int | None,
    receipt: Path | None,
    as_json: bool,
) -> None:
    """Check your answers in exercises/: one, those of a lesson, or all.

    Runs your notebook in another process. Exit code 0: all right; 1: something is not.

    Example: relu check definition.relu
    """
    from .. import lessons
    from ..desk import checking

    if len(notebooks) > 1:
        stop(f"{len(notebooks)} notebooks were named: one at a time. Next: run it once for each.")
    if receipt is not None:
        _repeat(receipt, notebooks)
    try:
        if notebooks:
            checked = checking.check_notebook(notebooks[0], exercise_id, seed=seed)
        else:
            for line in lessons.adopt_old_names():
                click.echo(line, err=True)
            checked = checking.check_exercises(exercise_id, seed=seed)
    except (CourseError, OSError) as error:
        stop(str(error))
    if as_json:
        print_json([outcome.to_dict() for outcome in checked.outcomes])
    else:
        from ..grading import headline, to_text

        one = exercise_id is not None and "." in exercise_id
        for outcome in checked.outcomes:
            click.echo(to_text(outcome) if one else headline(outcome))
        if not one and checked.outcomes:
            click.echo(checked.total())
    for problem in checked.problems:
        click.echo(problem, err=True)
    if not checked.outcomes:
        sys.exit(USAGE)
    sys.exit(0 if checked.all_right else FAILED)


def _repeat(receipt: Path, notebooks: tuple[Path, ...]) -> NoReturn:
    """Repeat a mark; end with 0 where it came out again."""
    from ..classroom import receipts

    if not notebooks:
        stop("A receipt needs the notebook that was graded. Next: add --notebook FILE")
    try:
        content = notebooks[0].read_bytes()
    except OSError as error:
        stop(
            f"{notebooks[0]} cannot be read ({error.strerror}). "
            "Next: name the notebook that you handed in."
        )
    try:
        found = receipts.repeat(receipts.read_receipt(receipt), content)
    except (CourseError, OSError) as error:
        stop(str(error))
    click.echo(f"{found.earned} of {found.points} points.")
    for difference in found.differences:
        click.echo(difference)
    if found.same:
        click.echo("The same mark, for the same reasons, byte for byte.")
    sys.exit(0 if found.same else FAILED)


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
def hint(exercise_id: str) -> None:
    """Show one hint more than last time.

    Example: relu hint definition.relu
    """
    from ..desk import help, puzzles

    click.echo(puzzles.in_words(help.next_help(exercise_named(exercise_id))))


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--show", is_flag=True, help="Open it before a pass; that is noted.")
def solution(exercise_id: str, show: bool) -> None:
    """After a pass, show your answer beside right ones of other styles; with --show, the solution.

    Example: relu solution definition.relu --show
    """
    from ..desk import in_notebook

    exercise = exercise_named(exercise_id)
    try:
        click.echo(in_notebook.solution_on_disk(exercise, show=show))
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--export",
    "to",
    type=click.Path(path_type=Path),
    help="Write all you have done to a file, for another machine.",
)
@click.option(
    "--import",
    "taken",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take such a file in; the better result of each exercise is kept.",
)
def progress(as_json: bool, to: Path | None, taken: Path | None) -> None:
    """Show what you have done, lesson by lesson; carry it to another machine.

    Example: relu progress
    """
    from ..desk import map
    from ..progress import carry, path

    try:
        if taken:
            events = carry.take_in(path(), taken)
            click.echo(f"{near(taken)} is taken in: {events} new events.")
        if to:
            events = carry.export(path(), to)
            click.echo(f"{near(to)} holds all you have done: {events} events.")
            return
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)

    rows = map.lesson_rows()
    if as_json:
        print_json([row.to_dict() for row in rows])
    else:
        click.echo(map.to_text(rows))


@click.command("open")
@click.argument("lesson", required=False)
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to listen on (default: 8888 or a free one)."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def open_(lesson: str | None, port: int | None, no_browser: bool) -> None:
    """Open the course in JupyterLab, at a lesson if one is named.

    Example: relu open definition --no-browser
    """
    from ..lab import opening

    try:
        code = opening.open_lab(lesson, port=port, browser=not no_browser)
    except CourseError as error:
        stop(str(error))
    sys.exit(code)


@click.command("experiments")
@click.argument("names", nargs=-1, metavar="[NAME ...]")
@click.option("--all", "every", is_flag=True, help="Run all of them.")
@click.option("--quick", is_flag=True, help="The lesson's settings instead of the careful ones.")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same numbers.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("results"),
              show_default=True, help="Folder for NAME.json and NAME.csv.")  # fmt: skip
def experiments_(names: tuple[str, ...], every: bool, quick: bool, seed: int, out: Path) -> None:
    """List the experiments, or run some with care: more seeds, larger sizes, minutes each.

    Example: relu experiments minima --quick --out results
    """
    from .. import experiments
    from ..workshop import experiment_runs

    if not names and not every:
        click.echo(experiment_runs.overview())
        click.echo("\nNext: relu experiments NAME, for example relu experiments minima")
        return
    try:
        chosen = [experiments.find(name).name for name in names] or [*experiments.experiments()]
        for name in chosen:
            with _bar(name) as told:
                saved = experiment_runs.run_and_save(
                    name, out, full=not quick, seed=seed, progress=told
                )
            click.echo(f"{name}: {saved.seconds:.1f} s\n\n{saved.text}\n")
            click.echo(f"Saved: {', '.join(str(near(p)) for p in saved.files)}")
            cells = ", ".join(experiment_runs.drawn_in(name))
            click.echo(f"Drawn in: {cells}\n" if cells else "")
    except (CourseError, OSError) as error:
        stop(str(error))


@click.command("claims")
@click.option("--stress", "names", multiple=True, metavar="NAME", help="Measure this curve again.")
@click.option("--all", "every", is_flag=True, help="Measure all of them again.")
@click.option("--jobs", type=click.IntRange(1), help="Processes (default: one a core).")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for NAME.json (default: the course's own).",
)
def claims_(names: tuple[str, ...], every: bool, jobs: int | None, out: Path | None) -> None:
    """List the comparisons of the lessons with their verdicts, or try them in every setting.

    A curve that was interrupted goes on where it was: `relu claims --stress NAME`.

    Example: relu claims
    """
    from ..experiments import curves

    try:
        every = every or "--all" in names  # as in: relu claims --stress --all
        if names or every:
            folder = {"folder": out} if out else {}
            chosen = [*curves.claims()] if every else list(names)
            with _bar("settings") as told:
                saved = curves.stress(chosen, jobs=jobs, progress=told, **folder)
            click.echo(f"Saved: {', '.join(str(near(p)) for p in saved)}")
        else:
            click.echo(curves.overview())
    except (CourseError, OSError) as error:
        stop(str(error))


@contextlib.contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the error stream, where it is in nobody's way."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


COMMANDS = (check, hint, solution, progress, open_, experiments_, claims_)
