"""Which cells of a notebook a change in some of its cells reaches, and what those need to run.

A lesson trains nets for a minute; most changes touch one cell. That cell runs, and every later one
that reads a name which it binds or changes in place, and whatever all of these read in turn. Names
are read from the code; a change that no name shows (a file, a random state of a library) is not
seen, and the whole run finds it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from typing import TypeGuard

_CHECK = re.compile(r"^check\(", re.MULTILINE)
_MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)


class _Names(ast.NodeVisitor):
    """The names that a cell reads before it binds them, binds, and may change in place."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.bound: set[str] = set()
        self.imported: set[str] = set()
        self.changed: set[str] = set()

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            self._comprehension(node)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            self._function(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node)
        else:
            super().visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.read |= {node.id} - self.bound
        else:
            self.bound.add(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)  # evaluated first: `x = f(x)` reads the old x
        for target in node.targets:
            self._target(target)
            if isinstance(target, ast.Name) and target.id == "_" and _is_call(node.value):
                self._call(node.value)  # `_ = fit(net, ...)`

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.read |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - self.bound
        self._target(node.target)

    def visit_Expr(self, node: ast.Expr) -> None:
        self.generic_visit(node)
        if _is_call(node.value):
            self._call(node.value)

    def visit_For(self, node: ast.For) -> None:
        for part in (node.iter, node.target, *node.body, *node.orelse):
            self.visit(part)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        own = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}
        loads = (n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id not in own)
        self.read |= {n.id for n in loads} - self.bound

    def _function(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        loads = (n for n in ast.walk(node) if isinstance(n, ast.Name))
        self.read |= {n.id for n in loads if isinstance(n.ctx, ast.Load)} - self.bound
        self.bound.add(node.name)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.imported |= {(a.asname or a.name).partition(".")[0] for a in node.names}
        self.bound |= self.imported

    def _target(self, target: ast.expr) -> None:
        self.visit(target)
        whole = target
        while isinstance(whole, ast.Attribute | ast.Subscript):
            whole = whole.value
        if isinstance(whole, ast.Name) and whole is not target:
            self.changed.add(whole.id)  # `x[0] = 1`, `net.bias = b`

    def _call(self, call: ast.Call) -> None:
        given = [*call.args, *(k.value for k in call.keywords)]
        if isinstance(call.func, ast.Attribute):
            given.append(call.func.value)
        self.changed |= {a.id for a in given if isinstance(a, ast.Name)}


def _is_call(node: ast.expr) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call)


def _names(source: str) -> _Names:
    names = _Names()
    try:
        tree = ast.parse(_MAGIC.sub("", source))
    except SyntaxError:  # a cell that is meant to fail
        return names
    names.visit(tree)
    return names


def _needs(cells: Sequence[_Names]) -> list[set[int]]:
    """Return, for each cell, the earlier ones that made what it reads as it is then."""
    makers: dict[str, set[int]] = {}
    imported: set[str] = set().union(*(cell.imported for cell in cells))
    needs = []
    for place, cell in enumerate(cells):
        needs.append({maker for name in cell.read for maker in makers.get(name, ())})
        for name in cell.bound:
            makers[name] = {place}
        for name in cell.changed - cell.bound - imported:  # a call leaves what it calls alone
            makers.setdefault(name, set()).add(place)
    return needs


def reached(sources: Sequence[str], changed: Iterable[int]) -> list[int]:
    """Return the places of the cells that a change reaches, and of those that they need.

    Parameters
    ----------
    sources : sequence of str
        The code cells of a notebook, in order.
    changed : iterable of int
        Places of those that differ.

    Returns
    -------
    list of int
        In order; the first cell, which sets the notebook up, is always among them.

    Examples
    --------
    >>> reached(["a = 1", "b = slow()", "c = a + 1", "print(b)", "print(c)"], [2])
    [0, 2, 4]
    >>> reached(["net = 0", "fit(net)", "other()", "print(net)"], [3])
    [0, 1, 3]
    """
    needs = _needs([_names(source) for source in sources])
    for place, source in enumerate(sources):
        if place and _CHECK.search(source):
            needs[place].add(place - 1)  # it reads the learner's names, and names none
    touched = set(changed)
    for place in range(len(sources)):
        if needs[place] & touched:
            touched.add(place)
    touched.add(0)
    for place in range(len(sources) - 1, -1, -1):
        if place in touched:
            touched |= needs[place]
    return sorted(touched)
