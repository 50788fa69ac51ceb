"""Answers that prove a check: the corpus of right and wrong ones, and the solutions."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from .. import lessons
from ..lessons.corpus import pieces_of

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "corpus"
SOLUTION = "the solution"


@dataclass(frozen=True)
class Answer:
    """One answer as a learner would write it.

    Attributes
    ----------
    exercise, kind, title : str
        ``kind`` is ``"right"`` or ``"wrong"``.
    code : str
        What the answer consists of; lines that others share stand first.
    expects : str
        Of a wrong answer: the finding it must get.
    earns : int, optional
        Of a wrong answer: the points it keeps.
    own : frozenset of int
        The lines of `code` that are the answer itself, counted from 1; all where it is empty.
    before : str
        Code that runs before it, and is no part of it.
    """

    exercise: str
    kind: str
    title: str
    code: str
    expects: str = ""
    earns: int | None = None
    own: frozenset[int] = frozenset()
    before: str = ""

    def __str__(self) -> str:
        return f"{self.exercise}-{self.kind}-{self.title}".replace(" ", "_")


def answers_in(path: Path) -> list[Answer]:
    """Read one corpus file; a malformed one raises ValueError with its name."""
    header, pieces = pieces_of(path)
    lesson = path.parent.name.partition("_")[2]
    answers = []
    for kind, title, body in pieces:
        expects = re.search(r"^# expects: (.+)$", body, re.MULTILINE)
        earns = re.search(r"^# earns: (\d+)$", body, re.MULTILINE)
        if (kind == "wrong") != bool(expects):
            raise ValueError(f"{path.name}: {title!r}: a wrong answer, and only that, has expects")
        first = header.count("\n") + 1
        answers.append(
            Answer(
                f"{lesson}.{path.stem}", kind, title.strip(), header + body,
                expects[1].strip() if expects else "", int(earns[1]) if earns else None,
                own=frozenset(range(first, first + body.count("\n") + 1)),
            )
        )  # fmt: skip
    return answers


def all_answers() -> list[Answer]:
    """Read the whole corpus, in order."""
    return [a for path in sorted(CORPUS.glob("[0-9]*/*.py")) for a in answers_in(path)]


def answers_to(exercise_id: str) -> list[Answer]:
    """Read the corpus of one exercise.

    Examples
    --------
    >>> {answer.kind for answer in answers_to("definition.relu")} == {"right", "wrong"}
    True
    """
    lesson, _, name = exercise_id.partition(".")
    return answers_in(CORPUS / lessons.stem_of(lesson) / f"{name}.py")


def solution_to(exercise_id: str) -> Answer:
    """Return the solution of an exercise as a right answer, behind the cells that it needs.

    Examples
    --------
    >>> answer = solution_to("definition.relu")
    >>> [answer.code.splitlines()[n - 1].strip() for n in sorted(answer.own)][-1]
    'return np.maximum(x, 0)'
    """
    path = lessons.path_of("solutions", lessons.stem_of(exercise_id.partition(".")[0]))
    wanted = lessons.answer_cell_id(exercise_id)
    before: list[str] = []
    for cell in lessons.read(path).cells:
        if cell.cell_type != "code" or cell.id.endswith("-check"):
            continue
        if cell.id == wanted:
            solved, own = lessons.split(cell.source)[0], lessons.own_lines(cell.source)
            needed = "\n".join(_needed(before, solved))
            return Answer(exercise_id, "right", SOLUTION, solved, own=own, before=needed)
        before.append(cell.source)
    raise LookupError(f"{path.name} has no cell `{wanted}`")


def _needed(cells: list[str], code: str) -> list[str]:
    """Return the cells that bind what a code uses, and what they use in turn."""
    kept: list[str] = []
    wanted = _names(code)[0]
    for cell in reversed(cells):
        used, bound = _names(cell)
        if bound & wanted:
            wanted |= used
            kept.insert(0, cell)
    return kept


def _names(code: str) -> tuple[set[str], set[str]]:
    """Return the names that a cell uses and those that it binds."""
    used: set[str] = set()
    bound: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
    return used, bound
