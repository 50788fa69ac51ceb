"""The search page's index: the one of `course_utils.search`, its links those of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..grading import Exercise
from ..search.finding import INDEX
from .mistakes import Mistake
from .prose import Address
from .shelf import Shelf

SCRIPTS = ("lunr.min.js", "field.js")


def publish(
    address: Address, known: Mapping[str, tuple[Exercise, list[Mistake]]], shelf: Shelf
) -> list[str]:
    """Lay down the index and what searches it; return a line for each document without a place.

    The index becomes a script: a page that is read from the disk may load nothing else. A mistake
    leads to its own place on the page of mistakes.
    """
    index = json.loads(INDEX.read_text(encoding="utf-8"))
    own = {
        (exercise.id, mistake.name): f"mistakes.html#{mistake.anchor}"
        for exercise, mistakes in known.values()
        for mistake in mistakes
    }
    lost = []
    for document in index["documents"]:
        link = own.get((document["where"], document["title"])) or address(document["link"])
        if link is None:
            lost.append(f"search: {document['link']}: no such page")
        document["link"] = link or "index.html"
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    shelf.put("search-index.js", f"const reluIndex = {text};\n")
    for name in SCRIPTS:
        shelf.put(name, INDEX.with_name(name).read_bytes())
    return lost
