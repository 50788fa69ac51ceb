"""Make the index: the documents as data, and lunr's index of their words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lunr import get_default_builder
from lunr.stemmer import PorterStemmer

from .. import replacing
from .documents import HERE, Document, documents
from .words import words

INDEX = HERE / "index.json"
# What a field counts beside the text of a section. Tried on the questions that may be tuned to.
INDEXES = {"sections": {"section"}, "others": {"term", "exercise", "mistake"}}
BOOSTS = {"title": 3, "asked": 4, "alike": 1, "text": 1}
_stem = PorterStemmer().stem


def write(path: Path = INDEX) -> bool:
    """Bring the index up to date; tell whether it was not."""
    text = index_text()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    replacing.write_text(path, text)
    return True


def is_current(path: Path = INDEX) -> bool:
    """Tell whether the index is that of the course as it stands."""
    return path.exists() and path.read_text(encoding="utf-8") == index_text()


def index_text() -> str:
    """Return the text of ``index.json``: the same course gives the same bytes."""
    found = documents()
    # Two, because a section is long and a term short: one average length would fit neither.
    indexes = {
        name: _lunr((place, one) for place, one in enumerate(found) if (one.kind in kinds))
        for name, kinds in INDEXES.items()
    }
    shown = [json.dumps(_shown(one), ensure_ascii=False, sort_keys=True) for one in found]
    rest = json.dumps(indexes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return '{"documents": [\n' + ",\n".join(shown) + f'\n],\n"indexes": {rest}}}\n'


def _shown(one: Document) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("kind", "title", "line", "where", "link")}


def _lunr(found: Iterable[tuple[int, Document]]) -> dict[str, Any]:
    builder = get_default_builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    groups = _synonyms()
    for place, one in found:
        alike = _alike(f"{one.title} {one.asked}", groups)
        texts = (one.title, one.asked, " ".join(alike), f"{one.line} {one.text}")
        fields = dict(zip(BOOSTS, map(_cut, texts), strict=True))
        builder.add({"id": str(place), **fields})
    return builder.build().serialize()


def _cut(text: str) -> str:
    return " ".join(words(text))


Group = list[tuple[str, str]]  # each phrase with its stems


def _synonyms() -> list[Group]:
    """Return the groups of phrases that mean the same."""
    same = tomllib.loads((HERE / "synonyms.toml").read_text(encoding="utf-8"))["same"]
    return [[(phrase, _stems(phrase)) for phrase in group] for group in same]


def _stems(text: str) -> str:
    return f" {' '.join(_stem(word) for word in words(text))} "


def _alike(text: str, groups: list[Group]) -> list[str]:
    """Return the phrases that mean what a phrase of this text means."""
    stems = _stems(text)
    found = []
    for group in groups:
        there = [stemmed in stems for _, stemmed in group]
        if any(there):
            found += [
                phrase for (phrase, _), said in zip(group, there, strict=True) if not said
            ]
    return found
