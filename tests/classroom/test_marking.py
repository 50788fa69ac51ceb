"""One notebook, whatever its bytes, gets the marks of the notebook's own check or a clear line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from course_utils import checks, lessons
from course_utils.classroom import marking, remembered
from course_utils.classroom.notebook import read_notebook
from course_utils.classroom.sandbox.host import Sandbox
from course_utils.frameworks import load_keras
from course_utils.grading import LocalStudent, judge, to_json
from course_utils.workshop.corpus import all_answers
from tests.classroom.hostile_reader import notebook_of
from tests.part import ALL

SEED = 20260101
RELU = "import numpy as np\ndef relu(x): return np.maximum(x, 0)"
STEP = 1 if ALL else 23


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


def mark(content, sandbox, **options):
    return marking.mark(content, seed=SEED, sandbox=sandbox, **options)


def earned(marks):
    return {o["exercise"]: o["earned"] for o in marks.outcomes if o["earned"]}


@pytest.mark.parametrize("answer", all_answers()[::STEP], ids=str)
def test_marks_are_those_of_the_notebooks_own_check(answer, sandbox):
    exercise = checks.find(answer.exercise)
    if marking.level_of(lessons.stem_of(exercise.lesson), [("answer", answer.code)]) != "numpy":
        load_keras()  # as the fork server does: no call's time shall go into an import
    namespace: dict = {"__name__": "__main__"}
    exec(compile(answer.code, "<answer>", "exec"), namespace)
    here = judge(exercise, LocalStudent(namespace), SEED)
    content = notebook_of([("answer", answer.code)], exercise.lesson)
    (there,) = mark(content, sandbox, only=exercise.id).outcomes
    assert (there["status"], there["earned"]) == (here.status, here.earned)
    if not any(finding.frames for finding in here.findings):  # their lines stand in another cell
        assert there == json.loads(to_json(here)) or there == here.to_dict()


@pytest.mark.parametrize("stem", ["00_start_here", "01_definition"])
def test_a_solved_notebook_gets_all_points_and_a_starter_none(stem, sandbox):
    path = lessons.find_root() / "solutions" / f"{stem}_solutions.ipynb"
    marks = mark(path.read_bytes(), sandbox)
    assert (marks.lesson, marks.problem) == (stem, "")
    assert marks.earned == marks.points > 0
    assert set(marks.sources) == {e.id for e in checks.exercises_of(stem)}
    starter = lessons.text_of(lessons.starter_notebook(stem)).encode()
    marks = mark(starter, sandbox)
    assert (marks.earned, marks.problem) == (0, "")
    assert {o["status"] for o in marks.outcomes} == {"not started"}


PROBLEMS = {
    "empty": (b"", "The file is empty"),
    "blanks": (b" \n\n", "The file is empty"),
    "text": (b"hello", "not JSON"),
    "binary": (bytes(range(256)) * 20, "not JSON"),
    "cut off": (notebook_of([("a", RELU)])[:-40], "cut off"),
    "cut in a text": (b'{"nbformat": 4, "cells": [{"source": "abc', "cut off"),
    "a list": (b"[1, 2]", "no notebook"),
    "no cells": (b'{"nbformat": 4}', "holds no cells"),
    "no code": (notebook_of([]), "holds no code"),
    "cells of nothing": (b'{"nbformat": 4, "cells": [null, 3, [], {"a": 1}]}', "holds no code"),
    "depth": (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "lists in lists"),
    "digits": (b'{"nbformat": ' + b"9" * 5_000 + b"}", "not JSON"),
    "no lesson": (notebook_of([("a", "x = 1")], lesson=""), "belongs to no lesson"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_no_notebook_gets_a_line_of_its_own(name, sandbox):
    content, words = PROBLEMS[name]
    marks = mark(content, sandbox)
    assert words in marks.problem and marks.problem.endswith(".")
    assert (marks.outcomes, marks.seed) == ((), SEED)


def old_format():
    cell = {"cell_type": "code", "input": RELU, "language": "python", "outputs": []}
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    ).encode()


def with_output(text: str) -> bytes:
    book = json.loads(notebook_of([("relu-answer", RELU)]))
    book["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    return json.dumps(book).encode()


def for_kernel(language: str) -> bytes:
    book = json.loads(notebook_of([("relu-answer", RELU)]))
    book["metadata"]["kernelspec"] = {"language": language, "name": language}
    return json.dumps(book).encode()


MENDED = {
    "format 3": (old_format(), "old notebook format 3"),
    "a later format": (notebook_of([("a", RELU)]).replace(b'"nbformat": 4', b'"nbformat": 9'),
                       "read as format 4"),
    "BOM": (b"\xef\xbb\xbf" + notebook_of([("relu-answer", RELU)]), ""),
    "UTF-16": (notebook_of([("relu-answer", RELU)]).decode().encode("utf-16"), ""),
    "Latin-1": (notebook_of([("relu-answer", RELU), ("b", "# caf")]).replace(b"caf", b"caf\xe9"),
                "Not UTF-8"),
    "CRLF": (notebook_of([("relu-answer", RELU.replace("\n", "\r\n"))]), ""),
    "large output": (with_output("x" * 20_000_000), ""),
    "wrong kernel": (for_kernel("R"), "Written for R"),
    "magics": (notebook_of([("relu-answer", f"%matplotlib inline\n!ls\n{RELU}\nx = !ls\nrelu?")]),
               "were not run"),
    "timed cell": (notebook_of([("relu-answer", f"%%time\n{RELU}")]), "`%%time`"),
    "shell cell": (notebook_of([("a", "%%bash\nrm -rf /"), ("relu-answer", RELU)]), "`%%bash`"),
    "twice": (notebook_of([("relu-answer", "relu = 1"), ("relu-answer", RELU)]), "is there twice"),
    "missing cells": (notebook_of([("relu-answer", RELU)]), "Missing cells: value-table-answer"),
    "reordered": (notebook_of([("larger-answer", "larger = 1"), ("relu-answer", RELU)]),
                  "another order"),
    "no metadata": (notebook_of([("a", RELU)], lesson=""), ""),
    "other metadata": (notebook_of([("a", RELU)], lesson="graphs"), "name the lesson graphs"),
    "lone surrogates": (notebook_of([("relu-answer", RELU + "\n# \ud800")]), ""),
    "a broken cell": (notebook_of([("a", "def f(:\n  1"), ("relu-answer", RELU)]), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_read_is_marked_and_noted(name, sandbox):
    content, words = MENDED[name]
    marks = mark(content, sandbox, only="definition.relu")
    assert (marks.lesson, marks.problem) == ("01_definition", "")
    assert earned(marks) == {"definition.relu": 6}, marks.notes
    assert any(words in note for note in marks.notes) or not words
    json.dumps([marks.sources, marks.notes, marks.outcomes]).encode()
    "".join([*marks.notes, *marks.sources.values()]).encode("utf-8")


def test_a_file_too_large_is_refused_before_it_is_parsed(monkeypatch, sandbox):
    monkeypatch.setattr("course_utils.classroom.notebook.LARGEST", 1000)
    assert "Ask for it without outputs" in mark(with_output("x" * 2_000), sandbox).problem


def test_a_remainder_at_the_start_of_a_line_is_no_magic():
    source = "x = (7\n% 4)"
    assert read_notebook(notebook_of([("a", source)])).cells == [("a", source)]


INDENTED = "\n".join("    " + line for line in RELU.split("\n"))
AS_TYPED = {
    "a timed statement": f"%time one = 0\n{RELU.replace('x, 0', 'x, one')}",
    "a timed answer": "import numpy as np\n%time relu = lambda x: np.maximum(x, 0)",
    "a command of three lines": f"%pip install \\\n    a \\\n  b\n{RELU}",
    "a command in a block": f"if 1:\n    !pip install \\\n  a\n{RELU}",
    "an indent": INDENTED,
    "an indent and a magic": f"    %matplotlib inline\n{INDENTED}",
    "prompts of a console": ">>> import numpy as np\n>>> relu = (lambda x:\n... np.maximum(x, 0))",
}  # fmt: skip


@pytest.mark.parametrize("how", AS_TYPED)
def test_what_a_notebook_takes_off_a_cell_costs_nothing(how, sandbox):
    marks = mark(notebook_of([("relu-answer", AS_TYPED[how])]), sandbox, only="definition.relu")
    assert earned(marks) == {"definition.relu": 6}, marks.outcomes


def test_the_time_used_up_is_said_and_costs_what_was_not_judged(sandbox):
    cells = [("relu-answer", RELU), ("slow", "import time\ntime.sleep(30)")]
    marks = mark(notebook_of(cells), sandbox, seconds=1.0)
    assert marks.earned == 0 and {o["status"] for o in marks.outcomes} == {"too slow"}
    assert any("were used up" in note for note in marks.notes)


@pytest.mark.parametrize("deep", ["-" * 50_000 + "1", "x" + ".a" * 50_000, "not " * 30_000 + "x"])
def test_a_cell_too_deep_for_the_parser_costs_itself_alone(deep, sandbox):
    marks = mark(notebook_of([("relu-answer", RELU), ("deep", f"y = {deep}")]), sandbox)
    assert earned(marks) == {"definition.relu": 6} and not marks.problem


GIVEN = "import numpy as np\nleast = 0\ndef relu(x): return np.maximum(x, least)"
LATER = {
    "the function": (RELU, "def relu(x): return x", "relu"),
    "a variable of its name": (RELU, "for relu in range(3): pass", "relu"),
    "its name is gone": (RELU, "del relu", "relu"),
    "a global": (GIVEN, "least = 0.1", "least"),
    "a global, from a function": (GIVEN, "def f():\n    global least\n    least = 1\nf()", "least"),
    "an entry": (GIVEN.replace("least)", "least[0])").replace("= 0", "= [0]"), "least[0] = 1",
                 "least"),
    "a builtin": ("import numpy as np\ndef relu(x): return abs(np.maximum(x, 0))", "abs = 3",
                  "abs"),
    "a helper's helper": ("one = 0\ndef relu(x): return h(x)", "one = 1", "one"),
    "another library": (RELU, "import math as np", "np"),
}  # fmt: skip
HELPER = "import numpy as np\ndef h(x): return np.maximum(x, one)"


@pytest.mark.parametrize("what", LATER)
def test_a_later_cell_does_not_spoil_what_the_notebooks_check_found(what, sandbox):
    answer, spoilt, name = LATER[what]
    check = ("relu-check", 'check("definition.relu")')
    cells = [("first", HELPER), ("relu-answer", answer), check, ("later", spoilt)]
    marks = mark(notebook_of(cells), sandbox, only="definition.relu")
    assert earned(marks) == {"definition.relu": 6}
    assert any(note.endswith(f"a later cell changes `{name}`.") for note in marks.notes)
    # Nor where the cell with the check is gone.
    assert earned(mark(notebook_of([*cells[:2], cells[3]]), sandbox)) == {"definition.relu": 6}


def test_a_helper_below_the_check_is_there_and_a_better_answer_counts(sandbox):
    answer = ("relu-answer", "import numpy as np\ndef relu(x): return h(x)")
    check, helper = ("relu-check", 'check("definition.relu")'), ("later", f"one = 0\n{HELPER}")
    for cells in ([answer, check, helper], [("relu-answer", "relu = 1"), check, ("b", RELU)]):
        marks = mark(notebook_of(cells), sandbox, only="definition.relu")
        assert earned(marks) == {"definition.relu": 6}
        assert not any("at its check" in note for note in marks.notes)


def test_what_the_judge_cannot_judge_costs_one_exercise(sandbox, monkeypatch):
    real = remembered.judge

    def fails(exercise, student, seed):
        if exercise.name == "relu":
            raise RuntimeError("odd")
        return real(exercise, student, seed)

    monkeypatch.setattr(remembered, "judge", fails)
    larger = ("larger-answer", 'larger = {"inside": (1.0, -1.0), "outside": (0.0, 1.0)}')
    marks = mark(notebook_of([("relu-answer", RELU), larger]), sandbox)
    assert earned(marks) == {"definition.larger": 2}
    assert "could not be judged" in json.dumps(marks.outcomes[0])


def test_a_lesson_says_what_it_needs_loaded():
    assert marking.level_of("01_definition", []) == "numpy"
    assert marking.level_of("01_definition", [("a", "import torch")]) == "torch"
    assert marking.level_of("04_variants", [("a", "import keras")]) == "scipy+torch+keras"
    by_lesson = {stem[:2]: marking.level_of(stem, []) for stem in lessons.stems(folder="exercises")}
    assert by_lesson == {
        **dict.fromkeys(("00", "01", "02", "03"), "numpy"),
        "04": "scipy+torch",
        "05": "torch+keras",
        "06": "scipy+data",
        "07": "data+torch",
    }


def test_a_system_without_forks_marks_in_a_plain_process():
    # What only Unix has is not there, as on Windows; the worker is a process as anywhere.
    code = """
import sys
sys.modules |= dict.fromkeys(("resource", "fcntl", "pwd", "grp", "termios"))
from course_utils.classroom import marking
from course_utils.classroom.executors import local
from course_utils.classroom.sandbox import host
host.supported = lambda: False
with host.Sandbox() as sandbox:
    marks = marking.mark(sys.stdin.buffer.read(), seed=7, sandbox=sandbox, only="definition.relu")
print(marks.earned, marks.points, marks.protection)
"""
    solved = lessons.path_of("solutions", "01_definition").read_bytes()
    done = subprocess.run([sys.executable, "-c", code], input=solved, capture_output=True)
    assert done.stdout.decode().split() == ["6", "6", "process", "only"], done.stderr.decode()
