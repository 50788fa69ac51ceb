"""What a judge has seen before in this run: the same replies get the same outcome, at once.

An outcome depends on the exercise, the seed and what the learner's code replied, and on nothing
else. In a class most answers reply alike, so a judge keeps what it asked, reply by reply, as a
tree: an answer that replies as an earlier one did is walked down it to the earlier outcome, and
nothing is drawn, packed or compared a second time. The questions and their order stay the same, so
the learner's side sees no difference. A reply that is new, or malformed, or that never came is the
judge's own matter; the replies that were there before it are handed to it and not asked for again.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..grading import Exercise, judge
from ..student.remote import chain_seconds
from ..student.replies import ReplyKind
from ..student.values import pack
from .notebook import clean

MOST = 64 * 2**20  # bytes of questions; beyond that everything is forgotten
_EACH = 500  # bytes that a question takes beside its own


Ask = Callable[[dict[str, Any]], dict[str, Any]]


class Answering(Protocol):
    """What is asked of a student: a question in two halves, so that its bytes can be looked at."""

    def exchange(self, data: bytes, seconds: float) -> bytes | ReplyKind:
        """Send a packed request; return the packed reply, or HUNG or DIED."""

    def read(self, answer: bytes | ReplyKind, message: dict[str, Any]) -> dict[str, Any]:
        """Return a reply as the judge takes it."""

    def read_each(
        self,
        answer: bytes | ReplyKind,
        shared: dict[str, Any],
        each: Sequence[dict[str, Any]],
        ask: Ask,
    ) -> list[dict[str, Any]]:
        """Return the replies to a chain as the judge takes them; `ask` asks for one alone."""


@dataclass
class _Question:
    """What was asked at one point, and by the reply's digest what came after it."""

    data: bytes
    seconds: float
    after: dict[bytes, _Question | dict[str, Any]] = field(default_factory=dict)


class Remembered:
    """The outcomes that one judge has given, by the replies that led to them.

    Parameters
    ----------
    most : int
        Bytes to keep.

    Examples
    --------
    >>> from course_utils.grading import RemoteStudent
    >>> exercise = Exercise("demo.double", title="Double", minutes=1, difficulty="easy",
    ...                     hints=("Twice.", "2 * x"))
    >>> @exercise.behaviour("ordinary numbers", points=2)
    ... def ordinary(ask):
    ...     ask.same(6.0, 3.0)
    >>> memory = Remembered()
    >>> with RemoteStudent([("a", "def double(x): return 2 * x")]) as student:
    ...     first = memory.judge(exercise, student, 0)
    ...     memory.judge(exercise, student, 0) is first
    True
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held = 0
        self._first: dict[tuple[str, int], _Question] = {}

    def judge(self, exercise: Exercise, student: Answering, seed: int) -> dict[str, Any]:
        """Return ``Outcome.to_dict()``, clean to be stored; it is shared, and not to be changed."""
        if self._held > self._most:
            self._first.clear()
            self._held = 0
        step: _Question | dict[str, Any] | None = self._first.get((exercise.id, seed))
        said: list[tuple[_Question, bytes | ReplyKind]] = []
        while isinstance(step, _Question):
            reply = student.exchange(step.data, step.seconds)
            said.append((step, reply))
            step = None if isinstance(reply, ReplyKind) else step.after.get(_digest(reply))
        if step is not None:
            return step
        listener = _Listener(student, said)
        outcome = clean(judge(exercise, listener, seed).to_dict())
        if listener.strayed:  # what was said before belongs to other questions
            return clean(judge(exercise, _Listener(student, []), seed).to_dict())
        if listener.whole:
            self._keep((exercise.id, seed), listener.heard, outcome)
        return outcome

    def _keep(
        self, which: tuple[str, int], heard: list[tuple[_Question, bytes]], outcome: dict[str, Any]
    ) -> None:
        question = self._first.setdefault(which, heard[0][0])
        for (_, digest), (following, _) in itertools.pairwise(heard):
            known = question.after.get(digest)
            if known is None:
                known = question.after[digest] = following
                self._held += len(following.data) + _EACH
            if not isinstance(known, _Question):
                return
            question = known
        question.after[heard[-1][1]] = outcome
        self._held += _EACH


class _Listener:
    """A student that notes what it is asked; `said` are the questions that have their reply."""

    def __init__(self, student: Answering, said: list[tuple[_Question, bytes | ReplyKind]]) -> None:
        self._student = student
        self._said = said
        self.heard: list[tuple[_Question, bytes]] = []
        self.whole = True
        self.strayed = False

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Ask the student, or repeat what it has said."""
        question, answer = self._answered(message, float(message.get("seconds", 2.0)))
        self._note(question, answer)
        reply = self._student.read(answer, message)
        self.whole = self.whole and reply["kind"] is not ReplyKind.DIED
        return reply

    def chain(self, shared: dict[str, Any], each: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Ask the student a chain of requests, or repeat what it has said."""
        question, answer = self._answered(shared | {"each": list(each)}, chain_seconds(shared))
        # Whoever is asked for each alone has said nothing yet: "too much" is the same from all.
        self._note(question, answer)
        replies = self._student.read_each(answer, shared, each, self.request)
        self.whole = self.whole and replies[-1]["kind"] is not ReplyKind.DIED
        return replies

    def _answered(
        self, message: dict[str, Any], seconds: float
    ) -> tuple[_Question, bytes | ReplyKind]:
        question = _Question(pack(message), seconds)
        answer = self._repeated(question)
        if answer is None:
            answer = self._student.exchange(question.data, question.seconds)
        return question, answer

    def _note(self, question: _Question, answer: bytes | ReplyKind) -> None:
        if isinstance(answer, ReplyKind):
            self.whole = False
        else:
            self.heard.append((question, _digest(answer)))

    def _repeated(self, question: _Question) -> bytes | ReplyKind | None:
        place = len(self.heard)
        if not self.whole or self.strayed or place >= len(self._said):
            return None
        known, answer = self._said[place]
        self.strayed = known.data != question.data
        return None if self.strayed else answer


def _digest(reply: bytes) -> bytes:
    return hashlib.blake2b(reply, digest_size=16).digest()
