"""Exercises derived from solutions, and put back for a learner."""

from __future__ import annotations

import pytest

from course_utils import lessons, workshop
from tests.nb_course import (
    ANSWER,
    STARTER,
    code,
    lay_starter,
    make_course,
    notebook,
    solutions,
    stream,
    text,
)

SOLVED = 'def relu(x):\n    """Return max(0, x)."""\n    return max(0, x)'


def by_id(nb):
    return {cell.id: cell for cell in nb.cells}


def test_derive_gives_starters_and_nothing_run():
    solved = solutions()
    solved.cells[1].outputs, solved.cells[1].execution_count = [stream("x")], 1
    derived = lessons.derive(solved)
    cells = by_id(derived)
    assert cells["relu-answer"].source == STARTER
    assert cells["slope-answer"].source == "...  # your code here"
    assert list(cells) == ["title", "setup", "relu-task", "relu-answer", "relu-check",
                           "slope-answer"]  # fmt: skip
    assert not workshop.was_run(derived)
    assert "SOLUTION" not in lessons.text_of(derived)
    assert "max(0, x)\n" not in cells["relu-answer"].source.replace('"""Return max(0, x)."""', "")
    assert solved.cells[1].outputs, "the solved notebook is not changed"


def test_derived_cells_run_unsolved():
    names = {"check": lambda name: None}
    for cell in lessons.derive(solutions()).cells:
        if cell.cell_type == "code" and cell.id.endswith("answer"):
            exec(cell.source, names)
    assert names["relu"](3) is ...


def test_two_solutions_in_one_cell_and_text_between():
    source = (
        "### BEGIN SOLUTION\na = 1\n### END SOLUTION\n### BEGIN STARTER\n# a = ...\n"
        "### END STARTER\nb = 2\n\nif b:\n    ### BEGIN SOLUTION\n    c = 3\n    ### END SOLUTION"
    )
    solved, starter = lessons.split(source)
    assert solved == "a = 1\nb = 2\n\nif b:\n    c = 3"
    assert starter == "a = ...\nb = 2\n\nif b:\n    ...  # your code here"


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("x = 1", 1, "has no solution"),
        ("### BEGIN SOLUTION\nx = 1", 2, "never closed"),
        ("x = 1\n### END SOLUTION", 2, "without `### BEGIN SOLUTION`"),
        ("### BEGIN SOLUTION\n### END SOLUTION", 2, "nothing stands"),
        ("### BEGIN SOLUTION\nx\n### BEGIN SOLUTION", 3, "inside an open solution"),
        ("### BEGIN SOLUTION\nx\n ### END SOLUTION", 3, "indented unlike"),
        ("### BEGIN SOLUTION\nx\n### END STARTER", 3, "without `### BEGIN STARTER`"),
        ("## BEGIN SOLUTION\nx\n### END SOLUTION", 1, "is not a marker"),
        ("### Begin solution\nx\n### END SOLUTION", 1, "is not a marker"),
        ("### BEGIN STARTER\n# x\n### END STARTER", 1, "does not follow"),
        ("### BEGIN SOLUTION\nx\n### END SOLUTION\ny\n### BEGIN STARTER\n# x\n### END STARTER", 5,
         "does not follow"),
        ("### BEGIN SOLUTION\nx\n### END SOLUTION\n### BEGIN STARTER\nx = ...\n### END STARTER", 5,
         "does not begin with"),
    ],
)  # fmt: skip
def test_malformed_markers_name_notebook_cell_and_line(source, line, says):
    nb = notebook(code("relu-answer", source))
    with pytest.raises(lessons.NotebookError) as caught:
        lessons.derive(nb, "solutions/01.ipynb")
    message = str(caught.value)
    assert message.startswith(f"solutions/01.ipynb, cell `relu-answer`, line {line}: ")
    assert says in message
    assert "Expected:" in message and "Next:" in message


def test_a_starter_must_be_python():
    source = "### BEGIN SOLUTION\nx\n### END SOLUTION\n### BEGIN STARTER\n# x = =\n### END STARTER"
    with pytest.raises(lessons.NotebookError, match=r"not Python: .*`x = =`"):
        lessons.derive(notebook(code("relu-answer", source)))


def test_a_solution_cannot_leak_from_a_cell_of_another_name():
    with pytest.raises(lessons.NotebookError, match="a cell that is no answer"):
        lessons.derive(notebook(code("relu", ANSWER)))


def test_solution_and_starter_of(tmp_path):
    root = make_course(tmp_path)
    assert lessons.solution_of("definition.relu", root) == SOLVED
    assert lessons.starter_of("definition.relu", root) == STARTER
    assert lessons.answer_cell_id("definition.relu_grad") == "relu-grad-answer"
    with pytest.raises(lessons.NotebookError, match=r"no cell `rlu-answer`"):
        lessons.solution_of("definition.rlu", root)
    with pytest.raises(LookupError, match="no lesson 'graph'"):
        lessons.solution_of("graph.relu", root)


@pytest.fixture
def copy(tmp_path):
    """A learner's working copy: one answer written, a note, a cell of their own, all run."""
    root = lay_starter(make_course(tmp_path))
    nb = lessons.derive(solutions())
    by_id(nb)["relu-answer"].source = "def relu(x):\n    return 7"
    nb.cells.insert(2, code("0a1b2c3d", "my = 'own'", [stream("mine\n")], 3))
    nb.cells.append(text("note", "my note"))
    nb.metadata.language_info.version = "3.12.1"
    path = root / "exercises" / "01_definition_exercises.ipynb"
    lessons.write(path, nb)
    return root, path


def test_reset_puts_one_answer_back_and_keeps_the_rest(copy):
    root, path = copy
    before, bytes_before = lessons.read(path), path.read_bytes()
    kept = lessons.reset_exercise(path, "definition.relu", root).backup
    after = lessons.read(path)
    assert kept.parent == path.parent / ".backups"
    assert kept.match("*.backup-*.ipynb")
    assert kept.read_bytes() == bytes_before
    assert by_id(after)["relu-answer"].source == STARTER
    by_id(after)["relu-answer"].source = by_id(before)["relu-answer"].source
    assert after == before
    again = lessons.reset_exercise(path, "definition.relu", root).backup
    assert again != kept and kept.exists()


@pytest.mark.parametrize(
    "gone",
    [("relu-answer",), ("relu-task",), ("relu-check",), ("relu-answer", "relu-check"),
     ("relu-task", "relu-answer", "relu-check")],
)  # fmt: skip
def test_reset_brings_back_what_was_deleted(copy, gone):
    root, path = copy
    nb = lessons.read(path)
    nb.cells = [cell for cell in nb.cells if cell.id not in gone]
    lessons.write(path, nb)
    lessons.reset_exercise(path, "definition.relu", root)
    after = lessons.read(path)
    ids = [cell.id for cell in after.cells]
    at = ids.index("relu-task")
    assert ids[at : at + 3] == ["relu-task", "relu-answer", "relu-check"]
    assert by_id(after)["relu-answer"].source == STARTER
    assert {cell.id for cell in nb.cells} < set(ids)
    assert len(ids) == len(set(ids))


def test_reset_counts_where_an_editor_renamed_all_ids(copy):
    """The starter comes after the old answer, so that it is the one that holds."""
    root, path = copy
    nb = lessons.read(path)
    for number, cell in enumerate(nb.cells):
        cell.id = f"cell{number}"
    lessons.write(path, nb)
    lessons.reset_exercise(path, "definition.relu", root)
    sources = [cell.source for cell in lessons.read(path).cells]
    old = sources.index("def relu(x):\n    return 7")
    assert old < sources.index(STARTER) < sources.index('check("definition.relu")')
    assert len(sources) == len(nb.cells) + 1


def test_reset_writes_nothing_when_it_cannot(copy):
    root, path = copy
    before = path.read_bytes()
    with pytest.raises(lessons.NotebookError, match="no cell `rlu-task`"):
        lessons.reset_exercise(path, "definition.rlu", root)
    assert path.read_bytes() == before
    assert not (path.parent / ".backups").exists()


@pytest.mark.parametrize("left", [b"", b"{", b"\xff\xfe", b'{"nbformat": 3}', None])
def test_reset_mends_a_notebook_that_is_gone_or_broken(copy, left):
    root, path = copy
    path.unlink() if left is None else path.write_bytes(left)
    done = lessons.reset_exercise(path, "definition.relu", root)
    assert done.whole
    assert lessons.read(path) == lessons.derive(
        lessons.read(lessons.path_of("solutions", "01_definition", root))
    )
    assert done.backup is None if left is None else done.backup.read_bytes() == left
