"""A mark comes out again at home, byte for byte; a receipt that was changed does not pass."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os

import pytest
from click.testing import CliRunner

from course_utils.classroom import receipts, seeds
from course_utils.cli import main
from course_utils.errors import CourseError
from tests.classroom.hostile_reader import notebook_of

RELU = "import numpy as np\ndef relu(x): return np.{}(x, 0)"


def relu(*arguments) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(a) for a in arguments])
    assert "Traceback" not in done.output
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("out") / "graded"
    for name, function in (("ada", "maximum"), ("bob", "minimum")):
        (folder / name).mkdir()
        book = notebook_of([("relu-answer", RELU.format(function))])
        (folder / name / "01_definition.ipynb").write_bytes(book)
    code, said = relu("grade", folder, "--out", out, "--workers", "1")
    assert code == 0, said
    code, said = relu("grade", folder, "--out", folder / "graded")
    assert code == 2 and "lies in" in said
    return folder, out


def test_everything_that_people_see_is_written(graded):
    _, out = graded
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert {"class.html", "grades.csv", "feedback/ada.html", "notebooks/bob/01_definition.ipynb",
            "receipts/ada/01_definition.json"} <= names  # fmt: skip
    with open(out / "grades.csv", encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 3


def test_a_mark_comes_out_again(graded):
    folder, out = graded
    for name, earned in (("ada", 6), ("bob", 1)):
        receipt = out / "receipts" / name / "01_definition.json"
        book = folder / name / "01_definition.ipynb"
        code, said = relu("check", "--receipt", receipt, "--notebook", book)
        assert code == 0, said
        assert f"{earned} of 45 points" in said and "byte for byte" in said


def test_another_notebook_is_another_mark(graded):
    folder, out = graded
    receipt = out / "receipts" / "ada" / "01_definition.json"
    code, said = relu("check", "--receipt", receipt,
                      "--notebook", folder / "bob" / "01_definition.ipynb")  # fmt: skip
    assert code == 1
    assert "not the file that was graded" in said and "6 of 45 then" in said


def test_a_receipt_that_was_changed_is_refused(graded, tmp_path):
    folder, out = graded
    book = folder / "ada" / "01_definition.ipynb"
    about = json.loads((out / "receipts" / "ada" / "01_definition.json").read_text())
    changed = tmp_path / "receipt.json"
    for change, words in (
        (about | {"seed": "7"}, "does not fit its SHA-256"),
        (about | {"seed": "x"}, "is not whole"),
        (about | {"seed": "9" * 6000}, "is not whole"),
        (about | {"format": "other"}, "is no receipt"),
        ({k: v for k, v in about.items() if k != "earned"}, "earned cannot be read"),
    ):
        changed.write_text(json.dumps(change))
        code, said = relu("check", "--receipt", changed, "--notebook", book)
        assert code == 2 and words in said
    changed.write_text("[" * 50_000)
    assert relu("check", "--receipt", changed, "--notebook", book)[0] == 2
    code, said = relu("check", "--receipt", changed, "--notebook", tmp_path / "none.ipynb")
    assert code == 2 and "none.ipynb cannot be read" in said and "Next: name" in said
    code, said = relu("check", "--receipt", changed)
    assert code == 2 and "--notebook" in said


def test_better_marks_in_the_receipt_do_not_come_out(graded, tmp_path):
    folder, out = graded
    about = json.loads((out / "receipts" / "bob" / "01_definition.json").read_text())
    content = (folder / "bob" / "01_definition.ipynb").read_bytes()
    found = receipts.repeat(about | {"earned": 6}, content)
    assert not found.same and "1 of 45 points here, and 6 of 45 then" in found.differences[0]
    (said,) = receipts.repeat(about | {"lesson": "02_gradients"}, content).differences
    assert said == "It is lesson 01_definition here, and 02_gradients then."
    found = receipts.repeat(about | {"outcomes_sha256": "0" * 64}, content)
    assert found.differences == ("The points are the same; a reason or a value is not.",)


def test_a_receipt_is_of_the_notebook_and_the_checks_that_gave_the_mark(graded, monkeypatch):
    folder, out = graded
    receipt = out / "receipts" / "bob" / "01_definition.json"
    before, work = receipt.read_bytes(), folder / "bob" / "01_definition.ipynb"
    returned = (out / "notebooks" / "bob" / "01_definition.ipynb").read_bytes()
    handed_in = work.read_bytes()
    work.write_bytes((folder / "ada" / "01_definition.ipynb").read_bytes())
    try:  # ada is graded again, bob with his new file is not
        code, said = relu("grade", folder, "--out", out, "--only", "ada", "--workers", "1")
        assert code == 0, said
        assert receipt.read_bytes() == before
        assert (out / "notebooks" / "bob" / "01_definition.ipynb").read_bytes() == returned
    finally:
        work.write_bytes(handed_in)
    monkeypatch.setattr(receipts, "checks_version", lambda: "newer")
    code, said = relu("grade", folder, "--out", out, "--only", "ada", "--workers", "1")
    assert code == 0, said
    assert receipt.read_bytes() == before


def test_graders_that_begin_at_once_draw_one_seed(tmp_path):
    with multiprocessing.get_context("spawn").Pool(6) as pool:
        for number in range(12):
            folder = tmp_path / str(number)
            drawn = set(pool.map(seeds.seed_of, [folder] * 6, chunksize=1))
            assert drawn == {int((folder / "seed.txt").read_text())}
            assert [path.name for path in folder.iterdir()] == ["seed.txt"]
            if os.name == "posix":
                assert (folder / "seed.txt").stat().st_mode & 0o077 == 0


def test_a_seed_file_that_holds_none_is_refused_in_words(tmp_path):
    for text in ("", "hello", "9" * 6000):
        (tmp_path / "seed.txt").write_text(text)
        with pytest.raises(CourseError, match=r"holds no seed: .* put it back from a copy"):
            seeds.seed_of(tmp_path)


def test_a_full_disk_is_told_with_the_next_step(graded, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(seeds, "seed_of", full)
    code, said = relu("grade", graded[0], "--out", tmp_path / "graded")
    assert code == 2 and "No space left on device. What was graded is kept. Next:" in said
