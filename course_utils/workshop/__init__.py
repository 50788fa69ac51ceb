"""The makers' bench: run notebooks, lint them, derive exercises, run experiments and the tests."""

from __future__ import annotations

from .building import build, in_ci, never_run, was_run
from .comparison import differing_cells, keep_saved, outputs_agree
from .linting import Finding, lint, lint_course
from .running import execute, fresh_home, kernel_env

__all__ = [
    "Finding",
    "build",
    "differing_cells",
    "execute",
    "fresh_home",
    "in_ci",
    "keep_saved",
    "kernel_env",
    "lint",
    "lint_course",
    "never_run",
    "outputs_agree",
    "was_run",
]
