"""Which files of tests see a module: by the imports of the tests and of what they import.

A name that a room only hands on, ``from ..grading import judge``, counts for the module that it is
from: else every test would see every module through the rooms' front doors.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

Graph = dict[str, set[str]]


@cache
def importers(root: Path) -> Graph:
    """Return, for each Python file of the course and its tests, the files that import from it.

    Examples
    --------
    >>> graph = importers(Path(__file__).parents[2])
    >>> "course_utils/grading/judge.py" in graph["course_utils/grading/ask.py"]
    True
    """
    found: Graph = defaultdict(set)
    for folder in ("course_utils", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            if "corpus" not in path.parts and "hostile" not in path.parts:
                for module in _imports(path, root):
                    found[module].add(path.relative_to(root).as_posix())
    return found


def distances(changed: Iterable[str], graph: Graph) -> dict[str, int]:
    """Return each file that reaches one of the changed files, with the steps that it takes.

    Examples
    --------
    >>> distances(["a"], {"a": {"b"}, "b": {"c"}, "d": {"c"}})
    {'a': 0, 'b': 1, 'c': 2}
    """
    found = dict.fromkeys(changed, 0)
    last = list(found)
    while last:
        further = sorted({user for file in last for user in graph.get(file, ())} - set(found))
        found |= dict.fromkeys(further, found[last[0]] + 1)
        last = further
    return found


def _imports(path: Path, root: Path) -> Iterator[str]:
    package = path.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        before = package[: len(package) - node.level + 1] if node.level else ()
        base = root.joinpath(*before, *(node.module or "").split("."))
        if node.level or (node.module or "").startswith(("course_utils", "tests")):
            for alias in node.names:
                yield from _home(base, alias.name, root)


def _home(base: Path, name: str, root: Path) -> Iterator[str]:
    """Yield the file that ``from base import name`` is from, if it is one of the course's."""
    for file in (base / f"{name}.py", base / name / "__init__.py", base.with_suffix(".py")):
        if file.is_file():
            yield file.relative_to(root).as_posix()
            return
    door = base / "__init__.py"
    if door.is_file():
        there = _handed_on(door).get(name)
        yield from (
            [door.relative_to(root).as_posix()] if there is None else _home(there, name, root)
        )


@cache
def _handed_on(door: Path) -> dict[str, Path]:
    """Return the names that a package's front door imports from within, and where from."""
    found: dict[str, Path] = {}
    for node in ast.parse(door.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            base = door.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            found |= {alias.asname or alias.name: base for alias in node.names}
    return found
