"""Single keys from a terminal, which is put back as it was; and Ctrl-C, which is never lost."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any

# One key as a terminal sends it: an arrow is three bytes, a letter beyond ASCII two to four.
_WHOLE = re.compile(
    rb"[\0-\x1a\x1c-\x7f]|\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O])"
    rb"|[\xc2-\xdf].|[\xe0-\xef]..|[\xf0-\xf4]...",
    re.DOTALL,
)


class Interrupts:
    """Remembers Ctrl-C while it is entered, and puts the handler back that was there.

    An interrupt is an exception wherever the program happens to be. In a finaliser, or in a
    library that catches everything, it is swallowed: `raise_if_any`, called in a loop, raises it
    again.

    Examples
    --------
    >>> with Interrupts() as interrupts:
    ...     interrupts.raise_if_any()
    """

    def __init__(self) -> None:
        self._came = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        # Another handler, or none at all (a job in the background), is somebody's choice.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            with contextlib.suppress(ValueError):  # only the main thread may
                self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, number: int, frame: Any) -> None:
        self._came = True
        signal.default_int_handler(number, frame)

    def raise_if_any(self) -> None:
        """Raise `KeyboardInterrupt` if one has come, whether or not it was seen then."""
        if self._came:
            raise KeyboardInterrupt


class Keys:
    """Reads keys as they are pressed, without Return; Ctrl-C stays an interrupt.

    Where the input is no terminal there are no keys, and `pressed` only waits.

    Examples
    --------
    >>> with Keys() as keys:
    ...     keys.pressed(0.0)
    ''
    """

    def __init__(self) -> None:
        self.there = sys.stdin is not None and sys.stdin.isatty()
        self._before: Any = None

    def __enter__(self) -> Keys:
        self._listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._put_back()

    def pressed(self, seconds: float) -> str:
        """Return the next key, or an empty text if none is pressed for so long."""
        if not self.there:
            time.sleep(seconds)
            return ""
        return _on_windows(seconds) if os.name == "nt" else _elsewhere(seconds)

    @contextlib.contextmanager
    def as_usual(self) -> Iterator[None]:
        """Let a whole line be typed, with its echo."""
        self._put_back()
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        if self.there and os.name != "nt":
            import termios
            import tty

            self._before = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

    def _put_back(self) -> None:
        if self._before is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)
            self._before = None


def _elsewhere(seconds: float) -> str:
    import select

    ready, _, _ = select.select([sys.stdin], [], [], seconds)
    if not ready:
        return ""
    # Past Python's own buffer, which would hide further keys from select.
    key = os.read(sys.stdin.fileno(), 1)
    while key and not _WHOLE.fullmatch(key) and select.select([sys.stdin], [], [], 0)[0]:
        key += os.read(sys.stdin.fileno(), 1)
    return key.decode(errors="replace") or "q"  # the terminal is gone: leave


def _on_windows(seconds: float) -> str:
    import msvcrt

    until = time.monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        if time.monotonic() >= until:
            return ""
        time.sleep(0.02)
    key = str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
    if key == "\x03":
        raise KeyboardInterrupt
    if key in "\x00\xe0":  # an arrow or an F key: a second part follows, which is no letter
        key += str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
    return key
