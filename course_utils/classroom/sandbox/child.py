"""What a fork does: leave everything behind, lock itself in, then answer requests."""

from __future__ import annotations

import os
import sys
import types
from typing import Any, NoReturn

import course_utils

from ...student.worker import answer_requests, write_message
from . import READY
from .locks import Locks

# What a notebook's own cells call and a grader does not need: it asks its own questions afterwards.
QUIET = ("check", "hint", "solution", "reset", "progress_map", "self_test")
CLOSED = ("checks", "classroom", "cli", "desk", "grading", "lessons", "progress", "workshop")


def run(reading: int, writing: int, locks: Locks) -> NoReturn:
    """Answer requests from one pipe into another until it closes; never returns."""
    code = 1
    try:
        os.setsid()
        _leave_behind(reading, writing, locks.ruleset)
        locks.shut()
        if os.getppid() == 1:
            os._exit(1)  # the server ended before this could be noticed
        sys.modules["random"].seed(0)  # a fork has drawn it anew; see `begin_alike`
        source, sink = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
        write_message(sink, READY)
        answer_requests(source, sink)
        code = 0
    finally:
        os._exit(code)


def _leave_behind(*kept: int) -> None:
    """Close every file but the pipe's ends, and let nobody else read what is written."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    first = 3
    for handle in sorted(n for n in kept if n > 2):
        os.closerange(first, handle)
        first = handle + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
    os.umask(0o077)


def begin_alike() -> None:
    """Let the global generators, from which learners draw, begin at the same numbers everywhere."""
    sys.modules["numpy.random"].seed(0)  # none of ours draws from it
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)


def quieten() -> None:
    """Let a notebook's own checks, hints and questions do nothing, and close the judge's rooms."""
    for name in QUIET:
        setattr(course_utils, name, _nothing)
    quiz = types.ModuleType("course_utils.quiz")
    quiz.__getattr__ = _quiet_name  # type: ignore[method-assign]
    sys.modules["course_utils.quiz"] = quiz
    course_utils.quiz = quiz
    for room in CLOSED:  # an import of it fails at once, on every system
        if f"course_utils.{room}" not in sys.modules:
            sys.modules[f"course_utils.{room}"] = None  # type: ignore[assignment]


def _quiet_name(name: str) -> Any:
    if name.startswith("__"):  # whoever walks through all modules asks for their file
        raise AttributeError(name)
    return _nothing


def _nothing(*args: Any, **kwargs: Any) -> None:
    """Stand for what does nothing while a class is graded."""
