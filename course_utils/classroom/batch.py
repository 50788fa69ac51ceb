"""Grade a class: every submission gets its row, whatever happens to it or to this process.

A result is kept in one transaction the moment it comes. What is in the gradebook under the same
content, checks and seed is not graded again, so a batch that was killed goes on where it was, and a
second run grades what is new.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..errors import CourseError
from .executors import Executor, Job
from .gradebook import key_of
from .submission import Marks, Submission
from .summary import Summary
from .versions import checks_version


class Keeper(Protocol):
    """What a batch asks of a gradebook."""

    def take_in(self, submission: Submission, key: str) -> bool:
        """File a submission under marks that are there; tell whether there were any."""

    def record(self, submission: Submission, key: str, marks: Marks) -> bool:
        """Keep one result in one transaction."""

    def marks_of(self, student: str, lesson: str) -> Marks | None:
        """Return what counts of a student in a lesson."""


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
        The one exercise to mark again, by its id; the others keep their marks. Empty for all.
    told : callable
        Hears of each submission that is done.
    """

    gradebook: Keeper
    executor: Executor
    seed: int
    exercise: str = ""
    told: Callable[[Submission], object] = lambda submission: None
    summary: Summary = field(default_factory=Summary)
    _open: dict[int, tuple[Submission, str]] = field(default_factory=dict)

    def grade(self, submissions: Iterable[Submission]) -> Summary:
        """Grade them; return what it came to. Stopped at any moment, it has kept what was done."""
        start = time.perf_counter()
        for job, marks in self.executor.run(self._jobs(submissions)):
            submission, key = self._open.pop(job.number)
            if self.exercise:
                marks = self._merged(submission, marks)
            self._keep(submission, key, marks)
        self.summary.seconds = time.perf_counter() - start
        return self.summary

    def _jobs(self, submissions: Iterable[Submission]) -> Iterator[Job]:
        """Yield what has to be marked; what need not be is dealt with on the way."""
        version = checks_version() + (f" {self.exercise}" if self.exercise else "")
        for number, submission in enumerate(submissions):
            content, problem = _content_of(submission)
            # One that cannot be read is known by its problem, so that it has one row as well.
            key = key_of(content or problem.encode("utf-8", "replace"), version, self.seed)
            if self.gradebook.take_in(submission, key):
                self.summary.known += 1
                self.told(submission)
            elif problem:
                self._keep(submission, key, Marks("", problem=problem, seed=self.seed))
            else:
                self._open[number] = (submission, key)
                yield Job(number, content, self.seed, self.exercise)

    def _keep(self, submission: Submission, key: str, marks: Marks) -> None:
        # Under a key of its own what failed by the grader's fault is marked again next time.
        self.gradebook.record(submission, f"failed {key}" if marks.failed else key, marks)
        self.summary.add(submission.source, marks)
        self.told(submission)

    def _merged(self, submission: Submission, marks: Marks) -> Marks:
        """Return the student's marks with those of one exercise in their place."""
        before = self.gradebook.marks_of(submission.student, marks.lesson)
        if before is None or not marks.outcomes:
            return marks
        new = {outcome["exercise"]: outcome for outcome in marks.outcomes}
        outcomes = tuple(new.get(o["exercise"], o) for o in before.outcomes)
        return replace(marks, outcomes=outcomes, sources={**before.sources, **marks.sources})


def _content_of(submission: Submission) -> tuple[bytes, str]:
    """Return a submission's bytes, or why there are none."""
    if submission.problem:
        return b"", submission.problem
    try:
        return submission.load(), ""
    except (CourseError, OSError) as error:
        return b"", f"It could not be read: {error}"
