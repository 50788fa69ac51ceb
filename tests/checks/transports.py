"""An answer in two transports: in this process, and through a pipe in another."""

from __future__ import annotations

import atexit
import functools
import pickle
import time
from pathlib import Path

from course_utils import checks
from course_utils.grading import LocalStudent, RemoteStudent, judge, to_json

SEED = 20260101
TRAINED = 0.5  # an answer that takes so many seconds to define trains a net


class Mine:
    """An answer, run in this process."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._names: dict = {"__name__": "__main__"}
        began = time.process_time()
        exec(compile(code, "<answer>", "exec"), self._names)
        self._seconds = time.process_time() - began
        self.student = LocalStudent(self._names)

    def cell(self, name: str, folder: Path) -> str:
        """Return the code for another process: a record of a trained net is not trained again.

        The solution of each exercise is: see test_solutions.py.
        """
        value = self._names.get(name)
        if self._seconds < TRAINED or not isinstance(value, dict):
            return self._code
        trained = folder / f"{name}.pickle"
        trained.write_bytes(pickle.dumps(value))
        return f"import pickle\nwith open({str(trained)!r}, 'rb') as f: {name} = pickle.load(f)"


@functools.cache
def other_process() -> RemoteStudent:
    """One child for all answers: each definition starts from an empty namespace."""
    # The first answer of a lesson may import torch and Keras, on a machine with other work.
    student = RemoteStudent([], define_seconds=90.0)
    atexit.register(student.close)
    return student


def both(exercise_id: str, mine: Mine, code: str | None = None):
    """Judge in this process and in another; the outcomes must be the same bytes.

    `code` defines the answer there; None where it is defined already.
    """
    exercise = checks.find(exercise_id)
    here = judge(exercise, mine.student, SEED)
    student = other_process()
    if code is not None:
        student.define([("answer", code)])
        assert not student.cell_errors
    there = judge(exercise, student, SEED)
    if not any(f.frames for f in here.findings):
        assert to_json(here) == to_json(there)
    assert (here.status, here.earned) == (there.status, there.earned)
    return here
