"""The judge's end: start a fork server, ask it for locked children, talk to one with deadlines."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ...student.remote import RemoteStudent, WorkerProcess
from ...student.replies import ReplyKind
from ...student.values import MAX_BYTES
from . import scratch
from .child import READY
from .rooms import PACKAGE

START = 120.0  # seconds for a server to load Keras, on a machine with other work
FORK = 30.0  # seconds for a fork and its locks
LARGEST = MAX_BYTES + MAX_BYTES // 8  # bytes of one message
GLANCE = 0.2  # seconds between two looks at a scratch folder that nothing else limits
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from course_utils.classroom.sandbox import server; del sys.path[0]; "
    "server.main(sys.argv[2:])"
)


class SandboxError(RuntimeError):
    """The fork server could not be started, or a child did not lock itself in."""


def supported() -> bool:
    """Tell whether this system has fork servers; else a plain process runs a learner's code."""
    return sys.platform == "linux"


class ForkServer:
    """A fork server of one level, started when it is first asked, and again when it has died.

    Parameters
    ----------
    level : {"numpy", "torch", "keras"}
        What it has loaded.

    Attributes
    ----------
    protection : str
        Which locks hold in its children; empty before the start.
    """

    def __init__(self, level: str = "numpy") -> None:
        self.level = level
        self.protection = ""
        self.scratch = ""
        self.limited = True
        self._folder = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def start(self) -> None:
        """Start it, unless it runs; until then nothing is loaded."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._folder = tempfile.mkdtemp(prefix="relu-grade-")
        self.scratch = str(scratch.made(Path(self._folder)))
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                # -s -P and an environment of nothing but this: what -I asks for, and a fixed order
                # of sets, so that a mark can be repeated to the byte.
                [sys.executable, "-s", "-P", "-B", "-c", _BOOT, str(PACKAGE.parent),
                 str(theirs.fileno()), self.scratch, self.level],
                pass_fds=[theirs.fileno()], env=_environment(), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
        self._control = ours
        hello = self._hello()
        self.protection, self.limited = str(hello["level"]), bool(hello["limited"])
        if self.limited:
            self.protection += "+namespaces"

    def _hello(self) -> dict[str, Any]:
        assert self._control is not None and self._process is not None
        self._control.settimeout(START)
        text = b""
        with contextlib.suppress(OSError):
            while not text.endswith(b"\n") and (more := self._control.recv(4096)):
                text += more
        if not text.endswith(b"\n"):
            self._process.kill()
            _, error = self._process.communicate()
            last = error.decode(errors="replace").strip().splitlines()[-1:]
            self.close()
            raise SandboxError(f"The fork server did not start: {''.join(last) or 'no answer'}")
        return json.loads(text)

    def fork(self) -> tuple[int, int]:
        """Fork a locked child; return the ends to read answers from and to write requests to."""
        self.start()
        their_in, our_out = os.pipe()
        our_in, their_out = os.pipe()
        try:
            self._order(b"F", their_in, their_out)
        except SandboxError:
            os.close(our_in)
            os.close(our_out)
            raise
        finally:
            os.close(their_in)
            os.close(their_out)
        return our_in, our_out

    def end_child(self) -> None:
        """Kill the child and empty its scratch folder; a server that cannot is started anew."""
        if self._process is None:
            return
        try:
            self._order(b"K")
        except SandboxError:
            self.close()

    def _order(self, order: bytes, *handles: int) -> None:
        assert self._control is not None
        try:
            self._control.settimeout(FORK)
            if handles:
                socket.send_fds(self._control, [order], list(handles))
            else:
                self._control.sendall(order)
            if self._control.recv(1) != order:
                raise OSError("it has ended")
        except OSError as error:
            raise SandboxError(f"The fork server does not answer: {error}") from None

    def close(self) -> None:
        """End the server and with it its child; remove its folder."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2.0)
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._process = self._control = None
        self._folder = ""


def _environment() -> dict[str, str]:
    """Return what a fork server is told: where things are, and nothing that is anybody's secret."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")
    one = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        **dict.fromkeys(one, "1"),
        "MPLBACKEND": "Agg",
        "RELU_GRADING": "1",
        "PYTHONHASHSEED": "0",
    }


class LockedChild:
    """A `Link` to one locked child after another, all of one server.

    Parameters
    ----------
    server : ForkServer
    until : float
        Time (`time.monotonic`) after which nothing is waited for any more.
    """

    def __init__(self, server: ForkServer, until: float = float("inf")) -> None:
        self._server = server
        self._until = until
        self._ends: tuple[int, int] | None = None

    @property
    def running(self) -> bool:
        """Whether there is a child."""
        return self._ends is not None

    @property
    def too_late(self) -> bool:
        """Whether the time for all of it is used up."""
        return time.monotonic() >= self._until

    def start(self) -> None:
        """Fork a child and wait until it has locked itself in."""
        self._ends = self._server.fork()
        os.set_blocking(self._ends[0], False)
        os.set_blocking(self._ends[1], False)
        if self._receive(time.monotonic() + FORK) != READY:
            self.end()
            raise SandboxError("A child did not lock itself in.")

    def end(self) -> None:
        """Kill the child."""
        if self._ends is not None:
            for end in self._ends:
                os.close(end)
            self._ends = None
            self._server.end_child()

    def exchange(self, data: bytes, seconds: float) -> bytes | ReplyKind:
        """Send a message; return its answer, or HUNG or DIED."""
        if self._ends is None:
            return ReplyKind.DIED
        deadline = min(time.monotonic() + seconds, self._until)
        sent = self._send(struct.pack("<Q", len(data)) + data, deadline)
        return self._receive(deadline) if sent is None else sent

    def _send(self, data: bytes, deadline: float) -> ReplyKind | None:
        assert self._ends is not None
        left = memoryview(data)
        while left:
            if not self._wait(self._ends[1], select.POLLOUT, deadline):
                return ReplyKind.HUNG
            try:
                left = left[os.write(self._ends[1], left) :]
            except BlockingIOError:
                continue
            except OSError:
                return ReplyKind.DIED
        return None

    def _receive(self, deadline: float) -> bytes | ReplyKind:
        """Read one framed message; what is announced too large is not waited for."""
        assert self._ends is not None
        parts, missing, head = [], 8, True
        while missing:
            if not self._wait(self._ends[0], select.POLLIN, deadline):
                return ReplyKind.HUNG
            try:
                part = os.read(self._ends[0], min(missing, 2**20))
            except BlockingIOError:
                continue
            except OSError:
                return ReplyKind.DIED
            if not part:
                return ReplyKind.DIED
            parts.append(part)
            missing -= len(part)
            if head and not missing:
                (missing,) = struct.unpack("<Q", b"".join(parts))
                parts, head = [], False
                if missing > LARGEST:
                    return ReplyKind.DIED
        return b"".join(parts)

    def _wait(self, end: int, event: int, deadline: float) -> bool:
        """Wait until `end` is ready; False after the deadline or when the scratch is overfull."""
        poll = select.poll()
        poll.register(end, event)
        while (left := deadline - time.monotonic()) > 0:
            if poll.poll(1e3 * (left if self._server.limited else min(left, GLANCE))):
                return True
            if not self._server.limited and scratch.too_much_in(self._server.scratch):
                return False
        return False


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
    ) -> RemoteStudent:
        """Return a student that runs `cells` in a locked child.

        Parameters
        ----------
        cells : list of (name, source)
        level : {"numpy", "torch", "keras"}
            What is loaded before the fork.
        define_seconds : float
            Limit of each cell.
        seconds : float
            Limit of everything together.
        """
        if not supported():
            return RemoteStudent(cells, define_seconds=define_seconds, link=WorkerProcess())
        server = self._servers.setdefault(level, ForkServer(level))
        link = LockedChild(server, time.monotonic() + seconds)
        return RemoteStudent(cells, define_seconds=define_seconds, link=link)

    def protection(self, level: str = "numpy") -> str:
        """Return which locks hold, in words for a report."""
        server = self._servers.get(level)
        return server.protection if server is not None else "process only"

    def close(self) -> None:
        """End all servers."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()
