"""The glossary: the tables of the closing lesson as one list in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..lessons import Node
from . import prose
from .mistakes import slug
from .prose import Address

CELLS = "glossary-"


@dataclass(frozen=True)
class Term:
    """A term, what it means, and the group it stands in."""

    anchor: str
    words: str
    html: str
    meaning: str
    plain: str
    group: str


def terms(notebooks: Iterable[Node], address: Address) -> list[Term]:
    """Return the terms of all cells whose id begins with ``glossary-``, sorted."""
    found = []
    for notebook in notebooks:
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and cell["id"].startswith(CELLS):
                found += _of_cell(cell.source, address)
    return sorted(found, key=lambda term: term.anchor)


def _of_cell(source: str, address: Address) -> list[Term]:
    group = source.partition("\n")[0].strip("* ")
    rows = [row for table in prose.tables(source) for row in table[1:]]
    found = []
    for term, meaning in rows:
        words = prose.words(term)
        html, means = (prose.inline_html(token, address) for token in (term, meaning))
        found.append(Term(slug(words), words, html, means, prose.words(meaning), group))
    return found
