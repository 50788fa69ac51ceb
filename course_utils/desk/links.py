"""Where a card leads: a section of the lesson, and what comes after a pass."""

from __future__ import annotations

from .. import checks, lessons
from ..grading import Exercise


def sections(exercise: Exercise) -> dict[str, str]:
    """Return the address of each section of the lesson, by the words that name it on a card.

    Addresses are relative to the folder that the exercises are in.

    Examples
    --------
    >>> sections(checks.find("definition.relu"))['section 2 of the lesson, "Five spellings"']
    '../notebooks/01_definition.ipynb#cell-id=spellings'
    """
    stem = _stem(exercise)
    return {
        exercise.place(number): f"../notebooks/{stem}.ipynb#cell-id={cell}"
        for number, cell in lessons.section_cells(stem).items()
    }


def onward(exercise: Exercise) -> tuple[str, str] | None:
    """Return words and address of what comes after an exercise: the next one, or the next lesson.

    Examples
    --------
    >>> onward(checks.find("definition.relu"))
    ('definition.value_table', '#cell-id=value-table-task')
    """
    stem = _stem(exercise)
    here = list(checks.exercises_of(stem))
    after = here[here.index(exercise) + 1 :]
    if after:
        return after[0].id, f"#cell-id={lessons.cell_ids(after[0].id)[0]}"
    later = [s for s in lessons.stems() if s > stem]
    if not later:
        return None
    return f"lesson {int(later[0][:2])}, {lessons.about(later[0])['title']}", (
        f"../notebooks/{later[0]}.ipynb"
    )


def _stem(exercise: Exercise) -> str:
    return next(s for s in checks.stems() if lessons.lesson_name(s) == exercise.lesson)
