"""A teacher's hand after a grading: points, words for a group, a misconception's name."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CourseError, complaint
from .shared import near, stop

if TYPE_CHECKING:
    from ..classroom.gradebook import Gradebook

AGAIN = "Next: relu grade as before. It grades nothing anew and writes the pages."


def me() -> str:
    """Return the name that is kept with what a teacher changes."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no login name, as in some containers
        return "teacher"


_graded = click.option(
    "--graded", type=click.Path(path_type=Path, file_okay=False), default=Path("graded"),
    show_default=True, help="Folder that relu grade wrote.",
)  # fmt: skip
_author = click.option("--author", default=me, help="Shown with it (default: your login name).")


def _open(graded: Path) -> Gradebook:
    from ..classroom.gradebook import Gradebook

    path = graded / "gradebook.db"
    if not path.is_file():
        raise CourseError(
            f"There is no gradebook in {graded}",
            next_step="Next: name the folder that relu grade wrote, with --graded.",
        )
    return Gradebook.open(path)


def _within(work: Callable[[Gradebook], Any], graded: Path) -> Any:
    """Do something with the gradebook; end with its words where it cannot be done."""
    try:
        with _open(graded) as book:
            return work(book)
    except CourseError as error:
        stop(str(error))


@click.command()
@click.argument("student")
@click.argument("exercise")
@click.argument("points")
@click.option("--reason", required=True, help="The student reads it.")
@_author
@_graded
def adjust(
    student: str, exercise: str, points: str, *, reason: str, author: str, graded: Path
) -> None:
    """Give points by hand: they count whatever a regrade says. "judge" takes them back.

    Example: relu adjust s1001 definition.relu 1.5 --reason "The idea is right."
    """
    try:
        earned = None if points == "judge" else float(points)
    except ValueError:
        stop(complaint("These are no points", expected="a number, or judge", got=points))
    made = _within(
        lambda book: book.adjust(_id_of(book, student), exercise, earned, reason, author), graded
    )
    now = "the judge's points" if earned is None else f"{earned:g} points"
    click.echo(f"{made.student}, {made.exercise}: {now} from now on.\n{AGAIN}")


def _id_of(book: Gradebook, student: str) -> str:
    """Return a student's id, also where the name was given and one student has it."""
    ids, named = set(), set()
    for result in book.results():
        ids.add(result.student)
        if result.name == student:
            named.add(result.student)
    return named.pop() if student not in ids and len(named) == 1 else student


@click.command()
@click.argument("group")
@click.argument("text")
@_author
@_graded
def comment(group: str, text: str, author: str, graded: Path) -> None:
    """Say something to everybody in one group of wrong answers; "" takes it back.

    The class report names the groups.

    Example: relu comment definition.relu:c53808c4 "Try three numbers by hand."
    """
    _within(lambda book: book.comment(group, text, author), graded)
    click.echo(f"{'Written' if text else 'Taken back'}: {group}.\n{AGAIN}")


@click.group()
def misconception() -> None:
    """Name what many answered wrongly, so that the check names it from now on.

    Example: relu misconception new --help
    """


@misconception.command("new")
@click.argument("group")
@click.option("--name", prompt="The misconception in a few words")
@click.option("--reason", prompt="What the learner reads")
@_graded
def new(group: str, name: str, reason: str, graded: Path) -> None:
    """Add a group's answer to the corpus, and print what the check needs to name it.

    Example: relu misconception new definition.relu:c53808c4 --name "a step" --reason "This is …"
    """
    from .. import lessons
    from ..classroom import reports

    found = _within(lambda book: reports.group_named(book, group), graded)
    try:
        made = reports.new_misconception(found, name, reason)
        path = made.write(lessons.find_root())
    except (CourseError, OSError) as error:
        stop(str(error))
    if made.catalogue:
        click.echo(f"{made.catalogue}\n[mistakes]\n{made.says}")
    click.echo(f"Saved: {near(path)}, at its end.\nNext: {made.note}")


COMMANDS = (adjust, comment, misconception)
