"""Grade a class: every submission gets its row, whatever happens to it or to this process.

A result is kept in one transaction the moment it comes. What is in the gradebook under the same
content, checks and seed is not graded again, so a batch that was killed goes on where it was, and a
second run grades what is new.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..errors import CourseError
from .executors import Executor, Job
from .gradebook import key_of
from .gradebook.keys import versions_here
from .submission import Marks, Submission
from .summary import Summary
from .versions import checks_version


class Keeper(Protocol):
    """What a batch asks of a gradebook."""

    def take_in(self, submission: Submission, key: str) -> bool:
        """File a submission under marks that are there; tell whether there were any."""

    def record(self, submission: Submission, key: str, marks: Marks) -> bool:
        """Keep one result in one transaction."""

    def marks_of(self, submission: Submission, notebook: str) -> tuple[str, Marks] | None:
        """Return the key and the marks of a submission that was graded with these bytes."""


@dataclass(frozen=True)
class _Work:
    """A submission, the key of its marks, its bytes' SHA-256, the marks that new ones go into."""

    submission: Submission
    key: str
    notebook: str
    before: Marks | None = None


@dataclass
class Batch:
    """One run over a class.

    Parameters
    ----------
    gradebook : Keeper
    executor : Executor
    seed : int
        Draws the secret inputs, for everybody the same.
    exercise : str
        The one exercise to mark again, by its id; the others keep their marks. What was not graded
        yet as it is now is graded whole. Empty for all.
    told : callable
        Hears of each submission that is done.
    """

    gradebook: Keeper
    executor: Executor
    seed: int
    exercise: str = ""
    told: Callable[[Submission], object] = lambda submission: None
    summary: Summary = field(default_factory=Summary)
    _open: dict[int, _Work] = field(default_factory=dict)

    def grade(self, submissions: Iterable[Submission]) -> Summary:
        """Grade them; return what it came to. Stopped at any moment, it has kept what was done."""
        start = time.perf_counter()
        for job, marks in self.executor.run(self._jobs(submissions)):
            self._keep(self._open.pop(job.number), marks)
        self.summary.seconds = time.perf_counter() - start
        return self.summary

    def _jobs(self, submissions: Iterable[Submission]) -> Iterator[Job]:
        """Yield what has to be marked; what need not be is dealt with on the way."""
        version = f"{checks_version()} {json.dumps(versions_here(), sort_keys=True)}"
        for number, submission in enumerate(submissions):
            content, problem = _content_of(submission)
            # One that cannot be read is known by its problem, so that it has one row as well.
            key = key_of(content or problem.encode("utf-8", "replace"), version, self.seed)
            work = _Work(submission, key, "" if problem else hashlib.sha256(content).hexdigest())
            if self.exercise and not problem:
                work = self._one_exercise(work, content, version)
            if self.gradebook.take_in(submission, work.key):
                self.summary.known += 1
                self.told(submission)
            elif problem:
                self._keep(work, Marks("", problem=problem, seed=self.seed))
            else:
                self._open[number] = work
                yield Job(number, content, self.seed, self.exercise if work.before else "")

    def _one_exercise(self, work: _Work, content: bytes, version: str) -> _Work:
        """Return what marking one exercise again comes to: of these bytes of this submission."""
        key, before = self.gradebook.marks_of(work.submission, work.notebook) or ("", None)
        if before is None or not before.outcomes:
            return work
        others = [o for o in before.outcomes if o["exercise"] != self.exercise]
        if len(others) == len(before.outcomes):  # another lesson's: it stays as it is
            return replace(work, key=key)
        about = f"{version} {self.exercise} {json.dumps(others, sort_keys=True)}"
        return replace(work, key=key_of(content, about, self.seed), before=before)

    def _keep(self, work: _Work, marks: Marks) -> None:
        marks = replace(marks, notebook=work.notebook, checks=checks_version())
        if work.before is not None:
            marks = _merged(work.before, marks)
        # Under a key of its own what failed by the grader's fault is marked again next time.
        key = f"failed {work.key}" if marks.failed else work.key
        if not (marks.failed and work.before):  # the marks that are there are better than none
            self.gradebook.record(work.submission, key, marks)
        self.summary.add(work.submission.source, marks)
        self.told(work.submission)


def _merged(before: Marks, marks: Marks) -> Marks:
    """Return earlier marks of a submission with the new ones of an exercise in their place."""
    new = {outcome["exercise"]: outcome for outcome in marks.outcomes}
    return replace(
        marks,
        outcomes=tuple(new.get(o["exercise"], o) for o in before.outcomes),
        sources={**before.sources, **marks.sources},
        # Several versions have marked it, and its receipt says so: no single one repeats it.
        checks="+".join(dict.fromkeys([*before.checks.split("+"), marks.checks])),
    )


def _content_of(submission: Submission) -> tuple[bytes, str]:
    """Return a submission's bytes, or why there are none."""
    if submission.problem:
        return b"", submission.problem
    try:
        return submission.load(), ""
    except (CourseError, OSError) as error:
        return b"", f"It could not be read: {error}"
