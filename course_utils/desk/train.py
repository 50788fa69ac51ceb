"""Train a net with the learner's own answer: asked for by a button under a card, or by a call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import lessons, pages
from ..errors import CourseError
from ..grading import Exercise, RemoteStudent, Student
from ..museum.bends import TASKS
from ..museum.exhibits import Exhibit, of_learner, of_reference, trainable


@dataclass(frozen=True)
class Trained:
    """What came of it: lines in words, and the model of the figure where there is one."""

    lines: list[str]
    model: Any = None

    @property
    def text(self) -> str:
        """The lines in one."""
        return " ".join(self.lines)


def trained(exercise: Exercise, student: Student, mistake: str = "") -> Trained:
    """Train with the answer as it is now; whatever goes wrong is said in the lines."""
    if exercise.id not in TASKS:
        return _nothing(exercise.id)
    try:
        exhibit = of_learner(exercise, student, mistake)
    except CourseError as error:
        return Trained([str(error)])
    if exhibit is None:
        return Trained([
            f"From x = −4 to 4 your {exercise.name} and the right one are one line: a net would "
            f"learn the same with both."
        ])  # fmt: skip
    return _told(exhibit)


def trained_on_disk(exercise: Exercise) -> Trained:
    """Train with the answer in the learner's notebook, in a process of its own.

    Raises
    ------
    CourseError, OSError
        When there is no notebook, or it cannot be read.
    """
    from .checking import code_cells

    if exercise.id not in TASKS:
        return _nothing(exercise.id)
    book = lessons.read(lessons.path_of("exercises", lessons.stem_of(exercise.lesson)))
    with RemoteStudent(code_cells(book)) as student:
        return trained(exercise, student)


def save_picture(result: Trained, path: Path) -> None:
    """Write the figure of a training, standing still, as a PNG."""
    from ..widgets.twin import twin_values

    path.write_bytes(twin_values(result.model)["png"])


def _nothing(given: object) -> Trained:
    return Trained([
        f"No activation and no slope is asked for by {given!r}, so there is nothing to train a net "
        f"with. There is for: {', '.join(TASKS)}."
    ])  # fmt: skip


def _told(exhibit: Exhibit) -> Trained:
    fixed = f" ({exhibit.fixed})" if exhibit.fixed else ""
    lines = [f"The two part {exhibit.where}{fixed}.", exhibit.sentence(), exhibit.how]
    return Trained(lines, exhibit.model())


def wrong_answers(exercise_id: str | None = None, mistake: str | None = None) -> None:
    """Visit the museum of wrong answers: what small nets do with each, beside the right one.

    Parameters
    ----------
    exercise_id : str, optional
        Left out, the exercises and their mistakes are listed.
    mistake : str, optional
        Its name. Left out, each mistake of the exercise gets a sentence; with it, the figure.

    Examples
    --------
    >>> wrong_answers("definition.relu", "mirrored")  # doctest: +ELLIPSIS
    The two part for x < 0 and for x > 0.
    With this one 20 of 20 nets learned XOR ...
    """
    if exercise_id is None:
        show(Trained([f'`wrong_answers("{key}")`: {"; ".join(trainable(key))}' for key in TASKS]))
    elif exercise_id not in list(TASKS):  # a list: what was given may have no hash
        show(_nothing(exercise_id))
    elif mistake is None:
        names = trainable(exercise_id)
        show(Trained([f"{n}: {of_reference(exercise_id, n).sentence()}" for n in names]))
    else:
        try:
            show(_told(of_reference(exercise_id, str(mistake))))
        except CourseError as error:
            show(Trained([str(error)]))


def show(result: Trained) -> None:
    """Show lines and figure in a notebook; elsewhere print the lines."""
    pages.show("\n".join(result.lines), "note", lines=result.lines)
    if result.model is not None and pages.displays():
        from IPython.display import display

        from ..widgets import LiveFigure

        display(LiveFigure(result.model))
