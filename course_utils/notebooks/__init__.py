"""Notebooks: read, lint, normalise and run them; derive exercises from solutions.

The names below are all there is to use. None of them imports nbformat or nbclient before a
notebook is run or validated, because a learner waits for what a ``relu`` command imports.
"""

from __future__ import annotations

from .building import build, in_ci, never_run, was_run
from .comparison import differing_cells, keep_saved, outputs_agree
from .files import (
    CourseNotFoundError,
    Node,
    NotebookError,
    about,
    find_root,
    lesson_name,
    read,
    stem_of,
    stems,
    text_of,
    write,
)
from .linting import Finding, lint, lint_course
from .markers import answer_cell_id, cell_ids, derive, solution_of, split, starter_of
from .normal import normalise, without_outputs
from .restore import Reset, backup, reset_exercise
from .running import execute, fresh_home, kernel_env

__all__ = [
    "CourseNotFoundError",
    "Finding",
    "Node",
    "NotebookError",
    "Reset",
    "about",
    "answer_cell_id",
    "backup",
    "build",
    "cell_ids",
    "derive",
    "differing_cells",
    "execute",
    "find_root",
    "fresh_home",
    "in_ci",
    "keep_saved",
    "kernel_env",
    "lesson_name",
    "lint",
    "lint_course",
    "never_run",
    "normalise",
    "outputs_agree",
    "read",
    "reset_exercise",
    "solution_of",
    "split",
    "starter_of",
    "stem_of",
    "stems",
    "text_of",
    "was_run",
    "without_outputs",
    "write",
]
