"""What can be found: sections of lessons, terms of the glossary, exercises, known mistakes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import checks, lessons
from ..grading import Exercise
from .words import prose

HERE = Path(__file__).parent
_HEADING = re.compile(r"^## (?:(\d+) )?\s*(.+?)\s*$", re.MULTILINE)
_QUESTION = re.compile(r"\*\*Question\.\*\*\s*(.+?)(?:\n\n|$)", re.DOTALL)
_ASKED = re.compile(r"[^.?!]+\?")
_FIRST_COLUMN = re.compile(r"^\| *([^|]+?) *\|", re.MULTILINE)
_TERM = re.compile(r"^\| \[([^\]]+)\]\(([^)]+)\) \| (.+?) \|$", re.MULTILINE)
_FURNITURE = re.compile(r"Summary in|What you can do now|References")  # the same in every lesson
_LONGEST = 200  # characters of the one line that a result is shown with


@dataclass(frozen=True)
class Document:
    """One thing to be found.

    Attributes
    ----------
    kind : {"section", "term", "exercise", "mistake"}
    title, line : str
        What is shown.
    where : str
        What the title belongs to: ``"lesson 6, section 1"``, or an exercise.
    link : str
        From the course's folder: ``"notebooks/06_limitations.ipynb#cell-id=three"``.
    asked, text : str
        What is searched beside title and line.
    """

    kind: str
    title: str
    line: str
    where: str
    link: str
    asked: str = ""
    text: str = ""


def documents(root: Path | None = None) -> list[Document]:
    """Return everything that can be found, in the order of the course."""
    root = lessons.find_root() if root is None else root
    asked = asked_as()
    stems = lessons.stems(root)
    found = [one for stem in stems for one in _sections(root, stem, asked.get(stem, {}))]
    homes = {link: where for stem in stems for link, where in _homes(root, stem)}
    found += [term for stem in stems for term in _terms(root, stem, homes)]
    for stem in checks.stems():
        for exercise in checks.exercises_of(stem):
            found += [_task(stem, exercise), *_mistakes(stem, exercise)]
    return found


def asked_as() -> dict[str, dict[str, list[str]]]:
    """Return the lines in learners' words: lesson, then cell of the section, then lines."""
    return tomllib.loads((HERE / "asked.toml").read_text(encoding="utf-8"))


@dataclass
class _Section:
    number: str
    title: str
    cell_id: str
    cells: list[Any]

    def where(self, stem: str) -> str:
        return f"lesson {int(stem[:2])}" + (f", section {self.number}" if self.number else "")


def _split(root: Path, stem: str) -> list[_Section]:
    """Return a lesson's sections, in order, with their cells; what stands before them is none."""
    found: list[_Section] = []
    for cell in lessons.read(root / "notebooks" / f"{stem}.ipynb").cells:
        heading = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        if heading:
            found.append(_Section(heading[1] or "", prose(heading[2]), cell.id, []))
        if found:
            found[-1].cells.append(cell)
    return found


def _sections(root: Path, stem: str, asked: dict[str, list[str]]) -> Iterator[Document]:
    for section in _split(root, stem):
        if _FURNITURE.match(section.title) and section.cell_id not in asked:
            continue
        texts = [cell.source for cell in section.cells if cell.cell_type == "markdown"]
        link = f"notebooks/{stem}.ipynb#cell-id={section.cell_id}"
        yield Document(
            "section", section.title, _line(texts), section.where(stem), link,
            "\n".join(asked.get(section.cell_id, ())), prose("\n".join(texts)),
        )  # fmt: skip


def _homes(root: Path, stem: str) -> Iterator[tuple[str, str]]:
    """Yield the link to each cell of a lesson, as the glossary writes it, and its section."""
    for section in _split(root, stem):
        for cell in section.cells:
            yield f"{stem}.ipynb#cell-id={cell.id}", section.where(stem)


def _line(texts: list[str]) -> str:
    """Return the section's question, else its first sentences, else what its table is about."""
    body = _HEADING.sub("", "\n\n".join(texts)).strip()
    begun = _QUESTION.search(body)
    paragraph = prose(begun[1] if begun else body.partition("\n\n")[0])
    if begun and "?" not in paragraph:  # a formula stands between: the question comes after it
        asked = _ASKED.search(prose(body[begun.end() :]))
        paragraph = asked[0].strip() if asked else paragraph
    if paragraph.startswith("|"):
        rows = [prose(row) for row in _FIRST_COLUMN.findall(body)]
        return ", ".join(rows[2:8]) + " …"
    return _short(paragraph)


def _short(text: str) -> str:
    """Return a text, cut at a sentence's end where it is long."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    end = max(cut.rfind(mark) for mark in (". ", "? "))
    return cut[: end + 1] if end > 0 else cut.rsplit(" ", 1)[0] + " …"


def _terms(root: Path, stem: str, homes: dict[str, str]) -> Iterator[Document]:
    for cell in lessons.read(root / "notebooks" / f"{stem}.ipynb").cells:
        if cell.cell_type == "markdown" and cell.id.startswith("glossary-"):
            for term, link, meaning in _TERM.findall(cell.source):
                where = homes.get(link, f"lesson {int(link[:2])}")
                yield Document("term", prose(term), prose(meaning), where, f"notebooks/{link}")


def _task(stem: str, exercise: Exercise) -> Document:
    task_id = lessons.cell_ids(exercise.id)[0]
    cells = lessons.starter_notebook(stem).cells
    task = next((cell.source for cell in cells if cell.id == task_id), "")
    return Document(
        "exercise", exercise.id, exercise.title, f"lesson {int(stem[:2])}",
        _exercise_link(stem, exercise), text=prose(_HEADING.sub("", task)),
    )  # fmt: skip


def _mistakes(stem: str, exercise: Exercise) -> Iterator[Document]:
    cells = lessons.section_cells(stem)
    for known in exercise.misconceptions:
        cell = cells.get(known.look) if isinstance(known.look, int) else None
        link = f"notebooks/{stem}.ipynb#cell-id={cell}" if cell else _exercise_link(stem, exercise)
        yield Document("mistake", known.name, _short(prose(known.says)), exercise.id, link)


def _exercise_link(stem: str, exercise: Exercise) -> str:
    name = lessons.starter_path(stem).name  # the exercise notebook has the same
    return f"exercises/{name}#cell-id={lessons.cell_ids(exercise.id)[0]}"
