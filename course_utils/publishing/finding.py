"""The one index that the search page reads: passages, and lunr's tables over their words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """Something that can be found: where it stands, its title, and its words.

    `leads`: the title is its own, so it counts more than a word of the text; else it is that of the
    section, which would bring every passage of the section.
    """

    page: str
    title: str
    where: str
    text: str
    leads: bool = True


def index(passages: Iterable[Passage]) -> str:
    """Return the index as a script: a page that is read from the disk may load nothing else."""
    from lunr import lunr

    found = list(passages)
    documents = [{k: getattr(p, k) for k in ("page", "title", "where", "text")} for p in found]
    rows = [
        {"ref": str(n), "title": p.title if p.leads else "", "text": p.text}
        for n, p in enumerate(found)
    ]
    fields = [{"field_name": "title", "boost": 10}, {"field_name": "text", "boost": 1}]
    tables = lunr(ref="ref", fields=fields, documents=rows).serialize()
    whole = {"documents": documents, "index": tables}
    return f"const reluIndex = {json.dumps(whole, ensure_ascii=False, separators=(',', ':'))};\n"
