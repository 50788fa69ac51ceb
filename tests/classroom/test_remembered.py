"""A judge that remembers gives what a judge that does not would give."""

from __future__ import annotations

import pytest

from course_utils import checks
from course_utils.classroom import remembered
from course_utils.classroom.remembered import Remembered
from course_utils.grading import LocalStudent, judge
from course_utils.student.local import checked, checked_each, packed_answer, until_no_value
from course_utils.student.replies import ReplyKind
from course_utils.student.values import pack, unpack
from course_utils.workshop.corpus import all_answers

EXERCISES = ("definition.relu", "definition.relu_grad")
ANSWERS = [a for a in all_answers() if a.exercise in EXERCISES]


def names_of(code):
    namespace: dict = {"__name__": "__main__"}
    exec(compile(code, "<answer>", "exec"), namespace)
    return namespace


class Here:
    """Answers packed questions in this process; the one with the number `dies` never comes."""

    def __init__(self, code, dies=-1):
        self.namespace = names_of(code)
        self.asked: list[bytes] = []
        self.dies = dies

    def exchange(self, data, seconds):
        self.asked.append(data)
        if len(self.asked) == self.dies:
            return ReplyKind.DIED
        return packed_answer(unpack(data), self.namespace)

    def read(self, answer, message):
        return {"kind": answer} if isinstance(answer, ReplyKind) else checked(unpack(answer))

    def read_each(self, answer, shared, each, ask):
        if isinstance(answer, ReplyKind):
            return [{"kind": answer}]
        replies = checked_each(unpack(answer, within=True), len(each))
        return replies or until_no_value(ask, [shared | one for one in each])


class TooLargeTogether(Here):
    """Says of every chain that it is too large, and that each is to be asked for."""

    def exchange(self, data, seconds):
        answer = super().exchange(data, seconds)
        return pack(None) if "each" in unpack(data) else answer


@pytest.mark.parametrize("exercise", list(map(checks.find, EXERCISES)), ids=EXERCISES)
def test_outcomes_are_those_of_a_judge_without_memory(exercise):
    memory = Remembered()
    codes = [a.code for a in ANSWERS if a.exercise == exercise.id][::4]
    assert len(codes) > 5
    for code in codes + codes[::-1]:
        expected = judge(exercise, LocalStudent(names_of(code)), 7).to_dict()
        assert memory.judge(exercise, Here(code), 7) == expected


def test_the_second_of_two_like_answers_is_asked_the_same_and_not_judged(monkeypatch):
    exercise, memory = checks.find("definition.relu"), Remembered()
    first = Here("import numpy as np\ndef relu(x): return np.maximum(x, 0)")
    outcome = memory.judge(exercise, first, 7)
    monkeypatch.delattr(remembered, "judge")
    second = Here("import numpy as np\ndef relu(x): return (np.maximum(x, 0))")
    assert memory.judge(exercise, second, 7) is outcome
    assert second.asked == first.asked
    with pytest.raises(NameError):  # other inputs, another outcome
        memory.judge(exercise, second, 8)


def test_two_that_are_asked_for_each_reply_alone_do_not_share_a_mark():
    exercise, memory = checks.find("definition.relu_grad"), Remembered()
    code = (
        "import numpy as np\ndef relu_grad(x, at_zero): return np.select([x > 0, x < 0], [1, 0.0], "
    )
    right, wrong = code + "at_zero)", code + "7.0)"
    for code in (right, wrong, wrong, right):
        expected = judge(exercise, LocalStudent(names_of(code)), 7).to_dict()
        assert memory.judge(exercise, TooLargeTogether(code), 7)["earned"] == expected["earned"]


def test_what_died_is_not_remembered():
    exercise, memory = checks.find("definition.relu"), Remembered()
    code = "import numpy as np\ndef relu(x): return np.maximum(x, 0)"
    assert memory.judge(exercise, Here(code, dies=3), 7)["status"] != "right"
    assert memory.judge(exercise, Here(code), 7)["status"] == "right"
    broken = memory.judge(exercise, Here(code, dies=3), 7)
    assert broken["status"] != "right"  # nor is one that died taken for one that lived
    assert memory.judge(exercise, Here(code), 7)["status"] == "right"


def test_it_forgets_rather_than_grows():
    exercise, memory = checks.find("definition.relu"), Remembered(most=20_000)
    for seed in range(40):
        memory.judge(exercise, Here("relu = abs"), seed)
        assert memory._held < 60_000


def test_a_judge_that_asks_otherwise_is_heard_from_the_start(monkeypatch):
    exercise, memory = checks.find("definition.relu"), Remembered()
    code = "import numpy as np\ndef relu(x): return np.maximum(x, 0)"
    memory.judge(exercise, Here(code), 7)
    seeds = iter([1, 2])
    monkeypatch.setattr(remembered, "judge", lambda e, s, seed: judge(e, s, next(seeds)))
    other = Here("import numpy as np\ndef relu(x): return np.maximum(x, 0) + 1")
    expected = judge(exercise, LocalStudent(other.namespace), 2).to_dict()
    assert memory.judge(exercise, other, 7) == expected
