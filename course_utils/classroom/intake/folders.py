"""List a folder: symbolic links are named and never followed, devices are never opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .members import IntakeError, Limits, Member, Refusal, is_litter, shown, too_large

_LINK = (
    "This is a symbolic link, and links are not followed. Next: ask for the file itself, or put "
    "it there."
)
_NO_FILE = "This is no ordinary file. Next: ask for the notebook again."
# A link that takes the file's place between listing and reading is not followed either, and a
# pipe does not make the reader wait. Windows has neither flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_FLAGS |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True)
class FileBytes:
    """Reads one file when called."""

    path: str
    limits: Limits

    def __call__(self) -> bytes:
        """Return the file's bytes; raise `IntakeError` where it cannot be read."""
        try:
            handle = os.open(self.path, _FLAGS)
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise IntakeError(_NO_FILE)
                data = file.read(self.limits.file_bytes + 1)
        except (OSError, ValueError, MemoryError) as error:
            if isinstance(error, IntakeError):
                raise
            raise IntakeError(
                f"The file cannot be read ({getattr(error, 'strerror', None) or error}). "
                "Next: check its permissions, or ask for it again."
            ) from None
        if problem := too_large(len(data), self.limits):
            raise IntakeError(problem)
        return data


def members(root: Path, limits: Limits) -> Iterator[Member]:
    """Yield what lies below a folder, in the order of names.

    A folder with more files than anybody hands in, or deeper than anybody looks, becomes one
    member with a problem.
    """
    yield from _below(os.fspath(root), "", limits, 0)


def _below(folder: str, prefix: str, limits: Limits, depth: int) -> Iterator[Member]:
    here = prefix.rstrip("/")
    if depth > limits.depth:
        yield _refused(here, f"More than {limits.depth} folders deep: it was not looked into.")
        return
    try:
        with os.scandir(folder) as scan:
            entries = sorted((e for e in scan if not is_litter(e.name)), key=lambda e: e.name)
    except OSError as error:
        yield _refused(here, f"The folder cannot be opened ({error.strerror}).")
        return
    if not entries and prefix:
        yield Member(here, Refusal("This is a folder."), folder=True)
    # The folder of the whole class (depth 0) may hold any number of students.
    if depth and len(entries) > limits.files:
        problem = f"The folder holds {len(entries)} files; more than {limits.files} are not read."
        yield _refused(here, problem)
        return
    for entry in entries:
        yield from _entry(entry, prefix, limits, depth)


def _entry(entry: os.DirEntry, prefix: str, limits: Limits, depth: int) -> Iterator[Member]:
    path = prefix + entry.name
    try:
        if entry.is_symlink():
            yield _refused(path, _LINK)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{path}/", limits, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            size = entry.stat(follow_symlinks=False).st_size
            load = FileBytes(entry.path, limits)
            yield Member(path, load, size, problem=too_large(size, limits))
        else:
            yield _refused(path, _NO_FILE)
    except OSError as error:
        yield _refused(path, f"{shown(entry.name)} cannot be looked at ({error.strerror}).")


def _refused(path: str, problem: str) -> Member:
    return Member(path, Refusal(problem), problem=problem)
