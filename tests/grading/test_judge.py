"""Statuses, partial credit, mistakes that name themselves, and a kernel that survives."""

from __future__ import annotations

import builtins
import json
import os
import signal
import sys
import threading
import time

import numpy as np
import pytest

from course_utils.grading import (
    LocalStudent,
    Outcome,
    RemoteStudent,
    Status,
    judge,
    to_html,
    to_json,
    to_text,
)
from course_utils.grading.outcome import FindingKind
from course_utils.progress import view
from course_utils.student.runner import is_blank
from tests.grading.demo import make


def outcome_of(function, seed=1):
    return judge(make(), LocalStudent({"double": function}), seed)


def state():
    """What a check changes for a moment and must put back."""
    names = [getattr(builtins, name, None) for name in ("exit", "quit")]
    return [*names, os._exit, os.abort, sys.stdin, sys.stdout, sys.stderr]


def blank(x):
    """Docstring."""


def test_right():
    outcome = outcome_of(lambda x: x + x)
    assert (outcome.status, outcome.earned, outcome.points) == ("right", 3, 3)
    assert outcome.findings == ()


@pytest.mark.parametrize("namespace", [{}, {"double": ...}, {"double": blank}])
def test_not_started(namespace):
    outcome = judge(make(), LocalStudent(namespace), 1)
    assert (outcome.status, outcome.earned) == ("not started", 0)


def test_partial_credit_is_by_behaviour_and_says_where():
    outcome = outcome_of(lambda x: np.nan_to_num(2 * x))
    assert (outcome.status, outcome.earned) == ("partly right", 2)
    (finding,) = outcome.findings
    assert "nan" in finding.called and "index 0" in finding.reason


def test_mistake_names_itself():
    finding = outcome_of(lambda x: x * x).findings[0]
    assert finding.mistake == "squares"
    assert "x ** 2 squares" in finding.reason
    assert finding.look == "section 1"


def test_a_class_is_started_when_a_method_is_written():
    class Starter:
        def __init__(self):
            self.layer = "finished for the learner"

        def forward(self, x): ...

    class Derived(Starter):
        def __init__(self):  # one layer of the starter replaced: a whole answer
            self.layer = "another"

    class Empty:
        def __init__(self): ...

    assert [is_blank(kind) for kind in (Starter, Derived, Empty)] == [True, False, True]


def test_mutation_is_found():
    def double(x):
        x *= 2
        return x

    finding = outcome_of(double).findings[0]
    assert "changed" in finding.reason


BORROWED = {
    "an alias": "import torch\nlinear = torch.relu\ndef double(x): return linear(torch.tensor(x))",
    "a dictionary": (
        "from course_utils.activations import ACTIVATIONS\n"
        "def double(x): return ACTIVATIONS['relu'].f(x)"
    ),
    "a default argument": "import torch\ndef double(x, f=torch.relu): return f(torch.tensor(x))",
    "a partial": (
        "import functools, torch\nhidden = functools.partial(torch.nn.functional.relu)\n"
        "def double(x): return hidden(torch.tensor(x))"
    ),
    "getattr": "import torch\ndef double(x): return getattr(torch, 're' + 'lu')(torch.tensor(x))",
    "eval": "import torch\ndef double(x): return eval('torch.relu')(torch.tensor(x))",
    "importlib": (
        "import importlib\ndef double(x):\n    t = importlib.import_module('torch')\n"
        "    return t.relu(t.tensor(x))"
    ),
    "an import in an inner function": (
        "def double(x):\n    def inner(y):\n        import torch.nn.functional as G\n"
        "        import torch\n        return G.relu(torch.tensor(y))\n    return inner(x)"
    ),
    "a method": "import torch\ndef double(x): return torch.tensor(x).relu()",
    "a module": "import torch\ndef double(x): return torch.nn.ReLU()(torch.tensor(x))",
    "vectorize": (
        "import numpy as np, torch\n"
        "f = np.vectorize(lambda v: float(torch.relu(torch.tensor(v))))\n"
        "def double(x): return f(x)"
    ),
    "the function itself": "from course_utils.activations import relu as double",
}


@pytest.mark.parametrize("road", BORROWED)
def test_what_does_not_count_is_what_is_called(road):
    namespace = {}
    exec(compile(BORROWED[road], "<cell 1>", "exec"), namespace)
    outcome = outcome_of(namespace["double"])
    assert outcome.earned == 0
    assert outcome.findings[0].kind is FindingKind.RULE


def test_a_learners_own_names_are_never_borrowed():
    code = (
        "import numpy as np, torch\n"
        "class Mine:\n"
        "    def relu(self, x): return x + x\n"
        "    def backward(self): return None\n"
        "def relu(x): return Mine().relu(x)\n"
        "def double(x):\n"
        "    Mine().backward()\n"
        "    with torch.no_grad():\n"
        "        torch.clamp(torch.zeros(2), min=0)\n"
        "    return relu(x)\n"
    )
    namespace = {}
    exec(compile(code, "<cell 1>", "exec"), namespace)
    assert outcome_of(namespace["double"]).status is Status.RIGHT


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([1.0], "shape is (1,)"),
        ([1.0, [2.0]], "no block of numbers"),
        (None, "returned nothing"),
        ("x", "string"),
        (np.zeros(9), "shape is (9,)"),
        (True, "True or False"),
        (len, "with parentheses"),
        ({1: 2}, "dictionary"),
    ],
)
def test_each_kind_of_wrong_result_has_its_own_finding(answer, words):
    outcome = outcome_of(lambda x: answer)
    assert outcome.status == "wrong"
    assert words in to_text(outcome).replace("\n        ", " ")


def test_an_array_in_another_kind_is_right_unless_the_task_demands_one():
    torch = pytest.importorskip("torch")
    demanding = make()
    demanding.demands = "a new array"
    answers = (lambda x: torch.from_numpy(x) * 2, "torch tensor"), (lambda x: [*(2 * x)], "A list")
    for answer, words in answers:
        assert outcome_of(answer).status == "right"
        (finding, _) = judge(demanding, LocalStudent({"double": answer}), 1).findings
        assert words in finding.reason


@pytest.mark.parametrize("in_thread", [False, True])
def test_an_import_is_never_cut_short(tmp_path, monkeypatch, in_thread):
    (tmp_path / "loads_slowly.py").write_text("import time\ntime.sleep(0.5)\nfactor = 2\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "loads_slowly", raising=False)

    def answer(x):
        import loads_slowly

        return loads_slowly.factor * x

    def endless(x):
        import loads_slowly

        while loads_slowly:
            pass

    found = []
    work = threading.Thread(target=lambda: found.extend(map(outcome_of, (answer, endless))))
    if in_thread:
        work.start()
        work.join()
    else:
        work.run()
    assert [outcome.status for outcome in found] == ["right", "too slow"]


def test_error_shows_the_learners_line_and_nothing_of_ours(tmp_path):
    source = "def double(x):\n    return helper(x)\n\ndef helper(x):\n    return x.missing\n"
    path = tmp_path / "answer.py"
    path.write_text(source)
    namespace: dict = {}
    exec(compile(source, str(path), "exec"), namespace)
    outcome = judge(make(), LocalStudent(namespace), 1)
    assert outcome.status == "error in your code"
    frames = outcome.findings[0].frames
    assert [(n, t) for n, t, _ in frames] == [(2, "return helper(x)"), (5, "return x.missing")]
    text = to_text(outcome)
    assert "AttributeError" in text and "grading" not in text and str(tmp_path) not in text


def forever(x):
    while True:
        pass


def forever_swallowing(x):
    while True:
        try:
            x = x + 1
        except:  # noqa: E722
            continue


def sleeper(x):
    time.sleep(60)


@pytest.mark.parametrize("function", [forever, forever_swallowing, sleeper])
def test_too_slow_ends_soon_and_leaves_no_alarm(function):
    before = signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None
    start = time.perf_counter()
    outcome = outcome_of(function)
    assert outcome.status == "too slow"
    assert time.perf_counter() - start < 3
    if before is not None:
        assert signal.getsignal(signal.SIGALRM) == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_too_slow_outside_the_main_thread():
    results = []
    thread = threading.Thread(target=lambda: results.append(outcome_of(forever)))
    thread.start()
    thread.join(10)
    assert results and results[0].status == "too slow"


@pytest.mark.parametrize(
    "end", ["exit()", "quit()", "import sys; sys.exit(3)", "import os; os._exit(1)"]
)
def test_exit_is_a_finding_and_everything_is_put_back(end):
    class KernelExit:
        def __call__(self):
            raise AssertionError("the kernel would stop here")

    mine = KernelExit()
    namespace = {"exit": mine, "quit": mine}
    exec(f"def double(x):\n    {end}", namespace)
    saved = state()
    outcome = judge(make(), LocalStudent(namespace), 1)
    assert "ends the whole program" in outcome.findings[0].reason
    assert state() == saved
    assert namespace["exit"] is mine


def test_fifty_megabytes_of_output_are_counted_and_dropped():
    def double(x):
        for _ in range(50):
            print("x" * 1_000_000)
        return 2 * x

    outcome = outcome_of(double)
    assert outcome.status == "right"
    assert "50,000,050 characters" in outcome.notes[0]


def test_interrupt_leaves_no_damage():
    def double(x):
        raise KeyboardInterrupt

    saved = state()
    with pytest.raises(KeyboardInterrupt):
        outcome_of(double)
    assert state() == saved


def test_same_seed_same_bytes_and_other_seed_other_inputs():
    def wrong(x):
        return x + 1

    assert to_json(outcome_of(wrong, 5)) == to_json(outcome_of(wrong, 5))
    assert to_html(outcome_of(wrong, 5)) == to_html(outcome_of(wrong, 5))
    assert to_json(outcome_of(wrong, 5)) != to_json(outcome_of(wrong, 6))
    outcome = outcome_of(wrong)
    assert Outcome.from_dict(json.loads(to_json(outcome))) == outcome


def test_html_escapes_what_came_from_the_learner():
    outcome = outcome_of(lambda x: "<script>alert(1)</script>")
    assert "<script>" not in to_html(outcome)


def test_another_process_gives_the_same_bytes_and_survives():
    wrong = "def double(x):\n    return x ** 2\n"
    here: dict = {}
    exec(wrong, here)
    with RemoteStudent([("a", wrong)]) as student:
        assert to_json(judge(make(), student, 3)) == to_json(judge(make(), LocalStudent(here), 3))


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("def double(x):\n    while True:\n        pass", "too slow"),
        ("import ctypes\ndef double(x):\n    ctypes.string_at(0)", "error in your code"),
        ("def double(x):\n    print('no protocol')\n    return 2 * x", "right"),
        ("1 / 0", "not started"),
        ("double = 1 / 0", "error in your code"),
        ("def double(x): return 1 / 0 +", "error in your code"),
        ("double = ...\nimport os, ctypes\nctypes.string_at(0)", "error in your code"),
        ("def double(x): return 2 * x\n1 / 0", "right"),
    ],
)
def test_another_process_hangs_dies_or_prints(code, status):
    with RemoteStudent([("a", code)]) as student:
        assert judge(make(), student, 1).status == status


def test_a_call_that_ignores_every_signal_is_ended_from_outside(monkeypatch):
    monkeypatch.setattr("course_utils.student.remote.GRACE", 0.5)
    monkeypatch.setattr("course_utils.student.links.WorkerProcess.for_imports", 0.0)
    code = (
        "import signal\ndef double(x):\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})\n"
        "    while True:\n        pass"
    )
    with RemoteStudent([("a", code)]) as student:
        assert judge(make(), student, 1).status == "too slow"
        reply = student.request({"op": "value", "name": "double"})
        assert reply["kind"] == "value"


def test_a_child_forgets_the_answer_before():
    with RemoteStudent([("a", "def double(x): return 2 * x")]) as student:
        assert judge(make(), student, 1).status == "right"
        student.define([("b", "other = 1")])
        assert judge(make(), student, 1).status == "not started"


def test_a_cell_that_ends_or_hangs_the_process_costs_itself_alone(monkeypatch):
    monkeypatch.setattr("course_utils.student.remote.GRACE", 0.5)
    monkeypatch.setattr("course_utils.student.links.WorkerProcess.for_imports", 0.0)
    deaf = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})\n"
    cells = [
        ("a", "def double(x): return 2 * x"),
        ("dies", "import ctypes\nctypes.string_at(0)"),
        ("hangs", deaf + "while True:\n    pass"),
        ("loops", "early = 1\nwhile True:\n    pass"),
        ("b", "def double(x): return x + x"),
    ]
    with RemoteStudent(cells, define_seconds=0.5) as student:
        assert judge(make(), student, 1).status == "right"
        assert {k: v["type"] for k, v in student.cell_errors.items()} == {
            "dies": "Died", "hangs": "TimeUp", "loops": "TimeUp",
        }  # fmt: skip
        assert student.cell_errors["loops"]["message"] == "it ran for 0.5 s and was stopped"
        assert student.request({"op": "value", "name": "early"})["value"] == 1


def test_a_name_whose_later_cell_failed_is_judged_as_it_was_and_that_is_said():
    with RemoteStudent([("a", "def double(x): return 2 * x"), ("b", "double = 1 / 0")]) as student:
        outcome = judge(make(), student, 1)
    assert outcome.status == "right"
    assert outcome.judged.startswith(
        "An older `double` is judged, as of the cell `a`: the cell `b`"
    )
    assert to_text(outcome).splitlines()[1].strip().startswith("An older `double`")
    assert "An older" in to_html(outcome)


def test_words_of_outcomes_are_those_of_files():
    assert {str(s) for s in Status} == {
        "not started", "wrong", "partly right", "right", "error in your code", "too slow",
    }  # fmt: skip
    assert (view.NOT_STARTED, view.PASSED) == (Status.NOT_STARTED, Status.RIGHT)
    outcome = judge(make(), LocalStudent({}), 1)
    assert json.loads(to_json(outcome))["behaviours"][0]["finding"]["kind"] == "missing"


def test_a_fault_of_the_check_is_not_blamed_on_the_learner():
    exercise = make()

    @exercise.behaviour("broken", points=1)
    def broken(ask):
        raise RuntimeError("ours")

    outcome = judge(exercise, LocalStudent({"double": lambda x: 2 * x}), 1)
    assert outcome.earned == 3
    assert "fault of its own" in outcome.findings[0].reason


def test_a_process_that_is_ended_from_outside_costs_nothing(tmp_path):
    """Once may be anybody's doing; what ends its process every time is left out."""
    once = tmp_path / "once"
    dies = (
        "import os, pathlib\n"
        f"first = not pathlib.Path({str(once)!r}).exists()\n"
        f"pathlib.Path({str(once)!r}).touch()\n"
        "if first: os.kill(os.getpid(), 9)\n"
    )
    cells = [
        ("a", "x = 1"),
        ("b", dies + "def f(): return x"),
        ("c", "import os; os.kill(os.getpid(), 9)"),
    ]
    with RemoteStudent(cells) as student:
        assert list(student.cell_errors) == ["c"]
        assert student.request({"op": "call", "name": "f", "args": ()})["value"] == 1
        assert student.deaths == 0


def test_annotations_mean_what_they_mean_in_a_notebook():
    cells = [("a", "def f(x: Missing): pass"), ("b", "def g(x: int): pass\nh = g.__annotations__")]
    with RemoteStudent([*cells, ("c", "found = h['x'] is int")]) as student:
        assert student.cell_errors["a"]["message"] == "name 'Missing' is not defined"
        assert student.request({"op": "value", "name": "found"})["value"] is True
