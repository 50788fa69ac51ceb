"""Whether every link of a site leads somewhere, and nothing asks the network."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_LINKS = {"href", "src", "data-frames"}
# What a browser fetches by itself; a link to another site is followed by a person.
_FETCHED = {"img", "script", "link", "source", "iframe"}


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.twice += [value] if value in self.ids else []
                self.ids.add(value)
            elif name in _LINKS and value:
                self.links.append((tag, value))


def faults(folder: Path) -> list[str]:
    """Return a line for each link of the pages in `folder` that leads nowhere, sorted.

    An id that stands twice in a page is a fault, and so is what a page would fetch from elsewhere.
    """
    pages = {p.name: _Reader(p.read_text(encoding="utf-8")) for p in folder.glob("*.html")}
    found = set()
    for name, page in pages.items():
        found |= {f"{name}: the id {twice} stands twice" for twice in page.twice}
        for tag, link in page.links:
            fault = _fault(folder, pages, name, tag, link)
            if fault:
                found.add(f"{name}: {link}: {fault}")
    return sorted(found)


def _fault(folder: Path, pages: dict[str, _Reader], name: str, tag: str, link: str) -> str:
    if link.startswith("data:"):
        return ""
    if "://" in link or link.startswith(("//", "mailto:")):
        return "asks the network" if tag in _FETCHED else ""
    path, _, anchor = link.partition("#")
    target = posixpath.normpath(unquote(path)) if path else name
    if not (folder / target).is_file():
        return "no such file"
    if anchor and target in pages and unquote(anchor) not in pages[target].ids:
        return "no such place on that page"
    return ""
