"""A cell of imports on a slow machine: it is waited for, and what it lacks is no wrong answer."""

from __future__ import annotations

import copy
import functools
import os
import sys

import pytest

from course_utils import checks, lessons, progress
from course_utils.classroom import marking
from course_utils.classroom.sandbox.host import Sandbox
from course_utils.desk import checking, puzzles
from course_utils.grading import RemoteStudent, judge, to_text
from course_utils.student import guards
from tests.grading.demo import make

STEM = "01_definition"
DOUBLE = ("double-answer", "def double(x):\n    return two * x")
LIBRARY = """
import signal
import time

def hear(how):
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(how, {signal.SIGALRM})

hear(getattr(signal, "SIG_BLOCK", 0))
time.sleep(0.5)
two = 2
hear(getattr(signal, "SIG_UNBLOCK", 0))
"""
ENDLESS = "while True:\n    pass\nimport numpy as np"


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A library that takes 0.5 s to load, and hears no signal meanwhile: a shared object's way."""
    (tmp_path / "slow_library.py").write_text(LIBRARY)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.delitem(sys.modules, "slow_library", raising=False)


def test_what_follows_an_import_has_the_time_anew(monkeypatch):
    now, importing = [0.0], [False]
    monkeypatch.setattr(guards, "_importing", lambda frame: importing[0])
    monkeypatch.setattr(guards.time, "monotonic", lambda: now[0])

    def is_up(at, loading):
        now[0], importing[0] = at, loading
        return clock.is_up(None)

    clock = guards._Clock(2.0)
    assert not is_up(1.9, False) and is_up(2.0, False)
    now[0] = 0.0
    clock = guards._Clock(2.0)
    assert not is_up(2.0, True) and not is_up(9.0, True)
    assert not is_up(10.9, False) and is_up(11.0, False)
    latest = 2.0 + guards.FOR_IMPORTS
    assert not is_up(latest - 1, True) and is_up(latest, True)


def test_a_child_that_imports_is_not_ended_meanwhile(library, monkeypatch):
    monkeypatch.setattr("course_utils.student.remote.GRACE", 0.1)
    cells = [("setup", "from slow_library import two"), DOUBLE]
    with RemoteStudent(cells, define_seconds=0.2) as student:
        assert (student.cell_errors, judge(make(), student, 1).status) == ({}, "right")
    inside = ("a", "def double(x):\n    from slow_library import two\n    return two * x")
    with RemoteStudent([inside]) as student:
        reply = student.request({"op": "call", "name": "double", "args": (3,), "seconds": 0.2})
    assert reply["value"] == 6


def test_a_name_that_is_missing_because_of_another_cell_says_so():
    late = ("setup", "while True:\n    pass\nfrom slow_library import two\nbase = 1")
    cells = [late, ("middle", "more = base + 1"), DOUBLE]
    with RemoteStudent(cells, define_seconds=0.1) as student:
        said = " ".join(to_text(judge(make(), student, 1)).split())
        assert "That comes from the cell `setup`: it ran for 0.1 s and was stopped" in said
        student.define([*cells[:2], ("double-answer", "double = more")])
        said = " ".join(to_text(judge(make(), student, 1)).split())
    assert "name 'more' is not defined. That comes from the cell `setup`: it ran for" in said


@pytest.fixture
def stuck(monkeypatch):
    """Lesson 1 with right answers and a set-up that does not end, given so by the course."""
    book = lessons.starter_notebook(STEM)
    for cell in book.cells:
        if cell.id == "setup":
            cell.source = ENDLESS
        elif cell.id == "relu-answer":
            cell.source = lessons.solution_of("definition.relu")
    monkeypatch.setattr(lessons.puzzles, "starter_notebook", lambda stem, root=None: book)
    monkeypatch.setattr(lessons, "starter_notebook", lambda stem, root=None: book)
    soon = functools.partial(RemoteStudent, define_seconds=0.2)
    monkeypatch.setattr(checking, "RemoteStudent", soon)
    monkeypatch.setattr(puzzles, "RemoteStudent", soon)
    monkeypatch.setattr(marking, "CELL_SECONDS", 0.2)
    return book


def test_a_set_up_that_had_no_time_counts_as_nothing(stuck, tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    wanted = list(checks.exercises_of(STEM))
    checked = checking.check_book(wanted, stuck, seed=1)
    (problem,) = checked.problems
    assert "it ran for 0.2 s and was stopped" in problem and "nothing counts" in problem
    assert (checked.outcomes, checked.all_right) == ([], False)
    assert not progress.load().exercise("definition.relu").attempts
    puzzle = puzzles.puzzle_named("definition.value_table")
    order = [puzzle.lines.index("    rows = []")]
    assert "did not end" in puzzles.try_order(puzzle, order).text
    # Changed by a learner, the cell is the learner's own.
    mine = copy.deepcopy(stuck)
    next(cell for cell in mine.cells if cell.id == "setup").source += "\n# mine"
    (outcome,) = checking.check_book(wanted[:1], mine, seed=1).outcomes
    assert outcome.status == "error in your code"
    assert "comes from the cell `setup`: it ran" in " ".join(to_text(outcome).split())


def test_a_class_gets_no_marks_from_a_set_up_that_had_no_time(stuck):
    with Sandbox() as sandbox:
        marks = marking.mark(lessons.text_of(stuck).encode(), seed=1, sandbox=sandbox)
    assert marks.failed and not marks.outcomes
    assert "did not end: it ran for 0.2 s and was stopped" in marks.problem
