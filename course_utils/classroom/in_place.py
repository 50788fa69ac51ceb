"""Where in a notebook an answer was checked, and what later cells changed of it.

A notebook's own check judges an answer where it stands. A class is judged when every cell has run,
so that a helper further down is there; but by then a later cell may have given a name that the
answer needs to something else.
"""

from __future__ import annotations

import ast
import builtins
import functools
import re
import symtable

from ..grading import Exercise
from ..student.runs import CACHED, defined_names, is_shared

Cells = list[tuple[str, str]]
Names = frozenset[str]


def checked_after(exercise: Exercise, cells: Cells) -> int:
    """Return how many cells had run when an answer was checked: without a check, up to its own.

    Examples
    --------
    >>> from course_utils import checks
    >>> cells = [("a", "relu = 1"), ("b", "relu = 2"), ("c", "check('definition.relu')"), ("d", "")]
    >>> checked_after(checks.find("definition.relu"), cells)
    3
    >>> checked_after(checks.find("definition.relu"), cells[:1] + cells[3:])
    1
    """
    asks = re.compile(rf"\bcheck\(\s*['\"]{re.escape(exercise.id)}['\"]")
    own = f"{exercise.name.replace('_', '-')}-answer"
    defines = [n for n, (_, source) in enumerate(cells) if exercise.name in defined_names(source)]
    found = (
        [n for n, (_, source) in enumerate(cells) if exercise.id in source and asks.search(source)]
        or [n for n in defines if cells[n][0] == own]
        or defines
    )
    return found[-1] + 1 if found else 0


def changed_later(name: str, cells: Cells, end: int) -> list[str]:
    """Return which of the names that an answer needs are given to something else after `end` cells.

    Examples
    --------
    >>> cells = [("a", "t = 0"), ("b", "def f(x): return max(x, t)"), ("c", "t = x = 1")]
    >>> changed_later("f", cells, 2)
    ['t']
    >>> changed_later("f", [*cells, ("e", "max = f(3)")], 3)
    ['max']
    >>> box = "class {}:\\n    def __init__(self): self.x = 1"
    >>> changed_later("f", [("a", box.format("f")), ("b", box.format("g"))], 1)
    []
    """
    before = [_names(source) for _, source in cells[:end]]
    after = [_names(source) for _, source in cells[end:]]
    later: Names = frozenset().union(*(bound | written for bound, _, written in after))
    if not later:
        return []
    needed, waiting = {name}, [name]
    while waiting:
        one = waiting.pop()
        for bound, mentioned, _ in before:
            if one in bound:
                waiting += mentioned - needed
                needed |= mentioned
    known = frozenset().union(dir(builtins), *(bound for bound, _, _ in before))
    return sorted(needed & later & known)


def _names(source: str) -> tuple[Names, Names, Names]:
    """Return the global names that a cell binds or deletes, all it mentions, all it writes into."""
    return _kept(source) if is_shared(source) else _found(source)


def _found(source: str) -> tuple[Names, Names, Names]:
    try:
        tree, top = ast.parse(source), symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # or no parser is deep enough
        return frozenset(), frozenset(), frozenset()
    bound, mentioned, tables = set(), set(), [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            mentioned.add(symbol.get_name())
            of_all = table is top or symbol.is_declared_global()
            if of_all and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
    return frozenset(bound), frozenset(mentioned), frozenset(_written_into(tree))


_kept = functools.lru_cache(CACHED)(_found)


def _written_into(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and type(node.ctx) is not ast.Load:
            inner: ast.expr = node
            while isinstance(inner, (ast.Subscript, ast.Attribute)):
                inner = inner.value
            if isinstance(inner, ast.Name):
                names.append(inner.id)
    return names
