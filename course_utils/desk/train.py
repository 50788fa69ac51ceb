"""Train a net with the learner's own answer: asked for by a button under a card, or by a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import pages
from ..errors import CourseError
from ..grading import Exercise, Outcome, Student
from ..museum.bends import TASKS
from ..museum.exhibits import of_learner, offered


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
        known = ", ".join(TASKS)
        return Trained([
            f"{exercise.id} asks for no activation and no slope, so there is nothing to train a "
            f"net with. There is for: {known}."
        ])  # fmt: skip
    try:
        exhibit = of_learner(exercise, student, mistake)
    except CourseError as error:
        return Trained([str(error)])
    if exhibit is None:
        return Trained([
            f"From x = −4 to 4 your {exercise.name} and the right one are one line: a net would "
            f"learn the same with both."
        ])  # fmt: skip
    fixed = f" ({exhibit.fixed})" if exhibit.fixed else ""
    return Trained(
        [f"The two part {exhibit.where}{fixed}.", exhibit.sentence(), exhibit.how],
        exhibit.model(),
    )


def show(result: Trained) -> None:
    """Show lines and figure in a notebook; elsewhere print the lines."""
    pages.show("\n".join(result.lines), "note", lines=result.lines)
    if result.model is not None and pages.displays():
        from IPython.display import display

        from ..widgets import LiveFigure

        display(LiveFigure(result.model))


def offer(exercise: Exercise, student: Student, outcome: Outcome) -> None:
    """Show the button under a card whose finding names a mistake that a net can be trained with."""
    if not pages.displays() or not (mistake := offered(outcome)):
        return
    from .train_widget import TrainButton

    TrainButton(exercise, student, mistake).show()
