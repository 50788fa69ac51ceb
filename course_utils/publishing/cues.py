"""Cue cards: what to ask, what will be answered wrongly, and what to say then.

Everything is drawn from the questions and the checks, so a card cannot say what the course does
not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import checks, pages, quiz
from .expected import expected_of
from .plan import Item, Plan

MOST = 4  # mistakes on one card


@dataclass(frozen=True)
class Reply:
    """An answer to expect: what it says, whether it is right, what to say to it, how frequent."""

    label: str
    answer: str
    right: bool
    says: str
    share: str = ""


@dataclass(frozen=True)
class Cue:
    """One card: a question to ask, or an exercise to walk around in."""

    kind: str  # question or exercise
    id: str
    section: str
    text: str
    minutes: int
    code: str = ""
    replies: tuple[Reply, ...] = ()


def cues(
    plan: Plan,
    *,
    shares: Mapping[str, Counter[str]] | None = None,
    votes: Iterable[Mapping[str, Any]] = (),
) -> list[Cue]:
    """Return the cards of a plan's meetings in order.

    Parameters
    ----------
    plan : Plan
    shares : mapping of str to Counter, optional
        For each exercise how often each mistake is made, by its name.
    votes : iterable of dict
        What `relu class --save` kept: how an earlier room answered.
    """
    earlier = {vote["question"]: vote for vote in votes}
    found: list[Cue] = []
    for meeting in plan.meetings:
        for item in meeting.items:
            if item.is_section:
                found += [_question(name, item, earlier.get(name)) for name in item.questions]
            else:
                made = (shares or {}).get(item.id, Counter())
                found.append(exercise_card(item.id, item.needs[0], made))
    return found


def _question(name: str, item: Item, vote: Mapping[str, Any] | None) -> Cue:
    question = quiz.find(name)
    likely = expected_of(question, vote and vote["first"])
    replies = [Reply(*row, likely.said(row[0])) for row in question.replies]
    return Cue("question", name, item.id, question.text, 4, question.code, tuple(replies))


def exercise_card(name: str, section: str, made: Counter[str]) -> Cue:
    """Return the card of an exercise: its most frequent mistakes and what to say to each.

    Parameters
    ----------
    name : str
        Id of the exercise.
    section : str
        Id of the section that it belongs to.
    made : Counter
        How often each mistake is made, by its name; with none of them the catalogue's first.
    """
    exercise = checks.find(name)
    known = {mistake: says for mistake, says in exercise.told().items() if says}
    names = [mistake for mistake, _ in made.most_common() if mistake in known] or list(known)
    total = made.total()
    replies = tuple(
        Reply("", one, False, known[one], f"{100 * made[one] / total:.0f} %" if total else "")
        for one in names[:MOST]
    )
    return Cue("exercise", name, section, exercise.title, exercise.minutes, "", replies)


def to_html(plan: Plan, cards: Iterable[Cue]) -> str:
    """Return the plan and its cards as one page to print."""
    return pages.render("cues", plan=plan, cards=list(cards))
