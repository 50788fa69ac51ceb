"""A field of the map: something is typed, the kernel answers; where none runs, words say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import pages

FEWEST, MOST = 1, 600  # minutes
_HERE = Path(__file__).parent


class MapField(anywidget.AnyWidget):
    """A field and its button. `hear` answers what was typed with a line for the page.

    What is longer than a line is for an HTML output, because JupyterLab treats links as its own
    there and nowhere else.
    """

    WORDS = ""  # in its place where no kernel runs
    OTHERWISE = ""  # what to do where the kernel does not answer

    _esm = _HERE / "map_field.js"
    _css = _HERE / "map_field.css"
    label = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    field = traitlets.Dict().tag(sync=True)  # attributes of the input
    silent = traitlets.Unicode().tag(sync=True)
    patience = traitlets.Int(6000).tag(sync=True)  # milliseconds

    def __init__(self, label: str, button: str, **field: str) -> None:
        silent = (
            "No answer yet: the kernel is busy, or it was stopped. Next: wait for the cell that "
            f"runs, or run this cell again. {self.OTHERWISE}"
        )
        super().__init__(label=label, button=button, field=field, silent=silent)
        self.on_msg(self._hear)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        words = pages.bundle(self.WORDS, pages.render("map_field", text=self.WORDS))
        return data | words, metadata

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """Take what the page sends; a message that is none of its own is left alone."""
        typed = message.get("typed") if isinstance(message, dict) else None
        if isinstance(typed, str):
            self.send({"said": self.hear(typed)})  # no trait: the same again is answered again

    def hear(self, typed: str) -> str:
        """Answer what was typed, in one line."""
        raise NotImplementedError


class MinutesField(MapField):
    """A number of minutes, to plan for; `value` is the last one that was typed, 0 before any."""

    WORDS = "Run the cell to plan for a number of minutes of your own."
    OTHERWISE = "In a terminal: relu next --minutes 25"
    value = traitlets.Int(0)

    def __init__(self) -> None:
        limits = {"min": str(FEWEST), "max": str(MOST), "inputmode": "numeric"}
        super().__init__("Minutes I have:", "Plan", type="number", value="25", **limits)

    def hear(self, typed: str) -> str:
        """Plan for so many minutes."""
        if not (typed.isdecimal() and FEWEST <= int(typed) <= MOST):
            return f"Write a whole number from {FEWEST} to {MOST}."
        self.set_trait("value", int(typed))
        return f"The plan for {typed} minute{'s' * (int(typed) != 1)} is unfolded below."
