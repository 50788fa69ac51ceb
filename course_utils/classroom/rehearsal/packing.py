"""Write what a class handed in: one zip where the platform gives one, else folders."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ... import replacing
from .platforms import PLATFORMS, Handed

FOLDER = "submissions"
_WHEN = (2026, 11, 2, 8, 0, 0)
_IN_FOLDERS = ("nbgrader", "folders")


def write(out: Path, platform: str, people: Sequence[Handed]) -> Path:
    """Write the class below `out`; return the zip or the folder."""
    packed = PLATFORMS[platform](people)
    if platform in _IN_FOLDERS:
        root = out / FOLDER
        root.mkdir(parents=True, exist_ok=True)
        for name, data in packed:
            replacing.write_bytes(root / name, data)
        return root / "submitted" if platform == "nbgrader" else root
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in packed:
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    replacing.write_bytes(out / f"{FOLDER}.zip", written.getvalue())
    return out / f"{FOLDER}.zip"
