"""Talk to one locked child over its pipe: each wait has a deadline, each size a limit."""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Iterator, Sequence

from ...student.links import Asked
from ...student.replies import ReplyKind
from ...student.values import MAX_BYTES
from . import READY, scratch
from .fork_server import FORK, ForkServer, SandboxError

LARGEST = MAX_BYTES + MAX_BYTES // 8  # bytes of one message
_HEAD = 8  # bytes that say how long a message is
_IN_ONE_PIECE = 2**15  # bytes: half of what a pipe holds
_AT_ONCE, _AT_MOST = 2**16, 2**20  # bytes of one read
GLANCE = 0.2  # seconds between two looks at a scratch folder that nothing else limits


def _framed(data: bytes) -> bytes:
    return struct.pack("<Q", len(data)) + data


class LockedChild:
    """A `Link` to one locked child after another, all of one server.

    Parameters
    ----------
    server : ForkServer
    until : float
        Time (`time.monotonic`) after which nothing is waited for any more.
    """

    for_imports = 0.0  # the server has loaded what a lesson needs

    def __init__(self, server: ForkServer, until: float = float("inf")) -> None:
        self._server = server
        self._until = until
        self._ends: tuple[int, int] | None = None
        self._read = bytearray()
        self._polls: dict[int, select.poll] = {}  # by the end waited for, always for the same

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
        self._read = bytearray()
        self._polls.clear()
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
        deadline = self._deadline(seconds)
        sent = self._send(_framed(data), deadline)
        return self._receive(deadline) if sent is None else sent

    def exchange_all(self, asked: Sequence[Asked]) -> Iterator[bytes | ReplyKind]:
        """Send messages that follow each other whatever is answered; yield each answer.

        They go in one piece, so that nobody waits between two of them, where all of it fits into
        the pipe: more could leave both ends writing, and neither reading.
        """
        whole = b"".join(_framed(data) for data, _ in asked)
        if self._ends is None or len(whole) > _IN_ONE_PIECE:
            yield from (self.exchange(data, seconds) for data, seconds in asked)
            return
        sent = self._send(whole, self._deadline(asked[0][1]))
        for _, seconds in asked:
            yield self._receive(self._deadline(seconds)) if sent is None else sent

    def _deadline(self, seconds: float) -> float:
        return min(time.monotonic() + seconds, self._until)

    def _send(self, data: bytes, deadline: float) -> ReplyKind | None:
        assert self._ends is not None
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._ends[1], left) :]
            except BlockingIOError:
                if not self._wait(self._ends[1], select.POLLOUT, deadline):
                    return ReplyKind.HUNG
            except OSError:
                return ReplyKind.DIED
        return None

    def _receive(self, deadline: float) -> bytes | ReplyKind:
        """Read one framed message; what is announced too large is not waited for."""
        assert self._ends is not None
        read, size = self._read, -1
        while True:
            if size < 0 and len(read) >= _HEAD:
                size = _HEAD + struct.unpack_from("<Q", read)[0]
                if size > LARGEST:
                    return ReplyKind.DIED
            if 0 <= size <= len(read):
                self._read = read[size:]  # whoever says two things is heard twice
                return bytes(read[_HEAD:size])
            if not self._wait(self._ends[0], select.POLLIN, deadline):
                return ReplyKind.HUNG
            try:
                part = os.read(self._ends[0], min(max(size - len(read), _AT_ONCE), _AT_MOST))
            except BlockingIOError:
                continue
            except OSError:
                return ReplyKind.DIED
            if not part:
                return ReplyKind.DIED
            read += part

    def _wait(self, end: int, event: int, deadline: float) -> bool:
        """Wait until `end` is ready; False after the deadline or when the scratch is overfull."""
        poll = self._polls.get(end)
        if poll is None:
            poll = self._polls[end] = select.poll()
            poll.register(end, event)
        while (left := deadline - time.monotonic()) > 0:
            if poll.poll(1e3 * (left if self._server.limited else min(left, GLANCE))):
                return True
            if not self._server.limited and scratch.too_much_in(self._server.scratch):
                return False
        return False
