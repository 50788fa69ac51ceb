"""The field of the map for a question in one's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import pages, search

WORDS = (
    'Run the cell to ask in your own words, or in a terminal: relu ask "why does my neuron die".'
)
_HERE = Path(__file__).parent


class AskField(anywidget.AnyWidget):
    """A field and its button; `answer` is what was found. Where no kernel runs: one sentence.

    The page says in a line how much was found. The results themselves are for an HTML output,
    because JupyterLab treats links as its own there and nowhere else.
    """

    _esm = _HERE / "ask_field.js"
    _css = _HERE / "ask_field.css"
    longest = traitlets.Int(search.LONGEST).tag(sync=True)
    answer = traitlets.Instance(search.Answer, allow_none=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._hear)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return data | pages.bundle(WORDS, pages.render("map_field", text=WORDS)), metadata

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """Take a question that the page sends, and answer it."""
        question = message.get("question") if isinstance(message, dict) else None
        if not isinstance(question, str):
            return
        try:
            self.answer = search.find(question) if question.strip() else None
            said = told(self.answer) if self.answer else "Write a question first."
        except OSError as error:
            said = f"{error}. Next: take the file from the course you were given."
        self.send({"said": said})  # no trait: the same question again is answered again


def told(answer: search.Answer) -> str:
    """Say in one line how much was found, what comes first, and how the words were read.

    Examples
    --------
    >>> told(search.find("zebras")).partition(" You can ask")[0]
    'Not in the course: zebras. Nothing was found.'
    """
    if not answer.found:
        return " ".join([*answer.notes, "Nothing was found.", search.NEXT_STEP])
    first = answer.found[0]
    where = f" ({first.where})" if first.kind == "section" else ""
    title = first.title.replace("`", "")
    count = f"{len(answer.found)} found, listed below."
    return " ".join([*answer.notes, count, f"First: {title}{where}."])
