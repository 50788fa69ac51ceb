"""Answers to put into notebooks: the corpus of the checks, which a checkout of the course has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ... import checks, lessons
from ...errors import CourseError
from ...lessons.corpus import corpus_folder, pieces_of

_EXPECTS = re.compile(r"^# expects: (.+)$", re.MULTILINE)
_EARNS = re.compile(r"^# earns: (\d+)$", re.MULTILINE)
_DIRECTION = re.compile(r"^# (?:expects|earns): .*\n", re.MULTILINE)
# An answer that runs for ever, or ends its process, costs seconds: few get one, on purpose.
_STOPS = ("No answer within", "ends the whole program")


@dataclass(frozen=True)
class Answer:
    """One answer as a learner would write it, and what a check must say of it."""

    exercise: str
    kind: str  # right, wrong, or stops: runs for ever or ends its process
    title: str
    code: str
    expects: str = ""
    earns: int | None = None
    names: frozenset[str] = frozenset()


def answers_of(stem: str) -> dict[str, list[Answer]]:
    """Return the answers of a lesson's corpus by exercise id.

    Raises
    ------
    CourseError
        Where there is no corpus: the installed package does not carry it.
    """
    folder = corpus_folder(stem)
    if folder is None:
        raise CourseError(
            f"A rehearsal needs the answers in tests/corpus, and {lessons.find_root()} has none",
            expected="a checkout of the course's repository",
            next_step="Next: run this in a copy of the repository, or set RELU_ROOT to one.",
        )
    found = {}
    for exercise in checks.exercises_of(stem):
        path = folder / f"{exercise.name}.py"
        found[exercise.id] = list(_answers(path, exercise.id)) if path.is_file() else []
    return found


def _answers(path: Path, exercise: str) -> Iterable[Answer]:
    header, pieces = pieces_of(path)
    for kind, title, body in pieces:
        expects, earns = _EXPECTS.search(body), _EARNS.search(body)
        stops = expects is not None and expects[1].startswith(_STOPS)
        code = f"{header}{_DIRECTION.sub('', body)}".strip()
        names = names_of(code)
        if names is None:  # no Python: nobody can say which names it would define
            continue
        yield Answer(
            exercise, "stops" if stops else kind, title.strip(), code,
            expects[1].strip() if expects else "", int(earns[1]) if earns else None,
            frozenset(names),
        )  # fmt: skip


def names_of(code: str) -> set[str] | None:
    """Return the names that a cell defines at its top; None where it is no Python.

    Imported modules are left out: two answers may both have ``import numpy as np``.

    Examples
    --------
    >>> sorted(names_of("import numpy as np\\na = 1\\ndef f(): pass"))
    ['a', 'f']
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif not isinstance(node, ast.Import):
            found |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)
                      and isinstance(n.ctx, ast.Store)}  # fmt: skip
    return found


def choose(
    found: dict[str, list[Answer]], rng: np.random.Generator, ability: float, stops: bool = False
) -> dict[str, Answer]:
    """Return answers for one student: each right with probability `ability`, else wrong or none.

    No two define the same name, so that in one notebook each is worth what it is worth alone.
    """
    chosen: dict[str, Answer] = {}
    own = {exercise.partition(".")[2] for exercise in found}
    taken: set[str] = set()
    for exercise, answers in found.items():
        name = exercise.partition(".")[2]
        kind = "right" if rng.random() < ability else "wrong"
        if kind == "wrong" and rng.random() < 0.25:
            continue  # left as it was
        if stops and not any(answer.kind == "stops" for answer in chosen.values()):
            kind = "stops" if any(a.kind == "stops" for a in answers) else kind
        fitting = [a for a in answers if a.kind == kind and _fits(a, name, own, taken)]
        if fitting:
            answer = fitting[int(rng.integers(len(fitting)))]
            chosen[exercise] = answer
            taken |= answer.names
    return chosen


def _fits(answer: Answer, name: str, own: set[str], taken: set[str]) -> bool:
    return not (answer.names - {name}) & (own | taken)
