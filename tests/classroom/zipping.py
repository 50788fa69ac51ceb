"""What the tests of the classroom share: zips of given members, and what `read` says of them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from course_utils.classroom import intake

NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def zipped(members, path: Path | None = None) -> bytes:
    """Return a zip of (name, bytes) pairs, written to `path` where one is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    if path is not None:
        path.write_bytes(out.getvalue())
    return out.getvalue()


def laid_out(members, root: Path) -> Path:
    """Write (path, bytes) pairs below a folder."""
    for name, data in members:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def rows_of(path: Path, **options):
    """Return the submissions in a list."""
    return list(intake.read(path, **options))
