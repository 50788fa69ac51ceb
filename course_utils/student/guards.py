"""Guards around one call of a learner's function: time, output, exit.

These protect the learner's own kernel from honest mistakes (``while True``, ``exit()``, a print
in a loop). They are no defence against malice: a grader puts the learner's code in another
process, where the same guards only make the common cases cheaper than a kill.
"""

from __future__ import annotations

# What `signal` calls, without an enumeration made of all that it gets and gives: 7 times faster.
import _signal  # type: ignore[import-not-found]
import builtins
import contextlib
import ctypes
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, cast

KEPT_OUTPUT = 2_000
# Seconds more for imports. One that is cut short leaves a library half loaded, and torch cannot be
# loaded again in the same process; on a busy machine its first import takes half a minute.
FOR_IMPORTS = 60.0


class TimeUp(BaseException):
    """The time limit of a call has passed.

    Derived from BaseException so that a learner's ``except Exception`` does not swallow it.
    """


class ExitCalled(BaseException):
    """The learner's code asked the whole program to end."""


class CappedOutput(io.TextIOBase):
    """A text stream that counts everything and keeps the beginning.

    Examples
    --------
    >>> out = CappedOutput()
    >>> _ = out.write("x" * 5_000)
    >>> out.count, len(out.head)
    (5000, 2000)
    """

    encoding = "utf-8"  # as a notebook's

    def __init__(self) -> None:
        self.count = 0
        self.head = ""

    def write(self, text: str) -> int:
        self.count += len(text)
        if len(self.head) < KEPT_OUTPUT:
            self.head += text[: KEPT_OUTPUT - len(self.head)]
        return len(text)

    def writable(self) -> bool:
        return True


def time_limit(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Raise `TimeUp` in this thread when the body takes longer than `seconds`.

    On a Unix main thread a signal does it, which also ends a sleep. Elsewhere a second thread
    raises the exception at the next bytecode. Either repeats, because a learner's bare
    ``except:`` inside a loop can swallow it once. An import under way is let finish, and what
    follows it has the time anew; all imports together have `FOR_IMPORTS` seconds more.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _limit_by_signal(seconds)
    return _limit_by_thread(seconds)


def _importing(frame: Any) -> bool:
    """Tell whether a module is being loaded somewhere up the stack."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == "_load_unlocked" and code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


class _Clock:
    """When the time of a call is up, imports aside."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._latest = self._end + FOR_IMPORTS

    def is_up(self, frame: Any) -> bool:
        """Tell whether to stop what runs in `frame`; an import that is seen moves the end."""
        now = time.monotonic()
        if now < self._latest and _importing(frame):
            self._end = min(now + self._seconds, self._latest)
        return now >= self._end


@contextlib.contextmanager
def _limit_by_signal(seconds: float) -> Iterator[None]:
    clock = _Clock(seconds)

    def ring(signum: int, frame: Any) -> None:
        if clock.is_up(frame):
            raise TimeUp

    before = _signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.02)
    try:
        yield
    finally:
        # The alarm may ring once more while it is being taken down, at any line: try again then.
        while True:
            try:
                signal.setitimer(signal.ITIMER_REAL, 0)
                _signal.signal(signal.SIGALRM, before)
                break
            except TimeUp:
                continue


@contextlib.contextmanager
def _limit_by_thread(seconds: float) -> Iterator[None]:
    target, done = threading.get_ident(), threading.Event()
    lock, clock = threading.Lock(), _Clock(seconds)

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            wait = 0.02
            with lock:
                if clock.is_up(sys._current_frames().get(target)) and not done.is_set():
                    raise_in_thread(target, TimeUp)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:
            done.set()
        watcher.join()
        # One that was set and not yet raised would hit our own code later: let a last one come out
        # here. Taking it back instead would leave CPython 3.11 told of one for ever, and a profile
        # hook then never gets past the first bytecode of a function.
        with contextlib.suppress(TimeUp):
            raise_in_thread(target, TimeUp)
            for _ in range(1_000_000):
                pass


def raise_in_thread(ident: int, kind: type[BaseException]) -> None:
    """Raise `kind` in the thread `ident` at its next bytecode (CPython)."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(kind))


class captured_output:  # noqa: N801  # read as a verb; a class, because every call enters one
    """Send what the body prints to a `CappedOutput`, errors included."""

    def __enter__(self) -> CappedOutput:
        stream = CappedOutput()
        self._before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = cast(Any, stream)
        return stream

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self._before


_ENDS: tuple[tuple[Any, str], ...] = (
    (builtins, "exit"), (builtins, "quit"), (os, "_exit"), (os, "abort"),
)  # fmt: skip


def _refuse_exit(*args: Any, **kwargs: Any) -> None:
    raise ExitCalled


@contextlib.contextmanager
def no_exit(namespace: dict[str, Any]) -> Iterator[None]:
    """Turn every usual way to end the program into `ExitCalled` while the body runs.

    In a kernel ``exit`` is an object that stops the kernel without raising, so it has to be
    replaced, not caught.
    """
    saved = [(place, n, getattr(place, n)) for place, n in _ENDS if hasattr(place, n)]
    mine: dict[str, Any] = {n: namespace[n] for n in ("exit", "quit") if n in namespace}
    stdin = sys.stdin
    try:
        for place, name, _ in saved:
            setattr(place, name, _refuse_exit)
        namespace.update(dict.fromkeys(mine, _refuse_exit))
        # input() in a checked function would wait for ever for somebody to type.
        sys.stdin = io.StringIO("")
        yield
    except SystemExit:
        raise ExitCalled from None
    finally:
        sys.stdin = stdin
        for place, name, value in saved:
            setattr(place, name, value)
        namespace.update(mine)
