"""From an address in a notebook to one on the site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from .. import lessons
from .prose import Address
from .shelf import Shelf
from .sources import Lesson

CELL = "cell-id="


def addresses(root: Path, course: Iterable[Lesson], shelf: Shelf) -> Callable[[str], Address]:
    """Return what turns the links of a notebook in a folder (``"notebooks"``) into the site's.

    Notebooks become their pages, anchors of cells those of the pages; a file beside a notebook, a
    picture for one, is copied; what the site does not have, the course's own code for one, is None.
    """
    pages: dict[str, str] = {}
    for lesson in course:
        there = {"notebooks": lesson.page, "exercises": lesson.exercise_page}
        there |= {"solutions": lesson.solution_page} if lesson.solved else {}
        for folder, page in there.items():
            path = lessons.path_of(folder, lesson.stem, root)
            if path.exists():
                pages[path.relative_to(root).as_posix()] = page

    def of(folder: str) -> Address:
        def address(href: str) -> str | None:
            if "://" in href or href.startswith("mailto:"):
                return href
            path, _, anchor = href.partition("#")
            anchor = f"#{anchor.removeprefix(CELL)}" if anchor else ""
            if not path:
                return anchor
            name = posixpath.normpath(posixpath.join(folder, unquote(path)))
            if name in pages:
                return pages[name] + anchor
            return _copied(root, name, shelf) if folder == "notebooks" else None

        return address

    return of


def _copied(root: Path, name: str, shelf: Shelf) -> str | None:
    """Copy a file of ``notebooks/`` that is no notebook; return its place on the site."""
    file, below = root / name, name.removeprefix("notebooks/")
    if below == name or not file.is_file() or file.suffix == ".ipynb":
        return None
    return below if below in shelf.names else shelf.put(below, file.read_bytes())
