"""From a group of wrong answers to a misconception that the check will name."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from ... import replacing
from .groups import Group
from .pages_of_people import ReportError

WIDTH = 96
_MARKS = re.compile(r"^# (?=%%|expects:|earns:)", re.MULTILINE)


@dataclass(frozen=True)
class NewMisconception:
    """What to add to the corpus and to the check.

    Attributes
    ----------
    corpus, check : str
        Paths in the course's folder.
    entry : str
        For the end of the corpus file: the sample answer, and the name that it must get.
    catalogue : str
        For the end of the check: the wrong answer as a reference, and its reason. Empty where
        none can be made from the answer.
    note : str
        Why there is none, or what to do next.
    """

    corpus: str
    check: str
    entry: str
    catalogue: str
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
                f"{self.corpus} has an answer of that title", got=title, next_step="Say it anew."
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
    name, reason = " ".join(name.split()), " ".join(reason.split())
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
    catalogue = _catalogue(group, bare, source, name, reason)
    check = f"course_utils/checks/{group.lesson}/{bare}.py"
    note = (
        f"Add it to {check}, then run: pytest tests/checks/test_corpus.py -k {bare}"
        if catalogue
        else f"{check} needs a symptom or a clue of its own: this answer is neither one function "
        "nor one table."
    )
    corpus = f"tests/corpus/{group.lesson}/{bare}.py"
    return NewMisconception(corpus, check, entry, catalogue, note)


def _catalogue(group: Group, bare: str, source: str, name: str, reason: str) -> str:
    if group.finding.get("kind") == "error":
        clue = str(group.finding["reason"]).splitlines()[-1]
        return f"{bare}.errors(\n    (\n        {_text(name)},\n        ({_text(clue)},),\n" + (
            f"{_wrapped(reason, 8)},\n    ),\n)\n"
        )
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):
        return ""
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name == bare:
            return _function(bare, node, name, reason)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == bare:
            table = ast.unparse(node.value)
            return (
                f"{bare}.mistakes(\n    (\n        {_text(name)},\n        {table},\n"
                f"{_wrapped(reason, 8)},\n    ),\n)\n"
            )
    return ""


def _function(bare: str, node: ast.FunctionDef, name: str, reason: str) -> str:
    node.name = "_" + (re.sub(r"\W+", "_", name.lower()).strip("_") or "wrong")
    if not node.name.isascii() or not node.name.isidentifier():
        node.name = "_wrong"
    code = ast.unparse(node)
    return f"@{bare}.misconception(\n    {_text(name)},\n{_wrapped(reason, 4)},\n)\n{code}\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _wrapped(text: str, indent: int) -> str:
    lines = textwrap.wrap(text, WIDTH - indent - 2, drop_whitespace=False)
    return "\n".join(" " * indent + _text(line) for line in lines)
