"""Saves of notebooks, one after the other, however an editor or a network drive writes a file.

What a save is, is decided by what the notebook says, never by what the system tells of files: an
autosave that changes no code is none, a file that is replaced, or written in two steps, is one, and
two saves during a check are one check of the later.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .. import lessons

PATIENCE = 5.0  # seconds for a file that is missing or half written to become whole
POLL = 0.5  # seconds


class Folder:
    """Tells which notebooks of a folder have been written, in a thread of its own.

    Parameters
    ----------
    folder : pathlib.Path
    names : iterable of str
        The files that count; editors write others beside them.
    poll : bool
        Look at the files twice a second, where the system tells nothing: network drives.
    """

    def __init__(self, folder: Path, names: Iterable[str], *, poll: bool = False) -> None:
        self._folder, self._names, self._poll = folder, frozenset(names), poll
        self._told: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="watch", daemon=True)

    def __enter__(self) -> Folder:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(2)

    def written(self) -> set[Path]:
        """Return the notebooks that were written since this was last asked."""
        found = set()
        while not self._told.empty():
            found.add(self._told.get())
        return found

    def _listen(self) -> None:
        if self._poll:
            self._compare()
            return
        try:
            self._follow()
        except (OSError, RuntimeError):  # the system watches no more files, or not this folder
            self._compare()

    def _follow(self) -> None:
        from watchfiles import watch

        events = watch(
            self._folder, watch_filter=lambda _, path: Path(path).name in self._names, debounce=400,
            rust_timeout=100, yield_on_timeout=True, stop_event=self._stop, recursive=False,
            raise_interrupt=False,
        )  # fmt: skip
        for changes in events:
            self._ready.set()  # after the first time-out: from then on nothing is missed
            for _, path in changes:
                self._told.put(self._folder / Path(path).name)

    def _compare(self) -> None:
        """Compare what the files' entries say; watchfiles polls by whole seconds, and misses some.

        Two saves within one second are two here: nanoseconds, size and inode count.
        """
        before = self._entries()
        self._ready.set()
        while not self._stop.wait(POLL):
            now = self._entries()
            for name in self._names:
                if now[name] != before[name]:
                    self._told.put(self._folder / name)
            before = now

    def _entries(self) -> dict[str, tuple[int, int, int] | None]:
        found: dict[str, tuple[int, int, int] | None] = dict.fromkeys(self._names)
        for name in self._names:
            with contextlib.suppress(OSError):
                entry = (self._folder / name).stat()
                found[name] = (entry.st_mtime_ns, entry.st_size, entry.st_ino)
        return found


class Readings:
    """Reads notebooks that were written, again and again until they are whole.

    Parameters
    ----------
    read : callable
        Returns a notebook, or raises OSError or ValueError.
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        read: Callable[[Path], Any] = lessons.read,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read, self._clock = read, clock
        self._waiting: dict[Path, float] = {}

    def next(self, written: set[Path]) -> tuple[dict[Path, Any], list[str]]:
        """Return the notebooks that can be read now, and what is wrong with those given up."""
        now = self._clock()
        self._waiting |= dict.fromkeys(written, now + PATIENCE)
        books: dict[Path, Any] = {}
        problems = []
        for path, until in list(self._waiting.items()):
            try:
                books[path] = self._read(path)
            except (OSError, ValueError) as error:
                if now < until:
                    continue
                problems.append(str(error))
            del self._waiting[path]
        return books, problems
