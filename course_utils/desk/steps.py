"""The course as a row of steps, each a section to read or an exercise, and which comes next.

`relu next`, the map and a plan for some minutes all ask this module, so they cannot disagree.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Any

from .. import checks, lessons, progress


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes
    ----------
    kind : str
        ``"section"``, ``"exercise"`` or ``"review"``.
    id : str
        ``"definition#2"`` for a section, ``"definition.relu"`` for an exercise.
    stem : str
        The lesson it belongs to.
    title : str
    minutes : int
    link : str
        Its notebook and cell, as seen from the folder of the lessons or that of the exercises.
    done : bool
    needs : tuple of str
        The ids of the steps that come before it: an exercise needs its section, a section the
        section before it.
    """

    kind: str
    id: str
    stem: str
    title: str
    minutes: int
    link: str
    done: bool = False
    needs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What to do, in words.

        Examples
        --------
        >>> Step("section", "definition#2", "01_definition", "Five spellings", 5, "").words
        'read section 2 of lesson 1, "Five spellings"'
        """
        if self.kind == "section":
            number = self.id.partition("#")[2]
            return f'read section {number} of lesson {int(self.stem[:2])}, "{self.title}"'
        return f"{'review' if self.kind == 'review' else 'exercise'} {self.id}, {self.title}"

    @property
    def time(self) -> str:
        """Its minutes in words: ``"1 minute"``."""
        return f"{self.minutes} minute{'' if self.minutes == 1 else 's'}"

    @property
    def place(self) -> str:
        """Its notebook, as seen from the course's folder."""
        return self.link.partition("#")[0].removeprefix("../")


def all_steps(known: progress.Progress | None = None) -> list[Step]:
    """Return all steps of the course in order, with what is done.

    A section counts as read once a question or an exercise of it, or of a later section of its
    lesson, was answered: nobody is asked to tick boxes.
    """
    known = progress.load() if known is None else known
    found: list[Step] = []
    before: tuple[str, ...] = ()
    for stem in lessons.stems():
        exercises = checks.exercises_of(stem) if stem in checks.stems() else ()
        by_id = {exercise.id: exercise for exercise in exercises}
        sections = lessons.sections_of(stem)
        touched = [section.number for section in sections if _touched(section, known)]
        for section in sections:
            read = section.number <= max(touched, default=0)
            link = f"../notebooks/{stem}.ipynb#cell-id={section.cell}"
            found.append(Step(
                "section", section.id, stem, section.title, section.minutes, link, read, before
            ))  # fmt: skip
            before = (section.id,)
            mine = [by_id.pop(name) for name in section.exercises if name in by_id]
            found += [_exercise(e, stem, known, before) for e in mine]
        # An exercise that no section links to comes at the lesson's end.
        found += [_exercise(e, stem, known, before) for e in by_id.values()]
    return found


def _touched(section: lessons.Section, known: progress.Progress) -> bool:
    tried = (known.exercise(name) for name in section.exercises)
    return any(e.attempts or e.hints_seen for e in tried) or any(
        question in known.questions for question in section.questions
    )


def _exercise(
    exercise: Any, stem: str, known: progress.Progress, needs: tuple[str, ...]
) -> Step:  # fmt: skip
    name = lessons.path_of("exercises", stem).name
    link = f"../exercises/{name}#cell-id={lessons.cell_ids(exercise.id)[0]}"
    done = known.exercise(exercise.id).passed
    return Step("exercise", exercise.id, stem, exercise.title, exercise.minutes, link, done, needs)


def next_exercise(known: progress.Progress | None = None) -> str | None:
    """Return the id of the exercise to go to, or None when all are passed."""
    return (known or progress.load()).next_step(checks.all_ids())


def next_step(known: progress.Progress | None = None) -> Step | None:
    """Return what to do next; None when the course is done.

    That is the exercise of `next_exercise` if it was begun, else what is still to be read before
    it, then the exercise. After the last exercise: what is left to read.
    """
    known = progress.load() if known is None else known
    row = all_steps(known)
    wanted = next_exercise(known)
    if wanted is None:
        return next((s for s in row if not s.done and s.stem not in checks.stems()), None)
    step = next(s for s in row if s.id == wanted)
    record = known.exercise(wanted)
    if record.attempts or record.hints_seen:
        return step
    # Only its own lesson: whoever began here has chosen to.
    unread = (s for s in row[: row.index(step)] if s.stem == step.stem and not s.done)
    return next((s for s in unread if s.kind == "section"), step)


def stopped(known: progress.Progress | None = None) -> Step | None:
    """Return where the learner was last: the exercise that was tried, or the section asked about.

    None before the first answer.
    """
    known = progress.load() if known is None else known
    records = [(e.last, e.exercise_id) for e in known.exercises.values()]
    records += [(q.last, q.question_id) for q in known.questions.values()]
    by_name = {step.id: step for step in all_steps(known)}
    asked = {q: s.id for stem in lessons.stems() for s in lessons.sections_of(stem)
             for q in s.questions}  # fmt: skip
    for _, name in sorted(records, reverse=True):
        step = by_name.get(name) or by_name.get(asked.get(name, ""))
        if step is not None:
            return step
    return None


def due_reviews() -> list[Step]:
    """Return what is due for review, most urgent first; nothing where the course has no reviews."""
    if importlib.util.find_spec(f"{__package__}.review") is None:
        return []
    review: Any = importlib.import_module(f"{__package__}.review")
    return [
        Step("review", item.id, lessons.stem_of(item.lesson), item.title, item.minutes, item.link)
        for item in review.due()
    ]


def plan(minutes: int, known: progress.Progress | None = None) -> list[Step]:
    """Return what fits into some minutes: due reviews, then what comes next, in the order needed.

    A step that does not fit is left out, with all that needs it.

    Parameters
    ----------
    minutes : int
        How much time there is, at least 1.
    """
    known = progress.load() if known is None else known
    row = all_steps(known)
    ahead = next_step(known)
    start = row.index(ahead) if ahead in row else 0
    ready = {step.id for step in row if step.done}
    # What comes before a place that the learner chose is taken as known.
    ready |= {step.id for step in row[:start] if step.kind == "section"}
    chosen: list[Step] = []
    left = minutes
    skipped = [step for step in row[:start] if step.kind == "exercise"]
    for step in (*due_reviews(), *row[start:], *skipped):
        fits = step.minutes <= left and ready.issuperset(step.needs)
        if step.done or not fits or step.id in (other.id for other in chosen):
            continue  # an exercise that is due for review need not be done twice
        chosen.append(step)
        ready.add(step.id)
        left -= step.minutes
    return chosen
