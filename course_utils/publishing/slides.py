"""A lesson as slides: the third view of its notebook, after the page and the plan.

What stands on a slide is said by the cell's own metadata, ``slideshow.slide_type``, as in RISE and
nbconvert: ``slide`` begins a section, ``subslide`` another slide of it, ``fragment`` comes with the
next key press, ``notes`` and every text cell without a type are what the teacher says, ``skip`` and
code without a type stay away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import lessons, pages
from ..errors import CourseError
from ..quiz import Question
from . import code, derived, lectern, live, prose, questions
from .addresses import addresses
from .expected import expected_of
from .key_parts import key_part
from .outputs import Gatherer
from .shelf import Shelf

MADE = ".relu-slides"
LINES, WIDE = 12, 84  # larger code is not shown, only what it gave
STARTS = ("slide", "subslide")
_HEADING = re.compile(r"\A.*?</h[12]>\n", re.DOTALL)


class NoSlidesError(CourseError, LookupError):
    """A lesson of which no cell is marked as a slide."""


@dataclass
class Slide:
    """One slide: its heading, what it shows in order, and what the teacher says.

    `running` tells that the heading is the section's, repeated small; `section` is the section's
    heading, whatever the slide's own; empty for the title.
    """

    heading: str
    running: bool = False
    opens: bool = False
    section: str = ""
    parts: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


def slide_type(cell: lessons.Node) -> str:
    """Return what a cell's metadata say of its place on the slides; empty for nothing."""
    return str(cell.metadata.get("slideshow", {}).get("slide_type", ""))


def read_slides(
    notebook: lessons.Node, gather: Gatherer, votes: Iterable[Mapping[str, Any]] = ()
) -> list[Slide]:
    """Return the slides of a lesson.

    Parameters
    ----------
    notebook : Node
    gather : Gatherer
        Takes the pictures and live figures.
    votes : iterable of dict
        What `relu class --save` kept: how an earlier room answered.
    """
    earlier = {vote["question"]: vote["first"] for vote in votes}
    slides: list[Slide] = []
    above = section = ""
    for cell in notebook.cells:
        kind = slide_type(cell)
        told = prose.headings(cell.source) if cell.cell_type == "markdown" else []
        if told and told[0][0] <= 2:
            level, above = told[0]
            section = above if level == 2 else ""
        if kind in STARTS:
            heading = told[0][1] if told else above
            slides.append(Slide(heading, not told, kind == "slide", section))
        if not slides or kind == "skip":
            continue
        slide = slides[-1]
        if cell.cell_type == "markdown":
            if kind in (*STARTS, "fragment"):
                html = prose.html_of(key_part(cell.source), _leaving(gather.address))
                slide.parts += [_part("text", kind, html=html)] if html else []
            whole = prose.html_of(cell.source, lambda href: None)
            slide.notes.append({"kind": "text", "html": _without_heading(whole)})
        elif kind in (*STARTS, "fragment"):
            _add_code(slide, cell, gather, earlier)
    return slides


def _leaving(address: prose.Address) -> prose.Address:
    """Return addresses without those of cells, which slides do not have."""
    return lambda href: None if href.startswith("#") else address(href)


def _part(what: str, kind: str, **values: Any) -> dict[str, Any]:
    return {"kind": what, "fragment": kind == "fragment", **values}


def _without_heading(html: str) -> str:
    """Return a cell's HTML without its heading, which the slide bears."""
    return _HEADING.sub("", html)


def _add_code(
    slide: Slide, cell: lessons.Node, gather: Gatherer, earlier: Mapping[str, Any]
) -> None:
    kind = slide_type(cell)
    question = questions.asked_in(cell.source)
    if question:
        vote = vote_of(question, earlier.get(question.id))
        slide.parts.append(_part("vote", kind, vote=vote))
        slide.notes.append({"kind": "replies", "vote": vote})
        return
    outputs = gather.parts(cell)
    lines = cell.source.splitlines()
    small = len(lines) <= LINES and max(map(len, lines), default=0) <= WIDE
    printed = all(part["kind"] in ("printed", "error") for part in outputs)
    if printed and small and "hide-input" not in cell.metadata.get("tags", ()):
        slide.parts.append(_part("code", kind, code=code.coloured(cell.source)))
    for part in outputs:
        if part["kind"] == "printed" and not printed:  # what was in force, above its table
            slide.notes.append({"kind": "words", "text": part["text"]})
            continue
        if part["kind"] == "error":  # the last line says what is wrong; the rest says where
            part = part | {"text": part["text"].strip().splitlines()[-1]}
        slide.parts.append(part | {"fragment": kind == "fragment"})
        if part["kind"] == "figure":
            slide.notes.append({"kind": "words", "text": f"The figure: {part['figure'].alt}"})


def vote_of(question: Question, first: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a question to be answered by raised hands, with every reply and what to expect.

    Parameters
    ----------
    question : Question
    first : mapping, optional
        The first vote of an earlier room: its voters and counts.
    """
    likely = expected_of(question, first)
    answers = [
        {
            "label": label,
            "text": text,
            "right": right,
            "says": says,
            "share": likely.share(label),
        }
        for label, text, right, says in question.replies
    ]
    return {
        "id": question.id,
        "text": question.text,
        "code": question.code,
        "options": bool(question.options),
        "several": question.kind == "several",
        "hands_for": question.hands_for,
        "answers": answers,
        "expected": likely.source,
    }


def write_slides(
    folder: Path,
    stem: str,
    votes: Iterable[Mapping[str, Any]] = (),
    *,
    made: Mapping[str, Counter[str]] | None = None,
    counting: bool = False,
    root: Path | None = None,
) -> int:
    """Write the slides of a lesson into `folder` and return how many there are.

    Parameters
    ----------
    folder : pathlib.Path
    stem : str
    votes : iterable of dict
        How an earlier room answered.
    made : mapping of str to Counter, optional
        For each exercise how often each mistake is made, by its name.
    counting : bool
        The server of the slides takes counted hands.
    root : pathlib.Path, optional

    Raises
    ------
    NoSlidesError
        When no cell of the lesson is marked.
    OccupiedError
        When `folder` holds something else.
    """
    root = lessons.find_root() if root is None else root
    notebook = lessons.read(lessons.path_of("notebooks", stem, root))
    if not any(slide_type(cell) in STARTS for cell in notebook.cells):
        raise NoSlidesError(
            f"No cell of {stem} is marked as a slide",
            expected='cells with "slideshow": {"slide_type": "slide"} in their metadata',
        )
    derived.make_room(folder, MADE)
    shelf = Shelf(folder)
    gather = Gatherer("#", str(int(stem[:2])), addresses(root, [], shelf)("notebooks"), shelf)
    slides = read_slides(notebook, gather, votes)
    lectern.add_notes(slides, lessons.sections_of(stem, root), made or {})
    _static(shelf)
    title = f"{int(stem[:2])} · {lessons.about(stem, root)['title']}"
    page = pages.render("slides", title=title, sections=_sections(slides), counting=counting)
    shelf.put("index.html", page + "\n")
    return len(slides)


def _sections(slides: Iterable[Slide]) -> list[list[Slide]]:
    found: list[list[Slide]] = []
    for slide in slides:
        if slide.opens or not found:
            found.append([])
        found[-1].append(slide)
    return found


def _static(shelf: Shelf) -> None:
    """Lay down reveal.js, looks, scripts and faces of type."""
    shelf.put(MADE, "This folder was made by `relu slides`, which may fill it again.\n")
    here = files(__package__) / "static"
    for name in ("reveal.js", "reveal.css", "notes.js", "LICENSE"):
        shelf.put(f"reveal/{name}", (here / "reveal" / name).read_bytes())
    for face in (here / "fonts").iterdir():
        shelf.put(f"fonts/{face.name}", face.read_bytes())
    shelf.put("slides.js", live.with_figures("slides.js"))
    site = (here / "site.css").read_text(encoding="utf-8")
    faces_and_colours = site.partition("\n* {")[0]
    view = files("course_utils.widgets").joinpath("js", "view.css").read_text(encoding="utf-8")
    own = (here / "slides.css").read_text(encoding="utf-8")
    shelf.put("slides.css", "\n".join([faces_and_colours, code.stylesheet(), view, own]))
