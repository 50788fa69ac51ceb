"""A teacher's patch lies beside the untouched original, counts in every run, and is logged."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from course_utils.classroom import amended
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.notebook import read_notebook
from course_utils.classroom.submission import Marks
from course_utils.cli import main
from tests.classroom.hostile_reader import notebook_of
from tests.classroom.made_up import handed_in, record

BROKEN = "import numpy as np\ndef relu(x) return np.maximum(x, 0)"
RELU = BROKEN.replace("(x) ", "(x): ")


def test_a_changed_copy_counts_until_it_is_removed_or_the_student_hands_in_again(tmp_path):
    ada, bob = (handed_in(name, notebook_of([("a", BROKEN)])) for name in ("ada", "bob"))
    (copy,) = amended.copies([ada], tmp_path, every=True)
    copy.lay()
    assert copy.path.read_bytes() == ada.load() and not copy.changed
    assert amended.applied([ada, bob], tmp_path) == [ada, bob]
    copy.path.write_bytes(notebook_of([("a", RELU)]))
    copy.lay()  # what the teacher wrote stays
    patched, other = amended.applied([ada, bob], tmp_path)
    assert patched.load() == copy.path.read_bytes() != ada.load()
    assert (patched.notes, patched.source) == ((amended.NOTE,), ada.source) and other is bob
    newer = handed_in("ada", notebook_of([("a", RELU + "\n")]))
    assert amended.applied([newer], tmp_path) == [newer]
    copy.path.unlink()
    assert amended.applied([ada], tmp_path) == [ada]


def test_each_patch_is_logged_once(tmp_path):
    ada = handed_in("ada", notebook_of([("a", BROKEN)]))
    (copy,) = amended.copies([ada], tmp_path, every=True)
    copy.lay()
    copy.path.write_bytes(notebook_of([("a", RELU)]))
    with Gradebook.open(tmp_path / "g.db") as book:
        for _ in range(2):
            amended.log(book, [ada], tmp_path, "Dr B")
        (entry,) = book.log()
    assert entry.author == "Dr B" and "of ada: 1 lines taken out, 1 put in" in entry.what


@pytest.mark.parametrize(
    ("content", "laid"),
    [(notebook_of([("a", "x = 1")], lesson=""), 1), (b"[]", 0), (b"{", 0), (b"\xff", 0)],
)
def test_a_lesson_is_named_where_none_was_found(content, laid, tmp_path):
    ada, bob = handed_in("ada", content), handed_in("bob", notebook_of([("a", RELU)]))
    with Gradebook.open(tmp_path / "g.db") as book:
        record(book, ada, Marks("", problem="It belongs to no lesson."))
        record(book, bob, Marks("01_definition"))
        named = amended.name_lesson(book, [ada, bob], tmp_path, "definition")
        assert named == [ada] * laid
        assert amended.name_lesson(book, [ada, bob], tmp_path, "graphs") == []  # it was said before
    first, second = amended.applied([ada, bob], tmp_path)
    assert read_notebook(first.load()).lesson == "definition" * laid and second is bob
    if laid:
        assert json.loads(first.load())["cells"] == json.loads(content)["cells"]


def test_the_command_lays_the_copy_and_then_grades_it(tmp_path):
    where = tmp_path / "class" / "ada" / "01_definition.ipynb"
    where.parent.mkdir(parents=True)
    where.write_bytes(notebook_of([("relu-answer", BROKEN)]))
    graded = tmp_path / "graded"
    words = ["grade", str(tmp_path / "class"), "--out", str(graded), "--amend", "ada"]
    done = CliRunner().invoke(main, [*words, "--workers", "1"])
    assert done.exit_code == 0 and "Laid: " in done.output and "edit the copy" in done.output
    assert not (graded / "gradebook.db").exists()
    (copy,) = graded.rglob("*.ipynb")
    copy.write_bytes(notebook_of([("relu-answer", RELU)]))
    assert CliRunner().invoke(main, [*words, "--workers", "1"]).exit_code == 0
    with Gradebook.open(graded / "gradebook.db") as book:
        (result,) = book.results()
        assert result.earned == 6 and amended.NOTE in result.notes
        assert "amended class/ada/01_definition.ipynb of ada" in next(book.log()).what
    assert BROKEN in read_notebook(where.read_bytes()).cells[0][1]
