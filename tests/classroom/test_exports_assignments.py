"""Gradescope and nbgrader: what they are given has the form that they read."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from course_utils import checks, cli, lessons
from course_utils.classroom.exports import gradescope, nbgrader
from course_utils.classroom.submission import Marks
from course_utils.grading import LocalStudent, judge

STEM = "01_definition"
SOLVED = {
    cell.id: lessons.split(cell.source)[0]
    for cell in lessons.read(lessons.find_root() / "solutions" / f"{STEM}_solutions.ipynb").cells
    if cell.get("id", "").endswith("-answer")
}


def outcome_of(exercise_id: str, code: str) -> dict:
    namespace = {"__name__": "__main__"}
    exec(f"import numpy as np\n{code}", namespace)
    return judge(checks.find(exercise_id), LocalStudent(namespace), 1).to_dict()


def test_results_json_has_a_test_for_each_exercise():
    right = outcome_of("definition.relu", "def relu(x):\n    return np.maximum(x, 0)")
    wrong = outcome_of("definition.relu", "def relu(x):\n    return '<b>' + str(x)")
    made = gradescope.results(Marks(STEM, (right, wrong), notes=("A note.",), seed=2**127))
    json.loads(json.dumps(made))
    assert [t["score"] for t in made["tests"]] == [right["earned"], wrong["earned"]]
    assert [t["status"] for t in made["tests"]] == ["passed", "failed"]
    assert made["tests"][0]["max_score"] == right["points"] and "score" not in made
    assert made["output"] == "A note." and "A string came back" in made["tests"][1]["output"]
    # Nothing of a learner's is read as a page: every format that Gradescope has is text.
    formats = {v for t in [made, *made["tests"]] for k, v in t.items() if k.endswith("_format")}
    assert formats == {"text"}


def test_what_cannot_be_marked_scores_nothing_and_says_why():
    made = gradescope.results(Marks("", problem="The file is empty."))
    assert (made["score"], made["tests"], made["output"]) == (0, [], "The file is empty.")


def test_the_autograder_zip(tmp_path):
    out = tmp_path / "a.zip"
    run = CliRunner().invoke(cli.main, ["assignment", "--format", "gradescope", str(out)])
    assert run.exit_code == 0, run.output
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        assert {"setup.sh", "run_autograder", "pyproject.toml", "constraints.txt"} <= {*names}
        assert not any(name.startswith(("solutions", "tests")) for name in names)
        for name in ("setup.sh", "run_autograder"):
            text = packed.read(name)
            assert text.startswith(b"#!/usr/bin/env bash\n") and b"\r" not in text
            assert packed.getinfo(name).external_attr >> 16 & 0o111
            if shutil.which("bash"):
                subprocess.run(["bash", "-n"], input=text, check=True)
        assert packed.read(f"exercises/{STEM}_exercises.ipynb") == packed.read(
            f"exercises/.starters/{STEM}_exercises.ipynb"
        )
        packed.extractall(tmp_path / "source")
    # The course in the zip is whole: it finds its lessons and its checks.
    code = "from course_utils import checks; print(len(checks.exercises_of('01_definition')))"
    env = os.environ | {
        "PYTHONPATH": str(tmp_path / "source"),
        "RELU_ROOT": str(tmp_path / "source"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert int(done.stdout) == len(checks.exercises_of(STEM))


@pytest.mark.parametrize("handed", [["a.ipynb"], [], ["a.ipynb", "b.ipynb"]])
def test_the_autograder_grades_what_lies_in_submission(tmp_path, handed):
    nb = lessons.starter_notebook(STEM)
    next(c for c in nb.cells if c.get("id") == "relu-answer")["source"] = SOLVED["relu-answer"]
    (tmp_path / "submission").mkdir()
    for name in handed:
        lessons.write(tmp_path / "submission" / name, nb)
    gradescope.grade(tmp_path)
    made = json.loads((tmp_path / "results" / "results.json").read_text(encoding="utf-8"))
    if len(handed) == 1:
        scores = {t["name"].partition(":")[0]: t["score"] for t in made["tests"]}
        assert scores["definition.relu"] == 6 and sum(scores.values()) == 6
    else:
        assert made["score"] == 0
        assert made["output"] == f"One notebook is expected, {len(handed)} were handed in."


@pytest.mark.parametrize("stem", lessons.stems(folder="exercises")[1:])
def test_the_nbgrader_assignment_is_valid_and_has_all_points(stem):
    nb = nbgrader.assignment(stem)
    nbformat.validate(nbformat.from_dict(json.loads(lessons.text_of(nb))))
    about = [c.metadata["nbgrader"] for c in nb.cells if "nbgrader" in c.metadata]
    allowed = {"schema_version", "grade", "locked", "solution", "task", "grade_id", "points"}
    assert all({*one} <= allowed and one["schema_version"] == 3 for one in about)
    ids = [one["grade_id"] for one in about]
    assert len({*ids}) == len(ids) and all(set(i) <= set(_ID_SIGNS) for i in ids)
    points = {one["grade_id"]: one["points"] for one in about if one["grade"]}
    assert points == {nbgrader.grade_id(e.id): e.points for e in checks.exercises_of(stem)}


_ID_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789-_"


def test_the_test_cell_gives_the_points_and_writes_no_error(capsys):
    nb = nbgrader.assignment(STEM)
    source = next(c.source for c in nb.cells if c.get("id") == "relu-check")
    namespace = {"__name__": "__main__"}
    answer = "import sys, numpy as np\ndef relu(x):\n    print('!', file=sys.stderr)\n"
    exec(answer + "    return np.where(x > 0, x, 0)", namespace)
    setup, _, last = source.rpartition("\n")
    exec(setup, namespace)
    assert eval(last, namespace) == 5
    said = capsys.readouterr()
    assert "definition.relu: partly right, 5 of 6 points" in said.out and said.err == ""


NBGRADER = os.environ.get("RELU_NBGRADER", "")


@pytest.mark.skipif(not NBGRADER, reason="RELU_NBGRADER names no nbgrader to try it with")
def test_the_real_nbgrader_gives_the_same_marks(tmp_path):
    """RELU_NBGRADER is the path of an ``nbgrader`` command, in any environment."""
    nbgrader.write_assignment(STEM, tmp_path)
    kernel = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
              "display_name": "Python 3", "language": "python"}  # fmt: skip
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps(kernel), encoding="utf-8")
    env = os.environ | {
        "JUPYTER_PATH": str(tmp_path / "jupyter"),
        "PATH": f"{Path(NBGRADER).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def run(command: str) -> None:
        subprocess.run([NBGRADER, command, STEM], cwd=tmp_path, env=env, check=True, timeout=300)

    run("generate_assignment")
    wrong = {
        "relu-answer": "def relu(x):\n    return np.where(x > 0, x, 0)",
        "relu-grad-answer": "1/0",
    }
    expected = {}
    for who, answers in (("solved", SOLVED), ("blank", {}), ("mixed", SOLVED | wrong)):
        nb = lessons.read(tmp_path / "release" / STEM / f"{STEM}.ipynb")
        expected[who] = {}
        for exercise in checks.exercises_of(STEM):
            cell = next(c for c in nb.cells if c.get("id") == lessons.answer_cell_id(exercise.id))
            cell["source"] = answers.get(cell.id, cell.source)
            code = "pass" if cell.source == "1/0" else cell.source
            earned = outcome_of(exercise.id, code)["earned"]
            expected[who][nbgrader.grade_id(exercise.id)] = earned
        lessons.write(tmp_path / "submitted" / who / STEM / f"{STEM}.ipynb", nb)
    run("autograde")
    with sqlite3.connect(tmp_path / "gradebook.db") as book:
        found = book.execute(
            "select sa.student_id, b.name, g.auto_score from grade g"
            " join submitted_notebook sn on g.notebook_id = sn.id"
            " join submitted_assignment sa on sn.assignment_id = sa.id"
            " join base_cell b on b.id = g.cell_id"
        ).fetchall()
    got: dict[str, dict[str, float]] = {}
    for who, cell, score in found:
        got.setdefault(who, {})[cell] = score
    assert got == expected
