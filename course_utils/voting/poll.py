"""One question in a room: who voted what, when the result may be seen, and how it moved.

The steps are those of Peer Instruction (Mazur, *Peer Instruction: A User's Manual*, 1997):
everybody votes alone, the result stays hidden, neighbours talk, everybody votes again, and both
results are shown with the reasons. No name is known here: a device is a random number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..errors import CourseError
from ..quiz import Question
from ..quiz.question import EVERYBODY, OTHER
from ..quiz.scoring import Mark, score

MOST_HANDS = 10_000


class Phase(StrEnum):
    """Where a question stands; the order is that of the lesson in the room."""

    READY = "ready"
    FIRST = "first"
    TALK = "talk"
    SECOND = "second"
    SHOWN = "shown"


NEXT = dict(zip(Phase, [*list(Phase)[1:], Phase.SHOWN], strict=True))


class VoteError(CourseError, ValueError):
    """A vote that cannot be counted; the text says why and what to do."""


@dataclass
class Round:
    """The votes of one round: by device, and the hands that somebody counted.

    `raised`: how many people these hands are; one person may raise several.
    """

    votes: dict[str, Mark] = field(default_factory=dict)
    hands: Counter[str] = field(default_factory=Counter)
    raised: int = 0

    @property
    def total(self) -> int:
        """How many voted: devices, and people who raised a hand."""
        return len(self.votes) + self.raised

    def judged(self, question: Question) -> int:
        """Return of how many the whole answer is known.

        Where several options are right, hands do not say who chose which together.
        """
        return len(self.votes) if question.kind == "several" else self.total

    def counts(self) -> Counter[str]:
        """Return how often each letter, or number, was given; a voter may give several letters."""
        given = Counter(letter for mark in self.votes.values() for letter in mark.given)
        return given + self.hands

    def right(self, question: Question) -> int:
        """Return how many of the `judged` gave the whole right answer."""
        by_device = sum(mark.right for mark in self.votes.values())
        if question.kind == "several":
            return by_device
        known = [(given, count) for given, count in self.hands.items() if given != OTHER]
        return by_device + sum(count for given, count in known if score(question, given).right)


@dataclass
class Poll:
    """A question with its two rounds of votes.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> poll = Poll(find("start_here.q_practice"))
    >>> poll.step()
    <Phase.FIRST: 'first'>
    >>> poll.vote("phone 1", "b"), poll.vote("phone 1", "a")
    (('b',), ('a',))
    >>> poll.first.total, dict(poll.first.counts())
    (1, {'a': 1})
    """

    question: Question
    phase: Phase = Phase.READY
    first: Round = field(default_factory=Round)
    second: Round = field(default_factory=Round)

    @property
    def open_round(self) -> Round | None:
        """The round that takes votes now, if one does."""
        return {Phase.FIRST: self.first, Phase.SECOND: self.second}.get(self.phase)

    def step(self) -> Phase:
        """Go one step on and return where the question stands now; the last step stays."""
        self.phase = NEXT[self.phase]
        return self.phase

    def show(self) -> None:
        """Show the result now, whatever was left of the steps."""
        self.phase = Phase.SHOWN

    def begin_again(self) -> None:
        """Forget all votes and start before the first round."""
        self.phase, self.first, self.second = Phase.READY, Round(), Round()

    def vote(self, device: str, given: Any) -> tuple[str, ...]:
        """Count a device's vote, in place of its earlier one in this round; return what is counted.

        Raises
        ------
        VoteError
            No round is open.
        quiz.QuizError
            `given` is no answer to this question.
        """
        if self.open_round is None:
            raise VoteError("No vote is open now. Next: look at the screen.")
        mark = score(self.question, given)
        self.open_round.votes[device] = mark
        return mark.given

    def count_hands(self, hands: Mapping[str, Any]) -> None:
        """Set the number of raised hands for each of the question's `hands_for` in the open round.

        Raises
        ------
        VoteError
            No round is open, a count is no whole number from 0 on, or more raised a hand for an
            option than vote at all.
        """
        if self.open_round is None:
            raise VoteError("No vote is open now. Next: open one, then count.")
        counted: Counter[str] = Counter()
        labels = ", ".join(self.question.hands_for)
        for label, count in hands.items():
            known = label in self.question.hands_for
            if not known or type(count) is not int or not 0 <= count <= MOST_HANDS:
                raise VoteError(
                    "Hands cannot be counted so",
                    expected=f"whole numbers up to {MOST_HANDS} for {labels}",
                    got={label: count},
                )
            counted[label] = count
        raised = counted.pop(EVERYBODY, 0) if self.question.kind == "several" else counted.total()
        most = max(counted.values(), default=0)
        if most > raised:
            raise VoteError(
                "More hands than people",
                expected=f"at least {most} for {EVERYBODY}, who vote at all",
                got=raised,
            )
        self.open_round.hands, self.open_round.raised = +counted, raised

    def given_by(self, device: str) -> dict[str, tuple[str, ...]]:
        """Return what one device gave, by round."""
        rounds = {"first": self.first, "second": self.second}
        return {n: r.votes[device].given for n, r in rounds.items() if device in r.votes}

    def moved(self) -> dict[str, int]:
        """Return how many devices that voted twice went to the right answer, left it, stayed."""
        both = [(self.first.votes[d].right, self.second.votes[d].right)
                for d in self.first.votes.keys() & self.second.votes.keys()]  # fmt: skip
        return {
            "to": both.count((False, True)),
            "away": both.count((True, False)),
            "stayed right": both.count((True, True)),
            "stayed wrong": both.count((False, False)),
        }

    def advice(self) -> str:
        """Say what the first round suggests to do next (Crouch & Mazur 2001, Am. J. Phys. 69, 970).

        Talk gains most where about half are right; their range is 35 to 70 %.
        """
        judged = self.first.judged(self.question)
        if not judged:
            return ""
        share = self.first.right(self.question) / judged
        told = f"{100 * share:.0f} % are right. "
        if share < 0.35:
            return told + "Below 35 %: a hint, or one more example, before they talk."
        if share <= 0.70:
            return told + "Between 35 and 70 %: let them talk, two or three minutes."
        return told + "Above 70 %: show it at once, with the reasons."

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain data, without devices."""
        told: dict[str, Any] = {"question": self.question.id, "text": self.question.text}
        if self.question.options:
            told["options"] = {o.letter: o.text for o in self.question.options}
            told["right"] = [o.letter for o in self.question.right]
        else:
            told["right"] = [f"{self.question.answer:g}"]
        for name, votes in (("first", self.first), ("second", self.second)):
            told[name] = {
                "voters": votes.total,
                "right": votes.right(self.question),
                "judged": votes.judged(self.question),
                "counts": dict(sorted(votes.counts().items())),
            }
        return told | {"moved": self.moved()}
