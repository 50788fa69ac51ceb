"""What comes next: the commands for going on where one stopped."""

from __future__ import annotations

from pathlib import Path

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
@click.option("--from", "old", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="The folder you worked in before, if the new version was unpacked.")  # fmt: skip
def update(old: Path | None) -> None:
    """Take the newest version of the course; your answers stay, by the names of the exercises.

    Pulls from git; or, with --from ../old-course, takes your answers out of the folder of an older
    version, which stays as it is.

    Example: relu update
    """
    from .. import lessons
    from ..lessons import updating

    try:
        root = lessons.find_root()
        for line in updating.update(root) if old is None else updating.take_over(root, old):
            click.echo(line)
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)


COMMANDS = (next_, update)
