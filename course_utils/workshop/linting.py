"""Lint: what a notebook of the course must be besides running."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..lessons.files import Node, find_root, lesson_name, path_of, read, stems
from . import lint_code, lint_exercises, lint_text, lint_time
from .finding import Finding, Page

__all__ = ["RULES", "Finding", "lint", "lint_course"]

RULES = (
    lint_exercises.rule_title,
    lint_exercises.rule_metadata,
    lint_exercises.rule_ids,
    lint_text.rule_headings,
    lint_text.rule_length,
    lint_text.rule_links,
    lint_text.rule_exercise_links,
    lint_code.rule_length,
    lint_code.rule_source,
    lint_code.rule_run,
    lint_code.rule_outputs,
    lint_exercises.rule_exercises,
    lint_time.rule_minutes,
    lint_time.rule_pause,
)


def lint(
    nb: Node,
    path: Path,
    kind: str | None = None,
    *,
    exercises: Mapping[str, Any] | None = None,
    questions: frozenset[str] | None = None,
) -> list[Finding]:
    """Return what is wrong with a notebook, errors first.

    Parameters
    ----------
    nb : dict
        The notebook, as `read` gives it.
    path : pathlib.Path
        Where it lies: links are looked up from there.
    kind : str, optional
        ``"notebooks"``, ``"solutions"`` or ``"exercises"``; else the name of its folder.
    exercises, questions : optional
        The checks by id and the ids of quiz questions; what is None is not looked up.
    """
    page = Page(nb, path, kind or path.parent.name, exercises, questions)
    found = [*_schema(page), *(finding for rule in RULES for finding in rule(page))]
    return sorted(found, key=lambda finding: finding.level != "error")


def _schema(page: Page) -> list[Finding]:
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", nbformat.warnings.DuplicateCellId)  # rule_ids says it
            nbformat.validate(nbformat.from_dict(page.nb))
    except nbformat.ValidationError as error:
        return [page.error("", "schema", f"not a valid notebook: {error.message[:120]}")]
    return []


def lint_course(root: Path | None = None) -> list[Finding]:
    """Lint every notebook in notebooks/ and solutions/, against the checks there are.

    exercises/ is not linted: it is derived, and on a learner's machine it is theirs.
    """
    root = find_root() if root is None else root
    exercises, questions = known_ids()
    found = []
    for folder in ("notebooks", "solutions"):
        for stem in stems(root, folder):
            path = path_of(folder, stem, root)
            found += lint(read(path), path, exercises=exercises, questions=questions)
    # A page without exercises, such as the closing one, stands in notebooks/ alone.
    asked = {exercise_id.partition(".")[0] for exercise_id in exercises}
    for stem in sorted(set(stems(root, "notebooks")) ^ set(stems(root, "solutions"))):
        if stem not in stems(root, "notebooks") or lesson_name(stem) in asked:
            problem = "stands in one of notebooks/ and solutions/ only"
            found.append(Finding(stem, "", "twins", problem))
    lessons = {lesson_name(stem) for stem in stems(root, "solutions")}
    for exercise_id in exercises:
        if exercise_id.partition(".")[0] not in lessons:
            found.append(Finding("solutions", "", "twins", f"{exercise_id}: no such notebook"))
    return sorted(found, key=lambda finding: finding.level != "error")


def known_ids() -> tuple[dict[str, Any], frozenset[str]]:
    """Return the exercises there are by id, and the ids of the quiz questions."""
    from .. import checks
    from ..quiz import questions

    exercises = {exercise.id: exercise for exercise in checks.all_exercises()}
    return exercises, frozenset(questions.ids())
