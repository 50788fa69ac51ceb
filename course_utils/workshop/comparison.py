"""Which of two outputs is kept: the saved one, unless the new one says something else."""

from __future__ import annotations

import base64
import io

from ..lessons.files import Node
from ..lessons.rules import DATA_URI, IMAGES

# Two drawings look the same when fewer pixels than this share differ by more than a quarter of
# the range: another FreeType moves the grey at the edge of a letter, not a curve.
PIXEL_STEP, PIXEL_SHARE = 64, 0.001


def ignored(cell: Node) -> bool:
    """Tell whether a cell's output is compared by nobody."""
    return "nbval-ignore-output" in cell.metadata.get("tags", ())


def keep_saved(saved: Node, fresh: Node) -> Node:
    """Return `fresh` (in normal form) with the saved outputs that still hold.

    An output holds when its cell's source is the same and its text is the same as the new one's
    (a figure: looks the same), or when the cell's output is tagged as not compared. The times of
    one run belong together: if a cell of that tag has changed, or puts out other kinds of things
    than it did (a table for lines of text), all of them are new. So building twice changes nothing,
    and building on another machine changes only what it should.
    """
    old = {cell.get("id"): cell for cell in saved.cells if cell.cell_type == "code"}
    again = [
        (before, cell)
        for cell in fresh.cells
        if cell.cell_type == "code"
        and (before := old.get(cell.get("id"))) is not None
        and before.execution_count is not None
    ]
    timed = all(
        before.source == cell.source and _form(before.outputs) == _form(cell.outputs)
        for before, cell in again
        if ignored(cell)
    )
    for before, cell in again:
        same = timed if ignored(cell) else outputs_agree(before.outputs, cell.outputs)
        if same and before.source == cell.source:
            cell.outputs = before.outputs
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = cell.execution_count
    return fresh


def differing_cells(saved: Node, fresh: Node, *, figures: bool = True) -> list[str]:
    """Return the ids of cells whose saved output is not what the cell gives now."""
    pairs = zip(saved.cells, fresh.cells, strict=True)
    return [
        new.get("id", "?")
        for old, new in pairs
        if new.cell_type == "code" and not ignored(new)
        and not outputs_agree(old.outputs, new.outputs, figures=figures)
    ]  # fmt: skip


def outputs_agree(saved: list[Node], fresh: list[Node], *, figures: bool = True) -> bool:
    """Tell whether two lists of outputs say the same, and their figures look the same."""
    if [_said(output) for output in saved] != [_said(output) for output in fresh]:
        return False
    if not figures:
        return True
    return all(_look_alike(a, b) for a, b in zip(_pictures(saved), _pictures(fresh), strict=True))


def _form(outputs: list[Node]) -> list[tuple[str, list[str]]]:
    """Return of what kinds a cell's outputs are, whatever they say."""
    return [(output.output_type, sorted(output.get("data", {}))) for output in outputs]


def _said(output: Node) -> dict:
    """Return what nbval compares of an output."""
    said = {
        k: v for k, v in output.items() if k in ("output_type", "name", "text", "ename", "evalue")
    }
    for mime, value in output.get("data", {}).items():
        if mime not in IMAGES:
            said[mime] = DATA_URI.sub("", value) if isinstance(value, str) else value
    return said


def _pictures(outputs: list[Node]) -> list[str]:
    found = []
    for output in outputs:
        for mime, value in sorted(output.get("data", {}).items()):
            if mime in IMAGES:
                found.append(value)
            elif isinstance(value, str):
                found += DATA_URI.findall(value)
    return found


def _look_alike(a: str, b: str) -> bool:
    if a == b:
        return True
    import numpy as np
    from PIL import Image

    try:
        first, second = (
            np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"), dtype=int)
            for data in (a, b)
        )
    except (OSError, ValueError):  # not a raster image: equal text was the only hope
        return False
    if first.shape != second.shape:
        return False
    return bool((np.abs(first - second).max(axis=-1) > PIXEL_STEP).mean() < PIXEL_SHARE)
