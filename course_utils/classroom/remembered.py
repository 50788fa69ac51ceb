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
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..grading import Exercise, judge
from ..student.replies import ReplyKind
from ..student.values import pack
from ..student.worker import framed
from .notebook import clean

MOST = 64 * 2**20  # bytes of questions; beyond that everything is forgotten
_EACH = 500  # bytes that a question takes beside its own


class Answering(Protocol):
    """What is asked of a student: a question in two halves, so that its bytes can be looked at."""

    def exchange(self, packed: Sequence[bytes], seconds: float) -> list[bytes] | ReplyKind:
        """Send packed requests, a chain of them; return the packed replies, or HUNG or DIED."""

    def read(
        self, answers: list[bytes] | ReplyKind, messages: Sequence[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Return replies as the judge takes them."""


@dataclass
class _Question:
    """What was asked at one point, and by the replies' digest what came after it."""

    packed: tuple[bytes, ...]
    seconds: float
    after: dict[bytes, _Question | dict[str, Any]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(map(len, self.packed)) + _EACH


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
        said: list[tuple[_Question, list[bytes] | ReplyKind]] = []
        while isinstance(step, _Question):
            replies = student.exchange(step.packed, step.seconds)
            said.append((step, replies))
            step = None if isinstance(replies, ReplyKind) else step.after.get(_digest(replies))
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
                self._held += following.size
            if not isinstance(known, _Question):
                return
            question = known
        question.after[heard[-1][1]] = outcome
        self._held += _EACH


class _Listener:
    """A student that notes what it is asked; `said` are the questions that have their reply."""

    def __init__(
        self, student: Answering, said: list[tuple[_Question, list[bytes] | ReplyKind]]
    ) -> None:
        self._student = student
        self._said = said
        self.heard: list[tuple[_Question, bytes]] = []
        self.whole = True
        self.strayed = False

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Ask the student, or repeat what it has said."""
        return self.chain([message])[0]

    def chain(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Ask the student one request after another, or repeat what it has said."""
        seconds = float(messages[0].get("seconds", 2.0))
        question = _Question(tuple(map(pack, messages)), seconds)
        answers = self._repeated(question)
        if answers is None:
            answers = self._student.exchange(question.packed, question.seconds)
        replies = self._student.read(answers, messages)
        if isinstance(answers, ReplyKind) or replies[-1]["kind"] is ReplyKind.DIED:
            self.whole = False
        else:
            self.heard.append((question, _digest(answers)))
        return replies

    def _repeated(self, question: _Question) -> list[bytes] | ReplyKind | None:
        place = len(self.heard)
        if not self.whole or self.strayed or place >= len(self._said):
            return None
        known, answers = self._said[place]
        self.strayed = known.packed != question.packed
        return None if self.strayed else answers


def _digest(replies: Sequence[bytes]) -> bytes:
    whole = hashlib.blake2b(digest_size=16)
    for reply in replies:
        whole.update(framed(reply))
    return whole.digest()
