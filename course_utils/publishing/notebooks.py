"""A notebook as the parts of a page, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ..lessons import Node
from . import code, prose, questions
from .outputs import Gatherer

_NUMBERED = re.compile(r"\d+\s")


@dataclass(frozen=True)
class Part:
    """A notebook read for a page: its title, its parts, and its sections ``(anchor, title)``."""

    title: str
    parts: list[dict[str, Any]] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)


def read_page(notebook: Node, gather: Gatherer) -> Part:
    """Return what a page shows of a notebook.

    Code that is tagged ``hide-input`` is folded; a cell that asks a question becomes the question.
    """
    title, parts, sections = "", [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for level, words in prose.headings(cell.source):
                title = words if level == 1 else title
                if level == 2:
                    sections.append((cell["id"], words))
                    gather.section = words
            text = prose.html_of(cell.source, gather.address)
            parts.append({"kind": "text", "id": cell["id"], "html": text})
        else:
            parts.append(_of_code(cell, gather))
    return Part(title, parts, sections)


def _of_code(cell: Node, gather: Gatherer) -> dict[str, Any]:
    question = questions.asked_in(cell.source)
    if question:
        return questions.part(question, cell["id"])
    return {
        "kind": "code",
        "id": cell["id"],
        "code": code.coloured(cell.source),
        "folded": "hide-input" in cell.metadata.get("tags", ()),
        "outputs": gather.parts(cell),
    }
