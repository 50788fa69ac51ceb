"""After a pass: your answer beside others, measured in a process of their own."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from course_utils import checks, lessons, progress
from course_utils.cli import main
from course_utils.desk import in_notebook, styles

RELU = "definition.relu"
LOOP = "import numpy as np\ndef relu(x):\n    return np.where(x > 0, x, x * 0)"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    monkeypatch.delenv("RELU_GRADING", raising=False)


def passed(key=RELU):
    exercise = checks.find(key)
    progress.record(key, exercise.points, exercise.points, "right")
    return exercise


def test_yours_stands_beside_others_with_what_was_measured():
    versions = styles.compared(checks.find(RELU), LOOP)
    assert [v.title for v in versions][:2] == ["yours", "the course's"] and len(versions) == 4
    assert len({v.code for v in versions}) == 4
    assert all(v.seconds and 0 < v.seconds < 1 for v in versions)
    yours = versions[0]
    assert (yours.at_nan, yours.at_minus_zero) == ("NaN", "−0"), "x * 0 keeps the sign"
    assert versions[1].at_nan == "NaN"
    said = styles.to_text(versions)
    assert "at NaN: NaN" in said and "    def relu(x):" in said


def test_an_answer_like_yours_is_not_shown_twice():
    versions = styles.compared(checks.find(RELU), lessons.solution_of(RELU))
    assert "the course's" not in [v.title for v in versions] and len(versions) == 4


def test_a_wrong_or_broken_answer_is_shown_all_the_same():
    for broken in ("def relu(x:\n  pass", "def relu(x):\n    return 1 / 0", "def relu(x): exit()"):
        yours = styles.compared(checks.find(RELU), broken)[0]
        assert yours.seconds is None and yours.code == broken


def test_without_corpus_and_solutions_there_is_yours(monkeypatch):
    def gone(exercise_id, root=None):
        raise lessons.NotebookError("no solutions")

    monkeypatch.setattr(styles, "right_answers", lambda exercise_id: [])
    monkeypatch.setattr(lessons, "solution_of", gone)
    alone = styles.compared(checks.find(RELU), LOOP)
    assert [v.title for v in alone] == ["yours"]
    assert styles.to_text(alone).startswith("This edition of the course holds no answers but yours")
    assert styles.compared(checks.find(RELU), "") == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.array([1.0, np.nan, 1.0]), "1 and NaN"),
        (-0.0, "−0"),
        ((0.5, np.zeros(2)), "0.5; 0"),
        (np.arange(9.0), "0, 1 and 7 others"),
        ("right", "right"),
        ([], ""),
        (np.array([True, False]), "1 and 0"),
    ],
)
def test_values_in_short(value, said):
    assert styles._in_short(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(2.5, "2.5 s"), (1.23e-5, "12.3 µs"), (4e-7, "400 ns"), (None, "")]
)
def test_times_in_words(seconds, said):
    assert styles.Version("a", "b", seconds=seconds).time == said


def test_an_exercise_that_calls_nothing_is_code_alone():
    versions = styles.compared(checks.find("graphs.slope_panels"), "slope_panels = {}")
    assert len(versions) > 1 and styles.columns(versions) == []
    assert styles.to_text(versions).startswith("yours\n\n    slope_panels = {}")


def test_solution_in_a_cell_and_in_a_terminal(capsys):
    passed()
    names = {"solution": in_notebook.solution, "In": ["", "relu = 3", LOOP, "x = 1"]}
    exec('solution("definition.relu")', names)
    said = capsys.readouterr().out
    assert "np.where(x > 0, x, x * 0)" in said and "the course's (one call:" in said
    assert progress.load().exercise(RELU).solution_opened
    done = CliRunner().invoke(main, ["solution", RELU])
    assert done.exit_code == 0 and "yours" in done.output and "the course's" in done.output
    other = CliRunner().invoke(main, ["solution", "definition.larger"])
    assert "opens after a pass" in other.output and "the course's" not in other.output
