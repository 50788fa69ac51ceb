"""Open a notebook in the JupyterLab that runs already."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from urllib.parse import quote, urlencode

from .. import lessons


def show_notebook(path: str) -> str:
    """Open a notebook in the browser, in the JupyterLab that serves the course; say what was done.

    JupyterLab opens it at its top: an address of its own leads to no cell.

    Parameters
    ----------
    path : str
        From the course's folder: ``"exercises/01_definition.ipynb"``.
    """
    address = address_of(path)
    if address is None:
        return "No JupyterLab serves the course. In another terminal: relu open"
    if not webbrowser.open(address):
        return f"No browser could be opened. In JupyterLab: {path}"
    return f"Opened {path} in the browser."


def address_of(path: str) -> str | None:
    """Return a notebook's address in the JupyterLab that serves the course, if one runs."""
    from jupyter_server.serverapp import list_running_servers

    root = lessons.find_root()
    for server in list_running_servers():
        served = Path(server["root_dir"]).resolve()
        if root.is_relative_to(served):
            inside = (root.relative_to(served) / path).as_posix()
            asked = f"?{urlencode({'token': server['token']})}" if server.get("token") else ""
            return f"{server['url']}lab/tree/{quote(inside)}{asked}"
    return None
