"""From a group of wrong answers to a misconception that the check will name."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from ... import replacing
from ...grading.words import CASE
from .groups import Group
from .pages_of_people import ReportError

_MARKS = re.compile(r"^# (?=%%|expects:|earns:)", re.MULTILINE)


@dataclass(frozen=True)
class NewMisconception:
    """What to add to the corpus, to the check and to its words.

    Attributes
    ----------
    corpus, check, words : str
        Paths in the course's folder.
    entry : str
        For the end of the corpus file: the sample answer, and the name that it must get.
    catalogue : str
        For the end of the check: the wrong answer as a reference. Empty where none can be made
        from the answer.
    says : str
        For the end of the file of words: the reason.
    note : str
        Why there is none, or what to do next.
    """

    corpus: str
    check: str
    words: str
    entry: str
    catalogue: str
    says: str
    note: str

    def write(self, root: Path) -> Path:
        """Add the entry to its corpus file; return the file.

        Raises
        ------
        ReportError
            There is no such file, or an answer of that title stands there already.
        """
        path = root / self.corpus
        if not path.is_file():
            raise ReportError(
                f"There is no {self.corpus} in {root}",
                next_step="Run this in a copy of the course with its tests.",
            )
        before = path.read_text(encoding="utf-8").rstrip("\n")
        title = self.entry.splitlines()[0]
        if title in before.splitlines():
            raise ReportError(
                f"{self.corpus} has an answer of that title",
                got=title,
                next_step="Choose another name.",
            )
        replacing.write_text(path, f"{before}\n\n{self.entry}")
        return path


def new_misconception(group: Group, name: str, reason: str) -> NewMisconception:
    """Return the corpus entry and the catalogue entry of a group's answer.

    Parameters
    ----------
    group : Group
    name : str
        The misconception in a few words, as it will be counted and shown to teachers.
    reason : str
        What the learner reads: what was done, and why it is not it.

    Raises
    ------
    ReportError
        The group has no answer to show, or name or reason is missing.
    """
    # What is behind a bar would be the case of a mistake, and no part of its name.
    name, reason = " ".join(name.split()).replace(CASE, " / "), " ".join(reason.split())
    if not group.samples:
        raise ReportError(f"Nobody in {group.group} wrote an answer that could be shown.")
    if not name or not reason:
        raise ReportError(
            "A misconception needs words", expected="a name and a reason for the learner",
            got=name or reason,
        )  # fmt: skip
    bare = group.exercise.partition(".")[2]
    # A learner's comment must not read as a line of the corpus's own.
    source = _MARKS.sub("## ", textwrap.dedent(group.samples[0]).strip())
    entry = f"# %% wrong: {name}\n# expects: {name}\n# earns: {group.earned}\n{source}\n"
    catalogue, place = _catalogue(group, bare, source, name), f"{group.lesson}/{bare}"
    check, words = (f"course_utils/checks/{place}.{kind}" for kind in ("py", "toml"))
    note = (
        f"Add them to {check} and {words}, then run: pytest tests/checks/test_corpus.py -k {bare}"
        if catalogue
        else f"{check} needs a symptom or a clue of its own: this answer is neither one function "
        "nor one table."
    )
    corpus, says = f"tests/corpus/{place}.py", f"{_text(name)} = {_text(reason)}\n"
    return NewMisconception(corpus, check, words, entry, catalogue, says, note)


def _catalogue(group: Group, bare: str, source: str, name: str) -> str:
    if group.finding.get("kind") == "error":
        clue = str(group.finding["reason"]).splitlines()[-1]
        return f"{bare}.errors({{{_text(name)}: ({_text(clue)},)}})\n"
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):
        return ""
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name == bare:
            return _function(bare, node, name)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == bare:
            return f"{bare}.mistakes({{{_text(name)}: {ast.unparse(node.value)}}})\n"
    return ""


def _function(bare: str, node: ast.FunctionDef, name: str) -> str:
    node.name = "_" + (re.sub(r"\W+", "_", name.lower()).strip("_") or "wrong")
    if not node.name.isascii() or not node.name.isidentifier():
        node.name = "_wrong"
    return f"{ast.unparse(node)}\n\n\n{bare}.mistakes({{{_text(name)}: {node.name}}})\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
