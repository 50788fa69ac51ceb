"""The site while its pages are made: what they share, and what is beside the lessons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import pages
from .outputs import Figure
from .prose import Address
from .shelf import Shelf
from .sources import Lesson

OTHERS = (
    ("figures.html", "All figures"),
    ("exercises.html", "All exercises"),
    ("mistakes.html", "Mistakes by name"),
    ("museum.html", "Museum of wrong answers"),
    ("ask.html", "What to ask"),
    ("glossary.html", "Glossary"),
    ("search.html", "Search"),
)


@dataclass
class Site:
    """The course while its pages are made; the derived pages read what the lessons left here."""

    root: Path
    shelf: Shelf
    course: list[Lesson]
    address: Callable[[str], Address]
    figures: dict[str, list[Figure]] = field(default_factory=dict)

    @property
    def of_lessons(self) -> Address:
        """From links in a lesson to those of the site."""
        return self.address("notebooks")

    def page(self, template: str, file: str, title: str, **values: Any) -> None:
        """Write one page; what a template of the site always asks for has its default here."""
        usual: dict[str, Any] = {"here": "", "sections": [], "before": None, "after": None}
        usual |= {"kind": "", "narrow": False, "others": OTHERS, "course": self.course}
        told = usual | values | {"page": file, "title": title}
        self.shelf.put(file, pages.render(template, **told) + "\n")
