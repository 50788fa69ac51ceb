"""Answer a question with what the index holds: sections first, then terms, exercises, mistakes.

A page that has the index does the same with lunr.js: `field.js`, which is tested to agree.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import nearest
from .words import words

INDEX = Path(__file__).with_name("index.json")
AT_MOST = {"section": 3, "term": 2, "exercise": 2, "mistake": 2}
# An exercise or a mistake is shown beside the sections if it has this share of the question's words.
SHARE = 0.6


@dataclass(frozen=True)
class Found:
    """One thing that was found.

    Attributes
    ----------
    kind : {"section", "term", "exercise", "mistake"}
    title, line : str
        A heading with its question, a term with its meaning, an exercise with its title, a mistake
        with what a check says of it.
    where : str
        ``"lesson 6, section 1"``, or the exercise of a mistake.
    link : str
        From the course's folder: ``"notebooks/06_limitations.ipynb#cell-id=three"``.
    """

    kind: str
    title: str
    line: str
    where: str
    link: str


@dataclass(frozen=True)
class Answer:
    """What was found for a question, best first; `unknown` are its words that stand nowhere."""

    question: str
    found: tuple[Found, ...]
    unknown: tuple[str, ...]

    def of(self, kind: str) -> tuple[Found, ...]:
        """Return what was found of one kind: section, term, exercise or mistake."""
        return tuple(one for one in self.found if one.kind == kind)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)


def find(question: str) -> Answer:
    """Return what the course says about a question in a learner's own words.

    Examples
    --------
    >>> answer = find("why does my neuron die")
    >>> answer.of("section")[0].link
    'notebooks/06_limitations.ipynb#cell-id=three'
    >>> find("zebras").unknown
    ('zebras',)
    """
    documents, indexes = _loaded()
    wanted, unknown = _known(question, indexes)
    ranked = [
        (documents[ref], matched)
        for name in ("sections", "others")
        for ref, matched in _matches(indexes[name], wanted)
    ]
    home = next((one.where for one, matched in ranked if _is_named(one, matched, wanted)), None)
    ranked.sort(key=lambda pair: pair[0].kind != "section" or pair[0].where != home)
    found, left = list[Found](), dict(AT_MOST)
    for one, matched in ranked:
        if left[one.kind] and _fits(one.kind, matched, len(wanted)):
            left[one.kind] -= 1
            found.append(one)
    return Answer(question, tuple(found), tuple(unknown))


@functools.cache
def _loaded() -> tuple[list[Found], dict[str, Any]]:
    from lunr.index import Index

    data = json.loads(INDEX.read_text(encoding="utf-8"))
    indexes = {name: Index.load(index) for name, index in data["indexes"].items()}
    return [Found(**one) for one in data["documents"]], indexes


def _known(question: str, indexes: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the question's words that the index has, and those that are spelt like none of it."""
    from lunr.stop_word_filter import WORDS

    wanted, unknown = [], []
    vocabulary = set().union(*(index.inverted_index for index in indexes.values()))
    for word in dict.fromkeys(words(question)):
        if word in WORDS:
            continue
        (stem,) = indexes["sections"].pipeline.run_string(word)
        if stem not in vocabulary:
            stem = nearest(stem, vocabulary, cutoff=0.8) if len(stem) > 3 else None
        if stem is None:
            unknown.append(word)
        elif stem not in wanted:
            wanted.append(stem)
    return wanted, unknown


def _matches(index: Any, stems: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield documents, best first, with the stems that each has and in which fields."""
    query = index.create_query()
    for stem in stems:
        query.clause(stem, use_pipeline=False)
    if query.clauses:
        for match in index.query(query):
            yield int(match["ref"]), match["match_data"].metadata


def _is_named(one: Found, matched: dict[str, Any], wanted: list[str]) -> bool:
    """Tell whether the question is nothing but this term: its section then comes first."""
    in_title = [stem for stem, fields in matched.items() if "title" in fields]
    return one.kind == "term" and len(in_title) == len(wanted) == len(words(one.title))


def _fits(kind: str, matched: dict[str, Any], asked: int) -> bool:
    """Tell whether what is no section is near enough to be shown: a term if it is named."""
    if kind == "term":
        return any("title" in fields for fields in matched.values())
    return kind == "section" or len(matched) >= max(min(2, asked), SHARE * asked)
