"""The field of the map for a question in one's own words."""

from __future__ import annotations

import traitlets

from .. import search
from .map_field import MapField


class AskField(MapField):
    """A question; `answer` is what was found."""

    WORDS = (
        "Run the cell to ask in your own words, or in a terminal: "
        'relu ask "why does my neuron die".'
    )
    OTHERWISE = 'In a terminal: relu ask "why does my neuron die"'
    answer = traitlets.Instance(search.Answer, allow_none=True)

    def __init__(self) -> None:
        longest = str(search.LONGEST)
        super().__init__("Ask in your own words:", "Ask", type="text", maxlength=longest)

    def hear(self, typed: str) -> str:
        """Find what answers a question; the list of it is for the map."""
        try:
            self.answer = search.find(typed) if typed.strip() else None
        except OSError as error:
            return f"{error}. Next: take the file from the course you were given."
        return told(self.answer) if self.answer else "Write a question first."


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
