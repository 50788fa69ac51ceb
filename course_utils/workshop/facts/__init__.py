"""What the lessons' questions ask, measured: so that no question marks an answer that is not so.

A question names its function, ``measured = "xor_learned"`` (`course_utils.quiz.measured`); it
stands here, in the module of the lesson. Functions take no arguments and run what the lesson runs,
with fewer seeds where it takes long, or read a saved specification curve.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from ...errors import NotThere
from ...quiz import find, ids
from ...quiz.measured import differences

__all__ = ["facts", "false_answers", "measure"]


def facts() -> dict[str, Callable[[], Any]]:
    """Return every function that measures an answer, by name.

    Examples
    --------
    >>> round(facts()["mean_square_of_relu"](), 3)
    0.5
    """
    found: dict[str, Callable[[], Any]] = {}
    for info in iter_modules(__path__):
        if info.name.startswith("_"):
            continue
        module = import_module(f"{__name__}.{info.name}")
        found |= {name: f for name, f in vars(module).items() if _is_fact(name, f, module)}
    return found


def _is_fact(name: str, f: Any, module: ModuleType) -> bool:
    return callable(f) and not name.startswith("_") and f.__module__ == module.__name__


@cache
def measure(name: str) -> Any:
    """Return what a function found; a second call does not measure again.

    Raises
    ------
    NotThere
        If there is no such function.
    """
    known = facts()
    if name not in known:
        next_step = "Write it in course_utils/workshop/facts."
        raise NotThere(f"nothing measures {name!r}", next_step=next_step)
    return known[name]()


def false_answers(lesson: str | None = None) -> list[str]:
    """Return every marked answer that is not what is measured, of one lesson or of all.

    Examples
    --------
    >>> false_answers("start_here")
    []
    """
    questions = [question for key in ids(lesson) if (question := find(key)).measured]
    return [line for q in questions for line in differences(q, measure(q.measured))]
