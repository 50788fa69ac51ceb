"""Rules for what a reader reads: headings, length, links, images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from ..lessons.files import NotebookError, read
from ..lessons.minutes import tokens, words
from ..lessons.rules import DATA_URI, PNG_BYTES, WORDS
from .finding import Finding, Page

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def headings(source: str) -> list[tuple[int, str]]:
    """Return ``(level, text)`` of the headings of a markdown cell.

    Examples
    --------
    >>> headings("# One\\n\\ntext\\n\\n### Three")
    [(1, 'One'), (3, 'Three')]
    """
    parsed = tokens(source)
    return [
        (int(token.tag[1]), parsed[at + 1].content)
        for at, token in enumerate(parsed)
        if token.type == "heading_open"
    ]


def rule_headings(page: Page) -> Iterator[Finding]:
    """One title, in the first cell; no level left out."""
    before = 0
    for cell_id, cell in page.cells("markdown"):
        for level, text in headings(cell.source):
            if level == 1 and before:
                yield page.error(cell_id, "one-title", f"a second title, `{text}`: use ##")
            elif level > before + 1:
                yield page.error(
                    cell_id, "heading-level", f"`{text}` has level {level} after level {before}"
                )
            before = level


def rule_length(page: Page) -> Iterator[Finding]:
    """A text cell is under 120 words."""
    for cell_id, cell in page.cells("markdown"):
        count = words(cell.source)
        if count > WORDS[0]:
            say = page.error if count > WORDS[1] else page.warning
            yield say(cell_id, "long-text", f"{count} words; at most {WORDS[0]}: split the cell")


def rule_links(page: Page) -> Iterator[Finding]:
    """A link inside the course leads somewhere; an image says what it shows."""
    for cell_id, cell in page.cells("markdown"):
        for token in tokens(cell.source):
            for child in token.children or ():
                if child.type == "link_open":
                    problem = _dead(page, unquote(str(child.attrs.get("href", ""))))
                    if problem:
                        yield page.error(cell_id, "dead-link", problem)
                if child.type == "image":
                    if not child.content.strip():
                        yield page.error(cell_id, "no-alt", "an image without alternative text")
                    yield from _source_of(page, cell_id, str(child.attrs.get("src", "")))
        yield from rule_html(page, cell_id, cell.source)


def rule_exercise_links(page: Page) -> Iterator[Finding]:
    """A link to one exercise is words, and leads to its cell."""
    for cell_id, cell in page.cells("markdown"):
        for token in tokens(cell.source):
            parts = token.children or []
            for at, child in enumerate(parts):
                href = str(child.attrs.get("href", "")) if child.type == "link_open" else ""
                file, _, anchor = href.partition("#")
                if not anchor or "exercises" not in Path(file).parts[:-1]:
                    continue
                end = next(i for i in range(at, len(parts)) if parts[i].type == "link_close")
                if not anchor.startswith("cell-id="):
                    problem = f"{href} leads to a heading: link to the task's #cell-id=..."
                    yield page.error(cell_id, "exercise-link", problem)
                if any(part.type == "code_inline" for part in parts[at:end]):
                    problem = f"the words of the link to {anchor} are code: write Exercise 1.1"
                    yield page.error(cell_id, "exercise-link", problem)


def _source_of(page: Page, cell_id: str, source: str) -> Iterator[Finding]:
    if source.startswith(("attachment:", "data:")):
        return
    if _ELSEWHERE.match(source):
        yield page.error(cell_id, "network", f"the image {source} needs a network: save it here")
    elif not (page.path.parent / unquote(source)).exists():
        yield page.error(cell_id, "dead-link", f"there is no image {source}")


def _dead(page: Page, href: str) -> str:
    """Return why a link leads nowhere, or "" when it is alive or leads out of the course."""
    if _ELSEWHERE.match(href):
        return ""
    file, _, anchor = href.partition("#")
    target = page.path.parent / file if file else page.path
    if not target.exists():
        return f"the link {href} leads to no file"
    if not anchor or target.suffix != ".ipynb":
        return ""
    return "" if anchor in _anchors(page, target) else f"{target.name} has no anchor #{anchor}"


def _anchors(page: Page, target: Path) -> set[str]:
    """Return the anchors of a notebook: JupyterLab's of headings, and of cells by their id."""
    try:
        nb = page.nb if target.resolve() == page.path.resolve() else read(target)
    except NotebookError:
        return set()
    found = {f"cell-id={cell.get('id')}" for cell in nb.cells}
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            found |= {text.replace(" ", "-") for _, text in headings(cell.source)}
    return found


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {key: value or "" for key, value in attrs}
        if have.get("aria-hidden") == "true":
            return
        if tag == "img":
            if not have.get("alt", "").strip():
                self.faults.append(("no-alt", "an <img> without alternative text"))
            if have.get("src", "").startswith(("http:", "https:", "//")):
                self.faults.append(("network", f"an <img> from the network: {have['src'][:60]}"))
        if tag == "svg" and not (have.get("role") == "img" and have.get("aria-label", "").strip()):
            self.faults.append(("no-alt", 'an <svg> without role="img" and aria-label'))


def rule_html(page: Page, cell_id: str, text: str) -> Iterator[Finding]:
    """Images in HTML have alternative text, come from nowhere else, and are small."""
    parser = _Images()
    parser.feed(DATA_URI.sub("data:", text))
    for rule, message in parser.faults:
        yield page.error(cell_id, rule, message)
    for data in DATA_URI.findall(text):
        size = len(data) * 3 // 4
        if size > PNG_BYTES:
            yield page.error(
                cell_id, "large-figure",
                f"a figure of {size // 1000} kB; at most {PNG_BYTES // 1000}: fewer pixels",
            )  # fmt: skip
