"""What comes next: the commands for going on where one stopped."""

from __future__ import annotations

import click

from ..errors import CourseError
from .shared import FAILED, stop


@click.command("next")
@click.option("--minutes", type=click.IntRange(1, 600), help="List what fits into this much time.")
def next_(minutes: int | None) -> None:
    """Name the next step, or what fits into the time you have.

    Example: relu next --minutes 25
    """
    from ..desk import map

    click.echo(map.next_step_text() if minutes is None else map.plan_text(minutes))


@click.command()
def update() -> None:
    """Take the newest version of the course; your answers stay, by the names of the exercises.

    Example: relu update
    """
    from .. import lessons
    from ..lessons.updating import update as take

    try:
        for line in take(lessons.find_root()):
            click.echo(line)
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)


COMMANDS = (next_, update)
