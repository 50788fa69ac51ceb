"""What a slide shows of a text cell; the whole cell stands in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from . import prose

WORDS = 40  # a cell whose paragraphs are no longer is shown whole
FEW = 14  # one short sentence alone says too little
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z*`$“])")
_EXERCISE = re.compile(r"\*\*\[Exercises? ")


def key_part(source: str) -> str:
    """Return the part of a text cell that a slide shows, as Markdown without headings.

    Formulas, tables, lists and pictures are kept. Of the paragraphs, if they have more than `WORDS`
    words together, the sentences with bold words are kept, or, where none is bold, the first
    sentences of the first, until they have `FEW` words; and a sentence that ends in a formula, a
    table or a list below it. Lines that lead to exercises are not shown.

    Examples
    --------
    >>> key_part("## 1 Title\\n\\nA **bold** claim. " + "Much more. " * 20)
    'A **bold** claim.'
    """
    blocks = [(kind, text) for kind, text in prose.blocks(source) if not _EXERCISE.match(text)]
    paragraphs = [text for kind, text in blocks if kind == "paragraph"]
    if sum(len(text.split()) for text in paragraphs) <= WORDS:
        return "\n\n".join(text for kind, text in blocks if kind != "heading")
    bold = any("**" in text for text in paragraphs)
    kept = []
    for (kind, text), (after, _) in pairwise([*blocks, ("", "")]):
        if kind == "paragraph":
            chosen = list(_chosen(text, bold=bold, first=text is paragraphs[0]))
            last = _SENTENCE.split(text)[-1]
            if last not in chosen and _goes_on(last, after):
                chosen.append(last)
            text = " ".join(chosen)
        if kind != "heading" and text:
            kept.append(text)
    return "\n\n".join(kept)


def _goes_on(sentence: str, after: str) -> bool:
    """Tell whether a sentence ends in the block after its paragraph."""
    return after not in ("", "paragraph", "heading") and sentence[-1] not in ".?!*)"


def _chosen(paragraph: str, *, bold: bool, first: bool) -> Iterator[str]:
    if paragraph.startswith("!["):
        yield paragraph
        return
    sentences = _SENTENCE.split(paragraph)
    if not bold:
        count = 0
        for text in sentences if first else ():
            if count >= FEW:
                return
            yield text
            count += len(text.split())
        return
    # A question is asked to its end: up to the last question mark of its paragraph.
    asked = max((n for n, text in enumerate(sentences) if text.endswith("?")), default=0)
    for number, text in enumerate(sentences):
        if "**" in text or (paragraph.startswith("**Question.") and number <= asked):
            yield text
