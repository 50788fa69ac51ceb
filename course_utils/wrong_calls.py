"""In a notebook, a wrong call of the course is answered in words: what, where, and what it takes.

Python's own errors speak of a line deep inside the course, which the learner did not write and
cannot mend. Where such an error comes out of a call of the course, the learner sees it with their
own line and with what the function takes. ``%tb`` shows the whole traceback. An error in the
learner's own code, also where the course calls it, stays as IPython shows it.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import os
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

from .errors import OWN_CELL, CourseError, did_you_mean

_MADE_UP = "<string>"  # where the code of a dataclass is said to stand
_KINDS = (TypeError, ValueError, AttributeError, LookupError, ImportError, NameError)
_FIRST_CELL = {"np", "math", "torch", "nn"}  # what a notebook imports beside the course's names
_HERE = str(Path(__file__).parent) + os.sep
_BINDING = re.compile(r"(\w+)\(\) (?:takes|got|missing) ")
_NO_NAME = re.compile(
    r"module '(?P<module>course_utils[\w.]*)' has no attribute '(?P<name>\w+)'"
    r"|cannot import name '(?P<wanted>\w+)' from '(?P<source>course_utils[\w.]*)'"
)


def listen() -> None:
    """Tell IPython, where it runs; whoever else has told it something is left alone."""
    shell: Any = sys.modules["IPython"].get_ipython()
    if shell is None or shell.custom_exceptions:
        return
    from traitlets import TraitError

    shell.set_custom_exc((*_KINDS, TraitError), _show)


def _show(
    shell: Any, kind: type[BaseException], error: BaseException, tb: TracebackType,
    tb_offset: int | None = None,
) -> None:  # fmt: skip
    lines = None if isinstance(error, CourseError) else in_words(error, tb, shell.user_ns)
    if lines is None:
        shell.showtraceback((kind, error, tb), tb_offset=tb_offset, running_compiled_code=True)
    else:
        shell._showtraceback(kind, error, lines)


def in_words(
    error: BaseException, tb: TracebackType | None, names: Mapping[str, Any]
) -> list[str] | None:
    """Return what a learner reads, line by line; None where the error is of their own code.

    Parameters
    ----------
    error : BaseException
    tb : traceback
    names : mapping
        What the names in the learner's cell stand for.
    """
    frames = list(traceback.walk_tb(tb))
    own = [i for i, (frame, _) in enumerate(frames) if OWN_CELL.search(frame.f_code.co_filename)]
    if not own:
        return None
    frame, number = frames[own[-1]]
    inside = [f for f, _ in frames[own[-1] + 1 :]]
    line = linecache.getline(frame.f_code.co_filename, number).strip()
    head = [f"{type(error).__name__}: {error}", f"  at line {number} of the cell: {line}"]
    if isinstance(error, NameError):
        known = {*sys.modules["course_utils"].__all__, *_FIRST_CELL}
        step = "  Next: run the first code cell of this notebook, which imports it."
        return [*head, step] if error.name in known else None
    if missing := _NO_NAME.search(str(error)):
        return [f"{type(error).__name__}: {missing[0]}{_meant(missing)}", head[1]]
    if "'module' object is not callable" in str(error):
        modules = [c for c in _calls(frame, number, names) if isinstance(c[1], ModuleType)]
        return [*head, *(f"  {text} holds: {_public(m)}" for text, m in modules)]
    called = _called(frame, number, names, _wanted(error, inside))
    entered = next((f for f in inside if f.f_code.co_filename != _MADE_UP), None)
    if entered is not None and not entered.f_code.co_filename.startswith(_HERE):
        return None
    if called is None:
        return [*head, "  %tb shows the whole traceback."] if inside else None
    text, function = called
    return [
        *head,
        f"  expected {text}{_signature(function)}",
        f"  Next: help({text}) says more; %tb shows the whole traceback.",
    ]


def _meant(known: re.Match[str]) -> str:
    module = sys.modules.get(known["module"] or known["source"])
    return "." + did_you_mean(known["name"] or known["wanted"], _public(module).split(", "))


def _public(module: ModuleType | None) -> str:
    names = getattr(module, "__all__", dir(module))
    return ", ".join(name for name in names if not name.startswith("_"))


def _wanted(error: BaseException, inside: list[FrameType]) -> str:
    """Return the name of the function that was called, as Python tells it."""
    binding = _BINDING.search(str(error)) if isinstance(error, TypeError) else None
    if binding:
        return binding[1]
    return inside[0].f_code.co_name if inside else ""


def _called(
    frame: FrameType, number: int, names: Mapping[str, Any], wanted: str
) -> tuple[str, Any] | None:
    """Return the call of the course in the learner's line: its text there, and the function."""
    found = [
        (text, function)
        for text, function in _calls(frame, number, names)
        if str(getattr(function, "__module__", "")).startswith("course_utils")
    ]
    named = [call for call in found if getattr(call[1], "__name__", "") == wanted]
    return next(iter(named), found[0] if len(found) == 1 and wanted else None)


def _calls(frame: FrameType, number: int, names: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    lines = linecache.getlines(frame.f_code.co_filename)
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:  # a magic, which only IPython reads
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.lineno <= number <= (node.end_lineno or number):
            function = _looked_up(node.func, {**names, **frame.f_locals})
            if callable(function) or isinstance(function, ModuleType):
                yield ast.unparse(node.func), function


def _looked_up(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return what a dotted name stands for, without running a property."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if not isinstance(node, ast.Attribute):
        return None
    base = _looked_up(node.value, names)
    if isinstance(base, (ModuleType, type)):
        return getattr(base, node.attr, None)
    method = inspect.getattr_static(type(base), node.attr, None)
    return method.__get__(base) if inspect.isfunction(method) else None


def _signature(function: Any) -> str:
    """Return what a function takes, without types."""
    try:
        told = inspect.signature(function)
    except (TypeError, ValueError):
        return "(…)"
    bare = [p.replace(annotation=p.empty) for p in told.parameters.values()]
    return str(told.replace(parameters=bare, return_annotation=told.empty))
