"""What comes next: the commands for going on where one stopped."""

from __future__ import annotations

import click


@click.command("next")
@click.option("--minutes", type=click.IntRange(1, 600), help="List what fits into this much time.")
def next_(minutes: int | None) -> None:
    """Name the next step, or what fits into the time you have.

    Example: relu next --minutes 25
    """
    from ..desk import map

    click.echo(map.next_step_text() if minutes is None else map.plan_text(minutes))


COMMANDS = (next_,)
