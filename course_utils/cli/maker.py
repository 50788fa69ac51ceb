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
@click.option("--index", "only_index", is_flag=True, help="Only the index of relu ask.")
@click.argument("stems", nargs=-1)
def build(
    only_check: bool,
    execute: bool,
    refresh: bool,
    processors: tuple[str, ...],
    only_index: bool,
    stems: tuple[str, ...],
) -> None:
    """Run the notebooks, save their outputs, derive exercises/, index all for `relu ask`.

    Example: relu dev build --check
    """
    from .. import workshop
    from ..search import indexing

    if processors and not only_check:
        stop("--as-if compares and writes nothing. Next: relu dev build --check --as-if all")
    only = list(stems) or None
    try:
        stale: list[str] = []
        if not only_index:
            stale += workshop.build(check=only_check, execute=execute, refresh=refresh, only=only)
        stale += indexing.update(check=only_check)
        if processors:
            from ..workshop import as_if

            stale += as_if.differences(processors, only=only)
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    for line in stale:
        click.echo(line)
    if only_check and stale:
        stop("Out of date. Next: relu dev build" + " or a coarser print" * bool(processors), FAILED)
    if not stale:
        click.echo("Everything is up to date.")


@click.command()
@click.argument("exercise_ids", metavar="[EXERCISE]...", nargs=-1)
@click.option("--seeds", default=2, show_default=True, help="Draws of inputs for every answer.")
def prove(exercise_ids: tuple[str, ...], seeds: int) -> None:
    """Prove checks: by the corpus, starter and solution, then by slips in every right answer.

    A slip (a sign, a constant, a call left out ...) that keeps full points is printed: the check
    has a hole, or the slip makes no difference. Without EXERCISE all are proven, in some minutes.

    Example: relu dev prove role_in_networks.he_std
    """
    import sys

    from .. import checks
    from ..workshop import proving, survivors
    from ..workshop.testing import run_tests

    if seeds < 1:
        stop("--seeds is a number of draws: at least 1. Next: relu dev prove --seeds 20")
    named = [exercise_named(one).id for one in exercise_ids]
    corpus = ["tests/checks", "--ignore=tests/checks/test_mutants.py"]
    failed = run_tests([*corpus, "-n", "0" if named else "2", *(f"--exercise={n}" for n in named)])
    ids, count = named or [exercise.id for exercise in checks.all_exercises()], 0
    for proof in proving.prove_all(ids, range(seeds)):
        count += len(proof.mutants)
        click.echo("\n".join(survivors.report(proof)))
        failed = failed or not proof.holds
    click.echo(f"{count} slips with {seeds} draws each.")
    sys.exit(FAILED if failed else 0)


COMMANDS = (build, prove)
