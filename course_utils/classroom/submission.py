"""What travels through the classroom: a submission taken in, and the marks that it got."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as it was handed in.

    Attributes
    ----------
    student : str
        The id that everything is filed under: the learning platform's id where there is one, else
        the name of the folder or the file.
    source : str
        Where it came from, as a teacher would look for it: ``class.zip/ada/01_definition.ipynb``.
    load : callable
        Reads its bytes. Nothing is read before, so a class of any size can be listed.
    name : str
        The student's name as people write it, or empty.
    identity : dict
        Other ids of the student that the platform's own files need (``login``, ``email`` …).
    received : datetime or None
        When it was handed in, where the format says so.
    late : bool or None
        The platform's own mark, or None where it has none.
    attempt : int
        1 for the first.
    problem : str
        Why it cannot be marked, in a sentence for the teacher; empty where it can.
    notes : tuple of str
        What a teacher should know of it, though it can be marked.
    """

    student: str
    source: str
    load: Callable[[], bytes] = field(compare=False, repr=False)
    name: str = ""
    identity: dict[str, str] = field(default_factory=dict, compare=False)
    received: datetime | None = None
    late: bool | None = None
    attempt: int = 1
    problem: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """What marking one submission gave: plain data, ready for the gradebook.

    Attributes
    ----------
    lesson : str
        Stem of the lesson, ``01_definition``; empty where none was recognised.
    outcomes : tuple of dict
        ``Outcome.to_dict()`` of each exercise of the lesson, in the lesson's order.
    sources : dict
        Exercise id → the source of the answer's cell, for the feedback.
    problem : str
        Why it was not (wholly) judged, in a sentence for the teacher; else empty.
    notes : tuple of str
        What was noticed: reordered cells, a magic that was skipped, ...
    protection : str
        Which locks held while the learner's code ran.
    seed : int
        Drew the secret inputs.
    seconds : float
        Wall time of the marking.
    failed : bool
        The grader, not the submission, is the reason of the problem: it is tried again next time.
    notebook, checks : str
        SHA-256 of the bytes that were marked, and the version of the checks that marked them.
    """

    lesson: str
    outcomes: tuple[dict[str, Any], ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    notes: tuple[str, ...] = ()
    protection: str = ""
    seed: int = 0
    seconds: float = 0.0
    failed: bool = False
    notebook: str = ""
    checks: str = ""

    @property
    def earned(self) -> int:
        """Points reached in all exercises."""
        return sum(int(outcome["earned"]) for outcome in self.outcomes)

    @property
    def points(self) -> int:
        """Points there are in all exercises."""
        return sum(int(outcome["points"]) for outcome in self.outcomes)
