"""Run a cell as a notebook does: with what IPython lends to it, and `await` outside of functions.

What a learner saw run in the notebook must run here, or an honest answer is lost with its cell.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import inspect
from collections.abc import Iterator
from types import CodeType
from typing import Any

_POSTPONED = __future__.annotations
_LOOPS: list[Any] = []  # one, made when a cell first awaits: later cells await in the same


class Quiet:
    """Stands for IPython's shell: whatever is asked of it does nothing.

    Examples
    --------
    >>> list(Quiet().run_line_magic("matplotlib", "inline").anything)
    []
    """

    def __getattr__(self, name: str) -> Quiet:
        if name.startswith("__"):  # whoever copies or pickles asks for what is not there
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Quiet:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def lent() -> dict[str, Any]:
    """Return the names that a notebook has before its first cell."""
    quiet = Quiet()
    return {"display": quiet, "get_ipython": quiet, "__builtins__": builtins}


def execute(source: str, filename: str, namespace: dict[str, Any]) -> None:
    """Run a cell's source; what it asks of the future holds for later cells, too.

    Examples
    --------
    >>> names = lent()
    >>> execute("x = 2; display(x)", "<a>", names)
    >>> names["x"]
    2
    """
    # The name itself says so: a cell cannot ask for it without binding it.
    postponed = namespace.get("annotations") is _POSTPONED
    for code in _pieces(source, filename, _POSTPONED.compiler_flag if postponed else 0):
        awaited = eval(code, namespace)
        if code.co_flags & inspect.CO_COROUTINE:
            _loop().run_until_complete(awaited)


def _pieces(source: str, filename: str, future: int) -> Iterator[CodeType]:
    """Yield the code of a cell: in one piece, or, where that is no Python, statement by statement.

    A notebook compiles each statement when its turn comes: those before a ``return`` that stands
    outside of a function have run by then.
    """
    # As in a notebook: what this file asks of the future is not asked for a learner.
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | future
    try:
        yield compile(source, filename, "exec", flags, dont_inherit=True)
        return
    except SyntaxError:
        tree = compile(source, filename, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
    for statement in tree.body:
        piece = ast.Module([statement], [])
        yield compile(piece, filename, "exec", flags, dont_inherit=True)


def _loop() -> Any:
    if not _LOOPS:
        import asyncio  # takes longer to load than most notebooks take

        _LOOPS.append(asyncio.new_event_loop())
        asyncio.set_event_loop(_LOOPS[0])
    return _LOOPS[0]
