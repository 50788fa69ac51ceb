"""The gradebook: one SQLite file that keeps every mark, its history and every change by hand.

What is in it can be read while a class is being graded, and a kill at any moment loses at most
the result that was being written. Nothing here knows of policies: what was late, and by how much,
is kept as it was taken in, so that whoever reads may decide anew each time.

What it leaves out: SQLite on a network drive, where file locks are often broken.
"""

from .keys import key_of, seed_hash
from .records import Adjustment, Attempt, Comment, ExerciseResult, LogEntry, Result
from .schema import GradebookError
from .signatures import signature
from .store import Gradebook

__all__ = [
    "Adjustment",
    "Attempt",
    "Comment",
    "ExerciseResult",
    "Gradebook",
    "GradebookError",
    "LogEntry",
    "Result",
    "key_of",
    "seed_hash",
    "signature",
]
