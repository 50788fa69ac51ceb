"""What a learner's code may read: Python, its libraries, and the open rooms of the course."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]

# Libraries that a lesson offers to its learners. What judges (checks, grading, desk, classroom),
# what is solved (lessons reads it) and what keeps somebody's progress is not among them.
OPEN = (
    "activations", "capstone", "experiments", "frameworks", "networks", "pages", "plotting",
    "student", "style", "theory", "widgets",
)  # fmt: skip
OPEN_FILES = ("errors.py", "replacing.py")
# PyTorch chooses its kernels by the processor when it first needs them. Kept from seeing it, it
# takes others, and a trained net ends elsewhere than in the notebook.
PROCESSOR = ("/proc/cpuinfo",)
DEVICES = ("/dev/null", "/dev/urandom")  # not zero: shared, it is memory that no limit counts
SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/usr/local/share/fonts", "/sys/devices/system/cpu",
)  # fmt: skip


def readable() -> tuple[list[str], list[str]]:
    """Return the folders that may be read with all below them, and the single files.

    The package itself is never among the folders, nor any folder above it: where it is installed
    beside the libraries, each library is listed by itself.

    Examples
    --------
    >>> folders, _ = readable()
    >>> any(PACKAGE.is_relative_to(folder) for folder in folders)
    False
    """
    paths = sysconfig.get_paths()
    wanted = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    wanted |= {os.path.join(sys.base_prefix, "lib"), *SYSTEM}
    folders = {
        found
        for folder in wanted
        if os.path.isdir(folder)
        for found in _without(Path(os.path.realpath(folder)), PACKAGE)
    }
    folders |= {str(PACKAGE / room) for room in OPEN}
    files = [str(PACKAGE / name) for name in OPEN_FILES]
    files += [name for name in (*PROCESSOR, *DEVICES) if os.path.exists(name)]
    return sorted(folders), files


def _without(folder: Path, closed: Path) -> Iterator[str]:
    """Yield `folder`, or where `closed` lies in it, the folders in it that are not on the way."""
    if folder == closed:
        return
    if not closed.is_relative_to(folder):
        yield str(folder)
        return
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _without(Path(entry.path), closed)
