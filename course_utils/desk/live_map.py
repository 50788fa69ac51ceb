"""The map in a notebook: it moves when a check passes in another one, without a rerun.

The output is HTML, so that JupyterLab treats its links as its own, and it stays readable when no
kernel runs. A thread looks every half second whether the progress file has changed, which is one
`stat`, and then replaces the output through IPython's display ids.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from .. import pages, progress, search
from . import map

EVERY = 0.5  # seconds

_stop = threading.Event()  # ends the thread of the map that was shown before


def show() -> None:
    """Show the map: live in a notebook, as text elsewhere."""
    if not pages.displays():
        print(map.text())
        return
    from IPython.display import display

    from .ask_field import AskField
    from .map_field import MinutesField

    minutes, ask = MinutesField(), AskField()
    display(minutes)
    display(ask)
    shown = Shown(display)
    minutes.observe(lambda change: shown.plan(change["new"]), names="value")
    ask.observe(lambda change: shown.found(change["new"]), names="answer")
    shown.start()


class Shown:
    """One map on the page, what is planned on it, and what was found for a question."""

    def __init__(self, display: Callable[..., Any]) -> None:
        self._minutes: int | None = None
        self._answer: search.Answer | None = None
        self._handle = display(self._bundle(), raw=True, display_id=True)

    def _bundle(self) -> dict[str, str]:
        return pages.bundle(map.text(), map.page(self._minutes, self._answer))

    def plan(self, minutes: int) -> None:
        """Show what fits into some minutes."""
        self._minutes = minutes
        self.refresh()

    def found(self, answer: search.Answer | None) -> None:
        """Show what was found for a question, above the lessons."""
        self._answer = answer
        self.refresh()

    def refresh(self) -> None:
        """Draw the map anew, in the place where it is."""
        self._handle.update(self._bundle(), raw=True)

    def start(self) -> None:
        """Follow the progress file, in place of the map that was shown before."""
        global _stop
        _stop.set()
        _stop = threading.Event()
        watch = threading.Thread(target=follow, args=(self.refresh, _stop), daemon=True)
        watch.start()


def follow(changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` after each change of the progress file, until `stop` is set."""
    seen = _state()
    while not stop.wait(EVERY):
        now = _state()
        if now != seen:
            seen = now
            changed()


def _state() -> tuple[int, int] | None:
    """Return what changes whenever the progress file is written; None where there is none."""
    try:
        about = progress.path().stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_ino
