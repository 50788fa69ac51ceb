"""The normal form of a notebook: what does not depend on who ran it, when and where."""

from __future__ import annotations

import copy
import re
from typing import Any

from .files import Node
from .rules import NOISE, WIDGET_VIEW

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# In a traceback: everything before the part of a path that is the same on every machine.
_PLACES = re.compile(
    r"(?:~|/|[A-Za-z]:[\\/])[^\s:'\"<>\x1b]*?[/\\]"
    r"(?:site-packages[/\\]|(?=course_utils[/\\])|lib[/\\]python3\.\d+[/\\](?:site-packages[/\\])?)"
)
_TEMPORARY = re.compile(r"[^\s'\"\x1b]*ipykernel_\d+[/\\]\d+\.py")


def normalise(nb: dict[str, Any]) -> Node:
    """Return a copy of the notebook in normal form.

    Cell ids, sources, tags and the course's own metadata stay. Execution timestamps, editor
    metadata, kernel versions and widget state go; stream outputs that follow each other become
    one; tracebacks lose the machine's paths. The view of a live widget goes too, so that the saved
    notebook, opened without a kernel, shows the widget's static HTML twin: nbval does not compare
    that key, a fresh run may have it.

    Examples
    --------
    >>> from nbformat import v4
    >>> cell = v4.new_code_cell("1", id="one", metadata={"execution": {"iopub.status.busy": "?"}})
    >>> normalise(v4.new_notebook(cells=[cell]))["cells"][0]["metadata"]
    {}
    """
    plain: Node = nodes(copy.deepcopy(nb))
    plain.metadata = Node(
        {"kernelspec": Node(KERNEL), "language_info": Node(name="python")}
        | ({"course": nb["metadata"]["course"]} if "course" in nb["metadata"] else {})
    )
    plain.nbformat, plain.nbformat_minor = 4, 5
    for cell in plain.cells:
        cell.source = cell.source.rstrip()
        cell.metadata = Node({k: v for k, v in cell.metadata.items() if k not in NOISE})
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if cell.cell_type == "code":
            cell.outputs = _outputs(cell.outputs, cell.execution_count)
    return plain


def without_outputs(nb: dict[str, Any]) -> Node:
    """Return a copy whose code cells were never run."""
    unrun: Node = nodes(copy.deepcopy(nb))
    for cell in unrun.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return unrun


def nodes(value: Any) -> Any:
    """Return nested dictionaries of any kind as `Node`."""
    if isinstance(value, dict):
        return Node({key: nodes(item) for key, item in value.items()})
    return [nodes(item) for item in value] if isinstance(value, list) else value


def _outputs(outputs: list[Node], count: int | None) -> list[Node]:
    kept: list[Node] = []
    for output in outputs:
        output.pop("transient", None)
        if "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            output.metadata = Node()
            if not output.data:
                continue
        if output.output_type == "execute_result":
            output.execution_count = count
        if output.output_type == "error":
            output.traceback = [_anywhere(line) for line in output.traceback]
        before = kept[-1] if kept else None
        if before and _stream(before) == _stream(output) != "":
            before.text += output.text
        else:
            kept.append(output)
    return kept


def _stream(output: Node) -> str:
    return str(output.name) if output.output_type == "stream" else ""


def _anywhere(line: str) -> str:
    return _TEMPORARY.sub("cell", _PLACES.sub("", line))
