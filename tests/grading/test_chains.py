"""Requests that follow each other in one message, and what is heard of the call that is watched."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from course_utils.grading import Exercise, LocalStudent, RemoteStudent, Status, judge
from course_utils.student import values
from course_utils.student.replies import ReplyKind
from course_utils.student.runner import serve

SHARED = {"op": "call", "name": "f", "seconds": 2.0, "kwargs": {}}
CODE = """
import os
import numpy as np
kept = np.zeros(2)
def f(n):
    if n == "raise":
        raise ValueError("no")
    if n == "exit":
        os.kill(os.getpid(), 9)
    kept[:] += n
    return kept
"""


def names_of(code):
    names: dict = {"__name__": "__main__"}
    exec(compile(code, "<answer>", "exec"), names)
    return names


@pytest.fixture(params=["here", "in a process"])
def student(request):
    if request.param == "here":
        yield LocalStudent(names_of(CODE))
    else:
        with RemoteStudent([("a", CODE)]) as remote:
            yield remote


def asked(*arguments):
    return [{"args": (argument,)} for argument in arguments]


def test_each_reply_is_what_it_was_when_its_call_came_back(student):
    replies = student.chain(SHARED, asked(1.0, 2.0, 3.0))
    assert [reply["value"].tolist() for reply in replies] == [[1, 1], [3, 3], [6, 6]]


def test_nothing_is_called_after_the_first_that_brings_no_value(student):
    replies = student.chain(SHARED, asked(1.0, "raise", 5.0))
    assert [reply["kind"] for reply in replies] == [ReplyKind.VALUE, ReplyKind.RAISED]
    assert student.request(SHARED | {"args": (1.0,)})["value"].tolist() == [2, 2]


def test_what_is_too_large_together_is_asked_for_one_by_one(monkeypatch):
    monkeypatch.setattr(values, "MAX_BYTES", 1_000)
    student = LocalStudent({"f": lambda n: np.full(100, n)})
    replies = student.chain(SHARED, asked(1.0, 2.0, 3.0))
    assert [reply["value"][0] for reply in replies] == [1, 2, 3]


def test_a_child_that_dies_on_the_way_shows_at_which_call():
    with RemoteStudent([("a", CODE)]) as student:
        replies = student.chain(SHARED, asked(1.0, "exit", 2.0))
    assert [reply["kind"] for reply in replies] == [ReplyKind.VALUE, ReplyKind.DIED]


PEEKS = {
    "sys.getframe": "import sys\ndef f(): return sys._getframe() is None",
    "inspect.currentframe": "import inspect\ndef f(): return inspect.currentframe() is None",
    "gc.get_objects": "import gc\ndef f(): return len(gc.get_objects()) > 0",
    "": "import collections\ndef f(): return len(collections.namedtuple('A', 'b')._fields)",
}


@pytest.mark.parametrize("name", PEEKS)
@pytest.mark.parametrize("open_checks", [True, False])
def test_looks_at_what_others_hold_are_heard_in_both_ways(monkeypatch, name, open_checks):
    if not open_checks:  # as in a locked child, where a hook of Python's own hears of them
        monkeypatch.setitem(sys.modules, "course_utils.checks", None)
    message = {"op": "call", "name": "f", "args": (), "spy": "peeking"}
    used = serve(message, names_of(PEEKS[name]))["used"]
    assert [n for n in used if n.startswith(("sys.", "inspect.", "gc."))] == [name] * bool(name)


def demo(**parts):
    return Exercise(
        "demo.f",
        title="t",
        minutes=1,
        difficulty="easy",
        hints=("", ""),
        forbids=("relu",),
        **parts,
    )


def test_who_calls_a_finished_function_the_first_time_only_is_seen():
    exercise = demo()
    exercise.behaviour("numbers", points=1)(lambda ask: ask.same(2.0, 2.0))
    code = (
        "import torch\nasked = []\ndef f(x):\n    asked.append(x)\n"
        "    first = len(asked) == 1\n"
        "    return float(torch.relu(torch.tensor(x))) if first else max(x, 0.0)\n"
    )
    assert judge(exercise, LocalStudent(names_of(code)), 0).status is Status.WRONG


def test_a_fact_of_the_environment_does_not_use_up_the_watch():
    exercise = demo()

    def fact(_):
        return 1

    @exercise.behaviour("numbers", points=1)
    def numbers(ask):
        ask.fact(fact)
        ask.same(2.0, 2.0)

    code = "import torch\ndef f(x): return float(torch.relu(torch.tensor(x)))"
    assert judge(exercise, LocalStudent(names_of(code)), 0).status is Status.WRONG
