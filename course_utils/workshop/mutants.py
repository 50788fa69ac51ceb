"""First-order mutants of an answer: the same text with one small slip in it."""

from __future__ import annotations

import ast
import types
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from .mutations import changes, names_a_place

SHOWN = 68  # characters of a line in a table; more is cut around the change
# Words for people, and names of types, decide nothing.
_NOT_LOOKED_INTO = (ast.Import, ast.ImportFrom, ast.Raise, ast.Assert, ast.JoinedStr)
_NOT_FIELDS = ("annotation", "returns", "decorator_list", "ctx", "type_comment", "defaults")


@dataclass(frozen=True)
class Mutant:
    """An answer with one slip.

    Attributes
    ----------
    kind : str
        Which slip.
    was, now : str
        What changed: one line before and after, cut to what is near the change.
    source : str
        The whole answer.
    """

    kind: str
    was: str
    now: str
    source: str

    def __str__(self) -> str:
        return f"{self.was}  ->  {self.now}"


def mutants_of(source: str, own: Collection[int] | None = None) -> list[Mutant]:
    r"""Return the mutants of an answer, without those that compile to the same code.

    Parameters
    ----------
    source : str
    own : collection of int, optional
        Lines that may change, counted from 1; all by default.

    Examples
    --------
    >>> [mutant.now for mutant in mutants_of("y = max(x, 2)") if mutant.kind != "constant"]
    ['pass', 'y = x', 'y = min(x, 2)', 'y = max(x, -2)']
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    words = _words(tree)
    seen, found = {_meaning(original)}, []
    for parent, field, index, node in _places(tree):
        if own is not None and getattr(node, "lineno", 0) not in own:
            continue
        for kind, new in (*changes(node), *_other_word(node, words)):
            text = _with(tree, (parent, field, index), new)
            meaning = _meaning(text)
            if meaning is None or meaning in seen:
                continue
            seen.add(meaning)
            found.append(Mutant(kind, *changed_lines(original, text), text))
    return found


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield every node that may change, with where it hangs in its parent."""
    for field, value in ast.iter_fields(node):
        if field in _NOT_FIELDS:
            continue
        several = isinstance(value, list)
        for index, child in enumerate(value if several else [value]):
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            yield node, field, index if several else None, child
            yield from _places(child)


def _is_left_alone(node: ast.AST) -> bool:
    """Tell whether no slip is tried below a node: a docstring, a print, `strict=`, `axis=0`."""
    if isinstance(node, ast.For):
        return all(map(_is_left_alone, node.body))
    if isinstance(node, ast.keyword) and (node.arg == "strict" or names_a_place(node)):
        return True
    if isinstance(node, ast.Expr):
        value = node.value
        called = value.func if isinstance(value, ast.Call) else None
        printed = isinstance(called, ast.Name) and called.id == "print"
        return printed or isinstance(value, ast.Constant)
    return isinstance(node, _NOT_LOOKED_INTO)


def _with(tree: ast.AST, place: tuple[ast.AST, str, int | None], new: ast.AST) -> str:
    """Return the text of the tree with another node in one place, and leave the tree as it was."""
    parent, field, index = place
    if index is None:
        old = getattr(parent, field)
        setattr(parent, field, new)
        text = ast.unparse(tree)
        setattr(parent, field, old)
    else:
        values = getattr(parent, field)
        old, values[index] = values[index], new
        text = ast.unparse(tree)
        values[index] = old
    return text


def _words(tree: ast.AST) -> list[str]:
    """Return the words that an answer chooses from, in order: values, not keys or keywords."""
    nodes = list(ast.walk(tree))
    others = {id(key) for node in nodes if isinstance(node, ast.Dict) for key in node.keys}
    others |= {id(node.value) for node in nodes if isinstance(node, (ast.Expr, ast.keyword))}
    constants = [n for n in nodes if isinstance(n, ast.Constant) and id(n) not in others]
    return list(dict.fromkeys(c.value for c in constants if isinstance(c.value, str)))


def _other_word(node: ast.AST, words: list[str]) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Constant) and node.value in words and len(words) > 1:
        following = words[(words.index(node.value) + 1) % len(words)]
        yield "other word", ast.Constant(following)


def _meaning(text: str) -> Any:
    """Return what a text compiles to, without places; None where it does not compile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # a slip may well look odd to Python
        try:
            return _code_key(compile(text, "<mutant>", "exec", dont_inherit=True))
        except SyntaxError:
            return None


def _code_key(code: types.CodeType) -> tuple[Any, ...]:
    constants = tuple(
        _code_key(c) if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, code.co_exceptiontable, constants


def changed_lines(before: str, after: str) -> tuple[str, str]:
    """Return the line that changed, before and after, cut to what is near the change.

    Examples
    --------
    >>> changed_lines("a = 1\\nb = 2", "a = 1\\nb = 3")
    ('b = 2', 'b = 3')
    """
    old, new = before.splitlines(), after.splitlines()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    was = " / ".join(line.strip() for line in old[start : len(old) - end])
    now = " / ".join(line.strip() for line in new[start : len(new) - end])
    return _cut(was, now)


def _cut(was: str, now: str) -> tuple[str, str]:
    if max(len(was), len(now)) <= SHOWN:
        return was, now
    same = 0
    while same < min(len(was), len(now)) and was[same] == now[same]:
        same += 1
    begin = max(0, same - SHOWN // 2)
    dots = "…" if begin else ""
    pieces = [dots + text[begin : begin + SHOWN] for text in (was, now)]
    shorter = [text[begin + SHOWN :] and "…" for text in (was, now)]
    return pieces[0] + shorter[0], pieces[1] + shorter[1]
