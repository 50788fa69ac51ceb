"""The course's own formula for honest time: what reading a lesson, or a part of one, takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .files import Node

WORDS_A_MINUTE = 200  # study text with formulas; plain prose goes at 238 (Brysbaert 2019)
LINES_A_MINUTE = 10  # code read to understand it
MINUTES_A_QUESTION = 1
_ASKED = re.compile(r"\bquiz\.ask\(")
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)


def minutes_of(cells: Iterable[Node]) -> float:
    """Return the minutes of some cells: words / 200 + lines of code / 10 + questions.

    Words are those of text cells; lines are those of code that is not folded away, without blank
    lines and comments. Exercises are not in it: each has its own minutes.
    """
    read = lines = asked = 0
    for cell in cells:
        if cell.cell_type == "markdown":
            read += words(cell.source)
        if cell.cell_type != "code":
            continue
        asked += len(_ASKED.findall(cell.source))
        if "hide-input" not in cell.metadata.get("tags", []):
            told = (line.strip() for line in cell.source.splitlines())
            lines += sum(bool(line) and not line.startswith("#") for line in told)
    return read / WORDS_A_MINUTE + lines / LINES_A_MINUTE + asked * MINUTES_A_QUESTION


def tokens(source: str) -> list[Any]:
    """Return the markdown of a cell as markdown-it's tokens."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(source)


def words(source: str) -> int:
    """Count the words of a markdown cell; a formula is one, code blocks are none.

    Examples
    --------
    >>> words("Two *words*, and $f(x) = 1$: [a link](https://example.org).\\n\\n    x = 1")
    6
    """
    text = ""
    for token in tokens(_MATH.sub(" formula ", source)):
        for child in token.children or ():
            if child.type in ("text", "code_inline", "softbreak"):
                text += child.content or " "
        text += " "
    return sum(any(c.isalnum() for c in word) for word in text.split())
