"""The command line: parses, calls one library function, prints. One module a person."""

from __future__ import annotations

from typing import Any

import click

from . import again, alone, by_hand, learner, maker, presenter, publisher, rehearse, teacher


class Suggesting(click.Group):
    """A group that answers an unknown command with the nearest one."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Look the command up; the error for an unknown one names the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from ..errors import did_you_mean

            if "Did you mean" not in error.format_message():
                error.message += did_you_mean(args[0], self.list_commands(ctx), otherwise="")
            raise


@click.group(cls=Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="relu-course", prog_name="relu")
def main() -> None:
    """Work on the course on the ReLU activation function.

    Example: relu next
    """


@main.group(cls=Suggesting)
def dev() -> None:
    """For those who make the course: build notebooks, prove checks.

    Example: relu dev build --check
    """


for person in (learner, again, alone, presenter, teacher, by_hand, rehearse, publisher):
    for command in person.COMMANDS:
        main.add_command(command)
for command in maker.COMMANDS:
    dev.add_command(command)
# The makers' commands by their short names, too.
for command in maker.COMMANDS:
    main.add_command(
        click.Command(
            command.name,
            callback=command.callback,
            params=command.params,
            help=command.help,
            hidden=True,
        )
    )
