"""Live figures of a site: their frames computed ahead, or a word that they need Python."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from .shelf import Shelf

VIEW = "live-view.js"
NEEDS_PYTHON = (
    "A still picture. The live figure computes while you move it, so it needs Python: run the "
    "lesson to use it."
)


def publish(figure: dict[str, Any] | None, shelf: Shelf) -> tuple[str, str]:
    """Lay down the frames of a live figure.

    Parameters
    ----------
    figure : dict or None
        What the saved twin says of it, ``{"name", "values"}``; None where nothing is ahead.
    shelf : Shelf

    Returns
    -------
    frames : str
        The file of the frames; empty where there are none.
    note : str
        What moves here and what does not, in words.
    """
    if figure is None:
        return "", NEEDS_PYTHON
    from .. import widgets
    from ..widgets.assets import script
    from ..widgets.page import page_state

    model = getattr(widgets, figure["name"])(**figure["values"])
    state = json.dumps(page_state(model), ensure_ascii=False, separators=(",", ":"))
    if VIEW not in shelf.names:
        shelf.put(VIEW, f"const reluLive = (() => {{\n{script()}\nreturn {{ render }};\n}})();\n")
    # A script, not JSON: a page that is opened from the disk may load no other kind of file.
    frames = shelf.keep("frames", "js", f"reluFrames({state});\n".encode())
    return frames, _note(model)


def with_figures(name: str) -> str:
    """Return a script of `static/` behind the functions that bring its live figures."""
    here = files(__package__) / "static"
    return "\n".join((here / file).read_text(encoding="utf-8") for file in ("live.js", name))


def _note(model: Any) -> str:
    moving = [model.control(name).label for name in model.together]
    rest = len(model.controls()) - len(moving)
    others = f" Its {rest} other controls need Python: run the lesson to use them." if rest else ""
    return f"{' and '.join(moving)}: move {'them' if len(moving) > 1 else 'it'} here.{others}"
