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


def _read(stem: str, root: Path) -> Lesson:
    about = lessons.about(stem, root)
    solved = lessons.path_of("solutions", stem, root)
    return Lesson(
        stem,
        about["title"],
        about["minutes"],
        lessons.read(lessons.path_of("notebooks", stem, root)),
        lessons.starter_notebook(stem, root) if lessons.starter_path(stem, root).exists() else None,
        lessons.read(solved) if solved.exists() else None,
    )
