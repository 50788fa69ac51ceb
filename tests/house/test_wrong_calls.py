"""A wrong call of the course is answered in words in a notebook; the learner's own errors are not.

One IPython in a process of its own runs all calls, as cells: some that were met, and a trial of
everything that a notebook reaches, with wrong things in each argument.
"""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from course_utils.lab.starting import environment_for_lab
from tests.house import right_calls

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
    "MLP(None, [])": "expected two lists of as many arrays",
    "MLP([np.ones((2, 1))], [])": "got 1 and 0",
    "Plan(epsilon=-1)": "expected weight_decay >= 0 and epsilon >= 0",
    "Plan(epsilon=lambda: 3)": "epsilon",
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


STEP = 8  # of the wrong things, each argument gets every eighth, the next argument the next ones
TRIAL = """
import contextlib, inspect, io, json, re, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="NoColor")
setup, fresh, modules, rows = json.load(sys.stdin)
assert shell.run_cell(setup).success
import course_utils
def said(call):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        done = shell.run_cell(call).success
    return done, out.getvalue()
def tried(right, wrong):
    if re.search("[(]ax[,)]", wrong[0]):
        assert shell.run_cell(fresh).success
    return right, said(right) if right else (True, ""), [(call, *said(call)) for call in wrong]
modules = [course_utils, *(getattr(course_utils, name) for name in modules)]
every = [(name, getattr(m, name)) for m in modules for name in m.__all__]
functions = [name for name, found in every if inspect.isfunction(found)]
print(json.dumps([functions, [tried(*row) for row in rows]]))
"""
# What a line inside says, which is not the learner's.
INSIDE = re.compile(
    r"has no attribute|not subscriptable|index out of range|broadcast together|unhashable|NoneType"
    r"|unsupported|not iterable|core dimension|ambiguous|has no len|not callable"
    r"|must match the size|not in list"
)
NEXT = re.compile(r"expected|Next:|Did you mean|There (?:is|are)|Its options|[a-z]\. [A-Z]")
MODULES = ("activations", "capstone", "experiments", "frameworks", "networks", "plotting", "quiz",
           "style", "theory", "widgets")  # fmt: skip


def spoilt(right: str, step: int, turn: Iterator[int]) -> Iterator[str]:
    """Yield a right call with wrong things in it; ``step`` 0: only numbers and names are wrong."""
    tree = ast.parse(right, mode="eval").body
    call = tree
    while isinstance(call, ast.Attribute) or (
        isinstance(call, ast.Call) and call.args and ast.unparse(call.func) == "list"
    ):
        call = call.value if isinstance(call, ast.Attribute) else call.args[0]
    wrong = [ast.parse(text, mode="eval").body for text in right_calls.WRONG]
    if isinstance(call, ast.Subscript):
        for call.slice in wrong:
            yield ast.unparse(tree)
        return
    args, names = call.args, call.keywords
    call.keywords = [*names, ast.keyword("nosuch", ast.Constant(3))]
    yield ast.unparse(tree)
    call.args, call.keywords = [*args, *[ast.Constant(7)] * 9], names
    yield ast.unparse(tree)
    if not step:
        return
    call.args, call.keywords = [], []
    yield ast.unparse(tree)
    for i in range(len(args) + len(names)):
        for value in wrong[next(turn) % step :: step]:
            every = [*args, *(k.value for k in names)]
            every[i] = value
            call.args = every[: len(args)]
            rest = zip(names, every[len(args) :], strict=True)
            call.keywords = [ast.keyword(k.arg, given) for k, given in rest]
            yield ast.unparse(tree)


@pytest.fixture(scope="module")
def trial(tmp_path_factory) -> tuple[list, list]:
    turn = count()
    rows = []
    for line in right_calls.CALLS:
        dear, right = line.startswith("~"), line.removeprefix("~ ")
        rows.append(("" if dear else right, list(spoilt(right, 0 if dear else STEP, turn))))
    told = json.dumps([right_calls.SETUP, right_calls.FRESH, MODULES, rows])
    done = subprocess.run(
        [sys.executable, "-c", TRIAL], input=told,
        capture_output=True, text=True, timeout=300, cwd=tmp_path_factory.mktemp("trial"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_trial_knows_a_right_call_of_all_that_a_notebook_reaches(trial):
    functions, rows = trial
    assert [(right, text[-300:]) for right, (fine, text), _ in rows if not fine] == []
    assert sum(len(wrong) for *_, wrong in rows) > 900
    tried = "\n".join(right_calls.CALLS)
    assert [name for name in functions if not re.search(rf"\b{name}\b", tried)] == []


def test_no_wrong_thing_in_a_call_ends_in_a_traceback_or_in_words_of_the_inside(trial):
    def good(fine: bool, text: str) -> bool:
        words, place, _ = text.partition("at line 1 of the cell")
        if fine or "Traceback" in text:
            return "Traceback" not in text
        return bool(place and NEXT.search(text)) and not INSIDE.search(words)

    every = [said for *_, wrong in trial[1] for said in wrong]
    assert [(call, text[-300:]) for call, fine, text in every if not good(fine, text)] == []
