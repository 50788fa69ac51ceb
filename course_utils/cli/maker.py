"""The makers' commands, under ``relu dev``."""

from __future__ import annotations

import click

from ..errors import CourseError
from .shared import FAILED, exercise_named, stop


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 when out of date.")
@click.option("--execute", is_flag=True, help="With --check: run every cell again and compare.")
@click.option("--refresh", is_flag=True, help="Keep no saved output, however alike.")
@click.option(
    "--as-if",
    "processors",
    multiple=True,
    metavar="PROCESSOR",
    help="With --check: compare text as computed by all, avx2, sse ...",
)
@click.argument("stems", nargs=-1)
def build(
    only_check: bool,
    execute: bool,
    refresh: bool,
    processors: tuple[str, ...],
    stems: tuple[str, ...],
) -> None:
    """Run the notebooks, save their outputs, derive exercises/ from solutions/.

    Example: relu dev build --check
    """
    from .. import workshop

    if processors and not only_check:
        stop("--as-if compares and writes nothing. Next: relu dev build --check --as-if all")
    only = list(stems) or None
    try:
        stale = workshop.build(check=only_check, execute=execute, refresh=refresh, only=only)
        if processors:
            from ..workshop import as_if

            stale += as_if.differences(processors, only=only)
    except (CourseError, LookupError, OSError) as error:
        stop(str(error), FAILED)
    for line in stale:
        click.echo(line)
    if only_check and stale:
        stop("Out of date. Next: relu dev build" + " or a coarser print" * bool(processors), FAILED)
    if not stale:
        click.echo("Everything is up to date.")


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
def prove(exercise_id: str) -> None:
    """Prove a check: its corpus, its starter and its solution, here and in another process.

    Example: relu dev prove definition.relu
    """
    import sys

    from ..workshop.testing import run_tests

    exercise = exercise_named(exercise_id)
    sys.exit(run_tests(["tests/checks", "-n", "0", f"--exercise={exercise.id}"]))


COMMANDS = (build, prove)
