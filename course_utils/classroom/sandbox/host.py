"""The judge's end: a learner's cells in, a student that answers out."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from ...student.links import Asked, WorkerProcess
from ...student.remote import RemoteStudent
from .fork_server import ForkServer, SandboxError
from .link import LockedChild

__all__ = ["Sandbox", "SandboxError", "supported"]


def supported() -> bool:
    """Tell whether this system has fork servers; else a plain process runs a learner's code."""
    return sys.platform == "linux"


class Sandbox:
    """Fork servers of every level that was needed so far, for one judge.

    Examples
    --------
    >>> with Sandbox() as sandbox:
    ...     with sandbox.student([("a", "def double(x): return 2 * x")]) as student:
    ...         student.request({"op": "call", "name": "double", "args": (4,)})["value"]
    8
    """

    def __init__(self) -> None:
        self._servers: dict[str, ForkServer] = {}

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def student(
        self,
        cells: list[tuple[str, str]],
        *,
        level: str = "numpy",
        define_seconds: float = 20.0,
        seconds: float = float("inf"),
        ahead: Sequence[Asked] = (),
    ) -> RemoteStudent:
        """Return a student that runs `cells` in a locked child.

        Parameters
        ----------
        cells : list of (name, source)
        level : str
            What is loaded before the fork: ``"numpy"``, or more such as ``"scipy+torch"``.
        define_seconds : float
            Limit of each cell.
        seconds : float
            Limit of everything together.
        ahead : list of (bytes, float)
            What will be asked first, and calls nothing: see `RemoteStudent`.
        """
        if not supported():
            return RemoteStudent(cells, define_seconds=define_seconds, link=WorkerProcess())
        server = self._servers.setdefault(level, ForkServer(level))
        server.start()  # what it loads is not of this student's time
        link = LockedChild(server, time.monotonic() + seconds)
        return RemoteStudent(cells, define_seconds=define_seconds, link=link, ahead=ahead)

    def protection(self, level: str = "numpy") -> str:
        """Return which locks hold, in words for a report."""
        server = self._servers.get(level)
        return server.protection if server is not None else "process only"

    def close(self) -> None:
        """End all servers."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()
