"""The field of the map for the minutes one has."""

from __future__ import annotations

from typing import Any

import ipywidgets

from .. import pages

FEWEST, MOST = 1, 600
WORDS = "Run the cell to plan for a number of minutes of your own."


class MinutesField(ipywidgets.BoundedIntText):  # type: ignore[misc]  # it has no types
    """A number of minutes; where no kernel runs, one sentence stands in its place."""

    def __init__(self) -> None:
        super().__init__(
            value=25, min=FEWEST, max=MOST, description="Minutes I have:",
            style={"description_width": "initial"},
        )  # fmt: skip

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        data: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return data | pages.bundle(WORDS, pages.render("map_field", text=WORDS))
