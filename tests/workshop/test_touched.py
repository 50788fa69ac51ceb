"""What a change touches is near, within the budget, and told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from course_utils.workshop import touched
from course_utils.workshop.cells import reached

ROOT = Path(__file__).parents[2]


def choose(*changed):
    return touched.choose(changed, ROOT)


@pytest.mark.parametrize(
    "file",
    ["course_utils/checks/{}.py", "course_utils/checks/{}.toml", "tests/corpus/{}.py"],
)
def test_check_words_and_corpus_are_parts_of_an_exercise(file):
    chosen = choose(file.format("03_role_in_networks/he_std"))
    assert {path.partition("::")[0] for path in chosen.paths} == {
        "tests/checks",
        "solutions/03_role_in_networks_solutions.ipynb",
    }
    assert "--exercise=role_in_networks.he_std" in chosen.options and not chosen.left_out
    assert f"--seconds={touched.CORPUS}" in chosen.options


def test_what_a_lessons_checks_share_proves_a_few_of_them():
    chosen = choose("course_utils/checks/05_framework_code/_models.py")
    proven = [word for word in chosen.options if word.startswith("--exercise=framework_code.")]
    assert len(proven) == touched.FEW and chosen.left_out


def test_questions_are_the_quizs_and_a_template_is_its_rooms():
    assert "tests/quiz/test_quiz.py" in choose("course_utils/checks/02_graphs/questions.toml").paths
    template = next((ROOT / "course_utils/pages/templates").glob("*.j2"))
    chosen = choose(template.relative_to(ROOT).as_posix())
    assert "tests/pages/test_pages.py" in chosen.paths


def test_an_exercise_and_a_module_are_both_run():
    chosen = choose("course_utils/checks/01_definition/relu.py", "course_utils/quiz/order.py")
    assert {"tests/checks", "course_utils/quiz/order.py", "tests/quiz/test_quiz.py"} <= {
        *chosen.paths
    }
    assert "--exercise=definition.relu" in chosen.options


def _costs(chosen):
    seconds = touched.seconds_of(ROOT)
    for file in chosen.paths:
        if "/test_" in file:
            costs = seconds.get(file, {"rest": touched.UNMEASURED})
            yield sum(c for n, c in costs.items() if f"{file}::{n}" not in chosen.options)


@pytest.mark.parametrize("room", ["errors.py", "pages/rendering.py", "classroom/batch.py"])
def test_the_nearest_tests_within_the_budget(room):
    chosen = choose(f"course_utils/{room}")
    assert chosen.paths[0] == f"course_utils/{room}"
    assert 0 < sum(_costs(chosen)) < touched.BUDGET + 0.1 and chosen.left_out


def test_text_of_a_notebook_is_read_and_its_code_is_run(tmp_path):
    def git(*words):
        who = ("-c", "user.name=n", "-c", "user.email=e@x")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def write(text, code):
        cells = [{"cell_type": "markdown", "source": text}]
        cells += [{"cell_type": "code", "source": code, "outputs": []}]
        (tmp_path / "notebooks/01_a.ipynb").write_text(json.dumps({"cells": cells}))

    (tmp_path / "notebooks").mkdir()
    git("init")
    write("Text.", "1 + 1")
    git("add", ".")
    git("commit", "-m", "one")
    changed, lint = ["notebooks/01_a.ipynb"], "tests/house/test_notebooks.py"
    write("Another text.", "1 + 1")
    assert touched.choose(changed, tmp_path).paths == [lint]
    write("Another text.", "1 + 2")
    assert touched.choose(changed, tmp_path).paths == [f"{changed[0]}::Cell 0", lint]


def test_of_a_solved_notebook_the_cells_of_the_exercise_run():
    notebook = "solutions/06_limitations_solutions.ipynb"
    paths = choose("course_utils/checks/06_limitations/debunk.py").paths
    cells = json.loads((ROOT / notebook).read_text(encoding="utf-8"))["cells"]
    ids = [cell["id"] for cell in cells if cell["cell_type"] == "code"]
    run = {id_ for i, id_ in enumerate(ids) if f"{notebook}::Cell {i}" in paths}
    assert run == {"setup", "debunk-answer", "debunk-check"}


@pytest.mark.parametrize(
    ("cells", "changed", "wanted"),
    [
        (["import a", "x = a.f()", "y = x", "z = 1", "y"], 1, [0, 1, 2, 4]),
        (["0", "x = 1", "x = 2", "x"], 1, [0, 1]),  # bound anew before it is read
        (["0", "x = [1]", "x[0] = 2", "x"], 3, [0, 1, 2, 3]),
        (["0", "n = 1", "_ = fit(n)", "n"], 3, [0, 1, 2, 3]),
        (["0", "n = 1", "n.move()", "n"], 2, [0, 1, 2, 3]),
        (["0", "n = 1", "def f():\n    return n", "f()"], 1, [0, 1, 2, 3]),
        (["0", "n = 1", "[n for n in range(3)]", "n += 1", "n"], 1, [0, 1, 3, 4]),
        (["0", "%time 1", "1 +", "x = 1"], 3, [0, 3]),
        (["0", "def mine():\n    pass", 'check("a.b")'], 1, [0, 1, 2]),
    ],
)
def test_cells_that_a_change_reaches(cells, changed, wanted):
    assert reached(cells, [changed]) == wanted


def test_a_file_that_nothing_imports_and_no_file():
    assert choose("tests/conftest.py").paths == ["tests/house"]
    assert choose("course_utils/gone.py").paths == []
