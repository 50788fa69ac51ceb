"""A student in another process, over a pipe, with absolute deadlines."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from typing import Any

from .values import NotPlain, pack, unpack
from .worker import read_message, write_message

GRACE = 3.0  # seconds past a call's own limit before the process is ended


class RemoteStudent:
    """Runs a learner's cells in a child process and asks them there.

    Parameters
    ----------
    cells : list of (name, source)
        Run in order; an error ends one cell, not the rest.
    define_seconds : float
        Time limit of each cell.

    Attributes
    ----------
    cell_errors : dict
        For each cell that failed, its error as `runner.describe_error` gives it.

    Notes
    -----
    This keeps a hang or a crash away from the caller. It is not a sandbox.

    Examples
    --------
    >>> with RemoteStudent([("a", "def double(x): return 2 * x")]) as student:
    ...     student.request({"op": "call", "name": "double", "args": (4,)})["value"]
    8
    """

    def __init__(self, cells: list[tuple[str, str]], *, define_seconds: float = 20.0) -> None:
        self._cells = [[str(name), str(source)] for name, source in cells]
        self._define_seconds = define_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self.cell_errors: dict[str, dict[str, Any]] = {}
        self._start()

    def __enter__(self) -> RemoteStudent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request; a child that hangs or dies is replaced, and the reply says so."""
        if self._process is None:
            self._start()
        reply = self._exchange(message, float(message.get("seconds", 2.0)) + GRACE)
        if reply["kind"] in ("hung", "died"):
            self.close()
            if reply["kind"] == "hung":
                return {"kind": "too slow", "seconds": float(message.get("seconds", 2.0))}
        return reply

    def define(self, cells: list[tuple[str, str]]) -> None:
        """Forget everything and run other cells, in the same child while it lives."""
        self._cells = [[str(name), str(source)] for name, source in cells]
        self._run_cells() if self._process is not None else self._start()

    def close(self) -> None:
        """End the child."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process = None

    def _start(self) -> None:
        environment = os.environ | {"RELU_GRADING": "1", "MPLBACKEND": "Agg"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "course_utils.student.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        self._run_cells()

    def _run_cells(self) -> None:
        seconds = self._define_seconds
        message = {"op": "define", "cells": self._cells, "seconds": seconds}
        reply = self._exchange(message, seconds * len(self._cells) + 30)
        if reply["kind"] != "value":
            self.close()
            lost = {"type": "TimeUp" if reply["kind"] == "hung" else "died", "message": "",
                    "frames": []}  # fmt: skip
            self.cell_errors = {name: lost for name, _ in self._cells}
            return
        self.cell_errors = dict(reply["value"])

    def _exchange(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return {"kind": "died"}
        answers: queue.Queue[bytes | None] = queue.Queue()

        def talk() -> None:
            # A thread of its own: a child that stops reading must not block the caller.
            try:
                write_message(process.stdin, pack(message))
                answers.put(read_message(process.stdout))
            except (OSError, ValueError):
                answers.put(None)

        threading.Thread(target=talk, daemon=True).start()
        try:
            data = answers.get(timeout=seconds)
        except queue.Empty:
            return {"kind": "hung"}
        if data is None:
            return {"kind": "died"}
        try:
            return unpack(data)
        except NotPlain:
            return {"kind": "died"}
