"""The whole course as a folder of static pages, from the notebooks as they were saved.

Nothing runs. A page asks nothing of the network and can be opened from the disk.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from .. import lessons
from . import code, derived, exercises, finding, links, live, notebooks
from .addresses import addresses
from .mistakes import all_mistakes
from .outputs import Gatherer
from .shelf import Shelf
from .sitemap import Site
from .sources import Lesson, read_course

MADE = ".relu-site"  # a folder with this file was made here, and may be filled again


@dataclass
class Built:
    """What a build wrote: pages, files, seconds, and a line for each fault."""

    folder: Path
    pages: int
    files: int
    megabytes: float
    seconds: float
    faults: list[str]


def build_site(folder: Path, root: Path | None = None) -> Built:
    """Write the site into `folder`; what an earlier build left there is replaced.

    Parameters
    ----------
    folder : pathlib.Path
        New, empty, or a site that was built before.
    root : pathlib.Path, optional
        The course; by default the one found from here.

    Returns
    -------
    Built
        `faults` has a line for each link that leads nowhere.

    Raises
    ------
    OccupiedError
        When `folder` holds something else.
    """
    begun = time.perf_counter()
    root = lessons.find_root() if root is None else root
    derived.make_room(folder, MADE)
    shelf = Shelf(folder)
    course = read_course(root)
    site = Site(root, shelf, course, addresses(root, course, shelf))
    _static(shelf)
    for before, lesson, after in zip([None, *course], course, [*course[1:], None], strict=False):
        _lesson(site, lesson, before, after)
        _exercises(site, lesson)
    known = all_mistakes()
    derived.figures(site)
    derived.exercise_table(site)
    derived.mistakes(site, known)
    derived.museum(site, known)
    derived.ask(site)
    derived.glossary_page(site)
    derived.front(site)
    site.page("site_search", "search.html", "Search")
    lost = finding.publish(site.address(""), known, shelf)
    written = [path for path in folder.rglob("*") if path.is_file()]
    return Built(
        folder,
        pages=sum(path.suffix == ".html" for path in written),
        files=len(written),
        megabytes=sum(path.stat().st_size for path in written) / 1e6,
        seconds=time.perf_counter() - begun,
        faults=[*lost, *links.faults(folder)],
    )


def _static(shelf: Shelf) -> None:
    """Lay down looks, scripts and faces of type, and the licences of what others made."""
    shelf.put(MADE, "This folder was made by `relu site`, which may fill it again.\n")
    here = files(__package__) / "static"
    for name in ("theme.js", "search.js"):
        shelf.put(name, (here / name).read_bytes())
    shelf.put("site.js", live.with_figures("site.js"))
    for face in (here / "fonts").iterdir():
        shelf.put(f"fonts/{face.name}", face.read_bytes())
    quiz = files("course_utils.quiz")
    shelf.put(
        "site.css",
        "\n".join(
            [
                (here / "site.css").read_text(encoding="utf-8"),
                code.stylesheet(),
                (quiz / "quiz.css").read_text(encoding="utf-8"),
                files("course_utils.widgets")
                .joinpath("js", "view.css")
                .read_text(encoding="utf-8"),
            ]
        ),
    )
    # The notebook's own view of a question is a module; a page from the disk may load none.
    view = (quiz / "quiz.js").read_text(encoding="utf-8")
    body = view.replace("export default { render };", "return { render };")
    own = (here / "questions.js").read_text(encoding="utf-8")
    shelf.put("questions.js", f"const reluQuiz = (() => {{\n{body}}})();\n\n{own}")


def _lesson(site: Site, lesson: Lesson, before: Lesson | None, after: Lesson | None) -> None:
    gather = Gatherer(lesson.page, str(lesson.number), site.of_lessons, site.shelf)
    read = notebooks.read_page(lesson.notebook, gather)
    site.figures[lesson.stem] = gather.figures
    beside = [(lesson.exercise_page, "The exercises of this lesson")] if lesson.exercises else []
    site.page(
        "site_lesson", lesson.page, read.title, parts=read.parts, sections=read.sections,
        here=lesson.page, beside=beside, before=_turn(before), after=_turn(after),
    )  # fmt: skip


def _exercises(site: Site, lesson: Lesson) -> None:
    """Write the page of the exercises and, where the course has them, that of the solutions."""
    for notebook, file, folder in (
        (lesson.exercises, lesson.exercise_page, "exercises"),
        (lesson.solved, lesson.solution_page, "solutions"),
    ):
        if notebook is None:
            continue
        solved = folder == "solutions"
        gather = Gatherer(file, f"{lesson.number}.S", site.address(folder), site.shelf)
        read = exercises.read_page(lesson, notebook, gather, solved=solved)
        beside = [(lesson.page, "The lesson")]
        if lesson.solved:
            other = (lesson.exercise_page, "Without solutions") if solved else (
                lesson.solution_page, "With solutions")  # fmt: skip
            beside.append(other)
        title = f"{read.title}{', solved' if solved else ''}"
        site.page(
            "site_lesson", file, title, parts=read.parts, sections=[], here=lesson.page,
            beside=beside,
        )  # fmt: skip


def _turn(lesson: Lesson | None) -> tuple[str, str] | None:
    return (lesson.page, f"{lesson.number} · {lesson.title}") if lesson else None
