"""Make the puzzles of a lesson from its solutions and the corpus of wrong answers.

A puzzle fits where what a learner writes is one block of three to ten logical lines of a function.
Its two wrong lines come from wrong answers of the corpus: for each mistake from those that make it,
and of those the lines most like a right one. A line that the check accepts in place of a right one
is no wrong line: that is tried.
"""

from __future__ import annotations

import builtins
import contextlib
import difflib
import functools
import io
import json
import keyword
import os
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import checks, lessons, replacing
from ..grading import LocalStudent, Status, judge
from ..lessons.puzzles import LEAST, MOST, logical_lines, puzzles_path, setup_cells
from . import corpus

WRONG = 2
# Python's own: IPython and doctest put more there (`display`, `_`), and only while they run.
BUILTINS = {n for n, x in vars(builtins).items() if getattr(x, "__module__", "") == "builtins"}
_FRAME = ("import ", "from ", "def ", "class ", "@", "return None")


@dataclass(frozen=True)
class _Block:
    """A solution in three parts: given lines, those to write, given lines; and what runs before."""

    exercise: Any
    before: list[str]
    right: list[str]
    after: list[str]
    setup: str

    def passes(self, lines: list[str]) -> bool:
        """Tell whether the check accepts the answer with these lines in place of the right ones."""
        namespace: dict[str, Any] = {"__name__": "answer"}
        try:
            with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
                exec(self.setup, namespace)
                exec("\n".join([*self.before, *lines, *self.after]), namespace)
        except Exception:
            return False
        return judge(self.exercise, LocalStudent(namespace), 0).status is Status.RIGHT

    def without(self, line: str) -> list[str]:
        """Return the right lines, with this one in place of that which it is most like."""
        nearest = max(self.right, key=lambda right: _likeness(right, line))
        return [line if right == nearest else right for right in self.right]


def lay_down(root: Path, stem: str) -> list[str]:
    """Write the puzzles of a lesson where those that lie there do not fit any more."""
    if not faults(root, stem):
        return []
    found = {block.exercise.id: _puzzle(block) for block in _blocks(root, stem)}
    whole = {key: puzzle for key, puzzle in found.items() if puzzle}
    text = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    path = puzzles_path(stem, root)
    replacing.write_bytes(path, text.encode())
    return [f"exercises/{path.parent.name}/{path.name}: written"]


def faults(root: Path, stem: str) -> list[str]:
    """Say where the puzzles that lie there are not of today's solutions and corpus."""
    path = puzzles_path(stem, root)
    blocks = {block.exercise.id: block for block in _blocks(root, stem)}
    if not blocks and not path.exists():
        return []
    try:
        there = json.loads(path.read_bytes())
        stale = any(key not in blocks or not _fits(blocks[key], p) for key, p in there.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        stale = True
    name = f"exercises/{path.parent.name}/{path.name}"
    solved = lessons.path_of("solutions", stem).name
    return [f"{name}: not what solutions/{solved} and the corpus give"] if stale else []


def _fits(block: _Block, puzzle: dict[str, Any]) -> bool:
    given = ("\n".join(block.before), "\n".join(block.after))
    wrong = set(puzzle["lines"]) - set(block.right)
    piles = _candidates(block)
    ours = {line for pile in piles.values() for line in pile}
    return (
        given == (puzzle["before"], puzzle["after"])
        and set(puzzle["choose"]) == set(piles)
        and set(block.right) <= set(puzzle["lines"])
        and wrong <= ours
    )


def _blocks(root: Path, stem: str) -> list[_Block]:
    """Return the solutions of a lesson that have the form of a puzzle."""
    path = lessons.path_of("solutions", stem, root)
    if not path.exists() or stem not in checks.stems():
        return []
    nb = lessons.read(path)
    setup = "\n".join(source for _, source in setup_cells(nb))
    sources = {cell.get("id"): cell.source for cell in nb.cells}
    found = []
    for exercise in checks.exercises_of(stem):
        source = sources.get(lessons.answer_cell_id(exercise.id))
        block = source and _block(exercise, source, setup)
        found += [block] if block else []
    return found


def _block(exercise: Any, source: str, setup: str) -> _Block | None:
    lines = logical_lines(lessons.split(source)[0])
    mine = lessons.own_lines(source)
    own = [number in mine for number, _ in lines]
    texts = [text for _, text in lines]
    if not LEAST <= sum(own) <= MOST:
        return None
    first, last = own.index(True), own.index(True) + sum(own)
    before, right, after = texts[:first], texts[first:last], texts[last:]
    in_function = any(line.lstrip().startswith("def ") for line in before)
    if not (in_function and all(own[first:last]) and len(set(right)) == len(right)):
        return None
    return _Block(exercise, before, right, after, setup)


def _puzzle(block: _Block) -> dict[str, Any] | None:
    if not block.passes(block.right):
        return None  # it needs another exercise's answer
    wrong = functools.cache(lambda line: not block.passes(block.without(line)))
    piles = _candidates(block)
    any_of = [line for pile in piles.values() for line in pile]
    chosen: dict[str, list[str]] = {}
    for mistake in ("", *(name for name in piles if name)):
        mine = [*(piles[mistake] if mistake else []), *sorted(any_of, key=_rank(block))]
        fitting = (line for line in dict.fromkeys(mine) if wrong(line))
        chosen[mistake] = [line for line, _ in zip(fitting, range(WRONG), strict=False)]
    if len(chosen[""]) < WRONG:
        return None
    lines = sorted({*block.right, *(line for two in chosen.values() for line in two)})
    places = {name: sorted(map(lines.index, [*block.right, *two])) for name, two in chosen.items()}
    return {
        "before": "\n".join(block.before),
        "after": "\n".join(block.after),
        "lines": lines,
        "choose": {name: " ".join(map(str, where)) for name, where in places.items()},
    }


def _candidates(block: _Block) -> dict[str, list[str]]:
    """Return lines of wrong answers by their mistake, "" for no known one; the likest first."""
    given = [*block.before, *block.right, *block.after]
    known = {_bare(line) for line in given}
    names = _names("\n".join(given)) | BUILTINS
    mistakes = {mistake.name for mistake in block.exercise.misconceptions}
    piles: dict[str, list[str]] = {}
    for answer in corpus.answers_to(block.exercise.id):
        pile = piles.setdefault(answer.expects if answer.expects in mistakes else "", [])
        for number, line in logical_lines(answer.code) if answer.kind == "wrong" else ():
            usable = number in answer.own and "\n" not in line and _bare(line) not in known
            if usable and not line.strip().startswith(_FRAME) and _names(line) <= names:
                pile.append(_placed(block, line))
    return {n: sorted(set(pile), key=_rank(block)) for n, pile in piles.items() if pile or not n}


def _placed(block: _Block, line: str) -> str:
    """Return a line with the indent of the right one that it is most like."""
    nearest = max(block.right, key=lambda right: _likeness(right, line))
    return " " * (len(nearest) - len(nearest.lstrip())) + line.strip()


def _rank(block: _Block) -> Any:
    return lambda line: (-max(_likeness(right, line) for right in block.right), line)


def _names(code: str) -> set[str]:
    """Return the names that stand in code, in part of a statement too."""
    tokens = tokenize.generate_tokens(io.StringIO(f"({code.strip().rstrip(':')}\n)").readline)
    found, before = set(), ""
    for token in tokens:
        if token.type == tokenize.NAME and before != "." and not keyword.iskeyword(token.string):
            found.add(token.string)
        before = token.string
    return found


def _bare(line: str) -> str:
    return "".join(line.split())


@functools.cache
def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio()
