"""Scenes as bytes for the page: a structure sent once, then float32 numbers a frame.

The structure says which mark has which array where. Numbers that do not change between frames are
sent once (`fixed`); those that do follow each other frame by frame (`moving`), so that frame k is
`moving[k * stride : (k + 1) * stride]`. Texts that change travel beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ..errors import WrongValue
from ..style import look
from .scene import Image, Label, Mark, Scene, ticks

LIMIT = 32 * 2**20


@dataclass(frozen=True)
class Frames:
    """Encoded scenes: `structure` (JSON-able), `fixed` and `moving` bytes, `texts` by frame."""

    structure: dict[str, Any]
    fixed: bytes
    moving: bytes
    texts: list[list[str]]


def encode(scenes: Sequence[Scene]) -> Frames:
    """Return scenes of one structure as bytes.

    Raises
    ------
    ValueError
        If two scenes differ in more than numbers and texts (another mark, another length, other
        limits), or if the numbers exceed 32 MB.
    """
    outline = _outline(scenes[0])
    tables = [[m.numbers() for m in scene.marks] for scene in scenes]
    for k, scene in enumerate(scenes[1:], 1):
        if _outline(scene) != outline or _sizes(tables[k]) != _sizes(tables[0]):
            raise WrongValue(
                "Frames computed ahead must differ in numbers and texts only",
                expected="the structure of the first",
                got_words=f"frame {k} with other marks, lengths or limits",
                next_step="Keep them equal (NaN hides a point), or let the kernel feed this "
                "control.",
            )
    fixed: list[np.ndarray] = []
    moving: list[np.ndarray] = []
    stride = 0
    places: list[dict[str, list]] = []
    for m, first in enumerate(tables[0]):
        here: dict[str, list] = {}
        for name, values in first.items():
            rows = np.stack([table[m][name] for table in tables])
            if len(scenes) > 1 and (rows.view(np.int32) == rows.view(np.int32)[0]).all():
                here[name] = [0, sum(map(len, fixed)), len(values)]
                fixed.append(values)
            else:
                here[name] = [1, stride, len(values)]
                stride += len(values)
                moving.append(rows)
        places.append(here)
    body = np.concatenate(moving, axis=1) if moving else np.zeros((len(scenes), 0), np.float32)
    if body.nbytes > LIMIT:
        raise WrongValue(
            "the frames computed ahead take too much room",
            expected=f"less than {LIMIT >> 20} MB",
            got_words=f"{body.nbytes >> 20} MB for {len(scenes)} frames",
            next_step="Use fewer steps, or let the kernel feed this control.",
        )
    still = np.concatenate(fixed) if fixed else np.zeros(0, np.float32)
    structure = {**outline, "places": places, "stride": stride}
    return Frames(structure, still.tobytes(), body.tobytes(), [_texts(s) for s in scenes])


def _sizes(table: list[dict[str, np.ndarray]]) -> list[list[int]]:
    return [[len(v) for v in entry.values()] for entry in table]


def _texts(scene: Scene) -> list[str]:
    """Summary, titles, then the texts of labels, in the order the view expects."""
    labels = [m.text for m in scene.marks if isinstance(m, Label)]
    return [scene.summary, *(a.title for a in scene.axes), *labels]


def _outline(scene: Scene) -> dict[str, Any]:
    axes = [
        {
            "x": [float(v) for v in a.x],
            "y": [float(v) for v in a.y],
            "xlabel": a.xlabel,
            "ylabel": a.ylabel,
            "xticks": [list(t) for t in (ticks(*a.x) if a.xticks is None else a.xticks)],
            "yticks": [list(t) for t in (ticks(*a.y) if a.yticks is None else a.yticks)],
            "legend": a.legend,
            "grid": a.grid,
        }
        for a in scene.axes
    ]
    return {"axes": axes, "marks": [_mark(m) for m in scene.marks], "height": scene.height}


def _mark(mark: Mark) -> dict[str, Any]:
    """Everything of a mark but its arrays and changing texts; its look spelt out."""
    leave = {*mark.arrays, "look", "text"}
    told = {f.name: getattr(mark, f.name) for f in fields(mark) if f.name not in leave}
    told = {k: list(v) if isinstance(v, tuple) else v for k, v in told.items()}
    if isinstance(mark, Image):
        told["shape"] = list(np.shape(mark.index))
    return {"kind": mark.kind, **told, "look": look(mark.look)}
