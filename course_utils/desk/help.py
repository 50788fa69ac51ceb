"""Hints that fit: on the mistake that came three times, then the exercise's own, then a puzzle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .. import lessons, progress
from ..grading import Exercise
from ..lessons import Puzzle
from . import links

TIMES = 3


@dataclass(frozen=True)
class Help:
    """What a hint says.

    Attributes
    ----------
    lines : tuple of str
    puzzle : Puzzle or None
        The last hint of an exercise that has one.
    look : mapping of str to str
        Words and address of the section to read, or nothing.
    """

    lines: tuple[str, ...]
    puzzle: Puzzle | None = None
    look: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The same as plain text."""
        return "\n".join(self.lines)


def next_help(exercise: Exercise) -> Help:
    """Return the next hint with those before it, and keep count.

    Where the last three checks had the same finding, the first hint is about that.
    """
    finding, told = repeated_finding(exercise.id)
    if finding and not told:
        progress.record_hint(exercise.id, 0, finding)
        return _about(exercise, finding)
    puzzle, tiers = puzzle_for(exercise), tiers_of(exercise)
    tier = min(progress.load().exercise(exercise.id).hints_seen + 1, tiers)
    progress.record_hint(exercise.id, tier)
    shown = exercise.hints[:tier]
    lines = [f"Hint {n} of {tiers}: {text}" for n, text in enumerate(shown, 1)]
    if tier > len(exercise.hints) and puzzle:
        lines += [f"Hint {tiers} of {tiers}: a puzzle. {rule(puzzle)}"]
    if tier < tiers:
        return Help(tuple(lines))
    lines.append("That was the last hint.")
    if lessons.has_solutions():
        lines[-1] += (
            f' The full solution: `solution("{exercise.id}", show=True)`, or in a terminal '
            f"`relu solution {exercise.id} --show`"
        )
    return Help(tuple(lines), puzzle)


def tiers_of(exercise: Exercise) -> int:
    """Return how many hints an exercise has, the puzzle among them."""
    return len(exercise.hints) + (lessons.puzzle_of(exercise.id) is not None)


def rule(puzzle: Puzzle) -> str:
    """Say what to do with the lines of a puzzle."""
    return (
        f"{puzzle.take} of these {len(puzzle.lines)} lines, in the right order, are the answer; "
        "2 belong to wrong ones."
    )


def puzzle_for(exercise: Exercise) -> Puzzle | None:
    """Return an exercise's puzzle, with wrong lines of the learner's latest mistake."""
    mistake = ""
    for event in progress.events():
        if event.get("what") == "check" and event.get("id") == exercise.id:
            mistake = str(event.get("finding") or mistake)
    return lessons.puzzle_of(exercise.id, mistake, progress.learner_seed())


def repeated_finding(exercise_id: str) -> tuple[str, bool]:
    """Return the finding that the last three checks had alike, and whether a hint was on it.

    Without such a finding the text is empty.
    """
    findings: list[str] = []
    told = set()
    for event in progress.events():
        if event.get("id") != exercise_id:
            continue
        if event.get("what") == "check":
            findings.append(str(event.get("finding") or ""))
        elif event.get("what") == "hint":
            told.add(event.get("finding"))
    last = findings[-TIMES:]
    same = len(last) == TIMES and len(set(last)) == 1
    return (last[0], last[0] in told) if same else ("", False)


def _about(exercise: Exercise, finding: str) -> Help:
    known = next((m for m in exercise.misconceptions if m.name == finding), None)
    look = known.look if known and known.look else exercise.behaviours[0].look
    place = exercise.place(look)
    lines = [f'Hint on what came {TIMES} times, "{finding}":']
    lines += [known.says] if known else ["Your answer gave the same kind of wrong value each time."]
    seen, tiers = progress.load().exercise(exercise.id).hints_seen, tiers_of(exercise)
    lines.append(f"Look at: {place}.")
    if seen < tiers:
        lines.append(f'After this comes hint {seen + 1} of {tiers}: `hint("{exercise.id}")`')
    address = links.sections(exercise).get(place)
    return Help(tuple(lines), look={place: address} if address else {})


def hints_left(exercise: Exercise) -> str:
    """Say how many hints come before the solution; empty where all were shown."""
    puzzle = lessons.puzzle_of(exercise.id)
    left = tiers_of(exercise) - progress.load().exercise(exercise.id).hints_seen
    if left <= 0:
        return ""
    last = ", the last of them a puzzle" if puzzle and left > 1 else ""
    last = ": a puzzle" if puzzle and left == 1 else last
    return f"Before it {'come' if left > 1 else 'comes'} {left} hint{'s' * (left > 1)}{last}. "


def stuck(exercise: Exercise) -> str:
    """Return the line under a card that offers the next hint."""
    finding, told = repeated_finding(exercise.id)
    call = f'`hint("{exercise.id}")`'
    if finding and not told:
        return f'{TIMES} times the same, "{finding}". A hint on that: {call}'
    tiers = tiers_of(exercise)
    number = min(progress.load().exercise(exercise.id).hints_seen + 1, tiers)
    return f"Stuck? {call}: hint {number} of {tiers}."
