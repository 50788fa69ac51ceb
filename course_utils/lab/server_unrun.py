"""A Jupyter server extension: a lesson opens without its answers, until their cell is run.

The lessons are saved with their outputs, for readers without a kernel. A learner is asked to
predict first, so no answer may stand under its question. (Folding would not do: JupyterLab shows
the first line of what is folded.) When a lesson is opened, this extension keeps the outputs of
cells that were never run here out of the page; questions and the still pictures of live figures
stay in sight, since they give nothing away. Nothing is lost: when the page is saved, the outputs
that were kept out of it are written again as they were, so the file holds all of them.

Turn it off with the environment variable ``RELU_HIDE=0``.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from .on_opening import changed_by
from .server_twins import STANDS_ALONE

FOLDER = "notebooks/"
OPENED = "relu_opened"  # in the notebook's metadata, once a page has been saved
UNRUN = "relu_unrun"  # in the metadata of a cell whose output in the file is not the learner's


def hide_outputs(model: dict[str, Any]) -> dict[str, Any]:
    """Take the outputs of cells that were never run here out of a lesson that is being opened.

    Parameters
    ----------
    model : dict
        As jupyter_server's contents manager returns it; changed in place.

    Returns
    -------
    dict
        The same model.

    Examples
    --------
    >>> cell = {"metadata": {}, "outputs": [{"output_type": "stream", "text": "0.5"}]}
    >>> nb = {"metadata": {}, "cells": [cell]}
    >>> _ = hide_outputs({"type": "notebook", "path": "notebooks/01_a.ipynb", "content": nb})
    >>> cell["outputs"], cell["metadata"]
    ([], {'relu_unrun': True})
    """
    # Whatever a file may contain: opening it comes before its looks.
    with contextlib.suppress(AttributeError, TypeError, KeyError):
        notebook = model["content"] if model["type"] == "notebook" else None
        if notebook and model["path"].startswith(FOLDER):
            first = not notebook["metadata"].get(OPENED)
            notebook["metadata"][OPENED] = True
            for cell in notebook["cells"]:
                if cell.get("outputs") and (first or cell["metadata"].get(UNRUN)):
                    _hide(cell)
    return model


def _hide(cell: dict[str, Any]) -> None:
    if not any(map(_gives_nothing_away, cell["outputs"])):
        cell["metadata"][UNRUN] = True
        cell["outputs"], cell["execution_count"] = [], None


def _gives_nothing_away(output: dict[str, Any]) -> bool:
    page = "".join(output.get("data", {}).get("text/html", ""))
    return any(mark in page for mark in STANDS_ALONE)


def keep_outputs(
    model: dict[str, Any], path: str = "", contents_manager: Any = None, **_: Any
) -> None:
    """Put the outputs that were kept out of a page back, before it is saved over the file.

    Parameters
    ----------
    model, path, contents_manager
        As jupyter_server hands them to a pre-save hook; the model is changed in place.
    """
    if model.get("type") != "notebook":
        return
    # Saving somebody's work comes first, so that no file on disk may stand in its way.
    with contextlib.suppress(AttributeError, TypeError, KeyError, OSError, ValueError):
        marked = [cell for cell in model["content"]["cells"] if cell["metadata"].get(UNRUN)]
        for cell in [cell for cell in marked if cell["outputs"] or cell["execution_count"]]:
            del cell["metadata"][UNRUN]  # it was run: what stands there now is the learner's
            marked.remove(cell)
        file = Path(contents_manager.root_dir, path.strip("/")) if marked else None
        saved = json.loads(file.read_text(encoding="utf-8"))["cells"] if file else []
        before = {cell.get("id"): cell for cell in saved}
        for cell in [cell for cell in marked if cell["id"] in before]:
            for key in ("outputs", "execution_count"):
                cell[key] = before[cell["id"]][key]


def _load_jupyter_server_extension(server) -> None:
    """Wrap the contents manager's `get`, and register the hook (called by jupyter_server)."""
    if os.environ.get("RELU_HIDE", "1") == "0":
        server.log.info("course_utils.lab.server_unrun: off (RELU_HIDE=0)")
        return
    manager = getattr(server, "contents_manager", None)
    register = getattr(manager, "register_pre_save_hook", None)
    # Without the hook a hidden output would be lost with the first save.
    if manager is None or register is None or not callable(getattr(manager, "get", None)):
        server.log.warning("course_utils.lab.server_unrun: this jupyter_server has no such hooks")
        return
    register(keep_outputs)
    manager.get = changed_by(hide_outputs, manager.get)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course_utils.lab.server_unrun"}]
