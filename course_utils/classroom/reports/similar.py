"""Answers that are written alike: a hint for a talk, never a finding. Off unless it is asked for.

Compared are fingerprints of the syntax tree: names of one's own, layout and comments play no part.
What many in the class share (the starter, the obvious way) is left out, and so are short answers,
which are alike by chance. What it leaves out too: any judgement. Two who learned together, or from
one page, write alike.
"""

from __future__ import annotations

import ast
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ..gradebook import Result

RUN = 8  # steps of the tree in one fingerprint
FEWEST = 40  # fingerprints; about eight lines of code
SHARED_BY = 3  # students at most, for a fingerprint to tell anything
ALIKE = 0.8
LARGEST = 50_000  # characters of an answer


@dataclass(frozen=True)
class Likeness:
    """Two answers with much in common.

    Attributes
    ----------
    exercise : str
    students, names : tuple of str
        The two by their ids, and as a teacher knows them.
    share : float
        Of the fingerprints that are rare in this class: in both of all in either.
    size : int
        How many rare fingerprints they have in common.
    """

    exercise: str
    students: tuple[str, str]
    names: tuple[str, str]
    share: float
    size: int


def alike(results: Iterable[Result]) -> list[Likeness]:
    """Return pairs of answers that are written alike, the most alike first."""
    prints: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for result in results:
        names[result.student] = result.name or names.get(result.student) or result.student
        for exercise in result.exercises:
            found = fingerprints(exercise.source)
            if len(found) >= FEWEST:
                prints[exercise.exercise][result.student] = found
    pairs = [pair for name, answers in prints.items() for pair in _pairs(name, answers, names)]
    return sorted(pairs, key=lambda p: (-p.share, -p.size, p.exercise, p.students))


def _pairs(
    exercise: str, answers: dict[str, frozenset[int]], names: dict[str, str]
) -> Iterator[Likeness]:
    holders: dict[int, list[str]] = defaultdict(list)
    for student, found in answers.items():
        for mark in found:
            holders[mark].append(student)
    rare = {mark for mark, students in holders.items() if len(students) <= SHARED_BY}
    common: Counter[tuple[str, str]] = Counter()
    for mark in rare:
        common.update(combinations(sorted(holders[mark]), 2))
    for (one, other), size in common.items():
        either = len((answers[one] | answers[other]) & rare)
        if size >= FEWEST and size / either >= ALIKE:
            called = names[one], names[other]
            yield Likeness(exercise, (one, other), called, size / either, size)


def fingerprints(source: str) -> frozenset[int]:
    """Return the fingerprints of an answer; none where it cannot be parsed.

    Examples
    --------
    >>> one = "def f(x):\\n    y = x * 2  # twice\\n    return y + 1"
    >>> other = "def f(value):\\n    double = value * 2\\n    return double + 1"
    >>> fingerprints(one) == fingerprints(other) != frozenset()
    True
    """
    if len(source) > LARGEST:
        return frozenset()
    try:
        steps = list(_steps(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    runs = zip(*(steps[start:] for start in range(RUN)), strict=False)
    return frozenset(zlib.crc32("\0".join(run).encode("utf-8", "replace")) for run in runs)


def _steps(tree: ast.AST) -> Iterator[str]:
    """Yield the tree as words; a name is a number by the order in which it first stands there."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        word = type(node).__name__
        if isinstance(node, ast.expr_context):
            continue
        if isinstance(node, ast.Name | ast.arg):
            own = node.id if isinstance(node, ast.Name) else node.arg
            word += names.setdefault(own, str(len(names)))
        elif isinstance(node, ast.Attribute):
            word += node.attr
        elif isinstance(node, ast.Constant) and not isinstance(node.value, str):
            word += repr(node.value)[:40]  # a text may be a docstring, written by anybody
        yield word
