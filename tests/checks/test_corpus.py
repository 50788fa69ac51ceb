"""Every check accepts what is right and says why the rest is wrong, in two transports."""

from __future__ import annotations

import atexit
import functools
import os
import pickle
import time
import zlib
from pathlib import Path

import pytest

from course_utils import checks, lessons
from course_utils.grading import LocalStudent, RemoteStudent, judge, to_html, to_json, to_text
from course_utils.workshop.corpus import CORPUS, Answer, all_answers

ANSWERS = all_answers()
EXERCISES = checks.all_exercises()
SEED = 20260101
# Of the wrong answers a fixed third; every one by command: RELU_CORPUS=all pytest tests/checks
FAR = 1 if os.environ.get("RELU_CORPUS") == "all" else 3
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

        The solution of each exercise is: `test_starter_scores_nothing_and_solution_scores_full`.
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


def marks(outcome) -> tuple:
    return outcome.status, [(result.name, result.earned) for result in outcome.behaviours]


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a.kind == "right"], ids=str)
def test_right_answers_get_full_points(answer: Answer, tmp_path):
    mine = Mine(answer.code)
    outcome = both(answer.exercise, mine, mine.cell(answer.exercise.partition(".")[2], tmp_path))
    assert outcome.status == "right", to_text(outcome)
    # Another draw of inputs must not change a right answer's marks, nor must asking again.
    for seed in range(3):
        again = judge(checks.find(answer.exercise), mine.student, seed)
        assert again.status == "right", to_text(again)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a.kind == "wrong"], ids=str)
def test_wrong_answers_fail_with_their_own_reason(answer: Answer, tmp_path):
    mine = Mine(answer.code)
    if zlib.crc32(str(answer).encode()) % FAR:
        outcome = judge(checks.find(answer.exercise), mine.student, SEED)
    else:
        cell = mine.cell(answer.exercise.partition(".")[2], tmp_path)
        outcome = both(answer.exercise, mine, cell)
    text = to_text(outcome)
    assert outcome.earned < outcome.points, f"accepted:\n{answer.code}"
    assert outcome.findings, text
    reasons = [f.mistake for f in outcome.findings] + [f.reason for f in outcome.findings]
    assert any(answer.expects in reason for reason in reasons), text
    if answer.earns is not None:
        assert outcome.earned == answer.earns, text
    assert all(len(line) <= 80 for line in text.splitlines()), text
    assert to_html(outcome).count("<div") == to_html(outcome).count("</div")
    # Looking for a name gives and takes nothing, and marks do not hang on one lucky draw.
    unnamed = judge(checks.find(answer.exercise), mine.student, SEED, naming=False)
    assert marks(unnamed) == marks(outcome)
    other = judge(checks.find(answer.exercise), mine.student, SEED + 1, naming=False)
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


def answers_of(notebook) -> str:
    """Collect the code of a notebook without its checks, as the terminal runs it."""
    code = [c for c in notebook.cells if c.cell_type == "code" and not c.id.endswith("-check")]
    return "\n".join(cell.source for cell in code)


# A lesson's answers are defined once for all its exercises: the last ones train nets.
@pytest.mark.parametrize("stem", checks.stems())
def test_starter_scores_nothing_and_solution_scores_full(stem):
    solved = lessons.read(lessons.path_of("solutions", stem))
    for notebook, expected in ((solved, "right"), (lessons.derive(solved), "not started")):
        code = answers_of(notebook)
        mine = Mine(code)
        other_process().define([("answers", code)])
        assert not other_process().cell_errors
        for exercise in checks.exercises_of(stem):
            outcome = both(exercise.id, mine)
            earned = exercise.points if expected == "right" else 0
            assert (outcome.status, outcome.earned) == (expected, earned), to_text(outcome)
