"""A teacher's patch of a submission: a copy beside the untouched original, graded in its place.

A copy lies in ``amended/<student>/`` below the folder that `relu grade` writes, under a name with
a digest of what it replaces: a newer submission is not what was patched, and is graded as it came.
While a copy is there and differs, every run grades it; whoever removes it takes the patch back.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from .. import lessons, replacing
from ..errors import CourseError
from .gradebook import Gradebook
from .notebook import read_notebook
from .reports import file_name
from .submission import Submission

FOLDER = "amended"
NOTE = "Graded from a copy that your teacher amended; what you handed in is as it was."


@dataclass(frozen=True)
class Copy:
    """The copy of one submission, there or not.

    Attributes
    ----------
    submission : Submission
        As it was handed in.
    original : bytes
    path : pathlib.Path
        Where the copy lies, or would.
    """

    submission: Submission
    original: bytes
    path: Path

    @property
    def changed(self) -> bool:
        """Whether the copy is there and differs."""
        return self.path.is_file() and self.path.read_bytes() != self.original

    def lay(self) -> None:
        """Write the copy, to be edited; one that is there stays."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replacing.write_bytes(self.path, self.original)

    def for_lesson(self, lesson: str) -> bool:
        """Write a copy that names the lesson; False where it is no notebook or there is one."""
        if self.path.exists():
            return False
        try:
            data = json.loads(self.original)
            data["metadata"] = {**data.get("metadata", {}), "course": {"lesson": lesson}}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replacing.write_bytes(self.path, json.dumps(data).encode())
        return True

    def submitted(self) -> Submission:
        """Return the submission with the copy's bytes and a note that says so."""
        notes = (*self.submission.notes, NOTE)
        return replace(self.submission, load=self.path.read_bytes, notes=notes)

    def entry(self) -> str:
        """Return the line for the log: whose, which, and how many lines were changed."""
        before, after = (_lines(data) for data in (self.original, self.path.read_bytes()))
        changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
        out, into = (sum(line.startswith(sign) for line in changes) for sign in "-+")
        digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        whose = f"{self.submission.source} of {self.submission.student}"
        return (
            f"amended {whose}: {out} lines taken out, {into} put in; "
            f"{FOLDER}/{self.path.parent.name}/{self.path.name}, sha256 {digest}"
        )


def copies(submissions: Iterable[Submission], graded: Path, *, every: bool = False) -> list[Copy]:
    """Return the copies below `graded`; with `every` also those that there could be.

    Without it nothing is read but what belongs to a student who has a folder of copies.
    """
    found = []
    for submission in submissions:
        folder = graded / FOLDER / file_name(submission.student)
        if submission.problem or not (every or folder.is_dir()):
            continue
        try:
            content = submission.load()
        except (CourseError, OSError):
            continue
        name = Path(submission.source).name.removesuffix(".ipynb")
        digest = hashlib.sha256(content).hexdigest()[:12]
        found.append(Copy(submission, content, folder / f"{file_name(name)}.{digest}.ipynb"))
    return found


def applied(submissions: Iterable[Submission], graded: Path) -> list[Submission]:
    """Return the submissions, changed copies in the place of what they replace."""
    submissions = list(submissions)
    changed = {_place(c.submission): c for c in copies(submissions, graded) if c.changed}
    return [changed[_place(s)].submitted() if _place(s) in changed else s for s in submissions]


def _place(submission: Submission) -> tuple[str, str]:
    return submission.student, submission.source


def name_lesson(
    gradebook: Gradebook, submissions: Iterable[Submission], graded: Path, lesson: str
) -> list[Submission]:
    """Lay copies that name `lesson` where a run has found none; return what they are of."""
    lost = {(a.student, a.source) for a in gradebook.attempts() if not a.lesson and a.problem}
    there = copies([s for s in submissions if _place(s) in lost], graded, every=True)
    return [copy.submission for copy in there if copy.for_lesson(lesson)]


def log(gradebook: Gradebook, submissions: Iterable[Submission], graded: Path, who: str) -> None:
    """Write a line into the gradebook's log for each changed copy, once."""
    known = {entry.what for entry in gradebook.log()}
    for copy in copies(submissions, graded):
        if copy.changed and (what := copy.entry()) not in known:
            gradebook.note(who, what)


def _lines(content: bytes) -> list[str]:
    return [line for _, source in read_notebook(content).cells for line in source.splitlines()]


def lesson_wanted(name: str) -> str:
    """Return the name of a lesson, in full; complain of one that there is not."""
    return lessons.lesson_name(lessons.stem_of(name))
