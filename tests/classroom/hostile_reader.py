"""Read the hostile suite: answers that cheat or break, each with the marks that must come out.

One attempt a file in ``hostile/``: a header of comments, then the cell. It stands where the answer
to `definition.relu` (6 points) stands, before an honest one to `definition.larger` (2 points).

    # tries: what it tries, in words
    # relu: 6          the points that must come out
    # larger: 2        (2 where it is left out)
    # watched: 0       those of relu where no file system, only the judge, limits the scratch folder

The cell may use `honest(x)`, `shut(action)` (was it refused?) and `PLACES`, the paths and numbers
of what must not be reached. An attempt that is refused goes on with an honest answer: full points
mean that nothing was reached.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "hostile"

TOOLS = """
import os
import sys

import numpy as np

PLACES = {places!r}


def honest(x):
    return np.maximum(x, 0)


def shut(action):
    try:
        action()
    except Exception:
        return True
    return False
"""
LARGER = 'larger = {"inside": (1.0, -1.0), "outside": (0.0, 1.0)}'


@dataclass(frozen=True)
class Attempt:
    """One attempt: its cell, and the points that must come out."""

    name: str
    tries: str
    code: str
    relu: int
    larger: int
    watched: int

    def notebook(self, places: dict[str, object]) -> bytes:
        """Return the notebook it is handed in with."""
        cells = (
            ("setup", TOOLS.format(places=places)),
            ("relu-answer", self.code),
            ("larger-answer", LARGER),
        )
        return notebook_of(cells)


def notebook_of(cells, lesson: str = "definition") -> bytes:
    """Return the bytes of a notebook with these code cells."""
    made = [
        {"cell_type": "code", "id": name, "metadata": {}, "outputs": [], "execution_count": None,
         "source": source}
        for name, source in cells
    ]  # fmt: skip
    metadata = {"course": {"lesson": lesson}} if lesson else {}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}
    return json.dumps(book).encode()


def read(path: Path) -> Attempt:
    """Read one file; a malformed one raises ValueError with its name."""
    text = path.read_text(encoding="utf-8")
    header = dict(re.findall(r"^# (tries|relu|larger|watched): (.+)$", text, re.MULTILINE))
    if not {"tries", "relu"} <= header.keys():
        raise ValueError(f"{path.name}: the header needs tries and relu")
    return Attempt(
        path.stem,
        header["tries"],
        text,
        int(header["relu"]),
        int(header.get("larger", 2)),
        int(header.get("watched", header["relu"])),
    )


def attempts() -> list[Attempt]:
    """Read the whole suite, in order."""
    return [read(path) for path in sorted(FOLDER.glob("*.py"))]
