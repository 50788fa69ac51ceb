"""Which finished functions run while a learner's function is called?

An exercise that says "write ReLU" is not met by calling somebody's ReLU. What counts is what is
*called*, whatever name led there: an alias, a dictionary, a default argument, `getattr`, `eval`, a
partial, an import in an inner function. During a call a profile hook sees every Python function
that begins and every C function that Python calls; PyTorch reports the rest, such as what `map`
calls. A function of the learner's is never among what is reported.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import sys
import sysconfig
import threading
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_COURSE = str(Path(__file__).resolve().parents[1])
_HERE = str(Path(__file__).resolve().parent)
_PACKAGES = tuple({sysconfig.get_paths()[key] for key in ("purelib", "platlib")})
PEEKING = ("gc", "inspect", "sys")  # modules that look at what others hold
CALLS = 10_000  # below one call: beyond that a loop would pay too much for being watched
_KNOWN = 4_096  # files, functions and names of which it is known what they are
_OF_CODE: dict[tuple[int, str], tuple[types.CodeType, str]] = {}
_OF_TORCH: dict[int, tuple[Any, dict[str, None]]] = {}  # with the function, so that it stays
_STDLIB = tuple({sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib")})
_NOBODYS = ("<frozen", "<__array_function__", "<probe", *_PACKAGES, *_STDLIB, _COURSE)
_FILES: dict[str, bool] = {}  # file: whether a learner wrote it
# Python's own functions, and methods of these, are nobody's finished function; most of what Python
# calls in C is one of them. Kept, so that no other object gets the place of one.
_OWN = [f for f in vars(builtins).values() if isinstance(f, types.BuiltinFunctionType)]
_OF_PYTHON = {id(function) for function in _OWN}
_WATCHING: list[Watch] = []
_BUILT_IN = {id(kind) for kind in (bytes, dict, float, int, list, set, str, tuple)}


@contextlib.contextmanager
def unwatched() -> Iterator[None]:
    """Let a probe make what it needs at full speed; below a learner's function it does nothing."""
    if _WATCHING and _WATCHING[-1].inside:
        yield
        return
    hook, torch = sys.getprofile(), sys.modules.get("torch")
    sys.setprofile(None)
    try:
        with torch._C.DisableTorchFunction() if torch else contextlib.nullcontext():
            yield
    finally:
        sys.setprofile(hook)


class Watch:
    """What was called below a learner's function, by public names.

    Attributes
    ----------
    names : dict of str to None
        In the order of their first calls, such as ``"torch.relu"``, ``"torch.Tensor.relu"`` or
        ``"course_utils.activations.gelu"``.
    inside : int
        How many of a learner's functions are under way; what runs below none is not noted.

    Examples
    --------
    >>> watch = Watch()
    >>> with watch.calls():
    ...     _ = len([])
    >>> list(watch.names)
    []
    """

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self._seen: dict[int, types.CodeType] = {}
        self.inside = 0

    @contextlib.contextmanager
    def calls(self, *, inside: bool = True) -> Iterator[dict[str, None]]:
        """Watch the body, and give it the names.

        With ``inside=False`` only what runs below a learner's own function is noted.
        """
        before, in_threads = sys.getprofile(), threading.getprofile()
        self.inside = int(inside)
        hook = self._hook()
        with _told_by_torch(self):
            threading.setprofile(hook)
            _WATCHING.append(self)
            sys.setprofile(hook)
            try:
                yield self.names
            finally:
                sys.setprofile(before)
                _WATCHING.pop()
                threading.setprofile(in_threads)

    def called_torch(self, function: Any) -> None:
        """Hear of one of PyTorch's functions."""
        known = _OF_TORCH.get(id(function))
        if known is None:
            known = function, dict.fromkeys(sorted(names_behind(function)))
            if len(_OF_TORCH) < _KNOWN:
                _OF_TORCH[id(function)] = known
        self.names |= known[1]

    def _hook(self) -> Callable[[types.FrameType, str, Any], None]:
        """Return what hears of every call. It runs thousands of times, so it decides early.

        Most of it is of no matter: that C is done, and what goes on outside a learner's function.
        There only one that begins is waited for, and a plain dictionary says whose a file is.
        """
        left, seen, files = CALLS, self._seen, _FILES

        def hear(frame: types.FrameType, event: str, arg: Any) -> None:
            nonlocal left
            if event == "c_return" or (event != "call" and not self.inside):
                return
            if event == "call" or event == "return":
                file = frame.f_code.co_filename
                learners = files[file] if file in files else _is_learners(file)
                if event == "return":
                    self.inside -= learners
                    return
                if learners:
                    self.inside += 1
                elif not self.inside:
                    return
                elif id(frame.f_code) not in seen:
                    self._function(frame)
            elif (
                event == "c_call"
                and id(arg) not in _OF_PYTHON
                and id(type(getattr(arg, "__self__", None))) not in _BUILT_IN
            ):
                self._built_in(arg, frame)
            left -= 1
            if not left:
                sys.setprofile(None)

        return hear

    def _function(self, frame: types.FrameType) -> None:
        code, name = frame.f_code, str(frame.f_globals.get("__name__", ""))
        known = _OF_CODE.get((id(code), name))
        if known is None:
            known = code, _finished(code, name)
            if len(_OF_CODE) < _KNOWN:
                _OF_CODE[id(code), name] = known
        if known[1]:
            self.names[known[1]] = None
        elif name in PEEKING and is_learners_frame(frame.f_back):
            self.names[public(f"{name}.{code.co_qualname}")] = None
        if name not in PEEKING:
            self._seen[id(code)] = code  # kept, so that no other one gets its place

    def _built_in(self, function: Any, caller: types.FrameType | None = None) -> None:
        owner = getattr(function, "__self__", None)
        if owner is None or isinstance(owner, types.ModuleType):
            where = getattr(function, "__module__", None) or getattr(owner, "__name__", "")
        else:
            kind = owner if isinstance(owner, type) else type(owner)
            where = f"{kind.__module__}.{kind.__qualname__}"
        if not isinstance(where, str) or where in ("", "builtins"):
            return
        # Libraries look at frames and objects all the time; that is nothing of the learner's.
        if where not in PEEKING or is_learners_frame(caller):
            self.names[public(f"{where}.{function.__name__}")] = None


def _finished(code: types.CodeType, module: str) -> str:
    """Return the public name of a library's or the course's function, else an empty text."""
    # What a private module of the course does for a public function has no name of its own.
    courses = _is_courses(code.co_filename) and ("._" not in module or ".checks." in module)
    ours = code.co_filename.startswith(_PACKAGES) or courses
    return public(f"{module}.{code.co_qualname}") if ours else ""


def _told_by_torch(watch: Watch) -> contextlib.AbstractContextManager[Any]:
    """Let PyTorch, where it is loaded, report what C calls of it: a profile hook sees none."""
    if "torch.overrides" not in sys.modules:
        return contextlib.nullcontext()
    told: contextlib.AbstractContextManager[Any] = _mode()(watch)
    return told


@functools.cache
def _mode() -> Any:
    from torch.overrides import TorchFunctionMode

    class Mode(TorchFunctionMode):  # type: ignore[misc]  # PyTorch is passed over
        def __init__(self, watch: Watch) -> None:
            super().__init__()
            self.watch = watch

        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if self.watch.inside:
                self.watch.called_torch(func)
            return func(*args, **kwargs) if kwargs else func(*args)

    return Mode


def _is_learners(filename: str) -> bool:
    """Tell a learner's code (a cell, a string, their own file) from libraries and the course."""
    known = _FILES.get(filename)
    if known is None:
        known = not filename.startswith(_NOBODYS)
        if len(_FILES) < _KNOWN:
            _FILES[filename] = known
    return known


def is_learners_frame(frame: types.FrameType | None) -> bool:
    """Tell whether a frame runs a learner's code."""
    return frame is not None and _is_learners(frame.f_code.co_filename)


def _is_courses(filename: str) -> bool:
    return filename.startswith(_COURSE) and not filename.startswith(_HERE)


@functools.lru_cache(_KNOWN)
def public(name: str) -> str:
    """Return a name without its private steps.

    Examples
    --------
    >>> public("torch._C._nn.gelu"), public("torch._VariableFunctionsClass.relu")
    ('torch.gelu', 'torch.relu')
    >>> public("sys._getframe")
    'sys.getframe'
    """
    return ".".join(
        part.lstrip("_") if name.startswith("sys.") else part
        for part in name.split(".")
        if part and (not part.startswith("_") or name.startswith("sys.")) and part != "<locals>"
    )


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
            watch.names[public(f"{owner.__module__}.{owner.__qualname__}.{value.__name__}")] = None
        return set(watch.names)
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
