"""Rules for the cells of an exercise, and for ids, tags and metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..lessons.files import Node
from ..lessons.markers import ANSWER, CHECK, TASK
from ..lessons.rules import CELL_ID, CELL_METADATA, NOTEBOOK_METADATA, RANDOM_ID, TAGS
from .finding import Finding, Page
from .lint_text import headings

_HEADER = re.compile(
    r"## Exercise (?P<number>\d+\.\d+) · `?(?P<name>\w+)`?\n+"
    r"\*\*(?P<points>\d+) points? · (?P<minutes>\d+) minutes? · "
    r"(?P<difficulty>easy|medium|hard)\*\*"
)


def rule_ids(page: Page) -> Iterator[Finding]:
    """Every cell has a hand-given name, its own."""
    seen = Counter(cell.get("id", "") for cell in page.nb.cells)
    for cell_id, count in seen.items():
        if count > 1 and cell_id:
            yield page.error(cell_id, "cell-id", f"{count} cells have this id")
        if not CELL_ID.fullmatch(cell_id) or RANDOM_ID.fullmatch(cell_id):
            yield page.error(cell_id, "cell-id", "not a name given by hand, like `relu-plot`")


def rule_metadata(page: Page) -> Iterator[Finding]:
    """Only the tags and metadata listed in `rules`."""
    for key, value in page.nb.metadata.items():
        if not isinstance(value, dict) or set(value) - NOTEBOOK_METADATA.get(key, set()):
            yield page.error("", "metadata", f"the notebook's {key!r}: {value!r} not allowed")
    for cell in page.nb.cells:
        cell_id, tags = cell.get("id", "?"), cell.metadata.get("tags", [])
        for tag in set(tags) - set(TAGS):
            yield page.error(cell_id, "tag", f"tag {tag!r}; allowed: {', '.join(sorted(TAGS))}")
        for key, value in cell.metadata.items():
            allowed = CELL_METADATA.get(key, set())
            if key not in CELL_METADATA or (allowed is not None and set(value) - allowed):
                yield page.error(cell_id, "metadata", f"metadata {key!r}: {value!r} not allowed")
        told = cell.metadata.get("course", {})
        reason = told.get("ignore_reason", "") if isinstance(told, dict) else ""
        if ("nbval-ignore-output" in tags) != bool(str(reason).strip()):
            yield page.error(
                cell_id, "ignore-reason",
                'the tag nbval-ignore-output and {"course": {"ignore_reason": ...}} go together',
            )  # fmt: skip


def rule_title(page: Page) -> Iterator[Finding]:
    """The first cell is the title; the metadata say lesson, title and minutes."""
    course = page.nb.metadata.get("course", {})
    if course.get("lesson") != page.lesson:
        yield page.error(
            "", "course-metadata", f"course.lesson is {course.get('lesson')!r}, not {page.lesson!r}"
        )
    told = isinstance(course.get("minutes"), int) and course.get("title")
    if page.kind == "notebooks" and not told:
        yield page.error("", "course-metadata", "course.title and course.minutes are missing")
    first = page.nb.cells[0] if page.nb.cells else Node(cell_type="none", source="")
    found = headings(first.source) if first.cell_type == "markdown" else []
    if not found or found[0][0] != 1:
        yield page.error(first.get("id", ""), "one-title", "the first cell is not `# Title`")
    elif course.get("title", "") not in found[0][1]:
        yield page.error(
            first.get("id", ""), "course-metadata",
            f"the title `{found[0][1]}` does not hold course.title, {course['title']!r}",
        )  # fmt: skip


def rule_exercises(page: Page) -> Iterator[Finding]:
    """Task, answer and check follow each other, and say what the checks say."""
    if page.kind != "solutions":
        return
    by_place = [cell.get("id", "") for cell in page.nb.cells]
    answers = [i for i, cell_id in enumerate(by_place) if cell_id.endswith(ANSWER)]
    for number, at in enumerate(answers, start=1):
        yield from _exercise(page, at, number)
    names = {by_place[i].removesuffix(ANSWER) for i in answers}
    for cell_id in by_place:
        for end in (TASK, CHECK):
            if cell_id.endswith(end) and cell_id.removesuffix(end) not in names:
                yield page.error(cell_id, "exercise-cells", "an exercise without an answer cell")
    if page.exercises is not None:
        ids = {f"{page.lesson}.{name.replace('-', '_')}" for name in names}
        for missing in {i for i in page.exercises if i.startswith(f"{page.lesson}.")} - ids:
            yield page.error("", "exercise-cells", f"{missing} has a check and no cells here")


def _exercise(page: Page, at: int, number: int) -> Iterator[Finding]:
    cells, blank = page.nb.cells, Node(source="", cell_type="", id="")
    answer = cells[at].id
    name = answer.removesuffix(ANSWER)
    task = cells[at - 1] if at else blank
    check = cells[at + 1] if at + 1 < len(cells) else blank
    if task.get("id") != name + TASK or task.cell_type != "markdown":
        yield page.error(answer, "exercise-cells", f"the text cell `{name}{TASK}` is not before it")
        return
    exercise_id = f"{page.lesson}.{name.replace('-', '_')}"
    if check.get("id") != name + CHECK or check.source.strip() != f'check("{exercise_id}")':
        yield page.error(
            answer, "exercise-cells",
            f'`{name}{CHECK}` with check("{exercise_id}") alone is not after it',
        )  # fmt: skip
    header = _HEADER.match(task.source)
    if not header:
        yield page.error(
            task.id, "exercise-header",
            "expected `## Exercise 1.1 · name`, then `**4 points · 5 minutes · easy**`",
        )  # fmt: skip
        return
    told = header.groupdict()
    expected = {"number": f"{int(page.path.stem[:2])}.{number}", "name": name.replace("-", "_")}
    known = (page.exercises or {}).get(exercise_id)
    if known is not None:
        expected |= {"points": known.points, "minutes": known.minutes}
        expected |= {"difficulty": known.difficulty}
    for key, value in expected.items():
        if told[key] != str(value):
            yield page.error(task.id, "exercise-header", f"{key} is {told[key]}, should be {value}")
