"""A puzzle at a learner's desk: show its lines, and ask the check about an order of them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from .. import checks, lessons
from ..errors import CourseError
from ..grading import FindingKind, Outcome, RemoteStudent, Status, judge
from ..lessons import Puzzle
from .help import Help, puzzle_for, rule
from .judging import set_up

SHORT = 120  # characters of a call that is shown with its values


@dataclass(frozen=True)
class Tried:
    """What came of an order: whether it is right, and what is said."""

    right: bool
    text: str


def puzzle_named(exercise_id: str) -> Puzzle:
    """Return the puzzle of an exercise.

    Raises
    ------
    CourseError
        It has none, or there is no such exercise.
    """
    exercise = checks.find(exercise_id)
    puzzle = puzzle_for(exercise)
    if puzzle is None:
        raise CourseError(f"{exercise_id} has no puzzle. Next: relu hint {exercise_id}")
    return puzzle


def to_text(puzzle: Puzzle) -> str:
    """Return the puzzle with numbered lines, and how to answer it.

    Examples
    --------
    >>> lines = ("    return y", "    y = 2 * x", "    y = x", "    y = -x")
    >>> print(to_text(lessons.Puzzle("a.f", "def f(x):", "", lines)))
    Puzzle of a.f: 2 of these 4 lines, in the right order, are the answer; 2 belong to wrong ones.
    <BLANKLINE>
         def f(x):
      1      return y
      2      y = 2 * x
      3      y = x
      4      y = -x
    <BLANKLINE>
    Answer with their numbers in order, as in: relu puzzle a.f 3 1
    """
    rows = [(" ", line) for line in puzzle.before.splitlines()]
    rows += [(str(number), line) for number, line in enumerate(puzzle.lines, 1)]
    rows += [(" ", line) for line in puzzle.after.splitlines()]
    shown = "\n".join(f"{label:>3}  {text}".replace("\n", "\n     ") for label, text in rows)
    return (
        f"Puzzle of {puzzle.exercise}: {rule(puzzle)}\n\n{shown}\n\n"
        f"Answer with their numbers in order, as in: relu puzzle {puzzle.exercise} 3 1"
    )


def in_words(given: Help) -> str:
    """Return a hint as text, with the puzzle where it is one."""
    return "\n\n".join([given.text, *([to_text(given.puzzle)] if given.puzzle else [])])


def read_order(puzzle: Puzzle, given: str | Sequence[int]) -> list[int]:
    """Return an order, counted from 0, of what was typed: numbers of lines, counted from 1.

    Raises
    ------
    CourseError
        With what is wrong.
    """
    numbers = re.findall(r"[^\s,;]+", given) if isinstance(given, str) else list(map(str, given))
    places = [int(n) - 1 if n.isdecimal() else -1 for n in numbers]
    last = len(puzzle.lines)
    if not places or len(set(places)) < len(places) or not all(0 <= p < last for p in places):
        raise CourseError(
            "this is no order of lines", expected=f"numbers from 1 to {last}, each once",
            got_words=" ".join(numbers) or "nothing",
        )  # fmt: skip
    return places


def try_order(puzzle: Puzzle, order: Sequence[int]) -> Tried:
    """Ask the exercise's check about the answer that an order of lines makes; nothing is kept.

    It runs in a process of its own, behind the imports of the exercise's notebook.
    """
    code = puzzle.assembled(order)
    shown = f"{code}\n\n"
    try:
        compile(code, "the puzzle", "exec")
    except SyntaxError as error:
        where = f"line {error.lineno}: {error.msg}"
        return Tried(False, f"{shown}Not yet: in this order it is no Python ({where}).")
    exercise = checks.find(puzzle.exercise)
    stem = lessons.stem_of(exercise.lesson)
    setup = lessons.setup_cells(lessons.starter_notebook(stem))
    with RemoteStudent([*setup, ("the puzzle", code)]) as student:
        if problem := set_up(student, stem):
            return Tried(False, f"{shown}{problem}")
        outcome = judge(exercise, student, secrets.randbits(32))
    if outcome.status is Status.RIGHT:
        return Tried(True, f"{shown}Right. Now write it in your own cell, and check it.")
    return Tried(False, f"{shown}Not yet. {_why(outcome)}")


def _why(outcome: Outcome) -> str:
    finding = outcome.findings[0]
    reason = finding.reason.replace("\n", " ")
    call = f"{finding.called} gave {finding.got}, expected {finding.expected}."
    wanted = all((finding.called, finding.got, finding.expected))
    short = finding.kind is FindingKind.VALUE and len(call) <= SHORT
    return f"{reason} {call}" if wanted and short else reason
