"""A small JSON file that survives a kill mid-write and two writers at once.

It knows nothing of lessons: `course_utils.progress` keeps its records in one. What it leaves out:
partial reads, speed at megabytes, and file systems on which a rename is not atomic.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import replacing

__all__ = ["DurableJson", "NewerFileError", "UnusableFileError"]

LOCK_SECONDS = 10.0
Clean = Callable[[dict[str, Any]], tuple[dict[str, Any], bool]]


class UnusableFileError(OSError):
    """The file can be neither read nor written now; the text says why, for a person."""


class NewerFileError(UnusableFileError):
    """A newer version of the course wrote the file: it is left alone."""


class DurableJson:
    """A JSON object in one file: replaced in one step, changed under a lock.

    Parameters
    ----------
    path : pathlib.Path
        The file. Its folder is made when the first change is written.
    clean : callable
        ``clean(data) -> (data, whole)``: what of a parsed object can be used, and whether that is
        all of it. It raises `UnusableFileError` for a file that must be left alone.
    tell : callable
        Called with one sentence when a damaged file has been put aside.

    Examples
    --------
    >>> import tempfile
    >>> file = DurableJson(Path(tempfile.mkdtemp()) / "a.json", clean=lambda data: (data, True))
    >>> file.change(lambda data: data.update(n=1))
    {'n': 1}
    >>> file.read()
    {'n': 1}
    """

    def __init__(self, path: Path, *, clean: Clean, tell: Callable[[str], None] = print) -> None:
        self.path = path
        self._clean = clean
        self._tell = tell

    def read(self) -> dict[str, Any]:
        """Return the object, ``{}`` if there is no file; a damaged file is put aside first.

        Raises
        ------
        OSError
            The file cannot be read, or is damaged and cannot be put aside.
        """
        # No lock: a rename is atomic, so a reader sees the old file or the new one, whole.
        data, whole = self.peek()
        if whole:
            return data
        with self._locked():
            return self._read_or_put_aside()

    def change(self, edit: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Read, apply `edit` in place, write, all under the lock; return the new object.

        Raises
        ------
        OSError
            Nothing was written, and the file is as it was.
        """
        with self._locked():
            data = self._read_or_put_aside()
            edit(data)
            self._write(data)
            return data

    def try_to_write(self) -> None:
        """Take the lock and write the folder, changing nothing.

        Raises
        ------
        OSError
            A change could not be written now, or the file has to be left alone.
        """
        with self._locked():
            self.peek()
            trial = self.path.with_name(f".{self.path.name}.trial")
            replacing.write_bytes(trial, b"", locked=True)
            trial.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # Here, not at the top: filelock loads asyncio, and a mere look at progress needs no lock.
        from filelock import FileLock, Timeout

        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{self.path}.lock")
        try:
            lock.acquire(timeout=LOCK_SECONDS, poll_interval=0.005)
        except Timeout:
            raise UnusableFileError(
                f"another program has held {self.path.name} for too long"
            ) from None
        except NotImplementedError:
            raise UnusableFileError("this file system cannot lock files") from None
        try:
            yield
        finally:
            lock.release()

    def peek(self) -> tuple[dict[str, Any], bool]:
        """Return what can be used, and whether that is all the file holds; change nothing."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return {}, True
        try:
            data = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError):
            data = None
        if isinstance(data, dict):
            return self._clean(data)
        return self._clean({})[0], False

    def _read_or_put_aside(self) -> dict[str, Any]:
        # Parsed again under the lock: another program may have repaired it meanwhile.
        data, whole = self.peek()
        if not whole:
            aside = self._free_name()
            shutil.copyfile(self.path, aside)
            self._write(data)
            lost = data == self._clean({})[0]
            then = "a new one is started" if lost else "the parts that can be read are kept"
            self._tell(f"{self.path} is damaged. It was copied to {aside.name}; {then}.")
        return data

    def _free_name(self) -> Path:
        n = 1
        while (aside := self.path.with_name(f"{self.path.name}.damaged-{n}")).exists():
            n += 1
        return aside

    def _write(self, data: dict[str, Any]) -> None:
        # An Infinity under a key that only another version knows is handed on as it was found.
        text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
        replacing.write_bytes(self.path, f"{text}\n".encode(), locked=True)
