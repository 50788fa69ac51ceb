"""Which finished functions run while a learner's function is called?

An exercise that says "write ReLU" is not met by calling somebody's ReLU. What counts is what is
*called*, whatever name led there: an alias, a dictionary, a default argument, `getattr`, `eval`, a
partial, an import in an inner function. During a call a profile hook sees every Python function
that begins and every C function; a function of the learner's is never among what it reports.
"""

from __future__ import annotations

import contextlib
import functools
import sys
import sysconfig
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_COURSE = str(Path(__file__).resolve().parents[1])
_HERE = str(Path(__file__).resolve().parent)
_PACKAGES = tuple({sysconfig.get_paths()[key] for key in ("purelib", "platlib")})
EVENTS = 20_000  # of one call: beyond that a loop would pay too much for being watched
_STDLIB = tuple({sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib")})


class Watch:
    """What was called below a learner's function, by public names.

    Attributes
    ----------
    names : set of str
        Such as ``"torch.relu"``, ``"torch.Tensor.relu"`` or ``"course_utils.activations.gelu"``.

    Examples
    --------
    >>> watch = Watch()
    >>> with watch.calls():
    ...     _ = len([])
    >>> watch.names
    set()
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._seen: set[Any] = set()
        self._depth = 0
        self._left = EVENTS

    @contextlib.contextmanager
    def calls(self, *, inside: bool = True) -> Iterator[None]:
        """Watch the body; with ``inside=False`` only what runs below a learner's own function."""
        before = sys.getprofile()
        self._depth, self._left = int(inside), EVENTS
        sys.setprofile(self._hook)
        try:
            yield
        finally:
            sys.setprofile(before)

    def _hook(self, frame: types.FrameType, event: str, arg: Any) -> None:
        self._left -= 1
        if not self._left:
            sys.setprofile(None)
        if event == "c_call":
            if self._depth:
                self._built_in(arg)
        elif event == "call":
            code = frame.f_code
            if _is_learners(code.co_filename):
                self._depth += 1
            elif self._depth and code not in self._seen:
                self._seen.add(code)
                name = str(frame.f_globals.get("__name__", ""))
                if code.co_filename.startswith(_PACKAGES) or _is_courses(code.co_filename):
                    self.names.add(public(f"{name}.{code.co_qualname}"))
        elif event == "return" and _is_learners(frame.f_code.co_filename):
            self._depth -= 1

    def _built_in(self, function: Any) -> None:
        owner = getattr(function, "__self__", None)
        if owner is None or isinstance(owner, types.ModuleType):
            where = getattr(function, "__module__", None) or getattr(owner, "__name__", "")
        else:
            kind = owner if isinstance(owner, type) else type(owner)
            where = f"{kind.__module__}.{kind.__qualname__}"
        if isinstance(where, str) and where and where not in ("builtins", "sys"):
            self.names.add(public(f"{where}.{function.__name__}"))


def _is_learners(filename: str) -> bool:
    """Tell a learner's code (a cell, a string, their own file) from libraries and the course."""
    if filename.startswith(("<frozen", "<__array_function__", "<probe")):
        return False
    return not filename.startswith((*_PACKAGES, *_STDLIB)) and not filename.startswith(_COURSE)


def _is_courses(filename: str) -> bool:
    return filename.startswith(_COURSE) and not filename.startswith(_HERE)


def public(name: str) -> str:
    """Return a name without its private steps.

    Examples
    --------
    >>> public("torch._C._nn.gelu"), public("torch._VariableFunctionsClass.relu")
    ('torch.gelu', 'torch.relu')
    """
    return ".".join(
        part
        for part in name.split(".")
        if part and not part.startswith("_") and part != "<locals>"
    )  # fmt: skip


def names_behind(value: Any) -> set[str]:
    """Return the public names of a finished object that is the answer itself, or stands behind it.

    A profile hook does not see a ufunc, and an alias has no frame of the learner's: so the object
    is looked at, through partials and `np.vectorize`.

    Examples
    --------
    >>> import numpy as np
    >>> names_behind(functools.partial(np.maximum, 0)), names_behind(lambda x: x)
    ({'numpy.maximum'}, set())
    """
    value = _unwrapped(value)
    kind = type(value)
    if kind.__name__ == "ufunc" and kind.__module__ == "numpy":
        place = "numpy" if hasattr(sys.modules["numpy"], value.__name__) else "scipy.special"
        return {f"{place}.{value.__name__}"}
    if isinstance(value, types.FunctionType):
        if _is_learners(value.__code__.co_filename):
            return set()
        return {public(f"{value.__module__}.{value.__qualname__}")}
    if isinstance(value, (types.BuiltinFunctionType, types.MethodDescriptorType)):
        watch = Watch()
        watch._built_in(value)
        owner = getattr(value, "__objclass__", None)
        if owner is not None:
            watch.names.add(public(f"{owner.__module__}.{owner.__qualname__}.{value.__name__}"))
        return watch.names
    maker = value if isinstance(value, type) else kind
    module = sys.modules.get(maker.__module__)
    file = str(getattr(module, "__file__", "") or "")
    if file.startswith(_PACKAGES) or _is_courses(file):
        return {public(f"{maker.__module__}.{maker.__qualname__}")}
    return set()


def _unwrapped(value: Any) -> Any:
    for _ in range(20):
        if isinstance(value, functools.partial):
            value = value.func
        elif type(value).__name__ == "vectorize" and hasattr(value, "pyfunc"):
            value = value.pyfunc
        elif isinstance(value, types.MethodType):
            value = value.__func__
        else:
            break
    return value


def watched(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, set[str]]:
    """Return a call's value and the names of what was called below it.

    Examples
    --------
    >>> watched(lambda x: x + 1, 2)
    (3, set())
    """
    watch = Watch()
    with watch.calls():
        value = function(*args, **kwargs)
    return value, watch.names
