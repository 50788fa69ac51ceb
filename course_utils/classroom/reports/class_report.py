"""The report of a class: what to look at first, lesson by lesson, and what came back."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import numpy as np

from ... import pages
from ..gradebook import Gradebook, Result
from ..summary import stray_problem, strays
from . import figures
from .groups import Group, Groups
from .items import DIFFER, ENOUGH, ODD_BELOW, Item, Matrix
from .pages_of_people import Policy, cut, file_name, final, lesson_title, was_late, written
from .similar import Likeness, alike

FIRST = 5  # exercises under "look at these first"
MISTAKES = 10
GROUPS = 12  # of each lesson
SHOWN = 600  # characters of a sample, of a result
PROBLEMS = 200
PEOPLE = 300  # students in the list; above it, a table of marks serves better


@dataclass
class _Lesson:
    """What is collected of one lesson: numbers by student, samples of what is wrong."""

    stem: str
    matrix: Matrix
    groups: Groups = field(default_factory=Groups)
    shares: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    points: int = 0
    late: int = 0
    timed: bool = False  # of one at least it is known whether it came late
    handed_in: list[tuple[str, str]] = field(default_factory=list)  # the first, by name and file


@dataclass
class _Class:
    lessons: dict[str, _Lesson] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)
    unjudged: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)
    students: int = 0
    marked: int = 0
    reduced: int = 0  # notebooks that lost points for being late
    protections: Counter[str] = field(default_factory=Counter)
    seeds: set[str] = field(default_factory=set)
    last: str = ""
    people: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)


def class_page(
    book: Gradebook,
    *,
    title: str = "Class report",
    attempt: str = "last",
    policy: Policy | None = None,
    similar: bool = False,
    feedback: str = "",
) -> str:
    """Return the report of everybody in a gradebook.

    Parameters
    ----------
    book : Gradebook
    title : str
    attempt : {"last", "best"}
        Which of a student's submissions counts.
    policy : callable, optional
        What lateness costs, see `Policy`. It changes totals, never figures about exercises.
    similar : bool
        Add answers that are written alike.
    feedback : str
        Folder of the students' pages beside this one, to lead there from the list of students.

    Returns
    -------
    str
        HTML that needs no other file and runs no script; `page_bytes` makes a file of it.
    """
    found = _collect(book, attempt, policy)
    lessons = [found.lessons[stem] for stem in sorted(found.lessons)]
    items = {lesson.stem: lesson.matrix.items() for lesson in lessons}
    every = [item for stem in items for item in items[stem]]
    mistakes = sum((lesson.groups.misconceptions for lesson in lessons), Counter())
    return pages.render(
        "class_report",
        title=title,
        found=found,
        overview=[_row(lesson) for lesson in lessons],
        first=_look_first(every),
        enough=ENOUGH,
        differ=DIFFER,
        odd_below=ODD_BELOW,
        most=max((item.students for item in every), default=0),
        mistakes=[_mistake(key, count, items) for key, count in mistakes.most_common(MISTAKES)],
        lessons=[_lesson(lesson, items[lesson.stem]) for lesson in lessons],
        alike=[_alike(pair) for pair in alike(book.results(attempt=attempt))] if similar else None,
        problems_shown=PROBLEMS,
        people=_people(found, lessons, feedback),
        feedback=feedback,
    )


def _collect(book: Gradebook, attempt: str, policy: Policy | None) -> _Class:
    found, pairs = _Class(), set()
    by_student = itertools.groupby(book.results(attempt=attempt), key=lambda r: r.student)
    for student, results in by_student:
        found.students += 1
        name, points, total = student, {}, 0.0
        for result in results:
            _add(found, result, policy)
            name = result.name or name
            if result.lesson:
                pairs.add((student, result.lesson))
                points[result.lesson] = written(final(result, policy))
                total += final(result, policy)
        if found.students <= PEOPLE:
            found.people.append((student, name, points, written(total)))
    for lesson, asked in strays(pairs).items():
        _set_aside(found, lesson, asked)
    return found


def _set_aside(found: _Class, stem: str, asked: str) -> None:
    """List work in a lesson that nobody asked for, in place of figures about its exercises."""
    lesson = found.lessons.pop(stem, None)
    if lesson is None:
        return
    found.unjudged += len(lesson.scores)
    said = stray_problem(stem, asked)
    found.problems += [
        {"name": name, "source": source, "problem": said} for name, source in lesson.handed_in
    ]
    del found.problems[PROBLEMS:]


def _people(found: _Class, lessons: Sequence[_Lesson], feedback: str) -> list[dict[str, Any]]:
    """Return the list of students; none where there are too many to look through."""
    if found.students > PEOPLE:
        return []
    often = Counter(name for _, name, _, _ in found.people)
    return [
        {
            "name": name,
            "student": student if often[name] > 1 else "",  # or nobody could tell who is who
            "href": f"{feedback}/{quote(file_name(student))}.html" if feedback else "",
            "points": [points.get(lesson.stem, "–") for lesson in lessons],
            "total": total,
        }
        for student, name, points, total in found.people
    ]


def _add(found: _Class, result: Result, policy: Policy | None) -> None:
    found.last = max(found.last, result.graded)
    if result.protection:
        found.protections[result.protection] += 1
    if result.seed_hash and len(found.seeds) < 4:
        found.seeds.add(result.seed_hash)
    if result.problem:
        found.unjudged += 1
        if len(found.problems) < PROBLEMS:
            found.problems.append(
                {"name": result.shown_name, "source": result.source, "problem": result.problem}
            )
    for exercise in result.exercises:
        if exercise.adjustment and len(found.changes) < PROBLEMS:
            counts = written(exercise.earned)
            found.changes.append(
                {"name": result.shown_name, "exercise": exercise, "counts": counts}
            )
    if result.lesson and result.exercises:
        found.marked += 1
        found.reduced += final(result, policy) < round(result.earned, 2)
        fresh = _Lesson(result.lesson, Matrix(result.lesson))
        lesson = found.lessons.setdefault(result.lesson, fresh)
        lesson.matrix.add(result)
        lesson.groups.add(result)
        lesson.points = max(lesson.points, result.points)
        lesson.scores.append(final(result, policy))
        lesson.shares.append(final(result, policy) / result.points if result.points else 0.0)
        late = was_late(result, policy)
        lesson.late += bool(late)
        lesson.timed |= late is not None
        if len(lesson.handed_in) < PROBLEMS:
            lesson.handed_in.append((result.shown_name, result.source))


def _row(lesson: _Lesson) -> dict[str, Any]:
    return {
        "title": lesson_title(lesson.stem),
        "short": "lesson " + lesson_title(lesson.stem).partition(" · ")[0],
        "students": len(lesson.scores),
        "mean": written(round(float(np.mean(lesson.scores)), 1)),
        "median": written(float(np.median(lesson.scores))),
        "points": lesson.points,
        "full": sum(share >= 1 for share in lesson.shares),
        "late": lesson.late if lesson.timed else "not known",
    }


def _look_first(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the exercises that tell students apart least, those that are odd before all others."""
    known = [item for item in items if item.discrimination is not None]
    known.sort(key=lambda item: (not item.odd, item.discrimination[0], item.exercise))
    odd = sum(item.odd for item in known)
    return [_shown(item) for item in known[: max(FIRST, odd)]]


def _shown(item: Item) -> dict[str, Any]:
    value = item.discrimination
    return {
        "item": item,
        "lesson": lesson_title(item.lesson),
        "reached": f"{100 * item.reached:.0f} %",
        "value": "" if value is None else f"{value[0]:.2f}".replace("-", "−"),
        "interval": "" if value is None
        else "{:.2f} to {:.2f}".format(*value[1:]).replace("-", "−"),
        "why": "" if value is not None else _why_unknown(item),
    }  # fmt: skip


def _why_unknown(item: Item) -> str:
    if not item.enough:
        return f"not enough information: {item.students} of {ENOUGH} students"
    if not item.differ:
        return "everybody has the same points"
    if item.differ < DIFFER:
        return f"not enough information: all but {item.differ} have the same points"
    return "not enough information: nearly no differences in the rest of the lesson"


def _mistake(key: tuple[str, str, str], count: int, items: dict[str, list[Item]]) -> dict[str, Any]:
    stem, exercise, mistake = key
    item = next(item for item in items[stem] if item.exercise == exercise)
    return {
        "mistake": mistake, "exercise": exercise, "title": item.title, "count": count,
        "students": item.students, "percent": round(100 * count / item.students),
    }  # fmt: skip


def _lesson(lesson: _Lesson, items: Sequence[Item]) -> dict[str, Any]:
    groups = lesson.groups.sorted()
    # What has no name yet is what a teacher can do something about.
    unnamed = [group for group in groups[GROUPS:] if not group.named and group.students > 1]
    shown = groups[:GROUPS] + unnamed[:GROUPS]
    return {
        "title": lesson_title(lesson.stem),
        "facts": _row(lesson),
        "distribution": figures.distribution(lesson.shares, lesson.points),
        "pictures": list(_pictures(items)),
        "items": [_shown(item) for item in items],
        "students": len(lesson.scores),
        "kinds": len(groups),
        "groups": [_group(group) for group in shown],
        "more_groups": len(groups) - len(shown),
        "more_students": sum(g.students for g in groups) - sum(g.students for g in shown),
    }


def _pictures(items: Sequence[Item]) -> Iterator[figures.Picture]:
    if items:
        yield figures.difficulty(items)
    if any(item.discrimination is not None for item in items):
        yield figures.discrimination(items)


def _group(group: Group) -> dict[str, Any]:
    finding = {name: cut(str(text), SHOWN) for name, text in group.finding.items()}
    more = group.students - len(group.who)
    return {
        "group": group,
        "finding": finding,
        "who": group.who,
        "more": more,
        "samples": [cut(sample, 5 * SHOWN) for sample in group.samples],
    }


def _alike(pair: Likeness) -> dict[str, Any]:
    who = list(zip(pair.names, pair.students, strict=True))
    return {"exercise": pair.exercise, "who": who,
            "share": f"{100 * pair.share:.0f} %", "size": pair.size}  # fmt: skip
