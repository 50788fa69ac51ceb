"""How the last room voted on each question, kept on this machine for the next one.

The file has the form of what `relu class --save` writes. Of each question it holds one vote, the
last that was counted: no names, no times.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import quiz, replacing
from ..errors import CourseError
from .poll import Phase, Poll, VoteError

Kept = list[dict[str, Any]]


def read(path: Path) -> Kept:
    """Return the votes of a file; none where there is no file.

    A vote on a question that has changed since is left out: its letters may mean something else.

    Raises
    ------
    CourseError
        The file holds something else.
    """
    try:
        votes = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        return [vote for vote in votes if _still_asked(vote)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, CourseError):
            raise
        raise CourseError(
            f"{path} cannot be read",
            expected="the votes that `relu slides` keeps",
            next_step="Next: rename the file; a new one is begun.",
        ) from None


def keep(path: Path, question: str, hands: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the raised hands of a question in place of an earlier room's, and return the vote.

    Raises
    ------
    VoteError
        Nobody raised a hand, or hands cannot be counted so.
    quiz.QuizError
        There is no such question.
    OSError
        The file cannot be written.
    """
    poll = Poll(quiz.find(question), Phase.FIRST)
    poll.count_hands(hands)
    if not poll.first.total:
        raise VoteError("No hand was counted", expected="at least one")
    vote = poll.to_dict()
    others = [v for v in read(path) if v["question"] != vote["question"]]
    text = json.dumps([*others, vote], indent=2, ensure_ascii=False) + "\n"
    replacing.write_bytes(path, text.encode())
    return vote


def _still_asked(vote: Mapping[str, Any]) -> bool:
    if vote["question"] not in quiz.ids():
        return False
    asked = Poll(quiz.find(vote["question"])).to_dict()
    # A question that is answered by a number has no options.
    same = all(vote.get(part) == asked.get(part) for part in ("text", "options"))
    return bool(vote["first"]["counts"]) and same
