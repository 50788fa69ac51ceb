"""A student in another process, over a pipe, with absolute deadlines."""

from __future__ import annotations

import functools
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from .guards import FOR_IMPORTS
from .local import checked
from .plain import NotPlain
from .replies import MOST_NAMES, ReplyKind, sound
from .runs import CACHED, defined_names, is_shared
from .values import pack, unpack
from .worker import CHAINED, lost, read_message, write_message

GRACE = 3.0  # seconds past a call's own limit before the process is ended
START = 60.0  # seconds for a child to start, on a machine with other work
AGAIN = 1.0  # seconds for a cell that was stopped at its limit before
LOST = (ReplyKind.HUNG, ReplyKind.DIED)
BY_MACHINE = ("TimeUp", "Died")  # errors of cells that may end well on another machine
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

    def exchange_all(
        self, asked: Sequence[Asked], *, chained: bool = False
    ) -> Iterator[bytes | ReplyKind]:
        """Send messages that follow each other; yield each answer, or HUNG or DIED.

        Of what is chained, nothing is answered after the first that brings no value: there the
        answer is empty.
        """

    def end(self) -> None:
        """End the process, whatever it does."""


class RemoteStudent:
    """Runs a learner's cells in a child process and asks them there.

    Parameters
    ----------
    cells : list of (name, source)
        Run in order; an error ends one cell, not the rest.
    define_seconds : float
        Time limit of each cell.
    link : Link, optional
        The way to the process; left out, a `WorkerProcess`.

    Attributes
    ----------
    cell_errors : dict
        For each cell that failed, its error as `runner.describe_error` gives it.
    deaths : int
        How often a process ended while it was asked.

    Notes
    -----
    This keeps a hang or a crash away from the caller. It is not a sandbox.

    Examples
    --------
    >>> with RemoteStudent([("a", "def double(x): return 2 * x")]) as student:
    ...     student.request({"op": "call", "name": "double", "args": (4,)})["value"]
    8
    """

    def __init__(
        self,
        cells: list[tuple[str, str]],
        *,
        define_seconds: float = 20.0,
        link: Link | None = None,
    ) -> None:
        self._cells = [(str(name), str(source)) for name, source in cells]
        self._define_seconds = define_seconds
        self._link: Link = WorkerProcess() if link is None else link
        self.cell_errors: dict[str, dict[str, Any]] = {}
        self.deaths = 0
        self._left_out: set[int] = set()
        self._define()

    def __enter__(self) -> RemoteStudent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request; a child that hangs or dies is replaced, and the reply says so."""
        return self.chain([message])[0]

    def chain(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send one request after another, up to the first that brings no value; get the replies."""
        packed = [pack(message) for message in messages]
        return self.read(self.exchange(packed, _seconds_of(messages[0])), messages)

    def exchange(self, packed: Sequence[bytes], seconds: float) -> list[bytes] | ReplyKind:
        """Send packed requests, a chain where they are several; return the packed replies.

        Each call may take `seconds`. Where the child hung or died meanwhile, that is all there is.
        """
        if not self._link.running:
            self._define()
        asked = [(data, seconds + self._patience) for data in packed]
        answers = []
        for answer in self._link.exchange_all(asked, chained=len(asked) > 1):
            if isinstance(answer, ReplyKind):
                return answer
            answers.append(answer)
        return answers

    def read(
        self, answers: list[bytes] | ReplyKind, messages: Sequence[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Return the replies to `messages`; whoever hung, died or wrote nonsense is ended."""
        if isinstance(answers, ReplyKind):
            lost = self._read_one(answers, messages[0])
            if len(messages) == 1:
                return [lost]
            # Which of them it was is seen where one is asked after the other.
            return _until_no_value(self.request, messages)
        replies = zip(answers, messages, strict=True)
        return _until_no_value(lambda reply: self._read_one(*reply), replies)

    def _read_one(self, answer: bytes | ReplyKind, message: dict[str, Any]) -> dict[str, Any]:
        reply = _read(answer, str(message["op"]))
        if reply["kind"] in LOST:
            self.deaths += reply["kind"] is ReplyKind.DIED
            self.close()
            if reply["kind"] is ReplyKind.HUNG:
                return {"kind": ReplyKind.TOO_SLOW, "seconds": _seconds_of(message)}
        return reply

    @property
    def _patience(self) -> float:
        """Seconds past a limit: the child may use some itself, and must not be ended meanwhile."""
        return self._link.for_imports + GRACE

    @property
    def too_late(self) -> bool:
        """Whether the time for everything together is used up: nothing is answered any more."""
        return getattr(self._link, "too_late", False)

    def stopped(self, given: Iterable[tuple[str, str]]) -> str:
        """Say what stopped one of the cells `given`, run as they stand, on its way to its end.

        Time or memory, that is, and empty where nothing did. What else may be wrong with a cell is
        in `cell_errors`.

        Examples
        --------
        >>> with RemoteStudent([("a", "while True: pass")], define_seconds=0.1) as student:
        ...     student.stopped([("a", "while True: pass")])
        'it ran for 0.1 s and was stopped'
        """
        for cell, source in given:
            error = self.cell_errors.get(cell, {"type": ""})
            if error["type"] in BY_MACHINE and (cell, source) in self._cells:
                return str(error["message"])
        return ""

    def define(self, cells: list[tuple[str, str]]) -> None:
        """Forget everything and run other cells, in the same child while it lives."""
        self._cells = [(str(name), str(source)) for name, source in cells]
        self.cell_errors = {}
        self._left_out = set()
        self._define()

    def close(self) -> None:
        """End the child."""
        self._link.end()

    def _define(self) -> None:
        """Run the cells in a child; one that hangs it, or ends it twice, is left out from then."""
        died: set[int] = set()  # once may be the doing of whoever wanted the memory
        while (broken := self._run_cells()) is not None:
            self.close()
            cell = self._cells[broken][0]
            if broken in died or self.cell_errors[cell]["type"] != "Died":
                self._left_out.add(broken)
            else:
                died.add(broken)
                del self.cell_errors[cell]

    def _run_cells(self) -> int | None:
        """Run every cell but those left out; return the place of one that took the child along."""
        asked = [(pack({"op": "forget"}), START)]
        asked += [self._asked(place) for place in range(len(self._cells))]
        if not self._link.running:
            self._link.start()
        answers = self._link.exchange_all(asked)
        if _read(next(answers), "forget")["kind"] in LOST:
            self.close()
            for cell, _ in self._cells:
                self.cell_errors.setdefault(cell, lost(ReplyKind.DIED, START))
            return None
        for place, ((cell, _), answer) in enumerate(zip(self._cells, answers, strict=False)):
            reply = _read(answer, "run")
            if reply["kind"] in LOST:
                self.cell_errors.setdefault(cell, lost(reply["kind"], asked[place + 1][1] - GRACE))
                return place
            if reply["value"] is not None:
                self.cell_errors.setdefault(cell, reply["value"])
        return None

    def _asked(self, place: int) -> Asked:
        """Return what runs one cell, and how long it may take."""
        cell, source = self._cells[place]
        # A cell that ran into its limit once is not given all of it again in a new child.
        known = self.cell_errors.get(cell)
        seconds = AGAIN if known and known["type"] == "TimeUp" else self._define_seconds
        if place in self._left_out:
            seconds = 0.0
        if known is None and is_shared(source):
            return _packed_once(cell, source, seconds), seconds + self._patience
        return _packed(cell, source, seconds, known), seconds + self._patience


def _packed(cell: str, source: str, seconds: float, error: dict[str, Any] | None = None) -> bytes:
    """Pack what runs one cell, with the error that it ended in before."""
    names = sorted(defined_names(source))[:MOST_NAMES]
    message = {"op": "run", "cell": cell, "source": source, "names": names}
    return pack(message | {"seconds": seconds, "error": error})


@functools.lru_cache(CACHED)
def _packed_once(cell: str, source: str, seconds: float) -> bytes:
    return _packed(cell, source, seconds)


def _seconds_of(message: dict[str, Any]) -> float:
    return float(message.get("seconds", 2.0))


def _read(answer: bytes | ReplyKind, op: str) -> dict[str, Any]:
    """Return a reply whose every part has its form; another one counts as a death."""
    if isinstance(answer, ReplyKind):
        return {"kind": answer}
    try:
        return sound(checked(unpack(answer)), op)
    except (NotPlain, ValueError, TypeError, KeyError, AttributeError):
        return {"kind": ReplyKind.DIED}


def _until_no_value(
    reply_to: Callable[[Any], dict[str, Any]], asked: Iterable[Any]
) -> list[dict[str, Any]]:
    replies = []
    for one in asked:
        replies.append(reply_to(one))
        if replies[-1]["kind"] is not ReplyKind.VALUE:
            break
    return replies


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

    def exchange(self, data: bytes, seconds: float, flags: int = 0) -> bytes | ReplyKind:
        """Send a message; return its answer, or HUNG or DIED."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return ReplyKind.DIED
        to_child, from_child = process.stdin, process.stdout
        answers: queue.Queue[bytes | None] = queue.Queue()

        def talk() -> None:
            # A thread of its own: a child that stops reading must not block the caller.
            try:
                write_message(to_child, data, flags)
                answers.put(read_message(from_child))
            except (OSError, ValueError):
                answers.put(None)

        threading.Thread(target=talk, daemon=True).start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            return ReplyKind.HUNG
        return ReplyKind.DIED if answer is None else answer

    def exchange_all(
        self, asked: Sequence[Asked], *, chained: bool = False
    ) -> Iterator[bytes | ReplyKind]:
        """Send one message after another, each when the one before has its answer."""
        for place, (data, seconds) in enumerate(asked):
            yield self.exchange(data, seconds, CHAINED * (chained and place > 0))
