"""The other end of a pipe: a process that holds a learner's code and answers requests.

Run as ``python -m course_utils.student.worker``. Each message is eight bytes of length and a
packed value (see `course_utils.student.values`). The protocol uses private copies of the
standard streams, so nothing that the learner prints can be taken for an answer.
"""

from __future__ import annotations

import contextlib
import linecache
import os
import struct
import sys
import types
from typing import IO, Any

from .cells import execute, lent
from .guards import ExitCalled, TimeUp, captured_output, no_exit, time_limit
from .local import packed_answer
from .replies import ReplyKind
from .runner import describe_error
from .runs import Runs
from .values import pack, unpack


def read_message(stream: IO[bytes]) -> bytes | None:
    """Read one framed message; None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (size,) = struct.unpack("<Q", head)
    return stream.read(size)


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write one framed message and flush it."""
    stream.write(struct.pack("<Q", len(data)) + data)
    stream.flush()


def run_cell(
    name: str, source: str, namespace: dict[str, Any], seconds: float
) -> dict[str, Any] | None:
    """Run one cell; return its error as `runner.describe_error` gives it, or None."""
    filename = f"<cell {name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    with captured_output():
        try:
            with time_limit(seconds), no_exit(namespace):
                execute(source, filename, namespace)
        except TimeUp:
            return stopped("TimeUp", f"it ran for {seconds:g} s and was stopped")
        except ExitCalled:
            return stopped("ExitCalled", "it ends the whole program (exit or quit)")
        except BaseException as error:
            return describe_error(error)
    return None


def stopped(kind: str, message: str) -> dict[str, Any]:
    """Return an error without lines, in the form of `runner.describe_error`."""
    return {"type": kind, "message": message, "frames": []}


def lost(kind: ReplyKind, seconds: float) -> dict[str, Any]:
    """Return the error of a cell that hung or ended its process."""
    if kind is ReplyKind.HUNG:
        return stopped("TimeUp", f"it ran for {seconds:g} s and was stopped")
    return stopped("Died", "the process that ran it died (out of memory, or killed)")


def fresh_main() -> dict[str, Any]:
    """Return the names of a new, empty ``__main__``: what an earlier learner defined is gone."""
    module = types.ModuleType("__main__")
    module.__dict__.update(lent())
    sys.modules["__main__"] = module
    return module.__dict__


def main() -> None:
    """Serve over the standard streams until they close."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    with contextlib.suppress(BrokenPipeError):
        answer_requests(source, sink)


def answer_requests(source: IO[bytes], sink: IO[bytes]) -> None:
    """Serve until the pipe closes."""
    namespace, runs = fresh_main(), Runs()
    while (data := read_message(source)) is not None:
        message = unpack(data)
        if message["op"] == "forget":
            namespace, runs, data = fresh_main(), Runs(), pack({"kind": ReplyKind.VALUE})
        elif message["op"] == "run":
            cell = str(message["cell"])
            runs.begin_names(f"the cell `{cell}`", message["names"], namespace)
            error, seconds = message["error"], float(message["seconds"])
            if seconds:  # else it is known to end the process: it is only told of
                found = run_cell(cell, message["source"], namespace, seconds)
                error = found and (error or found)
            runs.end(error)
            data = pack({"kind": ReplyKind.VALUE, "value": error})
        else:
            data = packed_answer(message, namespace, runs)
        write_message(sink, data)


if __name__ == "__main__":
    main()
