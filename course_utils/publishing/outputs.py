"""Saved outputs as parts of a page: pictures become files, live figures move where they can."""

from __future__ import annotations

import base64
import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from ..lessons import Node
from ..lessons.rules import DATA_URI
from . import live, prose
from .formulas import mathml
from .prose import Address
from .shelf import Shelf

_IMAGE = re.compile(r"<img [^>]*>")
_HREF = re.compile(r'href="([^"]*)"')
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_OWN_MAP = 'class="relu-map"'
_FORMULA = re.compile(r"\$([^$<>\n]+)\$")


@dataclass
class Figure:
    """A figure of a lesson: its address on the site, its picture, and what it shows in words."""

    page: str
    anchor: str
    number: str
    alt: str
    source: str
    width: int
    height: int
    section: str = ""
    frames: str = ""
    moves: str = ""


@dataclass
class Gatherer:
    """Turns the outputs of one notebook into parts of its page, and keeps its figures.

    Parameters
    ----------
    page : str
        The file of the page.
    prefix : str
        What the numbers of its figures begin with.
    address : callable
        From links of the notebook to those of the site.
    shelf : Shelf
    """

    page: str
    prefix: str
    address: Address
    shelf: Shelf
    figures: list[Figure] = field(default_factory=list)
    section: str = ""

    def parts(self, cell: Node) -> list[dict[str, Any]]:
        """Return the outputs of a code cell as parts of the page."""
        return [part for output in cell.outputs for part in self._of(output, cell["id"])]

    def _of(self, output: Node, cell_id: str) -> Iterator[dict[str, Any]]:
        if output.output_type == "stream":
            yield {"kind": "printed", "text": output.text.rstrip("\n")}
        elif output.output_type == "error":
            yield {"kind": "error", "text": _COLOURS.sub("", "\n".join(output.traceback))}
        elif "text/html" in output.data:
            yield self._html(output.data["text/html"], cell_id)
        elif "text/markdown" in output.data:
            text = prose.html_of(output.data["text/markdown"], self.address)
            yield {"kind": "html", "html": text}
        else:
            yield {"kind": "printed", "text": output.data["text/plain"].rstrip("\n")}

    def _html(self, text: str, cell_id: str) -> dict[str, Any]:
        image = _IMAGE.search(text)
        if image and DATA_URI.search(image[0]):
            return {"kind": "figure", "figure": self._figure(image[0], cell_id)}
        if _OWN_MAP in text:
            return {"kind": "python", "what": "your own map of the course"}
        text = _FORMULA.sub(lambda found: mathml(unescape(found[1])), text)
        return {"kind": "html", "html": _HREF.sub(self._href, text)}

    def _href(self, found: re.Match[str]) -> str:
        before = unescape(found[1])
        now = self.address(before)
        # What changes becomes a file of the site and an id: nothing in it has to be escaped.
        return found[0] if now == before else f'href="{now or self.page}"'

    def _figure(self, tag: str, cell_id: str) -> Figure:
        said = {name: unescape(value) for name, value in _attributes(tag)}
        picture = base64.b64decode(_found(DATA_URI.search(tag))[1])
        wide, high = png_size(picture)
        width = int(said.get("width", wide))
        again = sum(f.anchor.startswith(f"fig-{cell_id}") for f in self.figures)
        figure = Figure(
            page=self.page,
            anchor=f"fig-{cell_id}" + (f"-{again + 1}" if again else ""),
            number=f"{self.prefix}.{len(self.figures) + 1}",
            alt=said["alt"],
            source=self.shelf.keep("figures", "png", picture),
            width=width,
            height=round(high * width / wide),
            section=self.section,
        )
        if "relu-twin" in said.get("class", ""):
            state = said.get("data-figure")
            figure.frames, figure.moves = live.publish(
                json.loads(state) if state else None, self.shelf
            )
        self.figures.append(figure)
        return figure


def png_size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels."""
    wide, high = struct.unpack(">II", picture[16:24])
    return int(wide), int(high)


def _attributes(tag: str) -> Iterator[tuple[str, str]]:
    for name, double, single in re.findall(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""", tag):
        yield name, double or single


def _found(match: re.Match[str] | None) -> re.Match[str]:
    if match is None:
        raise ValueError("a picture without its data")
    return match
