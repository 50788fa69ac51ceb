"""A student in another process, over a pipe, with absolute deadlines."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .links import Asked, Link, WorkerProcess
from .local import checked, checked_each, until_no_value
from .plain import NotPlain
from .replies import LOST, MOST_NAMES, ReplyKind, sound
from .runs import CACHED, defined_names, is_shared
from .values import pack, unpack
from .worker import lost

GRACE = 3.0  # seconds past a call's own limit before the process is ended
START = 60.0  # seconds for a child to start, on a machine with other work
AGAIN = 1.0  # seconds for a cell that was stopped at its limit before
BY_MACHINE = ("TimeUp", "Died")  # errors of cells that may end well on another machine
# What reading may raise: another process can write anything.
MALFORMED = (NotPlain, ValueError, TypeError, KeyError, AttributeError)


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
    ahead : list of (bytes, float)
        Packed requests that call nothing of the learner's, and their seconds: whoever sends one of
        them will surely be asked for it, so they go with the cells, and nobody waits for each.

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
        ahead: Sequence[Asked] = (),
    ) -> None:
        self._cells = [(str(name), str(source)) for name, source in cells]
        self._ahead = ahead
        self._told: dict[bytes, bytes] = {}
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
        return self.read(self.exchange(pack(message), _seconds_of(message)), message)

    def exchange(self, data: bytes, seconds: float) -> bytes | ReplyKind:
        """Send a packed request whose call may take `seconds`; return the packed reply."""
        if (told := self._told.pop(data, None)) is not None:
            return told
        if not self._link.running:
            self._define()
        return self._link.exchange(data, seconds + self._patience)

    def read(self, answer: bytes | ReplyKind, message: dict[str, Any]) -> dict[str, Any]:
        """Return the reply to `message`; whoever hung, died or wrote nonsense is ended."""
        reply = _read(answer, str(message["op"]))
        if reply["kind"] in LOST:
            self.deaths += reply["kind"] is ReplyKind.DIED
            self.close()
            if reply["kind"] is ReplyKind.HUNG:
                return {"kind": ReplyKind.TOO_SLOW, "seconds": _seconds_of(message)}
        return reply

    def chain(self, shared: dict[str, Any], each: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send requests that share a part, up to the first that brings no value; get the replies.

        All of them have twice the time of one. Where that is not enough, or the child ended, it is
        asked for one after the other: then it shows which of them it was.
        """
        data = pack(shared | {"each": list(each)})
        answer = self.exchange(data, chain_seconds(shared))
        return self.read_each(answer, shared, each, self.request)

    def read_each(
        self,
        answer: bytes | ReplyKind,
        shared: dict[str, Any],
        each: Sequence[dict[str, Any]],
        ask: Callable[[dict[str, Any]], dict[str, Any]],
    ) -> list[dict[str, Any]]:
        """Return the replies to a chain; whoever hung, died or wrote nonsense is asked by `ask`."""
        replies = None
        try:
            if not isinstance(answer, ReplyKind):
                replies = checked_each(unpack(answer, within=True), len(each))
                replies = replies and [sound(reply, str(shared["op"])) for reply in replies]
        except MALFORMED:
            answer = ReplyKind.DIED
        if isinstance(answer, ReplyKind):
            self.read(answer, shared)
        return replies or until_no_value(ask, [shared | one for one in each])

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
        self._told = {}
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
        asked += [(data, seconds + self._patience) for data, seconds in self._ahead]
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
        self._hear(answers)
        return None

    def _hear(self, answers: Iterator[bytes | ReplyKind]) -> None:
        """Keep the answers to what was asked ahead; where one is lost, ask each in its turn."""
        for (data, _), answer in zip(self._ahead, answers, strict=True):
            if isinstance(answer, ReplyKind):
                self._ahead, self._told = (), {}
                self.close()
                return
            self._told[data] = answer

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


def chain_seconds(shared: dict[str, Any]) -> float:
    """Return the time that all calls of a chain have together."""
    return 2 * _seconds_of(shared)


def _seconds_of(message: dict[str, Any]) -> float:
    return float(message.get("seconds", 2.0))


def _read(answer: bytes | ReplyKind, op: str) -> dict[str, Any]:
    """Return a reply whose every part has its form; another one counts as a death."""
    if isinstance(answer, ReplyKind):
        return {"kind": answer}
    try:
        return sound(checked(unpack(answer)), op)
    except MALFORMED:
        return {"kind": ReplyKind.DIED}
