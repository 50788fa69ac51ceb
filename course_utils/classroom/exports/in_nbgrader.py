"""The last line of a test cell under nbgrader: an exercise's points as a number.

nbgrader takes the value of the cell for the mark. Two rules of its own make care necessary: a cell
that wrote to the error stream earns nothing, and a cell without a value earns everything.
"""

from __future__ import annotations

import contextlib
import io
import secrets
import sys
import warnings

from ... import checks
from ...grading import LocalStudent, judge, to_text


def points(exercise_id: str) -> int:
    """Judge the answer in the notebook that calls this, print why, and return its points.

    The checks are those of `course_utils.check`; nobody's progress is changed.
    """
    namespace = sys._getframe(1).f_globals
    exercise = checks.find(exercise_id)
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        outcome = judge(exercise, LocalStudent(namespace), secrets.randbits(32))
    print(to_text(outcome))
    return outcome.earned
