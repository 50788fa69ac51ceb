"""The way to a process that runs `worker.answer_requests`, and a plain process of that kind."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from .guards import FOR_IMPORTS
from .replies import ReplyKind
from .worker import read_message, write_message

Asked = tuple[bytes, float]  # a packed message, and how long its answer may take


class Link(Protocol):
    """The way to a process that runs `worker.answer_requests`.

    Attributes
    ----------
    for_imports : float
        Seconds more that a call or a cell may take, for what it has to load first.
    """

    for_imports: float

    @property
    def running(self) -> bool:
        """Whether it was started and not ended."""

    def start(self) -> None:
        """Start the process."""

    def exchange(self, data: bytes, seconds: float) -> bytes | ReplyKind:
        """Send a message; return its answer, or HUNG or DIED."""

    def exchange_all(self, asked: Sequence[Asked]) -> Iterator[bytes | ReplyKind]:
        """Send messages that follow each other whatever is answered; yield each answer."""

    def end(self) -> None:
        """End the process, whatever it does."""


class WorkerProcess:
    """A process of its own that runs `course_utils.student.worker`, and the pipe to it."""

    for_imports = FOR_IMPORTS  # nothing is loaded in it

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether it was started and not ended."""
        return self._process is not None

    def start(self) -> None:
        """Start the process."""
        environment = os.environ | {"RELU_GRADING": "1", "MPLBACKEND": "Agg"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "course_utils.student.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip

    def end(self) -> None:
        """Kill the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process = None

    def exchange(self, data: bytes, seconds: float) -> bytes | ReplyKind:
        """Send a message; return its answer, or HUNG or DIED."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return ReplyKind.DIED
        to_child, from_child = process.stdin, process.stdout
        answers: queue.Queue[bytes | None] = queue.Queue()

        def talk() -> None:
            # A thread of its own: a child that stops reading must not block the caller.
            try:
                write_message(to_child, data)
                answers.put(read_message(from_child))
            except (OSError, ValueError):
                answers.put(None)

        threading.Thread(target=talk, daemon=True).start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            return ReplyKind.HUNG
        return ReplyKind.DIED if answer is None else answer

    def exchange_all(self, asked: Sequence[Asked]) -> Iterator[bytes | ReplyKind]:
        """Send one message after another, each when the one before has its answer."""
        return (self.exchange(data, seconds) for data, seconds in asked)
