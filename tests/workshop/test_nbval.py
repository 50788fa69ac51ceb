"""That nbval, as this course runs it, turns red for what it should, and for nothing else.

One run of pytest in a process of its own, over a folder of altered notebooks: each kernel costs a
second.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils import lessons, workshop
from tests.nb_course import PNG, Node, code, make_course, notebook, shown, solutions, stream, text

pytestmark = pytest.mark.slow  # it runs notebooks, or trains nets

ROOT = Path(__file__).parents[2]
OTHER_PNG = PNG.replace("NgGAWo", "NgGBWo")


def lesson():
    """A lesson with a number, a figure and a widget that has a static twin."""
    widget = (
        "class Slider:\n    def _repr_mimebundle_(self, **_):\n        return {'text/plain': "
        "'Slider', 'text/html': '<b>3</b>', 'application/vnd.jupyter.widget-view+json': "
        "{'model_id': os.urandom(4).hex(), 'version_major': 2, 'version_minor': 0}}\nSlider()"
    )
    image = f'<img alt="A ramp" src="data:image/png;base64,{PNG}">'
    return notebook(
        text("title", "# Definition"),
        code("setup", "import os\nfrom IPython.display import HTML, display"),
        code("number", "print('gain', 1.41)"),
        code("figure", f"display(HTML('{image}'))"),
        code("widget", widget),
        code(
            "place", "print(os.path.basename(os.getcwd()), os.path.exists(os.environ['RELU_HOME']))"
        ),
        code("mark", "os.makedirs(os.environ['RELU_HOME'])"),
        code("fails", "1 / 0", tags=["raises-exception"]),
        code("timing", "print(os.urandom(4))", tags=["nbval-ignore-output"]),
    )


def altered(nb, cell_id, before, after):
    """Return the notebook with one output changed and everything else as it was."""
    nb = copy.deepcopy(nb)
    (cell,) = [cell for cell in nb.cells if cell.id == cell_id]
    (output,) = cell.outputs
    told = output if "text" in output else output.data
    key = "text" if "text" in output else "text/html"
    assert before in told[key]
    told[key] = told[key].replace(before, after)
    return nb


def unrun(nb):
    nb = copy.deepcopy(nb)
    nb.cells[2].execution_count, nb.cells[2].outputs = None, []
    return nb


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "notebooks"
    folder.mkdir()
    return lessons.normalise(workshop.execute(lesson(), folder))


def write_course(root, saved):
    """Write variants of one notebook, and exercises of which one is a learner's copy."""
    make_course(root)
    changed = altered(saved, "number", "1.41", "1.42")
    changed = altered(changed, "figure", "A ramp", "A step")
    changed = altered(changed, "widget", "<b>3</b>", "<b>4</b>")
    variants = {
        "01_same": saved,
        "02_changed": changed,
        "03_pixels": altered(saved, "figure", PNG, OTHER_PNG),
        "04_unrun": unrun(saved),
    }
    for name, nb in variants.items():
        lessons.write(root / "notebooks" / f"{name}.ipynb", nb)
    (root / "notebooks" / "01_definition.ipynb").unlink()
    (root / "solutions" / "01_definition_solutions.ipynb").unlink()
    derived = lessons.derive(solutions())
    mine = copy.deepcopy(derived)
    mine.cells[3].update(source="1 / 0  # a learner's error", execution_count=1)
    mine.cells[3].outputs = [stream("whatever")]
    for stem, nb in {"01_definition": mine, "02_graphs": derived}.items():
        lessons.write(root / "exercises" / f"{stem}_exercises.ipynb", nb)
        lessons.write(root / "solutions" / f"{stem}_solutions.ipynb", solutions())
    (root / "tests").mkdir()
    shutil.copy(ROOT / "conftest.py", root)
    shutil.copy(ROOT / "tests" / "nbval_sanitize.cfg", root / "tests")
    (root / "pytest.ini").write_text("[pytest]\n")


def run_nbval(root, *arguments, **env):
    """Return ``{file: {cell or "collection": outcome}}`` and the text of the report."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-rA"]
    done = subprocess.run(
        [*command, "--color=no", "--tb=line", *arguments],
        cwd=root,
        env=os.environ | {"CI": ""} | env,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found: dict[str, dict[str, str]] = {}
    line = re.compile(r"^(PASSED|FAILED|ERROR) (\S+\.ipynb)(?:::(Cell \d+))?", re.MULTILINE)
    for outcome, file, cell in line.findall(done.stdout):
        found.setdefault(file, {})[cell or "collection"] = outcome
    return found, done.stdout + done.stderr


@pytest.fixture(scope="module")
def outcome(saved, tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    write_course(root, saved)
    return run_nbval(root, "-n", "2", "--dist", "loadscope", "notebooks", "exercises")


def failures(outcome, file):
    found, report = outcome
    assert file in found, report
    return {cell for cell, result in found[file].items() if result != "PASSED"}


def test_the_saved_notebook_is_green(outcome):
    """Live widget here, static twin there; own folder; fresh progress; a cell that must fail."""
    assert failures(outcome, "notebooks/01_same.ipynb") == set(), outcome[1]
    assert len(outcome[0]["notebooks/01_same.ipynb"]) == 8


@pytest.mark.parametrize(
    ("name", "red"),
    [
        ("02_changed", {"Cell 1", "Cell 2", "Cell 3"}),
        ("03_pixels", set()),
        ("04_unrun", {"collection"}),
    ],
)
def test_a_changed_output_is_red(outcome, name, red):
    """A number, an alternative text, a widget's twin; not pixels, not a time."""
    assert failures(outcome, f"notebooks/{name}.ipynb") == red, outcome[1]


def test_an_unrun_cell_is_named(outcome):
    assert "cell `number` was never run" in outcome[1]


def test_a_learners_copy_is_replaced_by_the_derived_one(outcome):
    assert failures(outcome, "exercises/01_definition_exercises.ipynb") == set(), outcome[1]
    assert failures(outcome, "exercises/02_graphs_exercises.ipynb") == set(), outcome[1]


def test_in_ci_the_file_itself_runs(saved, tmp_path):
    write_course(tmp_path, saved)
    result = run_nbval(tmp_path, "exercises/01_definition_exercises.ipynb", CI="true")
    assert failures(result, "exercises/01_definition_exercises.ipynb") == {"Cell 1"}, result[1]


def test_the_saved_notebook_has_no_live_widget(saved):
    bundles = [o.data for cell in saved.cells for o in cell.get("outputs", []) if "data" in o]
    assert {"text/plain": "Slider", "text/html": "<b>3</b>"} in bundles
    assert shown(text_plain="x").data == Node({"text/plain": "x"})
