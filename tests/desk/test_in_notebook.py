"""check, hint and solution, called as a learner calls them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from course_utils import checks, progress, replacing
from course_utils.desk import in_notebook
from course_utils.lab import ready

RIGHT = "import numpy as np\ndef relu(x):\n    return np.maximum(x, 0)\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    monkeypatch.delenv("RELU_GRADING", raising=False)


def run_in_cell(code: str) -> None:
    exec(code, {"check": in_notebook.check, "hint": in_notebook.hint,
                "solution": in_notebook.solution})  # fmt: skip


def test_check_finds_the_name_where_it_is_called_and_records_the_best(capsys):
    run_in_cell("check('definition.relu')")
    assert "not started" in capsys.readouterr().out
    run_in_cell(RIGHT + "check('definition.relu')")
    said = capsys.readouterr().out
    assert "✓ definition.relu: right" in said and "Next: definition.value_table." in said
    run_in_cell("relu = lambda x: x\ncheck('definition.relu')")
    record = progress.load().exercise("definition.relu")
    assert record.earned == record.points == checks.find("definition.relu").points
    assert record.attempts >= 2


def test_unknown_exercise_is_answered_not_raised(capsys):
    run_in_cell("check('definition.rleu')\nhint('definition.rleu')\nsolution('definition.rleu')")
    assert capsys.readouterr().out.count("Did you mean 'definition.relu'?") == 3


def test_what_is_no_name_of_an_exercise_is_told(capsys):
    run_in_cell(RIGHT + "check(relu)\nhint()\ncheck()\nsolution(3)")
    said = capsys.readouterr().out
    assert 'in quotes: check("definition.relu")' in said
    assert 'hint needs the name of an exercise, in quotes: expected hint("definition.relu")' in said
    assert "In this notebook there are: definition.relu, definition.value_table" in said


NOTEBOOK = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
from course_utils import progress
for cell in sys.argv[1:]:
    sys.stdout.write("---")
    shell.run_cell(cell, store_history=True)
entry = progress.load().exercise("definition.relu")
print("---", entry.status, entry.attempts)
"""
IMPORTS = "import numpy as np\nfrom course_utils import check"
CHECK = 'check("definition.relu")'
BROKEN = "def relu(x)\n    return x"


def in_a_notebook(*cells: str) -> list[str]:
    """Run cells in a shell of their own; return what each printed, and the record at the end."""
    command = [sys.executable, "-c", NOTEBOOK, *cells]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [" ".join(text.split()) for text in done.stdout.split("---")[1:]]


def test_a_cell_that_failed_is_the_outcome_and_the_record():
    *_, said, record = in_a_notebook(IMPORTS, "relu = ...", BROKEN, CHECK)
    assert "error in your code" in said and "The cell that defines `relu` stops." in said
    assert "SyntaxError" in said and "def relu(x)" in said
    assert record == "error in your code 1"


def test_an_older_definition_is_named_before_all_else():
    answer = "def relu(x):\n    return np.maximum(x, 0)"
    *_, said, record = in_a_notebook(IMPORTS, answer, BROKEN, CHECK)
    first = said.partition("points ")[2]
    assert first.startswith("An older `relu` is judged, as of the cell run as [2]: the cell run as")
    assert "[3], which should define it anew, stops with SyntaxError" in first
    assert record == "right 1"
    # A cell that fails further down has defined the name; a good run ends the warning.
    later = answer + "\n1 / 0"
    for cells in ([later], [BROKEN, answer], [BROKEN, answer + "\n" + CHECK]):
        assert "older" not in in_a_notebook(IMPORTS, answer, *cells, CHECK)[-2]


def test_the_run_that_was_judged_is_named():
    *_, said, _ = in_a_notebook(IMPORTS, "relu = lambda x: x", CHECK)
    assert 'Judged: the cell run as [2]. Stuck? `hint("definition.relu")`' in said


def test_hints_then_solution(capsys):
    tiers = len(checks.find("definition.relu").hints)
    run_in_cell("hint('definition.relu')\n" * (tiers + 1))
    out = capsys.readouterr().out
    assert f"Hint {tiers} of {tiers}" in out and "That was the last" in out
    assert progress.load().exercise("definition.relu").hints_seen == tiers


def test_solution_needs_a_pass_or_a_wish(capsys):
    run_in_cell("solution('definition.relu')")
    assert "opens after a pass" in capsys.readouterr().out
    run_in_cell("solution('definition.relu', show=True)")
    assert "def relu" in capsys.readouterr().out
    assert progress.load().exercise("definition.relu").solution_before_pass


def test_an_interrupt_records_nothing(capsys):
    run_in_cell("def relu(x):\n    raise KeyboardInterrupt\ncheck('definition.relu')")
    assert "interrupted" in capsys.readouterr().out
    assert progress.load().exercise("definition.relu").attempts == 0


def test_a_grader_runs_the_notebook_without_checks(capsys, monkeypatch):
    monkeypatch.setenv("RELU_GRADING", "1")
    run_in_cell("check('definition.relu')\nhint('definition.relu')\nsolution('definition.relu')")
    assert capsys.readouterr().out == ""


def test_progress_map_names_the_next_step(capsys):
    in_notebook.progress_map()
    out = capsys.readouterr().out
    assert "In all 0 of" in out and f"Then exercise {checks.all_exercises()[0].id}" in out


def test_self_test_names_the_repair(capsys, monkeypatch):
    ready.self_test()
    assert "Everything the course needs is here." in capsys.readouterr().out

    def missing():
        raise ImportError("no", name="numpy")

    part = ready.Part("NumPy", "arrays", missing)
    monkeypatch.setattr(ready, "PARTS", (part,))
    ready.self_test()
    out = capsys.readouterr().out
    assert "PROBLEM" in out and "missing (numpy)" in out and ready.REPAIR in out


def test_self_test_tries_to_write(capsys, monkeypatch, tmp_path):
    file = next(part for part in ready.PARTS if part.name == "progress file")
    monkeypatch.setattr(ready, "PARTS", (file,))
    ready.self_test()
    assert "ready    progress file" in capsys.readouterr().out
    assert [p for p in tmp_path.iterdir() if "trial" in p.name] == []

    def refused(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(replacing, "write_bytes", refused)
    ready.self_test()
    out = capsys.readouterr().out
    assert "PROBLEM" in out and "RELU_HOME" in out and str(tmp_path) in out
    assert ready.REPAIR not in out and "Everything" not in out
    monkeypatch.undo()
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    monkeypatch.setattr(ready, "PARTS", (file,))
    (tmp_path / "progress.json").write_text('{"schema": 2}')
    ready.self_test()
    out = capsys.readouterr().out
    assert "update the course" in out and "RELU_HOME" not in out
