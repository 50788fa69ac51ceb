"""A Jupyter server extension: a saved notebook keeps the words beside a widget, not its view.

JupyterLab prefers a widget's view to every other form of an output, also on the next day, when no
kernel knows the widget any more; then it shows "Error displaying widget: model not found". Beside
each live figure of the course stands its static twin, an `<img>` with alternative text, and beside
each question the same question in words. When a notebook is saved, this extension leaves the view
out of the file, so that the reopened notebook shows these until its cell is run again. The open
page, and all other widgets, stay as they are.

Turn it off with the environment variable ``RELU_TWINS=0``.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
TWIN = 'class="relu-twin"'
MAP = 'class="relu-map"'
QUIZ = 'class="relu-quiz-static"'
STANDS_ALONE = (TWIN, QUIZ, MAP, 'class="relu-map-field"')


def keep_twins(model: dict[str, Any], **_: Any) -> None:
    """Take widget views out of a notebook that is about to be saved, where words stand by.

    Parameters
    ----------
    model : dict
        As jupyter_server's contents manager hands it to a pre-save hook; changed in place.

    Examples
    --------
    >>> data = {VIEW: {}, "text/html": '<img class="relu-twin" alt="">'}
    >>> cell = {"outputs": [{"output_type": "display_data", "data": data}]}
    >>> keep_twins({"type": "notebook", "content": {"cells": [cell]}})
    >>> list(data)
    ['text/html']
    """
    if model.get("type") != "notebook":
        return
    # Whatever a file may contain: saving somebody's work comes before its looks.
    with contextlib.suppress(AttributeError, TypeError, KeyError):
        for cell in model["content"]["cells"]:
            for output in cell.get("outputs", ()):
                data = output.get("data", {})
                page = "".join(data.get("text/html", ""))
                if any(mark in page for mark in STANDS_ALONE):
                    data.pop(VIEW, None)


def _load_jupyter_server_extension(server) -> None:
    """Register the hook (called by jupyter_server)."""
    if os.environ.get("RELU_TWINS", "1") == "0":
        server.log.info("course_utils.lab.server_twins: off (RELU_TWINS=0)")
        return
    register = getattr(getattr(server, "contents_manager", None), "register_pre_save_hook", None)
    if register is None:
        server.log.warning(
            "course_utils.lab.server_twins: this jupyter_server has no pre-save hooks"
        )
        return
    register(keep_twins)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course_utils.lab.server_twins"}]
