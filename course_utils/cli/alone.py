"""The learner's commands that stay, search or speak up: ask, watch, report."""

from __future__ import annotations

import click

from ..errors import CourseError
from .shared import FAILED, exercise_named, print_json, stop


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def ask(question: tuple[str, ...], as_json: bool) -> None:
    """Find the section that answers a question in your own words.

    Example: relu ask "why does my neuron die"
    """
    from .. import search

    try:
        answer = search.find(" ".join(question))
    except OSError as error:
        stop(f"{error}. Next: take the file from the course you were given.", FAILED)
    if as_json:
        print_json(answer.to_dict())
    else:
        click.echo(_told(answer))


def _told(answer) -> str:
    import textwrap

    from .. import search

    lines = answer.notes
    if lines and answer.found:
        lines.append("")
    if not answer.found:
        lines += [
            *textwrap.wrap(search.NEXT_STEP, 88),
            'For example: relu ask "why does my neuron die"',
        ]
    for one in answer.of("section"):
        lines += [f"{one.title} ({one.where})", *_indented(one.line), f"    {one.link}", ""]
    for kind, heading in search.HEADINGS.items():
        if kind == "section":
            continue
        found = answer.of(kind)
        lines += [f"{heading}:"] * bool(found)
        for one in found:
            said = f"{one.title}: {one.line}" if one.line else one.title
            lines += [*_indented(said, "  "), f"    {one.link}"]
        lines += [""] * bool(found)
    return "\n".join(lines).rstrip()


def _indented(text: str, by: str = "    ") -> list[str]:
    import textwrap

    return textwrap.wrap(text, 80, initial_indent=by, subsequent_indent="    ")


@click.command()
@click.option(
    "--open",
    "opens",
    is_flag=True,
    help="Open the next exercise in JupyterLab, where it is another notebook.",
)
@click.option("--poll", is_flag=True, help="For network drives: look at the files twice a second.")
@click.option("--plain", is_flag=True, help="Plain lines without colour, for screen readers.")
def watch(opens: bool, poll: bool, plain: bool) -> None:
    """Check an answer whenever you save it, and say what to do next.

    Keys: h hint, n next exercise, l list, / search, q quit.

    Example: relu watch --open
    """
    from ..desk.watch import Watch
    from ..lab.showing import show_notebook

    try:
        Watch(_Screen(plain), show_notebook if opens else None).run(poll=poll)
    except KeyboardInterrupt:
        click.echo("")
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    click.echo("Stopped watching. What was checked is kept: relu progress")


class _Screen:
    """Prints lines, coloured unless they are to be plain."""

    STYLES: dict[str, str] = {"right": "green", "wrong": "yellow", "quiet": "dim"}  # noqa: RUF012

    def __init__(self, plain: bool) -> None:
        from rich.console import Console

        self._console = Console(
            no_color=plain, highlight=False, markup=False, emoji=False, soft_wrap=plain
        )
        self._plain = plain

    def say(self, text: str, kind: str = "") -> None:
        """Print a text; where there is colour, the head of a result has it."""
        head, _, rest = text.partition("\n")
        self._console.print(head, style=None if self._plain else self.STYLES.get(kind))
        if rest:
            self._console.print(rest)

    def line(self, prompt: str) -> str:
        """Let a line be typed; its end, or the end of the input, ends it."""
        try:
            return input(prompt)
        except EOFError:
            return ""


@click.command()
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--seed", type=int, help="Repeat the check that was wrong: its card names the seed.")
@click.option("--open", "opens", is_flag=True, help="Open the form in a browser, filled.")
def report(exercise_id: str, seed: int | None, opens: bool) -> None:
    """Write a report that a check was wrong: answer, finding and seed, as Markdown.

    Nothing is sent: copy it, or open the form where the course has one. Progress is untouched.

    Example: relu report definition.relu --seed 7
    """
    from ..desk import complaints

    exercise = exercise_named(exercise_id)
    try:
        fields = complaints.of_exercise(exercise, seed=seed)
    except (CourseError, OSError) as error:
        stop(str(error), FAILED)
    click.echo(complaints.to_markdown(fields))
    form = complaints.address(fields, complaints.issues_address())
    if not form:
        click.echo("Nothing was sent. Next: give this to whoever gave you the course.", err=True)
    elif opens:
        click.launch(form)
    else:
        click.echo(f"Nothing was sent. The form, filled (--open opens it):\n{form}", err=True)


COMMANDS = (ask, watch, report)
