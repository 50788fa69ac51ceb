"""The one index that the search page reads: passages, and lunr's tables over their words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Passage:
    """Something that can be found: where it stands, its title, and its words."""

    page: str
    title: str
    where: str
    text: str


def index(passages: Iterable[Passage]) -> str:
    """Return the index as a script: a page that is read from the disk may load nothing else."""
    from lunr import lunr

    documents = [asdict(passage) for passage in passages]
    rows = [{"ref": str(n), **document} for n, document in enumerate(documents)]
    fields = [{"field_name": "title", "boost": 10}, {"field_name": "text", "boost": 1}]
    tables = lunr(ref="ref", fields=fields, documents=rows).serialize()
    whole = {"documents": documents, "index": tables}
    return f"const reluIndex = {json.dumps(whole, ensure_ascii=False, separators=(',', ':'))};\n"
