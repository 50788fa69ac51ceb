"""A teacher's commands around a grading: rehearse, assignment; and marks into a gradebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import CourseError
from .shared import near, stop

if TYPE_CHECKING:
    from ..classroom.exports import Mark
    from ..classroom.gradebook import Gradebook

FORMATS = ("canvas", "moodle", "brightspace", "blackboard", "gradescope", "nbgrader", "folders")


@click.command()
@click.option("--students", type=click.IntRange(1, 20_000), default=60, show_default=True)
@click.option("--format", "platform", type=click.Choice(FORMATS), default="canvas",
              show_default=True, help="How the class is packed.")  # fmt: skip
@click.option("--lesson", help="Whose exercises (default: definition).")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same class.")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def rehearse(out: Path, students: int, platform: str, lesson: str | None, seed: int) -> None:
    """Make up a class and what it handed in, to try grading before the term begins.

    Writes the submissions as your learning platform packs them, the gradebook that goes with them,
    and answer_key.json: what should come out.

    Example: relu rehearse --students 60 --format canvas rehearsal
    """
    from ..classroom import rehearsal

    try:
        made = rehearsal.rehearse(
            out, students=students, platform=platform, seed=seed, lesson=lesson or ""
        )
    except (CourseError, OSError) as error:
        stop(str(error))
    counts = {kind: sum(e.kind == kind for e in made.expected) for kind in _SAID}
    said = ", ".join(text.format(counts[kind]) for kind, text in _SAID.items())
    click.echo(f"{len(made.expected)} students: {said}.")
    click.echo(f"Submissions: {near(made.submissions)}")
    click.echo(f"Gradebook:   {near(made.gradebook)}")
    click.echo(f"Answer key:  {near(made.key)}")
    click.echo(
        f"Next: relu grade {near(made.submissions)} --out graded --roster {near(made.gradebook)}"
    )


_FEW = 12  # sentences of one kind that are printed
_SAID = {
    "marked": "{} to be marked",
    "problem": "{} that cannot be",
    "nothing": "{} handed nothing in",
}


@click.command()
@click.option("--format", "platform", type=click.Choice(["gradescope", "nbgrader"]), required=True)
@click.option("--lesson", help="For nbgrader: whose exercises.")
@click.argument("out", type=click.Path(path_type=Path))
def assignment(out: Path, platform: str, lesson: str | None) -> None:
    """Make an assignment that Gradescope or nbgrader grades with the course's checks.

    Gradescope: OUT is the autograder zip to upload. nbgrader: OUT becomes a course folder.

    Example: relu assignment --format gradescope autograder.zip
    """
    from ..classroom.exports import gradescope, nbgrader

    try:
        if platform == "gradescope":
            gradescope.autograder_zip(out)
            click.echo(f"Saved: {near(out)}\nNext: upload it, Configure Autograder, Zip file.")
            return
        if not lesson:
            stop("nbgrader needs a lesson. Next: add --lesson, for example --lesson definition")
        notebook, _ = nbgrader.write_assignment(lesson, out)
    except (CourseError, OSError) as error:
        stop(str(error))
    click.echo(f"Saved: {near(notebook)}")
    click.echo(f"Next: in {near(out)}: nbgrader generate_assignment {notebook.stem}")


@click.command()
@click.option("--format", "platform", type=click.Choice(["canvas", "moodle", "brightspace"]),
              required=True, help="Where it goes back to.")  # fmt: skip
@click.argument("graded", type=click.Path(path_type=Path, file_okay=False))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def feedback(graded: Path, out: Path, platform: str) -> None:
    """Pack the feedback of a graded class as your learning platform takes it back.

    GRADED is the folder of relu grade, OUT the zip to upload.

    Example: relu feedback graded feedback.zip --format moodle
    """
    from ..classroom.exports import feedback as packing

    try:
        left = packing.feedback_zip(out, packing.returned_from(graded), platform)
    except (CourseError, OSError) as error:
        stop(str(error))
    click.echo(f"Saved: {near(out)}\n{packing.HOW[platform]}")
    for line in left[:_FEW]:
        click.echo(line)
    if len(left) > _FEW:
        click.echo(f"... and {len(left) - _FEW} more.")


def filling(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--fill FILE``, ``--of``, ``--column`` and ``--scale`` to a command."""
    for option in (
        click.option("--of", "lesson_filled", metavar="LESSON",
                     help="With --fill: the marks of this lesson (default: the sum of all)."),
        click.option("--scale", is_flag=True,
                     help="With --fill: turn marks into the column's own points."),
        click.option("--column", metavar="TITLE", help="With --fill: the column for the marks."),
        click.option("--fill", type=click.Path(path_type=Path, dir_okay=False),
                     help="Write marks into a copy of this gradebook of your platform."),
    ):  # fmt: skip
        command = option(command)
    return command


def fill_graded(
    gradebook: Gradebook,
    graded: Path,
    late: Callable[[Any], Any] | None,
    options: dict[str, Any],
) -> None:
    """Put the marks that count, of all lessons or one, into the file of a platform."""
    from .. import lessons
    from ..classroom.exports.from_gradebook import marks_of

    lesson = lessons.stem_of(options["lesson_filled"]) if options["lesson_filled"] else ""
    results = list(gradebook.results(attempt=options["attempt"]))
    there = sorted({result.lesson for result in results if result.exercises})
    if lesson and lesson not in there:
        stop(
            f"No notebook of lesson {lesson} was graded here, but of {', '.join(there) or 'none'}. "
            "Next: another --of"
        )
    if not lesson and len(there) > 1:
        click.echo(f"Marks are sums of {len(there)} lessons. For one of them: --of {there[0]}")
    marks = marks_of(results, lesson=lesson, late=late)
    fill_gradebook(options["fill"], marks, graded, column=options["column"], scale=options["scale"])


def fill_gradebook(
    file: Path, marks: Sequence[Mark], graded: Path, *, column: str | None, scale: bool
) -> None:
    """Write a filled copy of a platform's gradebook, and say what became of each mark.

    The copy has the file's own name, in the folder ``filled`` of `graded`: one that is called
    grades.csv must not replace the grading's own.

    Raises
    ------
    CourseError
        Where the file is no gradebook, or the column is not clear; nothing is written then.
    """
    from .. import replacing
    from ..classroom import exports

    filled = exports.fill(file, marks, column=column, scale=scale)
    target = graded / "filled" / file.name
    replacing.write_bytes(target, filled.data)
    click.echo(filled.report())
    click.echo(f"Saved: {near(target)}. Upload this file; your download is as it was.")


COMMANDS = (rehearse, assignment, feedback)
