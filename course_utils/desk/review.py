"""What is due for review, and a mixed set of it for the next five to ten minutes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .. import checks, lessons, progress, quiz
from .memory import Memory, objective_of_exercise, objective_of_question, replay, scheduler

__all__ = ["Item", "due", "sitting"]

MINUTES = 10
QUESTION = 1  # minutes


@dataclass(frozen=True)
class Item:
    """One thing to review.

    Attributes
    ----------
    kind : str
        ``"question"`` or ``"exercise"``.
    title : str
    minutes : int
    link : str
        Its cell, relative to the folder that the lessons (or the exercises) are in.
    id : str
    why : str
        The objective or the misconception, in words.
    sure : int
        How sure the learner was, in per cent, where that was wrong; else 0.
    """

    kind: str
    title: str
    minutes: int
    link: str
    id: str = ""
    why: str = ""
    sure: int = 0

    @property
    def lesson(self) -> str:
        """The lesson it belongs to."""
        return self.id.partition(".")[0]

    @property
    def place(self) -> str:
        """The notebook and the cell in words, as seen from the course's folder."""
        path, _, cell = self.link.partition("#cell-id=")
        return f"{path.removeprefix('../')}, cell {cell}"


def due(now: datetime | None = None) -> list[Item]:
    """Return what is due, most urgent first: sure and wrong, then what is most likely forgotten.

    Parameters
    ----------
    now : datetime, optional
        With a time zone; left out, the present.

    Examples
    --------
    >>> due(datetime(2025, 1, 1, tzinfo=UTC))
    []
    """
    now = datetime.now(UTC) if now is None else now.astimezone(UTC)
    memory = replay(progress.events(), now)
    waiting = {key: card for key, card in memory.cards.items() if card.due <= now}
    if not waiting:
        return []
    planner = scheduler()
    recalled = {key: planner.get_card_retrievability(card, now) for key, card in waiting.items()}
    items: dict[str, Item] = {}
    # Of cards that one exercise serves, the misconception says more than the objective.
    order = {k: (not _surely_wrong(k, memory), recalled[k], ": " not in k, k) for k in waiting}
    for key in sorted(waiting, key=lambda k: order[k]):
        if item := _item(key, memory):
            items.setdefault(item.id, item)
    return list(items.values())


def sitting(items: Iterable[Item], minutes: int = MINUTES) -> list[Item]:
    """Return what of `items` fits in that many minutes, lessons mixed; the first one always.

    Sure and wrong comes first here too.

    Examples
    --------
    >>> items = [Item("question", "", 1, "", f"{lesson}.q{n}") for lesson in "ab" for n in (1, 2)]
    >>> [item.id for item in sitting(items, 3)]
    ['a.q1', 'b.q1', 'a.q2']
    """
    chosen: list[Item] = []
    for item in items:
        if not chosen or sum(i.minutes for i in chosen) + item.minutes <= minutes:
            chosen.append(item)
    mixed: list[Item] = []
    while chosen:
        first = [item for item in chosen if item.sure] or chosen
        other = [item for item in first if not mixed or item.lesson != mixed[-1].lesson]
        mixed.append((other or first)[0])
        chosen.remove(mixed[-1])
    return mixed


def minutes_of(items: Iterable[Item]) -> str:
    """Return about how long items take, in words."""
    total = sum(item.minutes for item in items)
    return f"about {total} minute{'s' * (total != 1)}"


def _surely_wrong(key: str, memory: Memory) -> bool:
    return any(objective_of_question(question) == key for question in memory.sure_and_wrong)


def _item(key: str, memory: Memory) -> Item | None:
    """Return what to do for a card: of what was done for it, the least recent."""
    exercise_id, colon, mistake = key.partition(": ")
    if colon:
        return _exercise(exercise_id, f"your answer was once: {mistake}")
    of_card = [done for done in memory.last if _objective(done) == key]
    # Sure and wrong first, then questions, which take a minute, by turns with exercises.
    of_card.sort(key=lambda done: (done not in memory.sure_and_wrong, memory.last[done]))
    if not of_card:
        return None
    first = of_card[0]
    if ".q_" not in first:
        return _exercise(first, _section(key))
    return _question(first, memory.sure_and_wrong.get(first, 0), _section(key))


def _objective(key: str) -> str:
    return objective_of_question(key) if ".q_" in key else objective_of_exercise(checks.find(key))


def _section(objective: str) -> str:
    lesson, _, number = objective.partition("#")
    title = lessons.section_titles(lessons.stem_of(lesson)).get(int(number), "")
    return f"section {number}, {title}" if title else f"section {number}"


def _question(key: str, sure: int, section: str) -> Item | None:
    stem = lessons.stem_of(key.partition(".")[0])
    try:
        text = " ".join(quiz.find(key).text.split())
    except quiz.QuizError:
        return None
    title = textwrap.shorten(text, 72, placeholder=" …")
    _, cell = lessons.questions_asked(stem)[key]
    link = f"../notebooks/{stem}.ipynb#cell-id={cell}"
    why = f"you were {sure} % sure, and wrong" if sure else section
    return Item("question", title, QUESTION, link, key, why, sure)


def _exercise(key: str, why: str) -> Item:
    exercise = checks.find(key)
    stem = lessons.stem_of(exercise.lesson)
    name = lessons.path_of("exercises", stem).name
    link = f"../exercises/{name}#cell-id={lessons.cell_ids(key)[0]}"
    return Item("exercise", exercise.title, exercise.minutes, link, key, why)
