"""The questions of one lesson in a room: which is on the screen, and who may see what of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from .. import pages, quiz
from ..errors import did_you_mean
from ..quiz.question import EVERYBODY, OTHER
from ..quiz.scoring import score
from .poll import Phase, Poll, Round, VoteError

LISTED = 6  # different numbers shown; the rest are counted together


def questions_of(lesson: str) -> list[quiz.Question]:
    """Return the predictions of a lesson, in its order.

    Raises
    ------
    VoteError
        The lesson has none, or there is no such lesson.

    Examples
    --------
    >>> [question.id for question in questions_of("start_here")]
    ['start_here.q_practice']
    """
    found = [quiz.find(name) for name in quiz.ids(lesson)]
    found = [question for question in found if question.predict] or found
    if not found:
        known = list(dict.fromkeys(name.partition(".")[0] for name in quiz.ids()))
        raise VoteError(
            f"The lesson {lesson!r} has no question to vote on.{did_you_mean(lesson, known)}"
        )
    return found


class Room:
    """A row of polls, one of them on the screen.

    Parameters
    ----------
    questions : sequence of quiz.Question
    start : str, optional
        Id of the question to begin with.
    """

    def __init__(self, questions: Sequence[quiz.Question], start: str = "") -> None:
        self.polls = [Poll(question) for question in questions]
        names = [poll.question.id for poll in self.polls]
        short = {name.partition(".")[2]: name for name in names}
        wanted = short.get(start, start) or names[0]
        if wanted not in names:
            raise VoteError(f"There is no question {start!r} here.{did_you_mean(start, names)}")
        self.at = names.index(wanted)

    @property
    def poll(self) -> Poll:
        """The poll on the screen."""
        return self.polls[self.at]

    def act(self, action: str, hands: Any = None) -> None:
        """Do what a button of the screen says.

        Raises
        ------
        VoteError
            There is no such action, or it cannot be done now.
        """
        actions = {
            "step": self.poll.step,
            "show": self.poll.show,
            "again": self.poll.begin_again,
            "next": lambda: self._move(1),
            "back": lambda: self._move(-1),
            "hands": lambda: self.poll.count_hands(hands if isinstance(hands, dict) else {}),
        }
        if action not in actions:
            raise VoteError(f"There is no action {action!r}.{did_you_mean(action, actions)}")
        actions[action]()

    def _move(self, by: int) -> None:
        self.at = min(max(self.at + by, 0), len(self.polls) - 1)

    def for_screen(self) -> dict[str, Any]:
        """Return what the screen shows: counts of votes, and results once they may be seen."""
        poll, question = self.poll, self.poll.question
        shown = poll.phase is Phase.SHOWN
        view = self._question() | {
            "number": self.at + 1,
            "of": len(self.polls),
            "voted": {"first": poll.first.total, "second": poll.second.total},
            "hands_for": list(question.hands_for),
            "hands": _counted(poll.open_round) if poll.open_round else {},
            "results": self._results() if shown else [],
            "moved": poll.moved() if shown and poll.second.total else {},
            "shares": [
                [r.right(question), r.judged(question)]
                for r in (poll.first, poll.second)
                if shown and r.judged(question)
            ],
        }
        return view

    def for_presenter(self) -> dict[str, Any]:
        """Return what only the presenter sees: the counts so far, and what they suggest."""
        return self.for_screen() | {"results": self._results(), "advice": self.poll.advice()}

    def for_phone(self, device: str) -> dict[str, Any]:
        """Return what one phone shows."""
        shown = self.poll.phase is Phase.SHOWN
        view = self._question() | {"mine": self.poll.given_by(device)}
        return view | {"results": self._results() if shown else []}

    def _question(self) -> dict[str, Any]:
        question = self.poll.question
        return {
            "question": question.id,
            "kind": question.kind,
            "phase": str(self.poll.phase),
            "text": pages.render("words", text=question.text),
            "code": question.code,
            "options": [
                {"letter": o.letter, "text": pages.render("words", text=o.text)}
                for o in question.options
            ],
        }

    def _results(self) -> list[dict[str, Any]]:
        """List every answer with its counts in both rounds, whether it is right, and why."""
        question, rounds = self.poll.question, (self.poll.first, self.poll.second)
        if question.options:
            reasons = [(o.letter, o.right, o.feedback) for o in question.options]
            return [_result(label, right, why, rounds) for label, right, why in reasons]
        counts = sum((r.counts() for r in rounds), Counter[str]())
        common = [given for given, _ in counts.most_common(LISTED) if given != OTHER]
        marks = {given: score(question, given) for given in common}
        answer = f"{question.answer:.10g}"
        rows = [_result(g, m.right, m.notes[0].text, rounds) for g, m in marks.items()]
        if not any(mark.right for mark in marks.values()):
            rows.append(_result(answer, True, question.feedback, rounds))
        left = [sum(c for g, c in r.counts().items() if g not in common) for r in rounds]
        if any(left):
            rows.append({"label": OTHER, "right": False, "why": "", "counts": left})
        return rows


def _counted(votes: Round) -> dict[str, int]:
    return {**votes.hands, EVERYBODY: votes.raised}


def _result(label: str, right: bool, why: str, rounds: tuple[Round, Round]) -> dict[str, Any]:
    counts = [r.counts()[label] for r in rounds]
    return {
        "label": label,
        "right": right,
        "why": pages.render("words", text=why),
        "counts": counts,
    }
