"""Make the index: the documents as data, and lunr's index of their words."""

from __future__ import annotations

import functools
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lunr.builder import Builder
from lunr.stemmer import PorterStemmer, stemmer
from lunr.stop_word_filter import WORDS

from .. import lessons, replacing
from .documents import HERE, Document, documents
from .finding import INDEX
from .words import one_spelling, words

# What a field counts, tried on the questions that may be tuned to.
WHOLE = {"title": 3.0, "asked": 3.0, "alike": 0.5, "text": 3.0}
LINE = {"asked": 1.0, "alike": 0.5}
_stem = PorterStemmer().stem


def update(*, check: bool = False) -> list[str]:
    """Bring the index up to date; return a line if it was not, or is not.

    The index belongs to the lessons beside this package: for a copy of them elsewhere nothing is
    done.

    Parameters
    ----------
    check : bool
        Write nothing.
    """
    if lessons.find_root() != HERE.parents[1]:
        return []
    text, name = index_text(), "course_utils/search/index.json"
    if INDEX.exists() and INDEX.read_text(encoding="utf-8") == text:
        return []
    if check:
        return [f"{name}: not what the lessons and checks give"]
    replacing.write_text(INDEX, text)
    return [f"{name}: written"]


def index_text() -> str:
    """Return the text of ``index.json``: the same course gives the same bytes.

    Sections have an index of their own, because one average length would fit neither them nor a
    term; so has every single line that a section is asked as, because a question is as long as one.
    """
    found = list(enumerate(documents()))
    sections = [(place, one) for place, one in found if one.kind == "section"]
    indexes = {
        "sections": _lunr(WHOLE, (_whole(place, one) for place, one in sections)),
        "asked": _lunr(LINE, (line for place, one in sections for line in _lines(place, one))),
        "others": _lunr(WHOLE, (_whole(*pair) for pair in found if pair not in sections)),
    }
    shown = [json.dumps(_shown(one), ensure_ascii=False, sort_keys=True) for _, one in found]
    rest = json.dumps(indexes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    weak = json.dumps(sorted(_weak()))
    spoken = json.dumps(_spoken(one for _, one in found), ensure_ascii=False, sort_keys=True)
    return (
        '{"documents": [\n' + ",\n".join(shown)
        + f'\n],\n"weak": {weak},\n"spoken": {spoken},\n"indexes": {rest}}}\n'
    )  # fmt: skip


def _spoken(found: Iterable[Document]) -> dict[str, int]:
    """Return the words that a misspelt one may have meant, and how often each is said."""
    texts = [text for one in found for text in (one.title, one.asked, one.line, one.text)]
    texts += [phrase for group in _table()["same"] for phrase in group]
    said = Counter(word for text in texts for word in words(text) if word.isalpha())
    return {word: often for word, often in said.items() if len(word) > 2}


def _shown(one: Document) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("kind", "title", "line", "where", "link")}


def _whole(place: int, one: Document) -> dict[str, str]:
    alike = _alike(f"{one.title} {one.asked}")
    return {
        "id": str(place), "title": one.title, "asked": one.asked, "alike": alike,
        "text": f"{one.line} {one.text}",
    }  # fmt: skip


def _lines(place: int, one: Document) -> Iterator[dict[str, str]]:
    for number, line in enumerate([one.title, *one.asked.splitlines()]):
        yield {"id": f"{place}.{number}", "asked": line, "alike": _alike(line)}


def _lunr(boosts: dict[str, float], found: Iterable[dict[str, str]]) -> dict[str, Any]:
    builder = Builder()  # without lunr's own filters: `_cut` leaves out what is weak
    builder.pipeline.add(stemmer)
    builder.search_pipeline.add(stemmer)
    builder.ref("id")
    for name, boost in boosts.items():
        builder.field(name, boost=boost)
    for one in found:
        builder.add({name: text if name == "id" else _cut(text) for name, text in one.items()})
    return builder.build().serialize()


def _cut(text: str) -> str:
    return " ".join(one_spelling(word) for word in words(text) if word not in _weak())


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads((HERE / "synonyms.toml").read_text(encoding="utf-8"))


@functools.cache
def _weak() -> frozenset[str]:
    """Return the words that say nothing about what is asked."""
    return frozenset(WORDS).union(_table()["weak"]).difference(_table()["strong"])


@functools.cache
def _synonyms() -> list[list[tuple[str, str]]]:
    """Return the groups of phrases that mean the same, each phrase with its stems."""
    return [[(phrase, _stems(phrase)) for phrase in group] for group in _table()["same"]]


def _stems(text: str) -> str:
    return f" {' '.join(_stem(one_spelling(word)) for word in words(text))} "


def _alike(text: str) -> str:
    """Return the phrases that mean what a phrase of this text means."""
    stems = _stems(text)
    found = []
    for group in _synonyms():
        new = [phrase for phrase, stemmed in group if stemmed not in stems]
        if len(new) < len(group):
            found += new
    return " ".join(found)
