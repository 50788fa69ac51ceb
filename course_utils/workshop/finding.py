"""What lint says, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..lessons.files import Node, lesson_name, stem_in


@dataclass(frozen=True)
class Finding:
    """One thing that is not as a notebook of the course should be.

    Attributes
    ----------
    notebook, cell : str
        Where: ``notebooks/01_definition.ipynb`` and a cell id, or "" for the whole notebook.
    rule : str
        Its short name.
    message : str
        What is wrong, and what to do.
    level : str
        ``"error"``, or ``"warning"`` for what may stand.
    """

    notebook: str
    cell: str
    rule: str
    message: str
    level: str = "error"

    def __str__(self) -> str:
        cell = f", cell `{self.cell}`" if self.cell else ""
        return f"{self.level}: {self.notebook}{cell}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Page:
    """A notebook under lint, with what its rules have to know.

    Attributes
    ----------
    kind : str
        ``"notebooks"``, ``"solutions"`` or ``"exercises"``.
    exercises : mapping of str to Exercise, or None
        The checks there are, by id; None when they are not to be looked at.
    questions : set of str, or None
        The ids of quiz questions.
    """

    nb: Node
    path: Path
    kind: str
    exercises: Mapping[str, Any] | None = None
    questions: frozenset[str] | None = None

    @property
    def lesson(self) -> str:
        """Return the lesson's name."""
        return lesson_name(stem_in(self.path))

    def cells(self, kind: str) -> Iterator[tuple[str, Node]]:
        """Yield the id and the cell of every cell of a kind: ``"code"`` or ``"markdown"``."""
        for number, cell in enumerate(self.nb.cells):
            if cell.cell_type == kind:
                yield cell.get("id", f"number {number}"), cell

    def error(self, cell: str, rule: str, message: str) -> Finding:
        """Return a finding that must be mended."""
        return Finding(f"{self.kind}/{self.path.name}", cell, rule, message)

    def warning(self, cell: str, rule: str, message: str) -> Finding:
        """Return a finding that may stand."""
        return Finding(f"{self.kind}/{self.path.name}", cell, rule, message, "warning")
