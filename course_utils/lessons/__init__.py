"""Lessons on disk: where they lie, how one is read and written, what an exercise in one is.

None of these names imports nbformat or nbclient, because a learner waits for what a ``relu``
command imports.
"""

from __future__ import annotations

from .files import (
    CourseNotFoundError,
    Node,
    NotebookError,
    about,
    find_root,
    lesson_name,
    path_of,
    read,
    stem_in,
    stem_of,
    stems,
    text_of,
    write,
)
from .markers import (
    answer_cell_id,
    cell_ids,
    derive,
    has_solutions,
    own_lines,
    solution_of,
    split,
    starter_of,
)
from .normal import normalise, without_outputs
from .puzzles import Puzzle, first_cell, puzzle_of, setup_cells
from .renaming import adopt_old_names, was_run, worked_in
from .restore import Reset, backup, reset_exercise, reset_lesson
from .sections import Section, sections_of
from .shell import plain_python
from .starters import (
    exercise_order,
    questions_asked,
    section_cells,
    section_titles,
    starter_notebook,
    starter_path,
)

__all__ = [
    "CourseNotFoundError",
    "Node",
    "NotebookError",
    "Puzzle",
    "Reset",
    "Section",
    "about",
    "adopt_old_names",
    "answer_cell_id",
    "backup",
    "cell_ids",
    "derive",
    "exercise_order",
    "find_root",
    "first_cell",
    "has_solutions",
    "lesson_name",
    "normalise",
    "own_lines",
    "path_of",
    "plain_python",
    "puzzle_of",
    "questions_asked",
    "read",
    "reset_exercise",
    "reset_lesson",
    "section_cells",
    "section_titles",
    "sections_of",
    "setup_cells",
    "solution_of",
    "split",
    "starter_notebook",
    "starter_of",
    "starter_path",
    "stem_in",
    "stem_of",
    "stems",
    "text_of",
    "was_run",
    "without_outputs",
    "worked_in",
    "write",
]
