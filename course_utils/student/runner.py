"""The learner's side of a check: the only code that calls what a learner wrote.

`serve` takes a request (a dictionary of plain values) and returns a reply of the same kind. It
runs in the learner's notebook or in another process; the judge cannot tell which, and never
holds a learner's object. Nothing here knows what a right answer is.
"""

from __future__ import annotations

import contextlib
import inspect
import linecache
import marshal
import sys
import sysconfig
import traceback
import types
import warnings
from collections.abc import Iterable, Iterator
from opcode import opmap
from pathlib import Path
from typing import Any

import numpy as np

from .guards import ExitCalled, TimeUp, captured_output, no_exit, time_limit
from .peeks import peeks
from .plain import NotPlain, to_torch, type_name
from .replies import ReplyKind
from .watch import Watch, names_behind

_OURS = str(Path(__file__).resolve().parent)
_LIBRARIES = tuple({sysconfig.get_paths()[key] for key in ("stdlib", "purelib", "platlib")})
_CHECKS = f"{__package__.partition('.')[0]}.checks"
_OF_CONSTANTS = {opmap[name] for name in ("LOAD_CONST", "RETURN_CONST") if name in opmap}
_BLANK_OPS = _OF_CONSTANTS | {
    opmap[name]
    for name in ("RESUME", "NOP", "RETURN_VALUE", "POP_TOP", "COPY_FREE_VARS", "CACHE")
    if name in opmap
}


def serve(request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    """Answer one request about the names in `namespace`.

    Parameters
    ----------
    request : dict
        ``op`` is ``"describe"``, ``"call"``, ``"value"`` or ``"probe"``; ``name`` the learner's
        name; ``args``, ``kwargs`` plain; ``seconds`` the time limit. A probe is ``code``, see
        `compiled`, and ``function``, its name there.
    namespace : dict
        The learner's global names.

    Returns
    -------
    dict
        ``kind`` is a `ReplyKind`, with what belongs to it.

    Examples
    --------
    >>> reply = serve({"op": "call", "name": "f", "args": (3,)}, {"f": lambda x: x + 1})
    >>> reply["kind"] is ReplyKind.VALUE, reply["value"]
    (True, 4)
    """
    (reply,) = serve_each([request], namespace)
    return reply


def serve_each(
    requests: Iterable[dict[str, Any]], namespace: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Answer one request after another as `serve` does, up to the first that brings no value."""
    with warnings.catch_warnings(record=True) as caught, no_exit(namespace):
        warnings.simplefilter("always")
        for request in requests:
            if request["name"] not in namespace:
                yield {"kind": ReplyKind.MISSING}
                return
            reply = _guarded(_ACTIONS[request["op"]], request, namespace)
            reply["warnings"] = _texts(caught) if caught else []
            yield reply
            if reply["kind"] is not ReplyKind.VALUE:
                return


def _texts(caught: list[warnings.WarningMessage]) -> list[str]:
    texts = [f"{w.category.__name__}: {w.message}"[:200] for w in caught[:20]]
    caught.clear()
    return texts


def _guarded(action: Any, request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    reply: dict[str, Any] = {"kind": ReplyKind.VALUE, "value": None}
    seconds = float(request.get("seconds", 2.0))
    with captured_output() as printed:
        try:
            # As below a judge in the notebook, whatever a cell has asked of NumPy for good.
            with time_limit(seconds), np.errstate(all="ignore"):
                reply |= action(request, namespace)
        except TimeUp:
            reply = {"kind": ReplyKind.TOO_SLOW, "seconds": seconds}
        except (ExitCalled, SystemExit):
            reply = {"kind": ReplyKind.EXIT}
        except KeyboardInterrupt:
            raise  # the learner pressed stop: the whole check ends
        except NotPlain as error:
            reply = {"kind": ReplyKind.NOT_PLAIN, "message": str(error)}
        except BaseException as error:
            reply = {"kind": ReplyKind.RAISED, "error": describe_error(error)}
    reply["printed"] = printed.count
    reply["printed_head"] = printed.head
    return reply


def _describe(request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    value = namespace[request["name"]]
    kind = "value"
    if isinstance(value, type):
        kind = "class"
    elif callable(value):
        kind = "function"
    return {
        "value": {"is": kind, "blank": is_blank(value), "type": type_name(value)},
        "used": sorted(names_behind(value)) if kind != "value" else [],
    }


def _call(request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    args = to_torch(tuple(request.get("args", ())))
    kwargs = to_torch(dict(request.get("kwargs", {})))
    with _spied(request.get("spy"), inside=True) as used:
        value = namespace[request["name"]](*args, **kwargs)
    after = args if request.get("watch") else None
    return {"value": value, "after": after, "used": list(used)}


def _value(request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    return {"value": namespace[request["name"]]}


def compiled(source: str) -> np.ndarray:
    """Return the source of a probe as the ``code`` of a request: it crosses as bytes."""
    return np.frombuffer(marshal.dumps(compile(source, "<probe>", "exec")), np.uint8)


def _probe(request: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    """Run a small function of the check on the learner's side, next to the learner's object."""
    scope: dict[str, Any] = {"__name__": "probe"}
    exec(marshal.loads(request["code"].tobytes()), scope)
    args = to_torch(tuple(request.get("args", ())))
    kwargs = to_torch(dict(request.get("kwargs", {})))
    # What the probe itself calls is not the learner's.
    with _spied(request.get("spy"), inside=False) as used:
        value = scope[request["function"]](namespace[request["name"]], *args, **kwargs)
    return {"value": value, "used": list(used)}


def _spied(how: str | None, *, inside: bool) -> contextlib.AbstractContextManager[dict[str, None]]:
    """Collect the names of what runs below: all ``"calls"``, or ``"peeking"`` alone, or nothing.

    Looks at the checks are calls of theirs, so where they can be loaded all calls are watched.
    """
    if not how:
        return contextlib.nullcontext({})
    if how == "peeking" and sys.modules.get(_CHECKS, ...) is None:
        return peeks()
    return Watch().calls(inside=inside)


_ACTIONS = {"describe": _describe, "call": _call, "value": _value, "probe": _probe}


def is_blank(value: Any) -> bool:
    """Tell whether nothing has been written yet.

    Blank are ``...``, a container of which every item is ``...``, a function whose body is
    only ``...``, ``pass`` or a docstring, and a class whose every method is. What ``__init__``
    does counts only where it is the one method there is: starters often hold a finished one.

    Examples
    --------
    >>> is_blank({"a": ..., "b": ...}), is_blank(lambda x: x), is_blank(0)
    (True, False, False)
    """
    if value is Ellipsis:
        return True
    if type(value) is dict:
        return bool(value) and all(is_blank(item) for item in value.values())
    if type(value) in (list, tuple):
        return bool(value) and all(is_blank(item) for item in value)
    if isinstance(value, types.FunctionType):
        return _blank_code(value.__code__)
    if isinstance(value, type):
        methods = [m for m in vars(value).values() if isinstance(m, types.FunctionType)]
        others = [m for m in methods if m.__name__ != "__init__"]
        return all(_blank_code(m.__code__) for m in others or methods)
    return False


def _blank_code(code: types.CodeType) -> bool:
    # The bytes are read as they are, two an instruction, up to the first that does something:
    # `dis` makes an object of every one, and this is asked of every answer in a class.
    for operation, place in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        if operation not in _BLANK_OPS:
            return False
        value = code.co_consts[place] if operation in _OF_CONSTANTS else None
        if value is not None and value is not Ellipsis:
            return False
    return True


def describe_error(error: BaseException) -> dict[str, Any]:
    """Describe an exception by the learner's own lines only.

    Returns
    -------
    dict
        ``type``, ``message`` and ``frames``, each frame ``[line number, source line, function]``
        of the learner's code, outermost first; no path, nothing of this package.
    """
    frames = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        filename = frame.f_code.co_filename
        if filename.startswith((_OURS, *_LIBRARIES)) or filename == "<probe>":
            continue
        if filename.startswith("<frozen") or not filename:
            continue
        line = linecache.getline(filename, number).strip()
        frames.append([number, line[:200], frame.f_code.co_name[:200]])
    try:
        message = str(error)[:500]
    except Exception:  # a learner's exception may not even print
        message = "(its message could not be shown)"
    if isinstance(error, SyntaxError) and not frames:
        frames.append([error.lineno or 0, (error.text or "").strip()[:200], ""])
    return {"type": type(error).__name__[:200], "message": message, "frames": frames[-6:]}


def source_of(value: Any) -> str | None:
    """Return the source text of a learner's function, where Python still knows it."""
    try:
        return inspect.getsource(value)
    except (OSError, TypeError):
        return None
