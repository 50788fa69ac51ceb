"""The button under a card; its figure takes a place of its own below, and is saved there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import pages
from ..grading import Exercise, Student
from . import train

_HERE = Path(__file__).parent


class TrainButton(anywidget.AnyWidget):
    """One button; a press trains with the answer as it is then."""

    _esm = _HERE / "train.js"
    _css = _HERE / "train.css"
    result = traitlets.Dict().tag(sync=True)

    def __init__(self, exercise: Exercise, student: Student, mistake: str) -> None:
        self._asked = exercise, student, mistake
        self._place: Any = None
        self._turn = 0
        super().__init__()
        self.on_msg(self._pressed)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        name = self._asked[0].id
        text = f"Train a net with your mistake: run the check, or in a terminal `relu train {name}`"
        data |= pages.bundle(text, pages.render("note", lines=[text]))
        return data, metadata

    def show(self) -> None:
        """Display the button, and below it an empty place for the figure."""
        from IPython.display import display

        display(self)
        empty = pages.bundle("", pages.render("words", text=""))
        self._place = display(empty, raw=True, display_id=True)

    def _pressed(self, _: Any, message: Any, __: Any) -> None:
        if not isinstance(message, dict) or not message.get("press"):
            return
        result = train.trained(*self._asked)
        text = result.text
        if result.model is not None and self._place is not None:
            from ..widgets import LiveFigure

            data, metadata = LiveFigure(result.model)._repr_mimebundle_()
            self._place.update(data, metadata=metadata, raw=True)
            text = f"{result.lines[-1]} The figure below says what came of it."
        self._turn += 1
        self.result = {"text": text, "turn": self._turn}
