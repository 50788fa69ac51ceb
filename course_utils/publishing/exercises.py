"""Exercises as pages: with the starter and the hints, or with the solution and what it gave."""

from __future__ import annotations

import ast
from typing import Any

from .. import checks, lessons
from ..grading import Exercise
from ..lessons import Node
from ..quiz.text import inline
from . import code, prose
from .notebooks import Part
from .outputs import Gatherer
from .sources import Lesson


def exercises_of(lesson: Lesson) -> tuple[Exercise, ...]:
    """Return the exercises of a lesson; none where it has none."""
    return checks.exercises_of(lesson.name) if lesson.stem in checks.stems() else ()


def place(lesson: Lesson, exercise: Exercise) -> str:
    """Return the address of an exercise's task."""
    return f"{lesson.exercise_page}#{lessons.cell_ids(exercise.id)[0]}"


def ways(lesson: Lesson, exercise: Exercise, *, solved: bool) -> list[tuple[str, str]]:
    """Return where one can go from an exercise: task or solution, and the mistakes known of it."""
    answer = lessons.answer_cell_id(exercise.id)
    onward = []
    if solved:
        onward.append((place(lesson, exercise), "the task without its solution"))
    elif lesson.solved:
        onward.append((f"{lesson.solution_page}#{answer}", "solution"))
    if exercise.misconceptions:
        count = len(exercise.misconceptions)
        words = f"{count} known mistake{'s' if count > 1 else ''}"
        onward.append((f"mistakes.html#{exercise.id.replace('.', '-')}", words))
    return onward


def read_page(lesson: Lesson, notebook: Node, gather: Gatherer, *, solved: bool) -> Part:
    """Return the page of a lesson's exercises, or of its solutions.

    The cells that check an answer are left out: they need Python.
    """
    known = {lessons.answer_cell_id(e.id): e for e in exercises_of(lesson)}
    silent = {lessons.cell_ids(e.id)[2] for e in known.values()}
    title, parts, sections = "", [], []
    for cell in notebook.cells:
        if cell["id"] in silent or _only_checks(cell):
            continue
        if cell.cell_type == "markdown":
            for level, words in prose.headings(cell.source):
                title = words if level == 1 else title
                sections += [(cell["id"], words)] if level == 2 else []
            text = prose.html_of(cell.source, gather.address)
            parts.append({"kind": "text", "id": cell["id"], "html": text})
            continue
        exercise = known.get(cell["id"])
        source = lessons.split(cell.source)[0] if exercise and solved else cell.source
        part = {"id": cell["id"], "code": code.coloured(source), "outputs": gather.parts(cell)}
        if exercise:
            hints = () if solved else exercise.hints
            part |= {"hints": [inline(hint) for hint in hints], "kind": "answer"}
            part |= {"ways": ways(lesson, exercise, solved=solved)}
        parts.append({"kind": "code", "folded": False} | part)
    return Part(title, parts, sections)


def _only_checks(cell: Node) -> bool:
    """Tell whether a cell does nothing but import the course's own helpers, or call a check."""
    if cell.cell_type != "code":
        return False
    try:
        lines = ast.parse(cell.source).body
    except SyntaxError:
        return False
    return bool(lines) and all(_is_check(line) for line in lines)


def _is_check(line: ast.stmt) -> bool:
    call: Any = line.value if isinstance(line, ast.Expr) else None
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") == "check"
