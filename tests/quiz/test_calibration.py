"""Confidence beside a prediction, and the curve that is made of it."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import progress, quiz
from course_utils.quiz import calibrating, confidence, questions
from course_utils.quiz.widget import QuizWidget

PREDICTIONS = [q for q in questions.of_lesson("definition") if q.predict]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RELU_GRADING", raising=False)
    monkeypatch.delenv("RELU_CONFIDENCE", raising=False)


def event(key="a.q", right=True, sure=90, when="2026-01-01"):
    return {"what": "answer", "id": key, "right": right, "confidence": sure, "when": when}


def tell(widget, **message):
    widget._handle_custom_msg(message, [])
    return widget.result


def answer_of(question, right=True):
    if question.kind == "number":
        return str(question.answer if right else question.typical[0].value)
    options = question.right if right else [o for o in question.options if not o.right]
    return [option.letter for option in (options if question.kind == "several" else options[:1])]


@pytest.mark.parametrize(
    ("said", "kept"), [("", None), (None, None), ("90", 90), ("70 %", 70), (99, 99), (50.0, ...)]
)
def test_what_can_be_said(said, kept):
    if kept is ...:
        with pytest.raises(quiz.QuizError, match="50, 70, 90 or 99 per cent, or nothing"):
            confidence.read(said)
    else:
        assert confidence.read(said) == kept


def test_it_is_kept_in_the_journal_and_never_needed(capsys):
    quiz.answer("definition.q_nan", "a", sure=90)
    quiz.answer("definition.q_nan", "a")
    quiz.answer("definition.q_nan", "a", sure=95)
    assert [line.get("confidence") for line in progress.events()] == [90, None]
    assert "got 95" in capsys.readouterr().out


def test_one_setting_turns_it_off(monkeypatch):
    assert QuizWidget(PREDICTIONS[0]).question["sure"] == [50, 70, 90, 99]
    monkeypatch.setenv("RELU_CONFIDENCE", "0")
    assert QuizWidget(PREDICTIONS[0]).question["sure"] == []
    assert confidence.levels(quiz.find("definition.q_nan")) == ()


def test_only_predictions_are_asked():
    for question in questions.of_lesson():
        assert bool(confidence.levels(question)) == question.predict


said = st.sampled_from([*confidence.LEVELS, None])
answered = st.tuples(st.sampled_from("abcdef"), st.booleans(), said, st.integers(10, 30))


@settings(deadline=None)  # SciPy is loaded by the first
@given(st.lists(answered, max_size=30))
def test_the_first_answer_to_each_question_counts_whatever_the_order_of_the_file(answers):
    events = [
        event(f"a.{name}", right, sure, f"2026-01-{day}") for name, right, sure, day in answers
    ]
    firsts = {}
    for name, right, sure, _ in sorted(answers, key=lambda answer: answer[3]):
        firsts.setdefault(name, (sure, right))
    levels = calibrating.curve("a", events)
    assert calibrating.curve("b", events) == []
    for level in levels:
        rights = [right for sure, right in firsts.values() if sure == level.sure]
        assert (level.right, level.answers) == (sum(rights), len(rights))
    assert sum(level.answers for level in levels) == sum(s is not None for s, _ in firsts.values())


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_the_interval_is_wilsons(n, data):
    k = data.draw(st.integers(0, n))
    (level,) = calibrating.curve(events=[event(f"a.{i}", i < k) for i in range(n)])
    z, p = 1.959963984540054, k / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert level.low == pytest.approx(centre - half, abs=1e-9)
    assert level.high == pytest.approx(centre + half, abs=1e-9)


def test_few_answers_allow_no_verdict_and_many_do():
    def verdict(right, n, sure):
        events = [event(f"a.{i}", i < right, sure) for i in range(n)]
        return calibrating.curve(events=events)[0].verdict

    assert verdict(2, 4, 90) == "surer than right"  # Wilson: 15 to 85 %
    assert verdict(3, 4, 90) == verdict(0, 1, 70) == "fits"  # 0 of 1: 0 to 79 %
    assert verdict(1, 1, 50) == "fits" and verdict(8, 8, 50) == "more often right than sure"


def test_damaged_lines_are_passed_over():
    events = [{}, {"what": "answer"}, {"what": "answer", "id": 3}, event(sure="90"), event("a.r")]
    (level,) = calibrating.curve(events=events)
    assert level.answers == 1


def test_the_last_prediction_of_a_lesson_brings_the_curve():
    for question in PREDICTIONS[:-1]:
        widget = QuizWidget(question)
        tell(widget, do="answer", given=answer_of(question), sure="90")
        assert tell(widget, do="reason")["after"] == ""
    last = PREDICTIONS[-1]
    widget = QuizWidget(last)
    told = tell(widget, do="answer", given=answer_of(last, right=False), sure="99")
    assert "99 % sure" in told["headline"] and told["after"] == "", "nothing is given away yet"
    shown = tell(widget, do="reason")
    assert re.search(rf"{len(PREDICTIONS) - 1} of {len(PREDICTIONS) - 1}.*0 of 1", shown["after"])
    assert "comes back first" in shown["note"]
    again = QuizWidget(last)  # asked again another day: the lesson is not at its end
    tell(again, do="answer", given=answer_of(last), sure="50")
    assert tell(again, do="reason")["after"] == ""


def test_the_curve_in_words(capsys):
    quiz.calibration()
    assert "No prediction with a confidence yet" in capsys.readouterr().out
    quiz.answer("definition.q_nan", "a", sure=50)
    capsys.readouterr()
    quiz.calibration("definition")
    assert re.search(r"50 % sure: right [01] of 1", capsys.readouterr().out)
