"""The map of lessons with the learner's own progress, and the next step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from .. import checks, lessons, pages, progress


@dataclass(frozen=True)
class LessonRow:
    """One lesson on the map: what it holds and what is done."""

    stem: str
    title: str
    minutes: int
    exercises: int
    passed: int
    earned: int
    points: int
    exercise_minutes: int = 0

    @property
    def time(self) -> str:
        """The minutes in words: ``"lesson 50, exercises 80"``."""
        told = f"lesson {self.minutes}"
        return f"{told}, exercises {self.exercise_minutes}" if self.exercises else told

    @property
    def state(self) -> str:
        """``"done"``, ``"begun"`` or ``"not begun"``; ``"to read"`` where nothing is asked."""
        if not self.exercises:
            return "to read"
        if self.passed == self.exercises:
            return "done"
        return "begun" if self.earned or self.passed else "not begun"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self) | {"state": self.state}


def lesson_rows() -> list[LessonRow]:
    """Return every lesson there is, in order, with the learner's best results."""
    known = progress.load()
    return [_row(stem, known) for stem in lessons.stems()]


def _row(stem: str, known: progress.Progress) -> LessonRow:
    about = lessons.about(stem)
    exercises = checks.exercises_of(stem) if stem in checks.stems() else ()
    records = [known.exercise(e.id) for e in exercises]
    return LessonRow(
        stem, about["title"], about["minutes"], len(exercises),
        sum(r.passed for r in records), int(sum(r.earned for r in records)),
        sum(e.points for e in exercises), sum(e.minutes for e in exercises),
    )  # fmt: skip


def next_exercise() -> str | None:
    """Return the id of the first exercise that is not passed yet, or None."""
    return progress.load().next_step(checks.all_ids())


def next_step_text() -> str:
    """Say in one or two lines what to do next."""
    wanted = next_exercise()
    if wanted is None:
        last = [s for s in lessons.stems() if s not in checks.stems()][-1:]
        step = f"read notebooks/{last[0]}.ipynb" if last else "look at the map, `relu progress`"
        return f"Every exercise is done. Next: {step}."
    exercise = checks.find(wanted)
    stem = next(s for s in checks.stems() if s.partition("_")[2] == exercise.lesson)
    known, lesson = progress.load(), f"{exercise.lesson}."
    begun = any(known.exercise(i).attempts for i in checks.all_ids() if i.startswith(lesson))
    read = ""
    if not begun:
        read = f"Read notebooks/{stem}.ipynb first (minutes: {_row(stem, known).time}). "
    notebook = lessons.path_of("exercises", stem).name
    return (
        f"Next: {exercise.id}, {exercise.title} ({exercise.points} points, about "
        f"{exercise.minutes} minutes).\n{read}The exercise is in exercises/{notebook}."
    )


def to_text(rows: list[LessonRow]) -> str:
    """Return the map as text, with a bar of ten for each lesson."""
    lines = []
    for row in rows:
        if not row.exercises:
            lines.append(f"{row.stem[:2]} {row.title:<34.34} to read; minutes: {row.time}")
            continue
        full = 10 * row.earned // row.points if row.points else 0
        bar = "#" * full + "." * (10 - full)
        lines.append(
            f"{row.stem[:2]} {row.title:<34.34} [{bar}] {row.earned:>3}/{row.points:<3} points  "
            f"{row.passed}/{row.exercises} exercises; minutes: {row.time}"
        )
    earned, points = sum(r.earned for r in rows), sum(r.points for r in rows)
    return "\n".join([*lines, f"In all {earned} of {points} points."])


def show(rows: list[LessonRow], next_text: str) -> None:
    """Show the map with the next step: a table with links to the notebooks, or lines of text."""
    text = to_text(rows) + "\n" + next_text
    pages.show(text, "map", rows=rows, lines=next_text.splitlines())
