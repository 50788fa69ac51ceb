"""Open a cell of a notebook in the JupyterLab that runs already."""

from __future__ import annotations

import os
import webbrowser
from pathlib import Path
from urllib.parse import quote, urlencode

from .. import lessons


def show_cell(path: str, cell_id: str) -> str:
    """Open a cell in the browser, in the JupyterLab that serves the course; return what was done.

    Parameters
    ----------
    path : str
        From the course's folder: ``"exercises/01_definition.ipynb"``.
    cell_id : str
    """
    address = address_of(path, cell_id)
    if address is None:
        return "No JupyterLab serves the course. In another terminal: relu open"
    if not webbrowser.open(address):
        return f"No browser could be opened. In JupyterLab: {path}"
    return f"Opened {path} in the browser."


def address_of(path: str, cell_id: str) -> str | None:
    """Return the address of a cell in the JupyterLab that serves the course, if one runs."""
    from jupyter_server.serverapp import list_running_servers

    root = lessons.find_root()
    for server in list_running_servers():
        served = Path(server.get("root_dir") or server.get("notebook_dir") or os.sep).resolve()
        if root.is_relative_to(served):
            inside = (root.relative_to(served) / path).as_posix()
            asked = urlencode({"token": server["token"]}) if server.get("token") else ""
            return f"{server['url']}lab/tree/{quote(inside)}?{asked}#cell-id={quote(cell_id)}"
    return None
