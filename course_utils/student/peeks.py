"""Does an answer look at what others hold, at frames or at other objects, while it is called?

Where nothing else is asked, Python reports it by itself, to an audit hook: the call runs at its own
speed, where a profile hook (`course_utils.student.watch`) slows down all that runs below it.
"""

from __future__ import annotations

import contextlib
import sys
import types
from collections.abc import Iterator

from .watch import PEEKING, is_learners_frame, public

_EVENTS = frozenset(
    {
        "sys._getframe",
        "sys._current_frames",
        "gc.get_objects",
        "gc.get_referrers",
        "gc.get_referents",
    }
)
_LISTENING: list[dict[str, None]] = []
_HOOKED: list[bool] = []  # a hook stays for good: there is one


@contextlib.contextmanager
def peeks() -> Iterator[dict[str, None]]:
    """Collect the public names of what a learner's code looks with, in the body.

    Examples
    --------
    >>> with peeks() as names:
    ...     _ = eval("__import__('inspect').currentframe()")
    >>> list(names)
    ['inspect.currentframe']
    """
    if not _HOOKED:
        _HOOKED.append(True)
        sys.addaudithook(_hear)
    names: dict[str, None] = {}
    _LISTENING.append(names)
    try:
        yield names
    finally:
        _LISTENING.pop()


def _hear(event: str, _: object) -> None:
    if event not in _EVENTS or not _LISTENING:
        return
    frame, name = _caller(), event
    while frame is not None and frame.f_globals.get("__name__") in PEEKING:
        name = f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"
        frame = frame.f_back
    # Libraries look at frames and objects all the time; that is nothing of the learner's.
    if is_learners_frame(frame):
        _LISTENING[-1][public(name)] = None


def _caller() -> types.FrameType | None:
    """Return who caused the event; `sys._getframe` would cause another one."""
    try:
        raise LookupError
    except LookupError as error:
        here = error.__traceback__
    hook = here and here.tb_frame.f_back
    return hook and hook.f_back
