"""A Jupyter server extension: a notebook opens with what is known today, before any cell is run.

The map is saved with its notebook, so it would open as it was when its cell was run last. When a
notebook is opened, this extension puts the map of this moment in its place: where to go on is a
link at the top of the course, without a kernel. Above a question in words stands what was answered.

Turn it off with the environment variable ``RELU_MAP=0``.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

from .on_opening import changed_by
from .server_twins import MAP, QUIZ


def refresh(model: dict[str, Any]) -> dict[str, Any]:
    """Draw every map of a notebook that is being opened anew, and say what was answered.

    Parameters
    ----------
    model : dict
        As jupyter_server's contents manager returns it; changed in place.

    Returns
    -------
    dict
        The same model.
    """
    # Whatever a file may contain, and whatever may be wrong with the course: opening comes first.
    with contextlib.suppress(AttributeError, TypeError, KeyError, OSError, ValueError):
        content = model["content"] if model["type"] == "notebook" else {}
        for cell in content["cells"]:
            for output in cell.get("outputs", ()):
                data = output.get("data", {})
                html = "".join(data.get("text/html", ""))
                if MAP in html:
                    data.update(_today())
                elif QUIZ in html:
                    data["text/html"] = _answered("".join(cell["source"])) or html
    return model


def _answered(source: str) -> str:
    from ..desk.answered import question_page

    return question_page(source)


def _today() -> dict[str, str]:
    # Here, not at the top: the checks behind it load NumPy, which the server does not need before.
    from ..desk import map

    return {"text/plain": map.text(), "text/html": map.page()}


def _load_jupyter_server_extension(server) -> None:
    """Wrap the contents manager's `get` (called by jupyter_server)."""
    manager = getattr(server, "contents_manager", None)
    off = os.environ.get("RELU_MAP", "1") == "0"
    if off or manager is None or not callable(getattr(manager, "get", None)):
        server.log.info("course_utils.lab.server_map: off")
        return
    manager.get = changed_by(refresh, manager.get)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course_utils.lab.server_map"}]
