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
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from .errors import OWN_CELL, CourseError, did_you_mean

_MADE_UP = "<string>"  # where the code of a dataclass is said to stand
_FIRST_CELL = {"np", "math", "torch", "nn"}  # what a notebook imports beside the course's names
_HERE = str(Path(__file__).parent) + os.sep
_BINDING = re.compile(r"([\w.]+)\(\) (?:takes|got|missing) ")
_TRAIT = re.compile(r"The '(\w+)' trait of .+ expected (.+), not the (?:\w+ )?((?s:.+))\.$")
_TRAITS = {
    "a unicode string": "a text in quotes",
    "a float": "a number",
    "an int": "a whole number",
}
_READABLE = re.compile(r"\b(?:must|should) (?:be|have)\b")  # errors of NumPy that say what to mend
_NO_NAME = re.compile(
    r"module '(?P<module>course_utils[\w.]*)' has no attribute '(?P<name>\w+)'"
    r"|cannot import name '(?P<wanted>\w+)' from '(?P<source>course_utils[\w.]*)'"
)


def listen() -> None:
    """Tell IPython, where it runs; whoever else has told it something is left alone."""
    shell: Any = sys.modules["IPython"].get_ipython()
    if shell is None or shell.custom_exceptions:
        return
    shell.set_custom_exc((Exception,), _show)


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
    called = _called(_calls(frame, number, names), error, inside)
    if called is not None:
        return [_reason(error, *called, inside), head[1], *_next(*called)]
    entered = next((f for f in inside if f.f_code.co_filename != _MADE_UP), None)
    if entered is None or not entered.f_code.co_filename.startswith(_HERE):
        return None
    return [*head, "  %tb shows the whole traceback."]


def _next(text: str, function: Any) -> list[str]:
    return [
        f"  expected {text}{_signature(function)}",
        f"  Next: help({text}) says more; %tb shows the whole traceback.",
    ]


def _reason(error: BaseException, text: str, function: Any, inside: list[FrameType]) -> str:
    """Return what is wrong, in words: Python's own speak of a line that is not the learner's."""
    from . import blame  # only after an error

    kind, said = type(error).__name__, str(error)
    if isinstance(error, TypeError) and _BINDING.search(said):
        return f"{kind}: {said}"
    if trait := _TRAIT.search(said):
        came = " ".join(trait[3].split())
        return (
            f"TypeError: {trait[1]}: expected {_TRAITS.get(trait[2], trait[2])}, got {came[:60]}."
        )
    codes = _codes(function)
    given = next((f.f_locals for f in inside if f.f_code in codes), {})
    if wrong := blame.blamed(function, given):
        return f"TypeError: {'; '.join(wrong)}."
    came = blame.values(function, given)
    if not came or (isinstance(error, ValueError) and _READABLE.search(said)):
        return f"{kind}: {said}"
    return f"ValueError: {text} cannot work with these values: {came}."


def _meant(known: re.Match[str]) -> str:
    module = sys.modules.get(known["module"] or known["source"])
    return "." + did_you_mean(known["name"] or known["wanted"], _public(module).split(", "))


def _public(module: ModuleType | None) -> str:
    names = getattr(module, "__all__", dir(module))
    return ", ".join(name for name in names if not name.startswith("_"))


def _called(
    calls: Iterator[tuple[str, Any]], error: BaseException, inside: list[FrameType]
) -> tuple[str, Any] | None:
    """Return the call of the course that failed: its text in the learner's line, the function."""
    found = [
        (text, function)
        for text, function in calls
        if str(getattr(function, "__module__", "")).startswith("course_utils")
    ]
    binding = _BINDING.search(str(error)) if isinstance(error, TypeError) else None
    if inside:
        entered = [call for call in found if inside[0].f_code in _codes(call[1])]
        return next(iter(entered), None) or _of_frame(inside[0])
    if not binding:
        return None
    *_, last = binding[1].split(".")
    named = [c for c in found if last in (getattr(c[1], "__name__", ""), "__init__", "__new__")]
    return next(iter(named), None) or _of_qualified_name(binding[1])


def _codes(function: Any) -> set[CodeType]:
    """Return the code that may run first when a function, or a class, is called."""
    found = [function, inspect.unwrap(function)]
    if isinstance(function, type):
        every = [*inspect.getmro(function), *inspect.getmro(type(function))]
        kinds = [vars(kind) for kind in every]
        made = (kind.get(name) for kind in kinds for name in ("__init__", "__new__", "__call__"))
        found += [inspect.unwrap(f) for f in made if callable(f)]
    codes = (getattr(getattr(f, "__func__", f), "__code__", None) for f in found)
    return {code for code in codes if code is not None}


def _of_frame(frame: FrameType) -> tuple[str, Any] | None:
    """Return the course's function that a frame runs, where the learner's line does not name it."""
    if not frame.f_code.co_filename.startswith(_HERE):
        return None
    name = frame.f_code.co_qualname
    function = _attribute(sys.modules.get(frame.f_globals.get("__name__", "")), name)
    return None if function is None else (name, function)


def _of_qualified_name(name: str) -> tuple[str, Any] | None:
    """Return a method by the name that Python tells, such as ``Experiment.line``."""
    modules = [m for key, m in sys.modules.items() if key.startswith("course_utils.")]
    found = [_attribute(m, name) for m in modules] if "." in name else []
    return next(((name, f) for f in found if inspect.isfunction(f)), None)


def _attribute(base: Any, name: str) -> Any:
    for part in name.split("."):
        base = inspect.getattr_static(base, part, None)
        base = getattr(base, "__func__", base)
    return base if callable(base) else None


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
    if isinstance(node, ast.Subscript):
        base = _looked_up(node.value, names)
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return base.get(key) if isinstance(base, Mapping) else None
    if not isinstance(node, ast.Attribute):
        return None
    base = _looked_up(node.value, names)
    if isinstance(base, (ModuleType, type)):
        return getattr(base, node.attr, None)
    if node.attr in getattr(base, "__dict__", ()):
        return vars(base)[node.attr]
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
