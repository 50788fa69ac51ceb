"""check, hint and solution, called as a learner calls them."""

from __future__ import annotations

import pytest

from course_utils import checks, progress
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
    assert "✓ definition.relu: right" in capsys.readouterr().out
    run_in_cell("relu = lambda x: x\ncheck('definition.relu')")
    record = progress.load().exercise("definition.relu")
    assert record.earned == record.points == checks.find("definition.relu").points
    assert record.attempts >= 2


def test_unknown_exercise_is_answered_not_raised(capsys):
    run_in_cell("check('definition.rleu')\nhint('definition.rleu')\nsolution('definition.rleu')")
    assert capsys.readouterr().out.count("Did you mean 'definition.relu'?") == 3


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
    assert "In all 0 of" in out and f"Next: {checks.all_exercises()[0].id}" in out


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
