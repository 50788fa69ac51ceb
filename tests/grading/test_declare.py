"""Declared behaviours: what they compare, and what they say of answers in another form."""

from __future__ import annotations

import numpy as np
import pytest

from course_utils.grading import Cases, Exercise, LocalStudent, Rows, Table, Unreadable, judge
from course_utils.grading.reading import real_number


def exercise(**more) -> Exercise:
    return Exercise("demo.answer", title="t", minutes=1, difficulty="easy", hints=("", ""), **more)


def outcome(of: Exercise, answer):
    return judge(of, LocalStudent({"answer": answer}), seed=0)


def numbers(value):
    number = real_number(value)
    if number is None:
        raise Unreadable("This is no number.", "a number")
    return number


def test_what_tidy_cannot_read_is_said_with_what_is_wanted():
    double = exercise(oracle=lambda x: 2 * x, tidy=numbers)
    double.marks(Cases("twice", 1, lambda rng: [(3.0,)]))
    assert outcome(double, lambda x: np.array([2 * x])).status == "right"
    (finding,) = outcome(double, lambda x: "six").findings
    assert (finding.reason, finding.expected) == ("This is no number.", "a number")


def test_a_view_is_marked_and_the_whole_is_recognised():
    both = exercise(oracle=lambda x: np.array([x, 2 * x]), says={"halved": "Half of it."})
    both.marks(Cases("the first", 1, lambda rng: [(3.0,)], view=lambda y, x: {"it": y[0]}))
    both.mistakes({"halved": lambda x: np.array([x / 2, x])})
    assert outcome(both, lambda x: np.array([x, 0.0])).status == "right"
    (finding,) = outcome(both, lambda x: np.array([x / 2, x])).findings
    assert finding.mistake == "halved" and "At 'it'" in finding.reason
    (finding,) = outcome(both, lambda x: np.array([x / 2, 0.0])).findings
    assert finding.mistake == ""


def test_what_behaviours_share_is_said_once():
    about = {"look": 2, "task": "shared", "row": {"look": 3, "task": "own"}, "reason": "Both."}
    both = exercise(oracle=abs, about=about | {"other": {"reason": "Its own."}})
    one, other = (Cases(name, 1, lambda rng: [(1.0,)]) for name in ("one", "other"))
    both.marks(one, Rows("row", 1, ()), other)
    assert [(b.look, b.task) for b in both.behaviours] == [(2, "shared"), (3, "own"), (2, "shared")]
    assert [both.behaviours[at].reason for at in (0, 2)] == ["Both.", "Its own."]


@pytest.mark.parametrize(
    "written, mistake", [([1, 1], "all the same"), ([1, 3], "one too many"), ([1, 0], "")]
)
def test_a_table_is_read_and_known_by_entry_or_as_a_whole(written, mistake):
    table = Table(
        {"first": 1, "second": 2},
        "a number",
        says=lambda key, entry: f"{entry} is wrong.",
        read=lambda given: dict(zip(("first", "second"), given, strict=True)),
    )
    says = {"all the same": "They differ.", "one too many": "Count again."}
    pair = exercise(table=table, says=says)
    pair.marks(Rows("both", 1, ("first", "second")))
    pair.symptoms({"all the same": lambda given: len(set(given)) == 1})
    pair.mistakes({"one too many": {"second": 3}})
    assert outcome(pair, [1, 2]).status == "right"
    (finding,) = outcome(pair, written).findings
    assert finding.mistake == mistake and f"{written[1]} is wrong." in finding.reason


def test_an_answer_of_too_few_parts_is_not_known_by_one_of_them():
    says = {"once": "Twice is asked for."}
    pair = exercise(oracle=lambda x: (x, 2 * x), parts=("one", "two"), says=says)
    pair.marks(Cases("two", 1, lambda rng: [(3.0,)], part=1))
    pair.mistakes({"once": lambda x: (x, x)})
    (finding,) = outcome(pair, lambda x: (x, x)).findings
    assert finding.mistake == "once"
    (finding,) = outcome(pair, lambda x: (x,)).findings
    assert finding.mistake == "" and "2 things are asked for" in finding.reason
