"""Running, building and checking a small course, with real kernels."""

from __future__ import annotations

import os
import shutil

import pytest

from course_utils import checks, lessons, workshop
from course_utils.workshop import build
from tests.nb_course import STARTER, code, lesson, make_course, notebook, text

pytestmark = pytest.mark.slow  # it runs notebooks, or trains nets


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course built once; tests that change it take a copy."""
    root = make_course(tmp_path_factory.mktemp("built"))
    shutil.copytree(root, root / "unbuilt")
    return root, build(root)


@pytest.fixture
def course(built, tmp_path, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    for folder in ("notebooks", "solutions", "exercises"):
        shutil.copytree(built[0] / folder, tmp_path / folder)
    return tmp_path


def cell(root, cell_id, folder="notebooks"):
    nb = lessons.read(lessons.path_of(folder, "01_definition", root))
    return next(c for c in nb.cells if c.id == cell_id)


def edit(root, folder, cell_id, **change):
    path = lessons.path_of(folder, "01_definition", root)
    nb = lessons.read(path)
    next(c for c in nb.cells if c.id == cell_id).update(change)
    lessons.write(path, nb)


def test_build_runs_saves_and_derives(built):
    root, lines = built
    assert lines == [
        "notebooks/01_definition.ipynb: written",
        "solutions/01_definition_solutions.ipynb: written",
        ".starters/01_definition_exercises.ipynb: written",
        "exercises/01_definition_exercises.ipynb: written",
    ]
    assert cell(root, "table").outputs[0].text == "-1 0\n0 0\n2 2\n"
    assert cell(root, "place").outputs[0].text == "notebooks False\n", "own folder, fresh progress"
    assert cell(root, "fails").outputs[0].ename == "ZeroDivisionError"
    assert cell(root, "relu-check", "solutions").outputs[0].text == "checked definition.relu\n"
    assert cell(root, "relu-answer", "exercises").source == STARTER
    assert not workshop.never_run(lessons.read(root / "notebooks" / "01_definition.ipynb"))


def test_building_again_changes_nothing(course):
    """Although one cell prints the time in nanoseconds."""
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in course.rglob("*.ipynb")}
    assert build(course) == []
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in course.rglob("*.ipynb")} == before


def test_check_of_an_unbuilt_course_writes_nothing(built):
    root = built[0] / "unbuilt"
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    lines = build(root, check=True)
    assert [line.partition(":")[0] for line in lines] == [
        "notebooks/01_definition.ipynb", "notebooks/01_definition.ipynb",
        "solutions/01_definition_solutions.ipynb", "solutions/01_definition_solutions.ipynb",
        "solutions/01_definition_solutions.ipynb, cell `relu-task`",
        "exercises/01_definition_exercises.ipynb",
    ]  # fmt: skip
    assert "not run" in lines[0] and "normal form" in lines[1] and "missing" in lines[5]
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_build_writes_what_does_not_count_into_the_task(course):
    line = f"*{checks.find('definition.relu').not_counted()}*"
    assert cell(course, "relu-task", "solutions").source.endswith(f"Write it.\n\n{line}")
    assert cell(course, "relu-task", "exercises").source.endswith(line)
    edit(course, "solutions", "relu-task", source="Write it.\n\n*Does not count: pen and paper.*")
    said = build(course, check=True)[0]
    assert said == (
        "solutions/01_definition_solutions.ipynb, cell `relu-task`: "
        f"the task should have `{line}`; relu dev build does it"
    )


@pytest.mark.parametrize("ci", ["", "true"])
def test_a_built_course_passes_its_check(course, monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    assert build(course, check=True) == []


@pytest.mark.parametrize(
    ("cell_id", "change", "says"),
    [
        ("table", {"execution_count": None, "outputs": []}, "not run"),
        ("table", {"execution_count": 9}, "not run"),
        ("table", {"metadata": {"trusted": True}}, "normal form"),
    ],
)
def test_check_sees_what_can_be_seen_at_rest(course, cell_id, change, says):
    edit(course, "notebooks", cell_id, **change)
    lines = build(course, check=True)
    assert any(says in line for line in lines), lines


def test_check_with_execute_sees_a_changed_number(course):
    output = lessons.Node(cell(course, "table").outputs[0], text="-1 0\n0 0\n2 3\n")
    edit(course, "notebooks", "table", outputs=[output])
    assert build(course, check=True) == []
    assert build(course, check=True, execute=True) == [
        "notebooks/01_definition.ipynb, cell `table`: the saved output is not what the cell gives "
        "now"
    ]


@pytest.mark.parametrize(
    ("folder", "cell_id"), [("solutions", "relu-task"), ("solutions", "setup")]
)
def test_check_sees_an_exercise_that_was_not_derived_again(course, folder, cell_id, monkeypatch):
    source = cell(course, cell_id, folder).source
    edit(course, folder, cell_id, source="# more\n\n" + source)
    derived = ("exercises/.starters", "exercises")
    expected = [
        f"{folder}/01_definition_exercises.ipynb: "
        "not what solutions/01_definition_solutions.ipynb gives"
        for folder in derived
    ]
    assert build(course, check=True) == expected
    monkeypatch.setenv("CI", "true")
    assert build(course, check=True) == expected


def test_a_learners_copy_is_stale_only_in_ci(course, monkeypatch):
    edit(course, "exercises", "relu-answer", source="def relu(x):\n    return 7")
    assert build(course, check=True) == [], "an answer written, not run"
    edit(course, "exercises", "setup", execution_count=1)
    edit(course, "exercises", "relu-task", source="my notes")
    assert build(course, check=True) == [], "run: a working copy, whatever stands in it"
    monkeypatch.setenv("CI", "true")
    assert len(build(course, check=True)) == 1


def test_build_keeps_a_backup_of_work(course):
    edit(course, "exercises", "relu-answer", source="def relu(x):\n    return 7")
    mine = (course / "exercises" / "01_definition_exercises.ipynb").read_bytes()
    (line,) = build(course)
    (kept,) = (course / "exercises" / ".backups").iterdir()
    assert kept.read_bytes() == mine
    assert kept.name in line
    assert cell(course, "relu-answer", "exercises").source == STARTER


def test_a_false_mark_stops_the_build(course, monkeypatch):
    """Only where something is run: a check at rest stays quick."""
    from course_utils.workshop import facts

    said = "definition.q_nan: marked right, measured otherwise"
    monkeypatch.setattr(facts, "false_answers", lambda lesson: [said] * (lesson == "definition"))
    assert build(course, check=True) == []
    assert build(course, check=True, execute=True) == [said]
    with pytest.raises(lessons.NotebookError, match=r"q_nan.*\n.*questions\.toml"):
        build(course)


def test_only_names_lessons(course):
    (course / "notebooks" / "02_graphs.ipynb").write_text("{}")
    for name in ("01", "definition", "01_definition"):
        assert build(course, check=True, only=[name]) == []
    with pytest.raises(LookupError, match=r"no lesson 'graph'\. There are: 01_definition, 02_gr"):
        build(course, only=["graph"])


def test_a_cell_that_fails_is_named_and_the_rest_is_built(tmp_path):
    root = make_course(tmp_path)
    broken = notebook(text("title", "# G"), code("boom", "x = 1\nx.y"), code("after", "2"))
    lessons.write(root / "notebooks" / "02_graphs.ipynb", broken)
    with pytest.raises(lessons.NotebookError) as caught:
        build(root)
    message = str(caught.value)
    assert message.startswith("notebooks/02_graphs.ipynb, cell `boom` fails: AttributeError: ")
    assert "x.y" in message and "\x1b" not in message and "Next:" in message
    assert cell(root, "last").execution_count == 8
    assert lessons.read(root / "notebooks" / "02_graphs.ipynb") == broken


def test_a_cell_that_never_ends_and_one_that_ends_the_kernel(tmp_path):
    slow = notebook(code("slow", "while True: pass"))
    with pytest.raises(lessons.NotebookError, match="`slow` takes longer than 1 s"):
        workshop.execute(slow, tmp_path, timeout=1)
    dead = notebook(code("dead", "import os; os._exit(3)"))
    with pytest.raises(lessons.NotebookError, match="`dead` ended the kernel"):
        workshop.execute(dead, tmp_path)


def test_execute_is_apart_from_the_person_who_runs_it(tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("RELU_HOME", "/a/real/home")
    source = (
        "import os, sys\nprint(os.environ.get('MPLBACKEND') == 'agg', "
        f"os.environ['RELU_HOME'] == '/a/real/home', sys.executable == {os.sys.executable!r})"
    )
    nb = workshop.execute(notebook(code("a", source)), tmp_path)
    assert nb.cells[0].outputs[0].text == "False False True\n"
    assert list(tmp_path.iterdir()) == []
    assert lesson().cells[2].execution_count is None


def test_a_kernel_that_dies_before_a_cell_begins_is_started_again(tmp_path, monkeypatch):
    """Between the choice of its ports and its start another program may take one."""
    import nbclient

    starts = []
    real = nbclient.NotebookClient.async_start_new_kernel_client

    async def start(self):
        starts.append(1)
        if len(starts) == 1:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return await real(self)

    monkeypatch.setattr(nbclient.NotebookClient, "async_start_new_kernel_client", start)
    ran = workshop.execute(notebook(code("two", "1 + 1")), tmp_path)
    assert len(starts) == 2 and ran.cells[0].outputs[0].data["text/plain"] == "2"
    with pytest.raises(lessons.NotebookError, match="`dead` ended the kernel"):
        workshop.execute(notebook(code("dead", "import os; os._exit(3)")), tmp_path)
    assert len(starts) == 3
