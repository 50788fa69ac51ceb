"""The map of lessons with the learner's own progress, and the next step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from .. import checks, lessons, pages, progress, search
from . import steps


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
    minutes_left: int = 0

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
    left = dict.fromkeys(lessons.stems(), 0)
    for step in steps.all_steps(known):
        left[step.stem] += 0 if step.done else step.minutes
    return [_row(stem, known, minutes) for stem, minutes in left.items()]


def _row(stem: str, known: progress.Progress, left: int) -> LessonRow:
    about = lessons.about(stem)
    exercises = checks.exercises_of(stem) if stem in checks.stems() else ()
    records = [known.exercise(e.id) for e in exercises]
    return LessonRow(
        stem, about["title"], about["minutes"], len(exercises),
        sum(r.passed for r in records), int(sum(r.earned for r in records)),
        sum(e.points for e in exercises), sum(e.minutes for e in exercises),
        left,
    )  # fmt: skip


def next_step_text() -> str:
    """Say in one or two lines what to do next."""
    step, wanted = steps.next_step(), steps.next_exercise()
    done = "" if wanted else "Every exercise is done. "
    if step is None:
        return f"{done}Look at the map: `relu progress`."
    lines = [f"{done}Next: {step.words} ({_cost(step)}).", f"It is in {step.place}."]
    if wanted and wanted != step.id:
        exercise = checks.find(wanted)
        lines[1] += f" Then exercise {wanted}, {exercise.title}."
    return "\n".join(lines)


def plan_text(minutes: int) -> str:
    """Say what fits into some minutes, one line a step."""
    chosen, ahead = steps.plan(minutes), steps.next_step()
    if not chosen:
        if ahead is None:
            return next_step_text()
        return f"Nothing fits: the next step takes {ahead.time}.\n{next_step_text()}"
    total = sum(step.minutes for step in chosen)
    lines = [f"{number}. {step.words} ({_cost(step)}): {step.place}"
             for number, step in enumerate(chosen, 1)]  # fmt: skip
    return "\n".join([*lines, f"Minutes in all: {total} of {minutes}."])


def _cost(step: steps.Step) -> str:
    if step.kind != "exercise":
        return f"about {step.time}"
    return f"{checks.find(step.id).points} points, about {step.time}"


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


PLANS = (10, 25, 45, 90)  # minutes for which a map that no kernel runs has a plan


def page(minutes: int | None = None, answer: search.Answer | None = None) -> str:
    """Return the map as HTML: what is next, what is due, plans, and each lesson with its steps.

    Parameters
    ----------
    minutes : int, optional
        Plan for this many minutes only, and show that plan unfolded.
    answer : Answer, optional
        What was found for a question, to be listed first.
    """
    known = progress.load()
    row, ahead = steps.all_steps(known), steps.next_step(known)
    return pages.render(
        "map",
        rows=lesson_rows(),
        steps=row,
        ahead=ahead,
        stopped=steps.stopped(known),
        due=steps.due_reviews(),
        plans={m: steps.plan(m, known) for m in ((minutes,) if minutes else PLANS)},
        unfolded=minutes is not None,
        answer=answer,
        headings=search.HEADINGS,
    )


def text() -> str:
    """Return the map in words, with the next step."""
    return to_text(lesson_rows()) + "\n" + next_step_text()
