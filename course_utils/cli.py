"""The command line: parses, calls one library function, prints."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

FAILED, USAGE = 1, 2


class _Suggesting(click.Group):
    """A group that answers an unknown command with the nearest one."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near and "Did you mean" not in error.format_message():
                error.message += f" Did you mean {near[0]!r}?"
            raise


def _stop(message: str, code: int = USAGE) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _exercise(exercise_id: str) -> Any:
    from . import checks

    try:
        return checks.find(exercise_id)
    except checks.UnknownExercise as error:
        _stop(str(error))


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))


@click.group(cls=_Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relu-course", prog_name="relu")
def main() -> None:
    """Work on the course on the ReLU activation function.

    Example: relu next
    """


@main.command()
@click.argument("exercise_id", metavar="[EXERCISE]", required=False)
@click.option("--notebook", type=click.Path(path_type=Path), help="Another notebook to check.")
@click.option("--seed", type=int, help="Repeat a check with the same inputs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(exercise_id: str | None, notebook: Path | None, seed: int | None, as_json: bool) -> None:
    """Check your answers in exercises/, all of them or one.

    Runs your notebook in another process. Exit code 0: all right; 1: something is not.

    Example: relu check definition.relu
    """
    from . import notebook_check

    try:
        outcomes = notebook_check.check_exercises(exercise_id, notebook=notebook, seed=seed)
    except (LookupError, OSError, ValueError) as error:
        _stop(str(error))
    if as_json:
        _print_json([outcome.to_dict() for outcome in outcomes])
    else:
        from .grading import headline, to_text

        for outcome in outcomes:
            click.echo(to_text(outcome) if exercise_id else headline(outcome))
    sys.exit(0 if all(outcome.status == "right" for outcome in outcomes) else FAILED)


@main.command()
@click.argument("exercise_id", metavar="EXERCISE")
def hint(exercise_id: str) -> None:
    """Show one hint more than last time.

    Example: relu hint definition.relu
    """
    from .interactive import next_hint

    click.echo(next_hint(_exercise(exercise_id)))


@main.command()
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--show", is_flag=True, help="Open it before a pass; that is noted.")
def solution(exercise_id: str, show: bool) -> None:
    """Show the solution, after a pass or with --show.

    Example: relu solution definition.relu --show
    """
    from .interactive import open_solution

    exercise = _exercise(exercise_id)
    try:
        click.echo(open_solution(exercise, show=show))
    except (OSError, ValueError, LookupError) as error:
        _stop(str(error), FAILED)


@main.command()
@click.argument("exercise_id", metavar="EXERCISE")
def reset(exercise_id: str) -> None:
    """Put the starter of an exercise back; your version is kept as a backup.

    Example: relu reset definition.relu
    """
    from . import notebooks, progress

    exercise = _exercise(exercise_id)
    stem = next(s for s in notebooks.stems() if notebooks.lesson_name(s) == exercise.lesson)
    path = notebooks.find_root() / "exercises" / f"{stem}.ipynb"
    try:
        done = notebooks.reset_exercise(path, exercise_id)
    except (OSError, ValueError, LookupError) as error:
        _stop(str(error), FAILED)
    progress.reset(exercise_id)
    click.echo(f"{exercise_id} is back at its starter.")
    if done.whole:
        was = "could not be read" if done.backup else "was missing"
        click.echo(f"{_near(path)} {was}: the whole notebook is new.")
    if done.backup:
        click.echo(f"Your version: {_near(done.backup)}")
    click.echo("If the notebook is open in JupyterLab: File, then Reload Notebook from Disk.")


def _near(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def progress(as_json: bool) -> None:
    """Show what you have done, lesson by lesson.

    Example: relu progress
    """
    from . import course_map

    rows = course_map.lesson_rows()
    if as_json:
        _print_json([row.to_dict() for row in rows])
    else:
        click.echo(course_map.to_text(rows))


@main.command("next")
def next_() -> None:
    """Name the next step.

    Example: relu next
    """
    from . import course_map

    click.echo(course_map.next_step_text())


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 when out of date.")
@click.option("--execute", is_flag=True, help="With --check: run every cell again and compare.")
@click.option("--refresh", is_flag=True, help="Keep no saved output, however alike.")
@click.option("--as-if", "processors", multiple=True, metavar="PROCESSOR",
              help="Then compare text as computed by all, avx2, sse ...")  # fmt: skip
@click.argument("stems", nargs=-1)
def build(
    only_check: bool,
    execute: bool,
    refresh: bool,
    processors: tuple[str, ...],
    stems: tuple[str, ...],
) -> None:
    """Run the notebooks, save their outputs, derive exercises/ from solutions/.

    Example: relu build --check
    """
    from . import notebooks

    only = list(stems) or None
    try:
        stale = notebooks.build(check=only_check, execute=execute, refresh=refresh, only=only)
        if processors:
            from .notebooks import as_if

            stale += as_if.differences(processors, only=only)
    except (OSError, ValueError, LookupError) as error:
        _stop(str(error), FAILED)
    for line in stale:
        click.echo(line)
    if only_check and stale:
        _stop("Out of date. Next: relu build" + " or a coarser print" * bool(processors), FAILED)
    if not stale:
        click.echo("Everything is up to date.")


@main.command("experiments")
@click.argument("names", nargs=-1, metavar="[NAME ...]")
@click.option("--all", "every", is_flag=True, help="Run all of them.")
@click.option("--quick", is_flag=True, help="The lesson's settings instead of the careful ones.")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same numbers.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("results"),
              show_default=True, help="Folder for NAME.json, NAME.csv and NAME.png.")  # fmt: skip
def experiments_(names: tuple[str, ...], every: bool, quick: bool, seed: int, out: Path) -> None:
    """List the experiments, or run some with care: more seeds, larger sizes, minutes each.

    Example: relu experiments minima --quick --out results
    """
    from . import experiment_runs, experiments

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
            click.echo(f"Saved: {', '.join(str(_near(p)) for p in saved.files)}\n")
    except (LookupError, OSError) as error:
        _stop(str(error))


@main.command("claims")
@click.option("--stress", "names", multiple=True, metavar="NAME", help="Measure this curve again.")
@click.option("--all", "every", is_flag=True, help="Measure all of them again.")
@click.option("--jobs", type=click.IntRange(1), help="Processes (default: one a core).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for NAME.json (default: the course's own).")  # fmt: skip
def claims_(names: tuple[str, ...], every: bool, jobs: int | None, out: Path | None) -> None:
    """List the comparisons of the lessons with their verdicts, or try them in every setting.

    Example: relu claims
    """
    from .experiments import curves

    try:
        if names or every:
            chosen = [*curves.claims()] if every or "--all" in names else names
            with _bar("settings") as told:
                saved = curves.stress(chosen, jobs=jobs, progress=told, folder=out)
            click.echo(f"Saved: {', '.join(str(_near(p)) for p in saved)}")
        else:
            click.echo(curves.overview())
    except (LookupError, OSError) as error:
        _stop(str(error))


@contextlib.contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on the error stream, where it is in nobody's way."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@main.command("open")
@click.argument("lesson", required=False)
@click.option("--port", type=int, help="Port to listen on (default: 8888 or a free one).")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def open_(lesson: str | None, port: int | None, no_browser: bool) -> None:
    """Open the course in JupyterLab, at a lesson if one is named.

    Example: relu open definition --no-browser
    """
    from . import launch

    try:
        code = launch.open_lab(lesson, port=port, browser=not no_browser)
    except LookupError as error:
        _stop(str(error))
    sys.exit(code)


if __name__ == "__main__":
    main()
