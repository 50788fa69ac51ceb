"""What was run: which run defined a name, and whether a later one that should have, failed."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

_NOTHING = object()
_NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
CACHED = 512  # cells: a class shares most of them, and each is asked for by every exercise
_LONGEST = 20_000  # characters of one that is kept: 512 of them are 10 MB


class Runs:
    """The runs of a notebook's cells, by the names that they define.

    Examples
    --------
    >>> runs, namespace = Runs(), {}
    >>> runs.begin("[1]", "f = 1", namespace)
    >>> namespace["f"] = 1
    >>> runs.end(None)
    >>> runs.begin("[2]", "f = 1 / 0", namespace)
    >>> runs.end({"type": "ZeroDivisionError", "message": "division by zero", "frames": []})
    >>> runs.about("f")["judged"], runs.about("f")["failed"]["cell"], runs.about("g")
    ('[1]', '[2]', {})
    """

    def __init__(self) -> None:
        self._defined: dict[str, str] = {}
        self._failed: dict[str, dict[str, Any]] = {}
        self._open: tuple[str, dict[str, Any], dict[str, Any]] | None = None

    def begin(self, cell: str, source: str, namespace: dict[str, Any]) -> None:
        """Note that a cell is about to run; `cell` is what a person calls this run."""
        self.begin_names(cell, defined_names(source), namespace)

    def begin_names(self, cell: str, names: Iterable[str], namespace: dict[str, Any]) -> None:
        """Do as `begin` where the names that the cell defines are known."""
        before = {name: namespace.get(name, _NOTHING) for name in names}
        self._open = (cell, before, namespace)

    def end(self, error: dict[str, Any] | None, cell: str = "") -> None:
        """Note how the run ended: with an error as `runner.describe_error` gives it, or well.

        `cell` is what the run is called from now on, where that was not known before.
        """
        if self._open is None:
            return  # it began before anybody listened
        (begun, before, namespace), self._open = self._open, None
        cell = cell or begun
        error = error and self.traced(error)
        for name, old in before.items():
            # What the cell had defined before it failed further down is its latest definition.
            if error is None or namespace.get(name, _NOTHING) is not old:
                self._defined[name] = cell
                self._failed.pop(name, None)
            else:
                self._failed[name] = {"cell": cell, "error": error}

    def traced(self, error: dict[str, Any]) -> dict[str, Any]:
        """Return an error with the failed run that it comes from as ``because``, where known.

        A name that is not defined is no mistake of the line that uses it, where a cell should have
        defined it and stopped before.

        Examples
        --------
        >>> runs, late = Runs(), {"type": "TimeUp", "message": "it was stopped", "frames": []}
        >>> runs.begin("[1]", "from torch import nn", {})
        >>> runs.end(late)
        >>> error = {"type": "NameError", "message": "name 'nn' is not defined", "frames": []}
        >>> runs.traced(error)["because"]["cell"]
        '[1]'
        """
        missing = _NOT_DEFINED.match(error["message"]) if error["type"] == "NameError" else None
        failed = missing and self._failed.get(missing[1])
        # Where that run failed because of another one, the first is the one to mend.
        return error | {"because": failed["error"].get("because", failed)} if failed else error

    def about(self, name: str) -> dict[str, Any]:
        """Return ``judged``, the run a name is from, and ``failed``, a later one, where known.

        ``failed`` holds the run as ``cell`` and its ``error``.
        """
        if self._open is not None and name in self._open[1]:
            cell, before, namespace = self._open
            if namespace.get(name, _NOTHING) is not before[name]:
                return {"judged": cell}
        found: dict[str, Any] = {}
        if name in self._defined:
            found["judged"] = self._defined[name]
        if name in self._failed:
            found["failed"] = self._failed[name]
        return found


def defined_names(source: str) -> frozenset[str]:
    """Return the names that a cell defines; where it is no Python, every one that it seems to.

    A line that starts with ``%`` or ``!`` is for the notebook's own shell.

    Examples
    --------
    >>> sorted(defined_names("%time\\nimport os.path\\ndef f(): pass\\nx = 1"))
    ['f', 'os', 'x']
    >>> defined_names("def f(x)\\n  return x == 1")
    frozenset({'f'})
    """
    return _kept(source) if is_shared(source) else _defined(source)


def is_shared(source: str) -> bool:
    """Tell whether a cell is short enough to be remembered: what a class shares is."""
    return len(source) <= _LONGEST


def _defined(source: str) -> frozenset[str]:
    source = re.sub(r"^[ \t]*[%!].*", "", source, flags=re.MULTILINE)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # or no parser is deep enough
        seems = (
            r"^[ \t]*(?:async[ \t]+)?(?:(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]*)?=(?!=))"
        )
        found = re.findall(seems, source, flags=re.MULTILINE)
        return frozenset(one or other for one, other in found)
    return frozenset(_bound(tree))


_kept = functools.lru_cache(CACHED)(_defined)


_DEFINING = {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}


def _bound(tree: ast.AST) -> Iterator[str]:
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is ast.Name:
            if type(node.ctx) is ast.Store:
                yield node.id
            continue
        if kind in _DEFINING:
            yield node.name
        elif kind is ast.Import or kind is ast.ImportFrom:
            names = (a.asname or a.name.partition(".")[0] for a in node.names)
            yield from (name for name in names if name != "*")
        # As `ast.walk`, which takes twice as long: every answer of a class comes by here.
        for name in kind._fields:
            held = getattr(node, name, None)
            if type(held) is list:
                waiting += [one for one in held if isinstance(one, ast.AST)]
            elif isinstance(held, ast.AST):
                waiting.append(held)
