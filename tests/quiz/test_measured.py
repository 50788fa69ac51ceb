"""Answers that can be measured are: by the lessons' own experiments, whatever the file says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course_utils import quiz
from course_utils.quiz.measured import differences, holds
from course_utils.quiz.question import Option, Question, QuizError
from course_utils.quiz.questions import read
from course_utils.workshop import facts

pytestmark = pytest.mark.slow  # it runs notebooks, or trains nets

ALL = [quiz.find(key) for key in quiz.ids()]
MEASURED = [question for question in ALL if question.measured]
ARGUED = {
    "role_in_networks.q_time": "run times are shown, never tested",
    "capstone.q_cause": "what follows from two runs: a matter of logic",
    "capstone.q_seen": "which evidence weighs most",
}


def test_what_is_not_measured_is_argued():
    assert {question.id for question in ALL if not question.measured} == set(ARGUED)


def test_every_fact_is_asked_for():
    assert {question.measured for question in MEASURED} == set(facts.facts())


@pytest.mark.parametrize("question", MEASURED, ids=lambda q: q.id)
def test_the_marked_answer_is_what_is_measured(question):
    assert differences(question, facts.measure(question.measured)) == []


@pytest.mark.parametrize("question", MEASURED, ids=lambda q: q.id)
def test_another_mark_is_found(question):
    """Were the next option marked, or the number another, the build would refuse it."""
    result = facts.measure(question.measured)
    if question.kind == "number":
        wrong = replace(question, answer=question.answer + 2 * question.tolerance + 1)
    else:
        marks = [option.right for option in question.options]
        turned = [*marks[1:], marks[0]]
        if turned == marks:
            turned = [not mark for mark in marks]
        options = zip(question.options, turned, strict=True)
        wrong = replace(question, options=tuple(replace(o, right=right) for o, right in options))
    said = differences(wrong, result)
    assert said and all(line.startswith(question.id) for line in said)


def test_what_an_option_may_say():
    assert holds(Option("a", "", "", says=(0.1, 0.3)), 0.1)
    assert not holds(Option("a", "", "", says=(0.1, 0.3)), 0.31)
    assert holds(Option("a", "", "", says="none"), "none")
    with pytest.raises(KeyError):
        holds(Option("a", "", "", says="clip"), {"where": True})


def test_says_and_measured_go_together(tmp_path):
    lines = ["[q_a]", 'kind = "one"', 'text = "?"', 'measured = "f"']
    for word in ("yes", "no"):
        lines += ["[[q_a.option]]", f'text = "{word}"', 'feedback = "so"']
    lines += ["right = true"]
    folder = tmp_path / "01_demo"
    folder.mkdir()
    (folder / "questions.toml").write_text("\n".join(lines))
    with pytest.raises(QuizError, match="says goes with measured"):
        read(folder / "questions.toml")


def test_nobody_measures_what_has_no_function():
    with pytest.raises(LookupError, match="nothing measures 'luck'"):
        facts.measure("luck")


def test_the_page_does_not_hold_what_an_option_says():
    from course_utils.quiz.widget import QuizWidget

    question = Question(
        "demo.q_a", "one", "?", measured="f",
        options=(Option("a", "yes", "so", True, "zebra"), Option("b", "no", "so", says="okapi")),
    )  # fmt: skip
    state = str(QuizWidget(question, seed="").get_state())
    assert "zebra" not in state and "okapi" not in state
