"""What a learner does again, or with help: review, calibration, puzzle, train, reset."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import CourseError
from .shared import FAILED, exercise_named, near, print_json, stop


@click.command()
@click.option("--minutes", type=click.IntRange(1), default=10, show_default=True,
              help="What the set may take.")  # fmt: skip
@click.option("--list", "only_list", is_flag=True, help="Name all that is due, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def review(minutes: int, only_list: bool, as_json: bool) -> None:
    """Review what is due from the lessons you have begun, mixed: five to ten minutes.

    What you were sure of, and wrong, comes first. Questions are asked here; an exercise is named
    with its cell.

    Example: relu review --minutes 5
    """
    from dataclasses import asdict

    from ..desk import review as reviews
    from ..desk import reviewing

    due = reviews.due()
    if as_json:
        print_json([asdict(item) for item in due])
        return
    chosen = due if only_list else reviews.sitting(due, minutes)
    if not chosen:
        click.echo(reviewing.NOTHING)
        return
    click.echo(reviewing.heading(chosen, due))
    if only_list:
        click.echo(reviewing.listed(chosen))
        return
    answered, right = reviewing.converse(chosen, _ask, click.echo)
    left = len(reviews.due())
    click.echo(f"\n{answered} answered, {right} right. Still due: {left}.")


def _ask(prompt: str) -> str:
    try:
        return str(click.prompt(prompt, default="", show_default=False))
    except click.Abort:
        raise EOFError from None


@click.command()
@click.argument("lesson", required=False)
def calibration(lesson: str | None) -> None:
    """Show how sure you were of your predictions, and how often you were right.

    Example: relu calibration definition
    """
    from ..quiz import calibration as show

    show(lesson)


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
@click.argument("order", nargs=-1)
def puzzle(exercise_id: str, order: tuple[str, ...]) -> None:
    """Put the lines of an answer in order: the last hint of an exercise.

    Without an order, shows the lines. Exit code 0: the order is right; 1: it is not.

    Example: relu puzzle role_in_networks.backprop
    """
    from ..desk import puzzles

    exercise = exercise_named(exercise_id)
    try:
        found = puzzles.puzzle_named(exercise.id)
        if not order:
            click.echo(puzzles.to_text(found))
            return
        tried = puzzles.try_order(found, puzzles.read_order(found, " ".join(order)))
    except (CourseError, OSError) as error:
        stop(str(error))
    click.echo(tried.text)
    sys.exit(0 if tried.right else FAILED)


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="Draw what came of it: a PNG file.")  # fmt: skip
def train(exercise_id: str, out: Path | None) -> None:
    """Train small nets with your answer, right or wrong, beside the right one.

    Twenty nets learn XOR with each. Nothing is recorded.

    Example: relu train definition.relu --out mistake.png
    """
    from ..desk import train as training

    exercise = exercise_named(exercise_id)
    try:
        result = training.trained_on_disk(exercise)
        click.echo("\n".join(result.lines))
        if out is not None and result.model is not None:
            training.save_picture(result, out)
            click.echo(f"Drawn: {near(out)}")
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    sys.exit(0 if result.model is not None else FAILED)


RELOAD = "If a notebook is open in JupyterLab: File, then Reload Notebook from Disk."


@click.command()
@click.argument("exercise_id", metavar="EXERCISE | LESSON | all")
def reset(exercise_id: str) -> None:
    """Put the starter of an exercise back, or those of a lesson, or all; your version is kept.

    Example: relu reset definition.relu
    """
    from .. import lessons

    known = {name for s in lessons.stems() for name in (s, s[:2], lessons.lesson_name(s))}
    if exercise_id in known | {"all"}:
        _reset_lessons(exercise_id)
        return
    exercise = exercise_named(exercise_id)
    path = lessons.path_of("exercises", lessons.stem_of(exercise.lesson))
    try:
        done = lessons.reset_exercise(path, exercise_id)
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    click.echo(f"{exercise_id} is back at its starter. The points you have earned stay yours.")
    if done.whole:
        was = "could not be read" if done.backup else "was missing"
        click.echo(f"{near(path)} {was}: the whole notebook is new.")
    if done.backup:
        click.echo(f"Your version: {near(done.backup)}")
    click.echo(RELOAD)


def _reset_lessons(name: str) -> None:
    """Make the exercise notebook of a lesson new, or of all lessons."""
    from .. import checks, lessons

    try:
        asked = checks.stems() if name == "all" else [lessons.stem_of(name)]
        if not set(asked) <= set(checks.stems()):
            stop(f"Lesson {name} has no exercises.")
        for stem in asked:
            kept = lessons.reset_lesson(stem).backup
            was = f"; your version: {near(kept)}" if kept else ""
            click.echo(f"{near(lessons.path_of('exercises', stem))} is new{was}")
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    click.echo(f"The points you have earned stay yours. {RELOAD}")


COMMANDS = (review, calibration, puzzle, train, reset)
