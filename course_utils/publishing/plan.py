"""Plans for a room: what fits into the minutes there are, and what it stands on.

A section takes, in a room, its minutes by the course's formula (`course_utils.lessons.minutes`),
and three more for each question: vote, talk and vote again take four where answering alone takes
one. An exercise takes the minutes that it states.
"""

from __future__ import annotations

import functools
import textwrap
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from .. import checks, lessons
from ..errors import CourseError, did_you_mean

FILE = Path(__file__).with_name("plans.toml")
A_VOTE = 3  # minutes that voting twice takes more than answering once
OPENING = 5  # minutes until everybody sits and sees
WORTH_BEGINNING = 10  # with fewer minutes left no other lesson is begun
WIDTH = 100


class PlanError(CourseError, ValueError):
    """A plan that cannot be made; the text says why."""


@dataclass(frozen=True)
class Item:
    """A section or an exercise in a plan.

    `minutes` are those in a room; `needs` are the ids of what it stands on.
    """

    id: str
    title: str
    minutes: int
    questions: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def is_section(self) -> bool:
        """Whether it is a section, and not an exercise."""
        return "#" in self.id


@dataclass(frozen=True)
class Meeting:
    """What happens in one meeting, what is left for home, and what must be known before."""

    items: tuple[Item, ...]
    home: tuple[Item, ...] = ()
    known: tuple[Item, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes of the meeting, the first five among them."""
        return OPENING + sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Plan:
    """Meetings, and what everybody does alone between them."""

    name: str
    title: str
    text: str
    limit: int
    meetings: tuple[Meeting, ...]
    alone: tuple[tuple[str, tuple[str, ...], int], ...] = ()


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def room_minutes(section: lessons.Section) -> int:
    """Return the minutes that a section takes in a room."""
    return section.minutes + A_VOTE * len(section.questions)


@functools.cache
def items() -> dict[str, Item]:
    """Return every section and exercise by id, in course order; an exercise follows its section."""
    found: dict[str, Item] = {}
    needs = _data()["needs"]
    for stem in lessons.stems():
        for section in lessons.sections_of(stem):
            found[section.id] = Item(
                section.id, section.title, room_minutes(section), section.questions,
                section.exercises, tuple(needs.get(section.id, ())),
            )  # fmt: skip
            for name in section.exercises:
                exercise = checks.find(name)
                found[name] = Item(
                    name, exercise.title, exercise.minutes, (), (name,), (section.id,)
                )
    return found


def names() -> list[str]:
    """Return the names of the plans.

    Examples
    --------
    >>> names()
    ['one-session', 'three-sessions', 'week']
    """
    return [plan["name"] for plan in _data()["plan"]]


def find(name: str) -> Plan:
    """Return a plan by name.

    Raises
    ------
    PlanError
        There is none of that name.
    """
    for plan in _data()["plan"]:
        if plan["name"] == name:
            return _plan(plan)
    raise PlanError(f"There is no plan {name!r}.{did_you_mean(name, names())}")


def _plan(about: dict[str, Any]) -> Plan:
    met: list[Item] = []
    meetings = []
    for wanted in about["meetings"]:
        chosen = [items()[name] for name in wanted]
        meetings.append(_meeting(chosen, met))
        met += chosen
    alone = tuple(
        (day, tuple(stems), sum(_alone(stem) for stem in stems))
        for day, *stems in about.get("alone", ())
    )
    title, text, limit = about["title"], about["text"], about["minutes"]
    return Plan(about["name"], title, text, limit, tuple(meetings), alone)


def _alone(stem: str) -> int:
    """Return the minutes of a lesson with all its exercises, for one person."""
    exercises = checks.exercises_of(stem) if stem in checks.stems() else ()
    return int(lessons.about(stem)["minutes"]) + sum(e.minutes for e in exercises)


def fitting(minutes: int, start: str) -> Plan:
    """Return what fits into one meeting, from a lesson or section on.

    Lesson by lesson the sections come first; one that is too long is left out, and so is what
    stands on it. What is left of the time goes to exercises, one a section and the shortest first,
    and then to the next lesson. All other exercises are for home.

    Parameters
    ----------
    minutes : int
        At least 10.
    start : str
        A lesson (``"03"``, ``"graphs"``) or a section (``"graphs#3"``).

    Raises
    ------
    PlanError
        The time is too short for the first section, or there is no such start.
    """
    if minutes < 10:
        raise PlanError("This meeting is too short", expected="at least 10 minutes", got=minutes)
    every = list(items().values())
    first = _start(start)
    needed = items()[first].minutes + OPENING
    if minutes < needed:
        raise PlanError(f"{first} takes {needed} minutes", got_words=f"{minutes} in all")
    row = [item for item in every[every.index(items()[first]) :] if item.is_section]
    chosen: list[Item] = []
    left, out = minutes - OPENING, set[str]()
    for _, lesson in groupby(row, key=lambda item: item.id.partition("#")[0]):
        if chosen and left < WORTH_BEGINNING:
            break
        sections = []
        for item in lesson:
            if item.minutes > left or out.intersection(item.needs):
                out.add(item.id)
                continue
            sections.append(item)
            left -= item.minutes
        exercises = _exercises_for(sections, left)
        left -= sum(item.minutes for item in exercises)
        chosen += sections + exercises
    order = {item.id: place for place, item in enumerate(every)}
    chosen.sort(key=lambda item: order[item.id])
    title = f"One meeting of {minutes} minutes, from {first}"
    return Plan("", title, "", minutes, (_meeting(chosen, []),))


def _exercises_for(sections: Sequence[Item], left: int) -> list[Item]:
    """Return exercises that fit into the minutes left: one a section, then more."""
    waiting = [sorted((items()[e] for e in s.exercises), key=lambda e: e.minutes) for s in sections]
    found: list[Item] = []
    for turn in range(max(map(len, waiting), default=0)):
        for exercises in waiting:
            if turn < len(exercises) and exercises[turn].minutes <= left:
                found.append(exercises[turn])
                left -= exercises[turn].minutes
    return found


def _start(wanted: str) -> str:
    if wanted in items() and items()[wanted].is_section:
        return wanted
    try:
        return f"{lessons.lesson_name(lessons.stem_of(wanted))}#1"
    except lessons.CourseNotFoundError:
        known = [*map(lessons.lesson_name, lessons.stems()), *(i for i in items() if "#" in i)]
        raise PlanError(
            f"There is no lesson or section {wanted!r}.{did_you_mean(wanted, known)}"
        ) from None


def _meeting(chosen: Sequence[Item], met: Sequence[Item]) -> Meeting:
    """Add what is left for home, and what must be known that no meeting has had."""
    here = {item.id for item in (*met, *chosen)}
    home = [items()[e] for item in chosen if item.is_section for e in item.exercises]
    return Meeting(
        tuple(chosen),
        tuple(item for item in home if item.id not in here),
        tuple(items()[name] for name in _missing(chosen, here)),
    )


def _missing(chosen: Iterable[Item], here: set[str]) -> list[str]:
    found: dict[str, None] = {}
    for item in chosen:
        for name in item.needs:
            if name not in here and name not in found:
                found |= dict.fromkeys([*_missing([items()[name]], here), name])
    return list(found)


def to_text(plan: Plan) -> str:
    """Return a plan as lines of text."""
    lines = [plan.title, *([plan.text] if plan.text else [])]
    for number, meeting in enumerate(plan.meetings, 1):
        lines += ["", f"Meeting {number}: {meeting.minutes} of {plan.limit} minutes"]
        if meeting.known:
            lines += _list("known before", meeting.known)
        begin, wide = OPENING, max(len(item.id) for item in meeting.items)
        for item in meeting.items:
            asked = f"  vote: {', '.join(q.partition('.')[2] for q in item.questions)}"
            lines.append(
                f"  {begin:>3}  {item.minutes:>2} min  {item.id:<{wide}}  {item.title}"
                + (asked if item.questions else "")
            )
            begin += item.minutes
        if meeting.home:
            lines += _list(f"at home ({sum(i.minutes for i in meeting.home)} min)", meeting.home)
    for day, stems, minutes in plan.alone:
        told = f"{minutes // 60} h {minutes % 60:02d} min"
        lines.append(f"  alone, {day}: {', '.join(stems)} ({told})")
    return "\n".join(lines)


def _list(what: str, items: Iterable[Item]) -> list[str]:
    told = f"  {what}: {', '.join(item.id for item in items)}"
    return textwrap.wrap(told, WIDTH, subsequent_indent="    ", break_long_words=False)
