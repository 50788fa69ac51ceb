"""Every check accepts what is right and says why the rest is wrong, in two transports."""

from __future__ import annotations

import pytest

from course_utils import checks
from course_utils.grading import judge, to_html, to_text
from course_utils.workshop.corpus import CORPUS, Answer, all_answers

from ..part import ALL, taken
from .transports import SEED, Mine, both

ANSWERS = all_answers()
EXERCISES = checks.all_exercises()
# A fixed fifth of the wrong answers goes through a pipe, and is judged in a second draw, without a
# look for a name; of the right ones a third goes through a pipe.
WHOLE, PIPED = 5, 3


def marks(outcome) -> tuple:
    return outcome.status, [(result.name, result.earned) for result in outcome.behaviours]


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a.kind == "right"], ids=str)
def test_right_answers_get_full_points(answer: Answer, tmp_path):
    mine = Mine(answer.code)
    if taken(str(answer), PIPED):
        name = answer.exercise.partition(".")[2]
        outcome = both(answer.exercise, mine, mine.cell(name, tmp_path))
    else:
        outcome = judge(checks.find(answer.exercise), mine.student, SEED)
    assert outcome.status == "right", to_text(outcome)
    # Another draw of inputs must not change a right answer's marks, nor must asking again.
    for seed in range(3 if ALL else 2):
        again = judge(checks.find(answer.exercise), mine.student, seed)
        assert again.status == "right", to_text(again)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a.kind == "wrong"], ids=str)
def test_wrong_answers_fail_with_their_own_reason(answer: Answer, tmp_path):
    mine, exercise = Mine(answer.code), checks.find(answer.exercise)
    if taken(str(answer), WHOLE):
        outcome = both(answer.exercise, mine, mine.cell(exercise.name, tmp_path))
        # Looking for a name gives and takes nothing.
        unnamed = judge(exercise, mine.student, SEED, naming=False)
        assert marks(unnamed) == marks(outcome)
    else:
        outcome = judge(exercise, mine.student, SEED)
    text = to_text(outcome)
    assert outcome.earned < outcome.points, f"accepted:\n{answer.code}"
    assert outcome.findings, text
    reasons = [f.mistake for f in outcome.findings] + [f.reason for f in outcome.findings]
    assert any(answer.expects in reason for reason in reasons), text
    if answer.earns is not None:
        assert outcome.earned == answer.earns, text
    assert all(len(line) <= 80 for line in text.splitlines()), text
    assert to_html(outcome).count("<div") == to_html(outcome).count("</div")
    # Marks do not hang on one lucky draw; nor does an answer that never comes.
    if taken(str(answer), WHOLE) and "No answer within" not in text:
        other = judge(exercise, mine.student, SEED + 1, naming=False)
        assert other.earned == outcome.earned


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_corpus_is_large_enough_and_every_misconception_is_met(exercise):
    mine = [a for a in ANSWERS if a.exercise == exercise.id]
    assert sum(a.kind == "right" for a in mine) >= 3
    assert sum(a.kind == "wrong" for a in mine) >= 4
    named = {m.name for m in exercise.misconceptions}
    expected = {a.expects for a in mine if a.kind == "wrong"}
    assert named <= expected, f"no wrong answer shows: {sorted(named - expected)}"


def test_corpus_files_belong_to_exercises():
    ids = {e.id for e in EXERCISES}
    for path in CORPUS.glob("[0-9]*/*.py"):
        assert f"{path.parent.name.partition('_')[2]}.{path.stem}" in ids, path.name
