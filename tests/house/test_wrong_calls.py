"""A wrong call of the course is answered in words in a notebook; the learner's own errors are not.

One IPython in a process of its own runs all calls, as cells.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys

import pytest

from course_utils.lab.starting import environment_for_lab

SETUP = """
import numpy as np
import course_utils
from course_utils import check, experiments, plotting, progress_map, quiz, solution, theory, widgets
from course_utils.activations import ACTIVATIONS, prelu, relu
from course_utils.networks import MLP, Plan, load_digits
fig, ax = plotting.figure()
net = MLP.create((2, 3, 1), np.random.default_rng(0))
def broken(x): return x.nothing
"""
CALLS = {
    "experiments.run()": "expected experiments.run(name, *, full=False",
    'experiments.run("minima", points=-3)': "must be non-negative",
    "progress_map(3)": "expected progress_map()",
    'solution("definition.relu", True)': "expected solution(exercise_id=None, *, show=False)",
    'ACTIVATIONS["nope"]': "expected one of relu, leaky_relu",
    'ACTIVATIONS["glue"]': "Did you mean 'gelu'?",
    'relu("abc")': "expected integers or floats of any shape, got an array of dtype <U3",
    "prelu(3)": "expected prelu(x, a)",
    'quiz("definition.q_nan")': "quiz holds: Question, QuizError, answer, ask",
    "quiz.ask(3)": "There is no question '3'. One is definition.q_nan.",
    'quiz.answer("definition.q_nan")': "expected quiz.answer(question_id, given, sure=None)",
    "plotting.figure(0)": "expected plotting.figure(rows=1, cols=1",
    "plotting.plot_activation(ax, relu)": "expected plotting.plot_activation(ax, activation",
    "plotting.show(ax, alt='A figure of nothing at all.')": "expected plotting.show(fig, *, alt)",
    "net.predict(np.zeros((4, 5)))": "expected net.predict(x)",
    'MLP.create((2, "a"), 3)': "expected MLP.create(sizes, rng, *, activation='relu'",
    'Plan(rate="a")': "expected Plan(rate=0.1, epochs=20",
    "load_digits(3)": "expected load_digits(rng, *, test=450",
    'theory.he_std("a")': "fan_in is not a possible count",
    "widgets.hinge_workbench(3)": "expected widgets.hinge_workbench(target='sine'",
    'widgets.one_neuron(w="a")': "expected a number from -3 to 3, got 'a'",
    "widgets.one_nueron": "Did you mean 'one_neuron'?",
    "from course_utils import chek": "Did you mean 'check'?",
    "review()": "Next: run the first code cell of this notebook, which imports it.",
}  # fmt: skip
OWN = ["broken(3)", "plotting.plot_function(ax, broken)", "1 / 0", "int('a')", "no_such_name"]
RUN = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="NoColor")
setup, calls = json.loads(sys.argv[1])
assert shell.run_cell(setup).success
def said(call):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert not shell.run_cell(call).success, call
    return out.getvalue()
found = [said(call) for call in calls]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, str]:
    calls = [*CALLS, *OWN]
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([SETUP, calls])],
        capture_output=True, text=True, timeout=120, cwd=tmp_path_factory.mktemp("calls"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(zip(calls, json.loads(done.stdout.splitlines()[-1]), strict=False))


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_is_answered_in_words(said, call):
    text = said[call]
    assert CALLS[call] in text and f"at line 1 of the cell: {call}" in text
    assert "Traceback" not in text and "course_utils/" not in text
    assert text.count("\n") <= 7


@pytest.mark.parametrize("call", OWN)
def test_an_error_of_the_learners_own_stays_as_it_is(said, call):
    assert "Traceback (most recent call last)" in said[call]


def test_a_kernel_of_the_course_starts_without_a_name_of_ours():
    made = environment_for_lab({})
    names = runpy.run_path(made["PYTHONSTARTUP"])
    assert [name for name in names if not name.startswith("__")] == []
    assert environment_for_lab({"PYTHONSTARTUP": "mine.py"})["PYTHONSTARTUP"] == "mine.py"
