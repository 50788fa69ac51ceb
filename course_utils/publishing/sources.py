"""The lessons as they lie on disk, ready to be published. Nothing here runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import lessons


@dataclass(frozen=True)
class Lesson:
    """A lesson with what belongs to it; `exercises` and `solved` are None where there are none."""

    stem: str
    title: str
    minutes: int
    notebook: lessons.Node
    exercises: lessons.Node | None
    solved: lessons.Node | None

    @property
    def name(self) -> str:
        """The lesson's name, as it stands in exercise ids."""
        return lessons.lesson_name(self.stem)

    @property
    def number(self) -> int:
        """The lesson's number."""
        return int(self.stem[:2])

    @property
    def page(self) -> str:
        """The file of its page."""
        return f"{self.stem}.html"

    @property
    def exercise_page(self) -> str:
        """The file of the page of its exercises."""
        return f"{self.stem}-exercises.html"

    @property
    def solution_page(self) -> str:
        """The file of the page of its solutions."""
        return f"{self.stem}-solutions.html"


def read_course(root: Path) -> list[Lesson]:
    """Return the lessons in order."""
    return [_read(stem, root) for stem in lessons.stems(root)]


def notebook_file(folder: str, stem: str, root: Path) -> Path | None:
    """Return where a lesson's notebook of one of the three folders lies; None where none does."""
    found = (path for path in sorted((root / folder).glob("*.ipynb")) if path.stem.startswith(stem))
    return next(found, None)


def _read(stem: str, root: Path) -> Lesson:
    about = lessons.about(stem, root)
    notebook = notebook_file("notebooks", stem, root)
    solved = notebook_file("solutions", stem, root)
    started = lessons.starter_path(stem, root).exists()
    return Lesson(
        stem,
        about["title"],
        about["minutes"],
        lessons.read(notebook or root / "notebooks" / f"{stem}.ipynb"),
        lessons.starter_notebook(stem, root) if started else None,
        lessons.read(solved) if solved else None,
    )
