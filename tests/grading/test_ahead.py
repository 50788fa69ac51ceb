"""Requests that go with the cells: answered once, as if each had been asked in its turn."""

from __future__ import annotations

import pytest

from course_utils.grading import RemoteStudent
from course_utils.student.replies import ReplyKind
from course_utils.student.values import pack

CELLS = [("a", "def f(x): return x"), ("b", "g = ...")]
# Whoever asks what kind of thing it is ends the process.
DEADLY = """
import os
class Deadly:
    @property
    def __class__(self):
        os.kill(os.getpid(), 9)
bad = Deadly()
"""


def look(name: str) -> dict:
    return {"op": "describe", "name": name, "seconds": 5.0}


def ahead(*names: str) -> list[tuple[bytes, float]]:
    return [(pack(look(name)), 5.0) for name in names]


def counted(student: RemoteStudent, monkeypatch) -> list[bytes]:
    """Return a list to which is added whatever is sent from now on."""
    sent: list[bytes] = []
    exchange = student._link.exchange

    def send(data, seconds):
        sent.append(data)
        return exchange(data, seconds)

    monkeypatch.setattr(student._link, "exchange", send)
    return sent


def test_what_is_asked_ahead_gets_the_same_answer_and_is_not_sent_again(monkeypatch):
    with RemoteStudent(CELLS) as student:
        in_turn = [student.request(look(name)) for name in ("f", "g", "missing")]
    with RemoteStudent(CELLS, ahead=ahead("f", "g", "missing")) as student:
        sent = counted(student, monkeypatch)
        assert [student.request(look(name)) for name in ("f", "g", "missing")] == in_turn
        assert sent == []
        assert student.request(look("f")) == in_turn[0]  # a second time it is a new question
        assert len(sent) == 1


def test_other_cells_get_other_answers():
    with RemoteStudent(CELLS, ahead=ahead("f", "g")) as student:
        assert student.request(look("g"))["value"]["blank"]
        student.define([("a", "f = 1"), ("b", "g = 2")])
        assert student.request(look("f"))["value"]["is"] == "value"
        assert not student.request(look("g"))["value"]["blank"]


@pytest.mark.skipif(not hasattr(__import__("signal"), "SIGKILL"), reason="kills with SIGKILL")
def test_who_dies_of_a_look_costs_their_own_answer_only():
    cells = [*CELLS, ("c", DEADLY)]
    with RemoteStudent(cells, ahead=ahead("f", "bad", "g")) as student:
        assert student.deaths == 0
        assert student.request(look("f"))["value"]["is"] == "function"
        assert student.request(look("bad"))["kind"] is ReplyKind.DIED
        assert student.request(look("g"))["value"]["blank"]
        assert (student.deaths, student.cell_errors) == (1, {})
