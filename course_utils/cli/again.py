"""What a learner does again, or with help: review, calibration, puzzle."""

from __future__ import annotations

import click

from .shared import print_json


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


COMMANDS = (review, calibration)
