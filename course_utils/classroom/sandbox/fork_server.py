"""The judge's end of a fork server: start it, ask it for locked children, end it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import scratch
from .rooms import PACKAGE

START = 120.0  # seconds for a server to load Keras, on a machine with other work
FORK = 30.0  # seconds for a fork and its locks
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from course_utils.classroom.sandbox import at_fork; at_fork.collect(); "
    "from course_utils.classroom.sandbox import server; del sys.path[0]; "
    "server.main(sys.argv[2:])"
)


class SandboxError(RuntimeError):
    """The fork server could not be started, or a child did not lock itself in."""


class ForkServer:
    """A fork server of one level, started when it is first asked, and again when it has died.

    Parameters
    ----------
    level : str
        What it has loaded, as in `server.load`.

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
        # `torch.compile` starts a compiler of C, which the locks forbid: what it is given runs as
        # it stands, with the same values.
        "TORCHDYNAMO_DISABLE": "1",
        "PYTHONHASHSEED": "0",
        # For C's allocator: huge pages from the start; and what is below 4 MiB from its one piece,
        # or it would lie between the pieces that Python asks for.
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4194304",
        "LD_BIND_NOW": "1",  # else each fork looks the same C functions up anew
    }
