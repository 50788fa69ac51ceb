"""Tables and folders of reports: one row each, no formula, no file outside."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import lessons
from course_utils.classroom import reports
from course_utils.classroom.submission import Marks
from tests.classroom.made_up import (
    HOSTILE,
    LESSON,
    RELU,
    half_off,
    handed_in,
    marks,
    outcome,
    record,
)


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# Tables.


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@a", "\tx", "\rx", "\n=1", "＝1", "=cmd|' /C"]
)
def test_no_cell_is_a_formula(text):
    assert reports.safe_cell(text) == "'" + text


@pytest.mark.parametrize("number", ["0", "-1", "-2.5", "12"])
def test_a_number_stays_one(number):
    assert reports.safe_cell(number) == number


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12) | st.sampled_from(["=a", "-", "--1", "-1e5", "−1"]))
def test_every_cell_survives_the_way_through_csv(text):
    out = io.StringIO(newline="")
    csv.writer(out).writerow([reports.safe_cell(text)])
    (row,) = (
        csv.reader(io.StringIO(out.getvalue(), newline=""))
        if out.getvalue().strip("\r\n")
        else ([""],)
    )
    assert "".join(row).lstrip("'").replace("\r\n", "\n") or not text.strip("'\r\n")
    assert not re.match(r"[=+@\t\r\n]|-(?!\d+(\.\d+)?$)", row[0] if row else "")


def test_one_notebook_of_another_lesson_is_named_and_raises_nobodys_points(book):
    for n in range(10):
        record(book, handed_in(f"s{n}"), marks(outcome(earned=2)))
    record(book, handed_in("zoe"), marks(outcome("limits.c", 1), lesson="06_limits"))
    *others, zoe = rows(reports.wide_table(book))
    assert {row["out of"] for row in [*others, zoe]} == {"2"} and zoe["06_limits"] == "1"
    assert "This is 06_limits; the class handed in 01_definition." in zoe["problems"]
    assert not any(row["problems"] for row in others)


def test_the_wide_table_has_one_row_a_student(book):
    record(
        book,
        handed_in("ada", name="=Ada", late=True),
        marks(outcome(earned=2), outcome("definition.b", 1)),
    )
    record(book, handed_in("bob"), marks(outcome("limits.c", 1), lesson="06_limits"))
    record(book, handed_in("bob", b"x", source="bob/x"), Marks("", problem="This is not JSON."))
    book.adjust("ada", "definition.b", 1.5, "r", "a")
    ada, bob = rows(reports.wide_table(book, policy=half_off))
    assert list(ada) == ["student", "name", LESSON, RELU, "definition.b", "06_limits", "limits.c",
                         "total", "out of", "problems"]  # fmt: skip
    assert (ada["name"], ada[LESSON], ada["definition.b"]) == ("'=Ada", "1.75", "1.5")
    assert (ada["06_limits"], ada["total"], ada["out of"]) == ("", "1.75", "6")
    assert (bob["06_limits"], bob["total"]) == ("1", "1")
    assert bob["problems"] == "bob/x: This is not JSON."


def test_the_long_table_has_one_row_an_exercise(book):
    moment = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    record(
        book,
        handed_in("ada", received=moment, late=True),
        marks(outcome(earned=2), outcome("definition.b")),
    )
    record(book, handed_in("bob", b"", problem="This is not JSON."), Marks(""))
    book.adjust("ada", "definition.b", 1, "+1 for the idea", "Dr B")
    one, two, three = rows(reports.long_table(book, policy=half_off))
    assert (one["exercise"], one["points"], one["out of"], one["status"]) == (
        RELU,
        "2",
        "2",
        "right",
    )
    assert (one["share kept"], one["late"], one["received"]) == (
        "0.5",
        "yes",
        "2026-11-01 09:30:00+00:00",
    )
    assert (two["points"], two["by the judge"]) == ("1", "0")
    assert (two["changed because"], two["changed by"]) == ("'+1 for the idea", "Dr B")
    assert (three["student"], three["status"], three["problem"]) == (
        "bob",
        "not judged",
        "This is not JSON.",
    )


def test_hostile_text_stays_in_its_cell(book):
    record(book, handed_in("x", name=HOSTILE, source=HOSTILE), marks(outcome(), notes=(HOSTILE,)))
    (row,) = rows(reports.long_table(book))
    assert (
        row["name"].startswith("<script>") and "[U+202E]" in row["name"] and "\0" not in row["name"]
    )
    assert len(rows(reports.wide_table(book))) == 1


# Names of files.


@pytest.mark.parametrize(
    "student",
    [
        "../../x",
        "",
        ".",
        "..",
        "con",
        "nul.txt",
        "a/b",
        "a\\b",
        "a\0b",
        "Ada",
        "x" * 999,
        "\udcff",
        "-rf",
        "a.",
    ],
)
def test_a_name_of_a_file_stays_in_its_folder(student):
    name = reports.file_name(student)
    assert re.fullmatch(r"[\w-]{1,64}", name) and not name.startswith("-") and name.lower() != "con"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=6), unique=True, max_size=8))
def test_two_students_never_share_a_file(students):
    names = {reports.file_name(student).casefold() for student in [*students, "ada", "Ada", "ADA"]}
    assert len(names) == len({*students, "ada", "Ada", "ADA"})


# All of it in a folder.


def test_a_folder_holds_everything_and_changes_only_where_marks_changed(book, tmp_path):
    content = (lessons.find_root() / "exercises" / f"{LESSON}_exercises.ipynb").read_bytes()
    taken_in = [
        handed_in(HOSTILE, content),
        handed_in("bob", b"{", problem="This is not JSON."),
        handed_in("cem", b"{"),
    ]
    record(book, taken_in[0], Marks(LESSON, (outcome(),), {RELU: "relu = 1"}))
    record(book, taken_in[1], Marks(""))
    record(book, taken_in[2], marks(outcome()))
    loads = {submission.student: submission.load for submission in taken_in}

    def load(result):
        return loads[result.student]()

    def write():
        return list(reports.write_reports(book, tmp_path / "out", load=load, policy=half_off))

    first = write()
    assert [w.problem[:30] for w in first if w.path is None] == ["This file cannot be given back"]
    files = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.*")}
    odd = reports.file_name(HOSTILE)
    assert {p.relative_to(tmp_path / "out").as_posix() for p in files} == {
        "grades.csv", "grades-long.csv", "class.html", f"feedback/{odd}.html", "feedback/bob.html",
        "feedback/cem.html", f"notebooks/{odd}/{LESSON}.ipynb",
    }  # fmt: skip
    page = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    for href in re.findall(r'href="(feedback/[^"]+)"', page):
        assert (tmp_path / "out" / unquote(href)).is_file()
    assert page.count('href="feedback/') == 3
    book.adjust("cem", RELU, 1, "r", "a")
    write()
    changed = {p.name for p, when in files.items() if p.stat().st_mtime_ns != when}
    assert changed == {"grades.csv", "grades-long.csv", "class.html", "cem.html"}


def test_who_took_the_wrong_notebook_reads_so(book, tmp_path):
    for n in range(10):
        record(book, handed_in(f"s{n}"), marks(outcome(earned=2)))
    other = marks(outcome("graphs.abs_hinges"), lesson="02_graphs")
    content = (lessons.find_root() / "exercises" / f"{LESSON}_exercises.ipynb").read_bytes()
    record(book, handed_in("zoe", content), other)
    written = list(reports.write_reports(book, tmp_path, load=lambda r: content))
    pages = [f.path.read_text(encoding="utf-8") for f in written if f.student == "zoe"]
    said = "Your class handed in the exercises of lesson 1"
    assert len(pages) == 2 and all(said in page for page in pages)
    assert said not in (tmp_path / "feedback/s0.html").read_text(encoding="utf-8")
