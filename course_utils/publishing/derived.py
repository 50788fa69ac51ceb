"""Pages that are put together from the lessons, the checks and the questions."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from ..errors import CourseError
from ..grading import Exercise
from ..quiz import Question
from . import exercises, prose, questions
from .glossary import terms
from .mistakes import Mistake
from .outputs import Figure, png_size
from .sitemap import OTHERS, Site

Known = Mapping[str, tuple[Exercise, list[Mistake]]]
COVER = "images/relu.png"
WAYS = {
    "figures.html": "each figure leads to its place, with the code that drew it.",
    "exercises.html": "in one table, to read with or without solutions.",
    "mistakes.html": "the wrong answers that the checks recognise, and what they say to each.",
    "museum.html": "wrong functions drawn beside the right one, and nets trained with them.",
    "ask.html": "for teachers: every question, the wrong answers to expect, the reply to each.",
    "glossary.html": "every term, with the passage that introduces it.",
}


class OccupiedError(CourseError, OSError):
    """A folder holds something that was not made here, and is left alone."""


def make_room(folder: Path, made: str) -> None:
    """Empty a folder that an earlier run made; one that holds anything else is left alone.

    Raises
    ------
    OccupiedError
        When it does.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / made).is_file():
            raise OccupiedError(
                f"{folder} holds something that was not made by this command",
                expected="a new or empty folder, or one that it made before",
                next_step="Next: name another folder.",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def front(site: Site) -> None:
    """Write the first page."""
    counts = {lesson.stem: len(exercises.exercises_of(lesson)) for lesson in site.course}
    cover = Figure("", "", "", "", "", 0, 0)
    image = prose.image_in(site.course[0].notebook.cells[0].source)
    if image:
        source = site.of_lessons(image[0]) or ""
        wide, high = png_size((site.shelf.folder / source).read_bytes())
        cover = Figure("index.html", "", "", image[1], source, wide // 2, high // 2)
    site.page(
        "site_index", "index.html", "A course on one function", cover=image and cover,
        counts={stem: n for stem, n in counts.items() if n},
        promises={x.stem: prose.promise(x.notebook.cells[0].source) for x in site.course},
        ways=[(file, words, WAYS[file]) for file, words in _others(site)],
        after=(site.course[0].page, f"0 · {site.course[0].title}"),
    )  # fmt: skip


def _others(site: Site) -> list[tuple[str, str]]:
    return [(file, words) for file, words in OTHERS if file in WAYS]


def figures(site: Site) -> None:
    """Write the page of all figures."""
    shown = [(x, site.figures[x.stem]) for x in site.course if site.figures[x.stem]]
    count = sum(len(found) for _, found in shown)
    site.page(
        "site_figures", "figures.html", "All figures", lessons=shown, count=count, kind="wide"
    )


def exercise_table(site: Site) -> None:
    """Write the page of all exercises."""
    shown = []
    for lesson in site.course:
        rows = [
            {
                "task": exercises.place(lesson, exercise),
                "ways": exercises.ways(lesson, exercise, solved=False),
                **{k: getattr(exercise, k) for k in ("id", "title", "points", "minutes")},
                "difficulty": exercise.difficulty,
            }
            for exercise in exercises.exercises_of(lesson)
        ]
        shown += [(lesson, rows)] if rows else []
    every = [row for _, rows in shown for row in rows]
    points = sum(row["points"] for row in every)
    site.page(
        "site_exercises", "exercises.html", "All exercises", lessons=shown, count=len(every),
        points=points, kind="wide",
    )  # fmt: skip


def mistakes(site: Site, known: Known) -> None:
    """Write the page of all mistakes that have a name."""
    shown, every = [], []
    for lesson in site.course:
        rows = [
            (exercise, exercises.place(lesson, exercise), known[exercise.id][1])
            for exercise in exercises.exercises_of(lesson)
            if known[exercise.id][1]
        ]
        shown += [(lesson, rows)] if rows else []
        every += [mistake for *_, found in rows for mistake in found]
    drawn = sum(mistake.drawn is not None for mistake in every)
    site.page(
        "site_mistakes", "mistakes.html", "Mistakes by name", lessons=shown, count=len(every),
        drawn=drawn,
    )  # fmt: skip


def museum(site: Site, known: Known) -> None:
    """Write the museum: the mistakes whose right answer is a function of one variable."""
    halls = []
    for lesson in site.course:
        for exercise in exercises.exercises_of(lesson):
            rooms = [mistake for mistake in known[exercise.id][1] if mistake.drawn]
            rooms.sort(key=lambda mistake: not (mistake.drawn and mistake.drawn.wrong))
            halls += [(exercise, exercises.place(lesson, exercise), rooms)] if rooms else []
    count = sum(len(rooms) for *_, rooms in halls)
    drawn = sum(bool(m.drawn and m.drawn.wrong) for *_, rooms in halls for m in rooms)
    nets = sum(m.trained is not None for *_, rooms in halls for m in rooms)
    site.page(
        "site_museum", "museum.html", "The museum of wrong answers", halls=halls, count=count,
        curves=drawn, nets=nets, kind="wide",
    )  # fmt: skip


def ask(site: Site) -> None:
    """Write what to ask: every question with the answers to expect."""
    every = _asked(site)
    shown = [
        (lesson, [(question, place, _answers(question)) for stem, place, question in every
                  if stem == lesson.stem])
        for lesson in site.course
    ]  # fmt: skip
    shown = [(lesson, rows) for lesson, rows in shown if rows]
    site.page("site_ask", "ask.html", "What to ask", lessons=shown, count=len(every))


def _asked(site: Site) -> list[tuple[str, str, Question]]:
    """Return lesson's stem, address and question of every question that a lesson asks, in order."""
    return [
        (lesson.stem, f"{lesson.page}#{cell['id']}", question)
        for lesson in site.course
        for cell in lesson.notebook.cells
        if cell.cell_type == "code" and (question := questions.asked_in(cell.source))
    ]


def _answers(question: Question) -> list[tuple[str, bool, str]]:
    """Return what may be answered, whether it is right, and the reply: the right ones first."""
    if question.kind == "number":
        rows = [(f"{question.answer:.10g}", True, question.feedback)]
        rows += [(f"{t.value:.10g}", False, t.feedback) for t in question.typical]
        return [*rows, ("any other number", False, question.otherwise)]
    rows = [(option.text, option.right, option.feedback) for option in question.options]
    return sorted(rows, key=lambda row: not row[1])


def glossary_page(site: Site) -> None:
    """Write the glossary."""
    found = terms((lesson.notebook for lesson in site.course), site.of_lessons)
    site.page("site_glossary", "glossary.html", "Glossary", terms=found)
