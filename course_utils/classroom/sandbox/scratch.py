"""The one folder in which a child may write: emptied after each child, measured where need be."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

SIZE = 64 * 2**20  # bytes in all
FILES = 4096  # files and folders in all


def empty(folder: str) -> None:
    """Remove all that lies in `folder`, however deep: what lies lower is brought up first.

    A tree deeper than Python's stack, or a folder that its owner may not list, stops nothing.
    """
    number = 0
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)
            for name in os.listdir(entry.path):
                number += 1
                while os.path.lexists(free := os.path.join(folder, f".{number}")):
                    number += 1  # whoever filled it may have thought of that name
                child = os.path.join(entry.path, name)
                with contextlib.suppress(OSError):
                    if not os.path.islink(child):
                        os.chmod(child, 0o700)  # a folder must be writable to be moved
                os.rename(child, free)
            os.rmdir(entry.path)


def too_much_in(folder: str) -> bool:
    """Tell whether more lies in `folder` than a child may write: where no file system limits it."""
    size = files = 0
    waiting = [folder]
    while waiting:
        try:
            for entry in os.scandir(waiting.pop()):
                files += 1
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                if files > FILES or size > SIZE:
                    return True
        except OSError:  # it went away, or may not be listed
            continue
    return False


def made(parent: Path) -> Path:
    """Make the scratch folder below `parent`; whoever the child is may walk to it."""
    parent.chmod(0o711)
    folder = parent / "scratch"
    folder.mkdir()
    folder.chmod(0o777)
    return folder
