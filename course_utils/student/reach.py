"""Which finished functions does a learner's function reach?

An exercise that says "write ReLU" is not met by ``return F.relu(x)``. Names are not enough
(``import torch.nn.functional as G``), so this walks the bytecode, follows names to the objects
they stand for, and goes into the learner's own helpers.
"""

from __future__ import annotations

import dis
import importlib
import sys
import sysconfig
import types
from pathlib import Path
from typing import Any

import numpy as np

_LIBRARIES = (
    str(Path(__file__).resolve().parent.parent),
    *{sysconfig.get_paths()[key] for key in ("stdlib", "purelib", "platlib")},
)
_ATTRIBUTES = ("LOAD_ATTR", "LOAD_METHOD")


def reached_names(value: Any) -> list[str]:
    """Return dotted names of everything that `value` may call, sorted.

    A method call on an unknown object is given as ``.name``.

    Examples
    --------
    >>> import numpy as np
    >>> reached_names(lambda x: np.maximum(x, 0).sum())
    ['.sum', 'numpy.maximum']
    """
    found: set[str] = set()
    _walk(value, found, set())
    return sorted(found)


def _walk(value: Any, found: set[str], seen: set[int]) -> None:
    if id(value) in seen or len(seen) > 500:
        return
    seen.add(id(value))
    if isinstance(value, types.FunctionType) and not _is_library(value):
        closure = [_cell(c) for c in value.__closure__ or ()]
        names = dict(zip(value.__code__.co_freevars, closure, strict=False))
        _walk_code(value.__code__, value.__globals__ | names, found, seen)
    elif isinstance(value, type) and not _is_library(value):
        for member in vars(value).values():
            _walk(getattr(member, "__func__", member), found, seen)
    else:
        found.update(_names_of(value))


def _cell(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


def _is_library(value: Any) -> bool:
    """Tell the installed libraries' code, and this package's, from the learner's."""
    if isinstance(value, types.FunctionType):
        return value.__code__.co_filename.startswith(_LIBRARIES)
    module = sys.modules.get(getattr(value, "__module__", ""))
    return str(getattr(module, "__file__", "") or "").startswith(_LIBRARIES)


def _names_of(value: Any) -> list[str]:
    if isinstance(value, types.ModuleType):
        return []
    if isinstance(value, np.ufunc):  # NumPy's and SciPy's have no __module__
        place = "numpy" if hasattr(np, value.__name__) else "scipy.special"
        return [f"{place}.{value.__name__}"]
    module = getattr(value, "__module__", None)
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if module and not isinstance(name, str):  # an object of a class, such as a layer
        name = type(value).__qualname__
    return [f"{module}.{name}"] if isinstance(module, str) and isinstance(name, str) else []


def _walk_code(
    code: types.CodeType, scope: dict[str, Any], found: set[str], seen: set[int]
) -> None:
    current: Any = None  # the object on top of the stack, when it is known
    path = ""
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF", "LOAD_CLASSDEREF"):
            current = scope.get(step.argval)
            path = current.__name__ if isinstance(current, types.ModuleType) else ""
            if current is not None and not path:
                _walk(current, found, seen)
        elif step.opname in _ATTRIBUTES:
            current, path = _follow(step.argval, current, path, found, seen)
        elif step.opname == "IMPORT_NAME":
            current, path = _imported(step.argval), step.argval
        elif step.opname == "IMPORT_FROM":
            _follow(step.argval, current, path, found, seen)
        elif step.opname == "STORE_FAST" and isinstance(current, types.ModuleType):
            scope = scope | {step.argval: current}
        elif step.opname.startswith("LOAD_FAST"):
            local = scope.get(step.argval) if isinstance(step.argval, str) else None
            current = local if isinstance(local, types.ModuleType) else None
            path = current.__name__ if current is not None else ""
        elif step.opname not in ("CACHE", "PUSH_NULL", "PRECALL", "NOP", "EXTENDED_ARG"):
            current, path = None, ""
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            _walk_code(constant, scope, found, seen)


def _follow(name: str, current: Any, path: str, found: set[str], seen: set[int]) -> tuple[Any, str]:
    """Step from an object to its attribute, noting the name it has there."""
    if not path:
        found.add(f".{name}")
        return None, ""
    target = getattr(current, name, None)
    if isinstance(target, types.ModuleType):
        return target, target.__name__
    found.add(f"{path}.{name}")
    if target is not None:
        _walk(target, found, seen)
    return target, f"{path}.{name}"


def _imported(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except Exception:  # a learner may import what is not installed: their call will say so
        return None
