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

from .words import one_spelling, words

INDEX = Path(__file__).with_name("index.json")
AT_MOST = {"section": 3, "term": 2, "exercise": 2, "mistake": 2}
HEADINGS = {
    "section": "Sections", "term": "In the glossary", "exercise": "Exercises",
    "mistake": "Known mistakes",
}  # fmt: skip
LONGEST = 300  # characters of a question that are read: each misspelt word costs time
NEXT_STEP = (
    "You can ask about ReLU, its slope and its graph; gradients, first weights, training; "
    "Leaky ReLU, GELU and the others; NumPy, PyTorch and Keras code; dead units; a net that does "
    "not learn; checks and hints."
)
# An exercise or a mistake is shown if it has this share of the question's words itself.
SHARE = 0.6
LINE = 2.0  # what a section's best line counts beside the whole section
SLIPS = ((1, 4), (2, 7))  # slips that are forgiven, and in words of at least how many letters
_WHAT_IS = {"what", "is", "are", "a", "an", "the", "does", "mean", "define", "explain"}


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
    """What was found for a question, best first.

    `unknown` are its words that stand nowhere; `read` are those that were read as another.
    """

    question: str
    found: tuple[Found, ...]
    unknown: tuple[str, ...]
    read: dict[str, str]

    def of(self, kind: str) -> tuple[Found, ...]:
        """Return what was found of one kind: section, term, exercise or mistake."""
        return tuple(one for one in self.found if one.kind == kind)

    @property
    def notes(self) -> list[str]:
        """How the question was read, in sentences: slips, and words that stand nowhere."""
        read = [f"{word} as {meant}" for word, meant in self.read.items()]
        notes = [f"Read {', '.join(read)}."] * bool(read)
        if self.unknown:
            notes.append(f"Not in the course: {', '.join(self.unknown)}.")
        if len(self.question) > LONGEST:
            notes.append(f"Only the first {LONGEST} characters were read.")
        return notes

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)


def find(question: str) -> Answer:
    """Return what the course says about a question in a learner's own words.

    Of a question, the first `LONGEST` characters are read.

    Examples
    --------
    >>> answer = find("what is a kink")
    >>> answer.of("section")[0].link
    'notebooks/02_graphs.ipynb#cell-id=glance'
    >>> find("zebras").unknown
    ('zebras',)
    >>> find("gradiant").read
    {'gradiant': 'gradient'}
    """
    index = _loaded()
    asked = words(question[:LONGEST])
    wanted, unknown, read = _known(asked, index)
    ranked = [(index.documents[place], stems) for place, stems in _ranked(index.indexes, wanted)]
    meant = [read.get(word, word) for word in asked]
    home = next((one.where for one, _ in ranked if _is_named(one, meant)), None)
    ranked.sort(key=lambda pair: pair[0].kind != "section" or pair[0].where != home)
    found, left = list[Found](), dict(AT_MOST)
    for one, matched in ranked:
        if left[one.kind] and _fits(one.kind, matched, len(wanted)):
            left[one.kind] -= 1
            found.append(one)
    shown = {word: meant for word, meant in read.items() if meant not in index.weak}
    return Answer(question, tuple(found), tuple(unknown), shown)


@dataclass(frozen=True)
class _Index:
    documents: list[Found]
    weak: frozenset[str]
    spoken: dict[str, int]  # how often each word is said
    indexes: dict[str, Any]

    @functools.cached_property
    def spelling(self) -> Any:
        """The words that a slip may have meant, made at the first slip."""
        from lunr.token_set import TokenSet

        return TokenSet.from_list(sorted(self.spoken))


@functools.cache
def _loaded() -> _Index:
    from lunr.index import Index

    data = json.loads(INDEX.read_text(encoding="utf-8"))
    indexes = {name: Index.load(index) for name, index in data["indexes"].items()}
    found = [Found(**one) for one in data["documents"]]
    return _Index(found, frozenset(data["weak"]), data["spoken"], indexes)


def _known(asked: Iterable[str], index: _Index) -> tuple[list[str], list[str], dict[str, str]]:
    """Return the stems of the question's words, the words like none there is, the misspelt."""
    wanted, unknown, read = list[str](), list[str](), dict[str, str]()
    for word in dict.fromkeys(asked):
        meant = word if word in index.weak or _stem(word, index) else _spelt(word, index)
        known = _stem(meant, index)
        if not meant:
            unknown.append(word)
        elif meant != word:
            read[word] = meant
        if meant and meant not in index.weak and known not in wanted:
            wanted.append(known)
    return wanted, unknown, read


def _stem(word: str, index: _Index) -> str:
    """Return a word's stem if it stands in the index."""
    (stem,) = index.indexes["sections"].pipeline.run_string(one_spelling(word)) or ("",)
    return stem if any(stem in one.inverted_index for one in index.indexes.values()) else ""


def _spelt(word: str, index: _Index) -> str:
    """Return the word that is meant: one slip is forgiven, two in a long word.

    The first letter has to be right. Whole words are compared, because a slip in an ending leaves
    the stemmer another stem.
    """
    from lunr.token_set import TokenSet

    for slips, length in SLIPS:
        if len(word) >= length:
            near = index.spelling.intersect(TokenSet.from_fuzzy_string(word, slips)).to_list()
            same_start = [one for one in near if one[0] == word[0]]
            if same_start:
                return min(same_start, key=lambda one: (-index.spoken[one], one))
    return ""


Matched = dict[str, Any]  # the stems that were found, each with the fields it stands in


def _ranked(indexes: dict[str, Any], stems: list[str]) -> Iterator[tuple[int, Matched]]:
    """Yield sections, best first, and then all else, with the stems that each has.

    A section is as good as it is as a whole, and as its best line in learners' words is.
    """
    best: dict[int, float] = {}
    for ref, score, matched in _matches(indexes["asked"], stems):
        place = int(ref.partition(".")[0])
        best[place] = max(best.get(place, 0.0), score * _coverage(matched, stems))
    sections = {
        int(ref): (score * _coverage(matched, stems) + LINE * best.get(int(ref), 0.0), matched)
        for ref, score, matched in _matches(indexes["sections"], stems)
    }
    # Rounded, ties in course order: a page adds the same numbers, and its last bit may differ.
    for place in sorted(sections, key=lambda place: (-round(sections[place][0], 9), place)):
        yield place, sections[place][1]
    others = [
        (-round(score, 9), int(ref), m) for ref, score, m in _matches(indexes["others"], stems)
    ]
    for _, place, matched in sorted(others, key=lambda other: other[:2]):
        yield place, matched


def _coverage(matched: Matched, stems: list[str]) -> float:
    """Return what counts against one rare word of the question where the others are missing."""
    return len(matched) / len(stems)


def _matches(index: Any, stems: Iterable[str]) -> Iterator[tuple[str, float, Matched]]:
    query = index.create_query()
    for stem in stems:
        query.clause(stem, use_pipeline=False)
    if query.clauses:
        for match in index.query(query):
            yield match["ref"], match["score"], match["match_data"].metadata


def _is_named(one: Found, asked: list[str]) -> bool:
    """Tell whether the question is nothing but this term: its section then comes first."""
    return one.kind == "term" and words(one.title) == [w for w in asked if w not in _WHAT_IS]


def _fits(kind: str, matched: Matched, asked: int) -> bool:
    """Tell whether what is no section is near enough to be shown: a term if it is named."""
    if kind == "term":
        return any("title" in fields for fields in matched.values())
    own = sum(any(field != "alike" for field in fields) for fields in matched.values())
    return kind == "section" or own >= max(min(2, asked), SHARE * asked)
