"""Single keys from a terminal, which is put back as it was."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any


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
    data = os.read(sys.stdin.fileno(), 1)
    return data.decode(errors="replace") or "q"  # the terminal is gone: leave


def _on_windows(seconds: float) -> str:
    import msvcrt

    until = time.monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        if time.monotonic() >= until:
            return ""
        time.sleep(0.02)
    key = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    if key == "\x03":
        raise KeyboardInterrupt
    return str(key)
