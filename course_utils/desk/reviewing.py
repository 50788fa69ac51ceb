"""A review: in a notebook as questions and links, in a terminal as a short conversation."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from .. import pages, progress, quiz
from ..errors import complaint
from ..quiz.scoring import Mark, in_words, score
from ..quiz.text import ASK, body_text, reviewed_text
from . import review as reviews
from .review import Item, minutes_of

NOTHING = (
    "Nothing is due for review. What you answer and check comes back after days, then weeks. "
    "Next: `relu next`."
)
SKIP, STOP = "", "q"


def review(minutes: int = reviews.MINUTES) -> None:
    """Show what is due for review, from all lessons you have begun: five to ten minutes of it.

    Parameters
    ----------
    minutes : int
        What the set may take.
    """
    if os.environ.get("RELU_GRADING"):
        return
    if not isinstance(minutes, (int, float)) or not minutes > 0:
        said = complaint("minutes is no time", expected="such as review(10)", got=minutes)
        pages.show(said, "note", lines=[said])
        return
    due = reviews.due()
    chosen = reviews.sitting(due, int(minutes))
    if not chosen:
        pages.show(NOTHING, "note", lines=[NOTHING])
        return
    head = heading(chosen, due)
    pages.show(f"{head}\n{listed(chosen)}", "review", head=head, items=chosen)
    if pages.displays():
        for item in chosen:
            if item.kind == "question":
                quiz.ask_again(item.id)


def heading(chosen: Sequence[Item], due: Sequence[Item]) -> str:
    """Return one line: how much is due, and how much comes now.

    Examples
    --------
    >>> heading([Item("question", "Where?", 1, "")], [Item("question", "Where?", 1, "")] * 3)
    'Review: 1 of the 3 that are due, about 1 minute.'
    """
    return f"Review: {len(chosen)} of the {len(due)} that are due, {minutes_of(chosen)}."


def listed(items: Sequence[Item]) -> str:
    """Return the items as lines: what, where, why."""
    return "\n".join(
        f"{number}. {item.id}: {item.title} ({minutes_of([item])}; {item.why})\n   {item.place}"
        for number, item in enumerate(items, 1)
    )


def converse(
    items: Sequence[Item], ask: Callable[[str], str], say: Callable[[str], object]
) -> tuple[int, int]:
    """Go through a review by word and answer; return how many were answered, and how many right.

    Parameters
    ----------
    items : sequence of Item
    ask : callable
        Shows a prompt and returns what was typed; `EOFError` ends the review.
    say : callable
        Shows a text.
    """
    answered = right = 0
    for number, item in enumerate(items, 1):
        say(f"\n{number} of {len(items)} · {item.id} · {item.why}\n")
        if item.kind == "exercise":
            say(redo(item))
            continue
        mark = _asked(item, ask, say)
        if mark == STOP:
            break
        if isinstance(mark, Mark):
            problem = progress.record_answer(item.id, mark.right, in_words(mark)).problem
            say("\n".join(filter(None, [reviewed_text(mark), problem])))
            answered, right = answered + 1, right + mark.right
    return answered, right


def _asked(item: Item, ask: Callable[[str], str], say: Callable[[str], object]) -> Any:
    """Ask one question until there is an answer to it; return its mark, SKIP or STOP."""
    question = quiz.find(item.id)
    say(body_text(question))
    while True:
        try:
            given = ask(f"\n{ASK[question.kind]} Enter skips, q stops").strip()
        except EOFError:
            return STOP
        if given.lower() in (SKIP, STOP):
            return given.lower()
        try:
            return score(question, given)
        except quiz.QuizError as error:
            say(str(error))


def redo(item: Item) -> str:
    """Say how an exercise is done again: from its starter, with new inputs."""
    return (
        f"{item.title}. Do it again without looking, {minutes_of([item])}: {item.place}.\n"
        f"  relu reset {item.id}    puts the starter back and keeps your answer as a copy\n"
        f"  relu check {item.id}    asks with new inputs"
    )
