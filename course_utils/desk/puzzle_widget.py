"""The puzzle on a page: lines moved by keyboard or mouse, an order judged in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import pages
from ..errors import CourseError
from ..lessons import Puzzle
from .help import rule
from .puzzles import read_order, to_text, try_order

_HERE = Path(__file__).parent


def display(puzzle: Puzzle) -> None:
    """Show a puzzle in a notebook, with its lines to be moved."""
    from IPython.display import display as show

    show(PuzzleWidget(puzzle))


class PuzzleWidget(anywidget.AnyWidget):
    """One puzzle; the page knows its lines and never their order."""

    _esm = _HERE / "puzzle.js"
    _css = _HERE / "puzzle.css"
    puzzle = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._turn = 0
        shown = {"before": puzzle.before, "after": puzzle.after, "lines": list(puzzle.lines)}
        super().__init__(
            puzzle=shown | {"rule": rule(puzzle), "title": f"Puzzle of {puzzle.exercise}"}
        )
        self.on_msg(self._hear)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        text = to_text(self._puzzle)
        data |= pages.bundle(text, pages.render("solution", code=text))
        return data, metadata

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """Take an order that the page sends, and answer it."""
        given = message.get("order") if isinstance(message, dict) else None
        if not isinstance(given, list):
            return
        try:
            order = read_order(self._puzzle, [place + 1 for place in given if type(place) is int])
            tried = try_order(self._puzzle, order)
            # The page shows the lines itself: of the text only what is said of them.
            self._say(tried.right, tried.text.removeprefix(self._puzzle.assembled(order)).strip())
        except (CourseError, OSError) as error:
            self._say(False, str(error))

    def _say(self, right: bool, text: str) -> None:
        self._turn += 1
        self.result = {"right": right, "text": text, "turn": self._turn}
