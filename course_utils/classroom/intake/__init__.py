"""Take submissions in: every one gets its row, whatever it is.

`read` takes a folder, a learning platform's download, or one notebook, and yields `Submission`
after `Submission`; nothing is unpacked to the disk, and a file is read when its `load` is called.
"""

from __future__ import annotations

from .late import Lateness, LatePolicy, counting, lateness, parse_policy
from .members import IntakeError, Limits, shown
from .people import spellings, student_id
from .reading import read
from .roster import Person, Roster, read_roster

__all__ = [
    "IntakeError",
    "LatePolicy",
    "Lateness",
    "Limits",
    "Person",
    "Roster",
    "counting",
    "lateness",
    "parse_policy",
    "read",
    "read_roster",
    "shown",
    "spellings",
    "student_id",
]
