"""What a learner remembers, replayed from the journal: one card an objective or a misconception.

An objective is a section of a lesson, ``definition#3``: the questions and exercises of it feed one
card. A misconception is an exercise's finding, ``definition.relu_grad: x times [x > 0]``. Cards are
a view of the journal and are kept nowhere, so the two cannot disagree.

FSRS schedules (`fsrs`): wrong is Again, right is Good, right after a hint or an opened solution is
Hard. What happens to a card within a day is one review, and its worst rating counts: who predicts
wrongly and then reads the reason has not remembered it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .. import checks, lessons
from ..grading import Exercise, Status
from ..quiz.confidence import SURE

RETENTION = 0.95
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)  # nobody did anything here before: a clock was wrong
DAY = timedelta(days=1)
AGAIN, HARD, GOOD = 1, 2, 3  # fsrs.Rating
Event = Mapping[str, Any]


def scheduler() -> Any:
    """Return the scheduler: no learning steps, no fuzz, so a journal gives one schedule."""
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


@dataclass
class Memory:
    """What a journal says is remembered.

    Attributes
    ----------
    cards : dict of str to fsrs.Card
        By objective or misconception.
    last : dict of str to datetime
        When each question or exercise was last answered.
    sure_and_wrong : dict of str to int
        Questions whose latest answer was wrong, with the confidence it was given.
    """

    cards: dict[str, Any] = field(default_factory=dict)
    last: dict[str, datetime] = field(default_factory=dict)
    sure_and_wrong: dict[str, int] = field(default_factory=dict)


def replay(events: Iterable[Event], now: datetime) -> Memory:
    """Return the memory that a journal leaves at `now`."""
    memory = Memory()
    ratings: dict[str, list[tuple[datetime, int]]] = {}
    helped: set[str] = set()
    for when, event in in_order(events, now):
        key, what = event["id"], event.get("what")
        if what in ("hint", "solution"):
            helped.add(key)
        for card in _cards_of(event, ratings):
            ratings.setdefault(card, []).append((when, _rating(event, helped)))
            memory.last[key] = when
        if what == "answer":
            _note_sure(memory.sure_and_wrong, event)
        elif event.get("status") == Status.RIGHT:
            helped.discard(key)
    planner = scheduler() if ratings else None
    memory.cards = {card: _schedule(planner, rated) for card, rated in ratings.items()}
    return memory


def in_order(events: Iterable[Event], now: datetime) -> Iterator[tuple[datetime, Event]]:
    """Yield events with their times, in order of time, whatever clocks and files were merged.

    A time that cannot be (after `now`, before the course) is taken to be that of the line before.
    """
    timed: list[tuple[datetime, Event]] = []
    before = None
    waiting: list[Event] = []  # lines before the first whose time can be
    for event in events:
        if not isinstance(event.get("id"), str):
            continue
        when = _time(event, now) or before
        if when is None:
            waiting.append(event)
            continue
        timed += [(when, early) for early in waiting]
        timed.append((when, event))
        before, waiting = when, []
    yield from sorted(timed, key=lambda pair: pair[0])


def _time(event: Event, now: datetime) -> datetime | None:
    try:
        when = datetime.fromisoformat(event["when"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return when if BEGAN <= when <= now else None


def _rating(event: Event, helped: set[str]) -> int:
    if not (event.get("right") is True or event.get("status") == Status.RIGHT):
        return AGAIN
    return HARD if event["id"] in helped else GOOD


def _cards_of(event: Event, known: Iterable[str]) -> list[str]:
    """Return the cards that an event is about: none for what says nothing of memory."""
    key = event["id"]
    if event.get("what") == "answer" and isinstance(event.get("right"), bool):
        objective = objective_of_question(key)
        return [objective] if objective else []
    judged = (Status.RIGHT, Status.WRONG, Status.PARTLY)  # an error in the code is a slip
    if event.get("what") != "check" or event.get("status") not in judged:
        return []
    try:
        objective = _objective_of(key)
    except checks.UnknownExercise:  # of another version of the course
        return []
    if event["status"] == Status.RIGHT:
        return [objective, *(card for card in known if card.startswith(f"{key}: "))]
    found = event.get("finding")
    return [objective, f"{key}: {found}"] if found and isinstance(found, str) else [objective]


@functools.cache
def objective_of_question(question_id: str) -> str:
    """Return the objective of a question; empty where no lesson asks it.

    Examples
    --------
    >>> objective_of_question("definition.q_nan"), objective_of_question("definition.q_gone")
    ('definition#2', '')
    """
    lesson = question_id.partition(".")[0]
    for stem in lessons.stems():
        if lessons.lesson_name(stem) == lesson:
            section, _ = lessons.questions_asked(stem).get(question_id, (0, ""))
            return f"{lesson}#{section}" if section else ""
    return ""


@functools.cache
def _objective_of(exercise_id: str) -> str:
    return objective_of_exercise(checks.find(exercise_id))


def objective_of_exercise(exercise: Exercise) -> str:
    """Return the objective of an exercise: the section that its first behaviour leads to.

    Examples
    --------
    >>> objective_of_exercise(checks.find("definition.relu_grad"))
    'definition#3'
    """
    looks = [b.look for b in exercise.behaviours if isinstance(b.look, int)]
    return f"{exercise.lesson}#{looks[0] if looks else 0}"


def _note_sure(wrong: dict[str, int], event: Event) -> None:
    sure = event.get("confidence")
    if event.get("right") is True:
        wrong.pop(event["id"], None)
    elif isinstance(sure, int) and sure >= SURE:
        wrong[event["id"]] = sure


def _schedule(planner: Any, rated: list[tuple[datetime, int]]) -> Any:
    """Return the card after its reviews, given in order of time."""
    from fsrs import Card, Rating

    card = Card(card_id=0, due=rated[0][0])
    days: list[tuple[datetime, int]] = []
    for when, rating in rated:
        if days and when - days[-1][0] < DAY:
            days[-1] = (days[-1][0], min(days[-1][1], rating))
        else:
            days.append((when, rating))
    for when, rating in days:
        card, _ = planner.review_card(card, Rating(rating), when)
    return card
