"""Every submission gets its row, from whatever layout, and odd input gets its own line."""

from __future__ import annotations

import json
import os
import pickle
import time
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.classroom import intake
from course_utils.classroom.notebook import read_notebook
from course_utils.classroom.rehearsal import platforms
from course_utils.errors import CourseError
from tests.classroom.zipping import NOTEBOOK, laid_out, rows_of, zipped

FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WHEN = datetime(2026, 11, 1, 23, 59, 7)
FILES = st.sampled_from(
    ["01_definition.ipynb", "a.b.ipynb", "Übung 1.ipynb", "演習.ipynb", "x.IPYNB"]
)
# Letters and marks of any script, as people's names have them.
NAMES = st.text(
    st.characters(categories=("Lu", "Ll", "Lo", "Mn"), max_codepoint=0xFFFF), min_size=1, max_size=9
).filter(lambda s: unicodedata.category(s[0])[0] == "L" and s.strip())


@st.composite
def classes(draw):
    """Draw a class: people with numbers of their own, each with what one handed in."""
    size = draw(st.integers(1, 6))
    handed = []
    for place in range(size):
        file = draw(FILES)
        handed.append(
            platforms.Handed(
                first=draw(NAMES), last=draw(NAMES), number=1000 + 7 * place,
                login=f"user{place}", files=((file, NOTEBOOK + b" " * place),),
                received=WHEN, late=draw(st.booleans()),
            )
        )  # fmt: skip
    return handed


KEYS = {"canvas": "number", "moodle": "number", "blackboard": "login", "gradescope": "login",
        "nbgrader": "login", "folders": "login"}  # fmt: skip


@pytest.mark.parametrize("platform", KEYS)
@FEW
@given(class_=classes())
def test_one_row_for_each_with_id_and_bytes(platform, tmp_path, class_):
    path = tmp_path / "class.zip"
    zipped(platforms.PLATFORMS[platform](class_), path)
    rows = {row.student: row for row in rows_of(path)}
    assert len(rows_of(path)) == len(class_)
    for one in class_:
        row = rows[str(getattr(one, KEYS[platform]))]
        assert row.load() == one.files[0][1]
        assert not row.problem and row.attempt == 1
        if platform == "canvas":
            assert row.late is one.late
            assert row.name == platforms.squeezed(one.sortable)
        if platform == "moodle":
            assert row.name == one.name
        if platform in ("blackboard", "gradescope"):
            assert row.received == WHEN
        if platform == "nbgrader":
            assert row.received == WHEN.replace(tzinfo=UTC)


@FEW
@given(class_=classes())
def test_brightspace_joins_the_roster_by_name(tmp_path, class_):
    zipped(platforms.brightspace(class_), tmp_path / "class.zip")
    lines = ["OrgDefinedId,Username,Last Name,First Name"]
    lines += [f"#{c.number},#{c.login},{c.last},{c.first}" for c in class_]
    (tmp_path / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    rows = rows_of(tmp_path / "class.zip", roster=tmp_path / "roster.csv")
    folded = [intake.spellings(c.name)[0] for c in class_]
    for one in class_:
        if folded.count(intake.spellings(one.name)[0]) > 1:
            continue  # nobody can tell them apart by name
        (row,) = [r for r in rows if r.identity.get("username") == one.login and not r.problem]
        assert row.student == str(one.number) and row.load() == one.files[0][1]
        assert row.received == WHEN.replace(second=0)


@pytest.mark.parametrize("anonymous", [False, True])
def test_canvas_resubmission_and_late_mark(tmp_path, anonymous):
    again = [
        platforms.Handed("Ada", "Lovelace", 17, "ada", (("a.b.ipynb", bytes([n])),), WHEN, True, n)
        for n in (1, 3)
    ]
    zipped(platforms.canvas(again, anonymous=anonymous), tmp_path / "c.zip")
    rows = rows_of(tmp_path / "c.zip")
    assert [(r.attempt, r.late, r.load()) for r in rows] == [(1, True, b"\1"), (3, True, b"\3")]
    (last,) = rows_of(tmp_path / "c.zip", attempts="last")
    assert last.attempt == 3 and "1 earlier left out" in " ".join(last.notes)


@pytest.mark.parametrize("start, student", [("ada_LATE_17", "17"), ("LATE_anon_aB3xY", "aB3xY")])
def test_a_text_typed_into_canvas_is_its_students_row(tmp_path, start, student):
    """It carries no number of an attachment: the student is found all the same, and the reason."""
    for file, says in (("text.html", "A text was typed in"), ("link.html", "A link was handed")):
        zipped([(f"{start}_{file}", b"1")], tmp_path / "c.zip")
        (row,) = rows_of(tmp_path / "c.zip")
        assert (row.student, row.late, row.problem[: len(says)]) == (student, True, says)


def test_two_lessons_of_one_student_are_no_attempts(tmp_path):
    zipped(
        [("ada_17_1_01_definition.ipynb", NOTEBOOK), ("ada_17_2_02_graphs.ipynb", NOTEBOOK)],
        tmp_path / "c.zip",
    )
    rows = rows_of(tmp_path / "c.zip", attempts="last")
    assert [row.attempt for row in rows] == [1, 1]
    assert all("One of 2 notebooks that were handed in." in row.notes for row in rows)


def test_blackboard_attempts_are_ordered_by_time(tmp_path):
    class_ = [
        platforms.Handed("A", "B", 1, "ada", ((f"{n}.ipynb", NOTEBOOK),), WHEN.replace(day=n))
        for n in (2, 1)
    ]
    zipped(platforms.blackboard(class_, column="Week_1_Exercises"), tmp_path / "b.zip")
    rows = rows_of(tmp_path / "b.zip")
    assert sorted((row.attempt, row.source[-7:]) for row in rows) == [
        (1, "1.ipynb"), (2, "2.ipynb")]  # fmt: skip
    (last,) = rows_of(tmp_path / "b.zip", attempts="last")
    assert last.source.endswith("2.ipynb")


def test_a_name_of_a_file_files_it_under_nobody_else(tmp_path):
    """Students choose the names of their files, and may choose a platform's pattern."""
    when = "2026-11-01-23-59-00"
    stamp = "01_definition+2026-11-01 23:59:00 UTC"
    for members in (
        [(f"HW_ada_attempt_{when}_x_bob_attempt_{when}_x.ipynb", b"1")],
        [(f"ada+{stamp}/bob+{stamp}.ipynb", b"1")],
        [("1-2 - ada - 1 nov. 2026 23h59/bob - 2 nov. 2026 - x.ipynb", b"1")],
        [("1-2 - ada - 1 nov. 2026 23h59 - bob - 2 nov. 2026 - x.ipynb", b"1")],
    ):
        zipped(members, tmp_path / "c.zip")
        assert [row.student for row in rows_of(tmp_path / "c.zip")] == ["ada"], members


def test_underscores_in_a_blackboard_user_name(tmp_path):
    """Who has none shows where the column's name ends; two people do not become one."""
    when = "attempt_2026-11-01-23-59-00"
    users = ["lee", "a_lee", "b_lee", "c_d_lee"]
    zipped([(f"Week_1_{user}_{when}_x.ipynb", b"1") for user in users], tmp_path / "c.zip")
    assert {row.student for row in rows_of(tmp_path / "c.zip")} == {*users}


def test_moodle_layouts_and_a_typed_text(tmp_path):
    zipped(
        [
            ("Ada Lovelace_11_assignsubmission_file/01.ipynb", b"1"),
            ("Zoë Ünal_12_assignsubmission_file_01.ipynb", b"2"),
            ("Old Moodle_13_assignsubmission_file_/01.ipynb", b"3"),
            ("陈 伟_14_assignsubmission_onlinetext/onlinetext.html", b"4"),
        ],
        tmp_path / "m.zip",
    )
    rows = rows_of(tmp_path / "m.zip")
    assert [row.student for row in rows] == ["11", "13", "12", "14"]
    assert [row.name for row in rows] == ["Ada Lovelace", "Old Moodle", "Zoë Ünal", "陈 伟"]
    assert rows[3].problem.startswith("A text was typed in")


def test_gradescope_group_gets_a_row_each(tmp_path):
    told = (
        "submission_0: !ruby/object:Odd\n  :submitters: []\n"
        "submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: '1'\n    :email: a@example.org\n"
        "  - :name: Bob\n    :sid: '2'\n    :email: b@example.org\n"
    )
    zipped(
        [("export/submission_1/x.ipynb", b"x"), ("export/submission_metadata.yml", told)],
        tmp_path / "g.zip",
    )
    rows = rows_of(tmp_path / "g.zip")
    assert [(row.student, row.name, row.load()) for row in rows] == [
        ("1", "Ada", b"x"), ("2", "Bob", b"x")]  # fmt: skip
    assert "Handed in together with Ada: the same file." in rows[1].notes


def test_gradescope_lists_a_submission_without_its_folder(tmp_path):
    told = "".join(f"s{n}:\n  :submitters:\n  - :name: P{n}\n    :sid: 'q{n}'\n" for n in (1, 2))
    zipped([("submission_metadata.yml", told.encode()), ("s1/x.ipynb", b"1")], tmp_path / "g.zip")
    rows = rows_of(tmp_path / "g.zip")
    assert [(row.student, row.problem[:26]) for row in rows] == [
        ("q1", ""), ("q2", "Gradescope lists this subm")]  # fmt: skip


def test_nbgrader_exchange_splits_from_the_right(tmp_path):
    root = laid_out(
        [
            ("a+b+ps1+2026-11-01 10:00:00 UTC/x.ipynb", b"1"),
            ("a+b+ps1+2026-11-02 10:00:00 UTC+9f3a/x.ipynb", b"2"),
        ],
        tmp_path / "inbound",
    )
    rows = rows_of(root)
    assert {row.student for row in rows} == {"a+b"}
    assert [(row.attempt, row.load()) for row in rows] == [(1, b"1"), (2, b"2")]


def test_nbgraders_folders_below_others(tmp_path):
    """The student is named below ``submitted``, whatever that lies in, with or without work."""
    came = b"2026-11-01 23:59:00 UTC"
    members = [("ada/ps1/x.ipynb", b"1"), ("ada/ps1/timestamp.txt", came), ("bob/", b""),
               ("cid.ipynb", b"2")]  # fmt: skip
    for front in ("course/submitted/", "submitted/"):
        zipped([(front + name, data) for name, data in members], tmp_path / "c.zip")
        rows = rows_of(tmp_path / "c.zip")
        assert [row.student for row in rows] == ["ada", "bob", "cid"], front
        assert rows[0].received is not None and rows[0].identity == {"login": "ada"}
    stamped = [(f"hw1/{name}", data) for name, data in members[:3]]
    zipped([*stamped, ("hw1/dee/ps1/x.ipynb", b"3")], tmp_path / "c.zip")
    assert [row.student for row in rows_of(tmp_path / "c.zip")] == ["ada", "bob", "dee"]
    front = "course/inbound/ada+ps1+2026-11-01 23:59:00 UTC"
    members = [(f"{front}/x.ipynb", b"1"), (f"{front}/timestamp.txt", came)]
    laid_out(members, tmp_path / "exchange")
    for path in (tmp_path / "exchange", tmp_path / "exchange/course"):
        assert [row.student for row in rows_of(path)] == ["ada"]


def test_times_that_cannot_be_ordered_or_be(tmp_path):
    """Summer and winter in one class, and a year that a student made up."""
    times = {"1": b"2026-10-20 10:00:00 CEST", "2": b"2026-11-20 10:00:00 CET"}
    for n, came in times.items():
        front = f"ada+ps1+{came.decode()}"
        laid_out([(f"{front}/x.ipynb", n.encode())], tmp_path / "inbound")
    assert [row.attempt for row in rows_of(tmp_path / "inbound")] == [1, 2]
    members = [("ada/ps1/x.ipynb", b"1"), ("ada/ps1/timestamp.txt", b"0001-01-01 00:00:00")]
    laid_out(members, tmp_path / "submitted")
    assert [row.received for row in rows_of(tmp_path / "submitted")] == [None]


def test_folders_flat_files_and_a_single_notebook(tmp_path):
    root = laid_out(
        [
            ("ada/work/01_definition.ipynb", b"1"),
            ("bob.ipynb", b"2"),
            ("cleo/answers.pdf", b"3"),
            ("dan.ipynb.txt", b"4"),
            ("grades.csv", b"no submission"),
        ],
        tmp_path / "class",
    )
    (root / "eve").mkdir()
    rows = {row.student: row for row in rows_of(root)}
    assert [*rows] == ["ada", "bob", "cleo", "dan", "eve"]
    assert rows["cleo"].problem == (
        "No notebook (.ipynb) was handed in; there is: answers.pdf. Next: ask for it."
    )
    assert "saved as another kind of file" in rows["dan"].notes[0] and rows["dan"].load() == b"4"
    assert rows["eve"].problem.startswith("The folder is empty")
    assert rows["ada"].source == "class/ada/work/01_definition.ipynb"
    (one,) = rows_of(root / "bob.ipynb")
    assert (one.student, one.load()) == ("bob", b"2")
    (one,) = rows_of(root / "ada" / "work" / "01_definition.ipynb")
    assert one.student == "work"


def test_a_folder_of_lessons_is_one_student(tmp_path):
    laid_out([("01_definition.ipynb", b"1"), ("02_graphs.ipynb", b"2")], tmp_path / "ada")
    assert {row.student for row in rows_of(tmp_path / "ada")} == {"ada"}


def test_a_wrapping_folder_is_taken_off(tmp_path):
    zipped([("hw1/ada/x.ipynb", b"1"), ("hw1/bob/x.ipynb", b"2")], tmp_path / "w.zip")
    assert [row.student for row in rows_of(tmp_path / "w.zip")] == ["ada", "bob"]
    zipped([("subs/ada_17_1_x.ipynb", b"1"), ("subs/bob_18_2_x.ipynb", b"2")], tmp_path / "w.zip")
    assert [row.student for row in rows_of(tmp_path / "w.zip")] == ["17", "18"]


def test_folders_of_an_exercise_are_taken_off_and_empty_ones_kept(tmp_path):
    """ILIAS: exercise, assignment, a folder a student; zips name folders as well as files."""
    members = [
        ("Blatt 1/", b""), ("Blatt 1/Abgabe/", b""), ("Blatt 1/Abgabe/lovelace_ada_17/", b""),
        ("Blatt 1/Abgabe/lovelace_ada_17/x.ipynb", b"1"), ("Blatt 1/Abgabe/bob_18/", b""),
    ]  # fmt: skip
    zipped(members, tmp_path / "i.zip")
    rows = rows_of(tmp_path / "i.zip")
    assert [(row.student, row.problem[:19]) for row in rows] == [
        ("bob_18", "The folder is empty"), ("lovelace_ada_17", "")]  # fmt: skip
    assert rows[1].source == "i.zip/Blatt 1/Abgabe/lovelace_ada_17/x.ipynb"


def test_a_table_beside_the_folder_of_a_class_is_nobody(tmp_path):
    """ILIAS lays one beside the submissions, and a teacher the roster."""
    members = [("Blatt 1/list.xlsx", b""), ("Blatt 1/Abgabe/lovelace_ada_17/x.ipynb", b"1"),
               ("Blatt 1/Abgabe/bob_18/x.ipynb", b"2"), ("roster.csv", b"")]  # fmt: skip
    zipped(members, tmp_path / "i.zip")
    assert [row.student for row in rows_of(tmp_path / "i.zip")] == ["bob_18", "lovelace_ada_17"]
    alone = [("ada/week1/x.ipynb", b"1"), ("ada/week2/y.ipynb", b"2"), ("bob/data.csv", b"3")]
    laid_out(alone, tmp_path / "class")
    assert [row.student for row in rows_of(tmp_path / "class")] == ["ada", "ada", "bob"]


def test_who_hands_in_the_whole_course_hands_in_its_exercises(tmp_path):
    members = [
        ("ada/relu/exercises/01_definition.ipynb", b"1"), ("bob/x.ipynb", b"2"),
        ("ada/relu/exercises/.starters/01_definition.ipynb", b"3"),
        ("ada/relu/notebooks/01_definition.ipynb", b"4"),
    ]  # fmt: skip
    zipped(members, tmp_path / "c.zip")
    rows = rows_of(tmp_path / "c.zip")
    assert [(row.student, row.load()) for row in rows] == [("ada", b"1"), ("bob", b"2")]
    assert rows[0].notes == ("2 of the course's own notebooks, handed in as well, were left out.",)


def test_a_flood_of_notebooks_gets_a_hundred_rows_and_a_note(tmp_path):
    zipped(
        [(f"ada/{n}.ipynb", b"1") for n in range(130)] + [("b/x.ipynb", b"")], tmp_path / "c.zip"
    )
    rows = rows_of(tmp_path / "c.zip")
    assert len(rows) == 101 and "30 more notebooks were left out: 100 are read." in rows[0].notes


@pytest.mark.parametrize(
    "folder, name, received",
    [
        ("11-7 - Ada O'Neil - Nov 1, 2026 1159 PM", "Ada O'Neil", datetime(2026, 11, 1, 23, 59)),
        ("11-7 - Ada - B - Jan 2, 2026 12:05AM", "Ada - B", datetime(2026, 1, 2, 0, 5)),
        ("11-7 - Ada Müller - 1 nov. 2026 2359", "Ada Müller", None),
        ("11-7 - Ada - Foo 41, 2026 1159 PM", "Ada", None),
    ],
)
def test_brightspace_names_and_times(tmp_path, folder, name, received):
    zipped([(f"{folder}/x.ipynb", b"1")], tmp_path / "d.zip")
    (row,) = rows_of(tmp_path / "d.zip")
    assert (row.student, row.name, row.received) == (name, name, received)


@pytest.mark.parametrize(
    "text, iso",
    [
        ("2026-11-01 23:59:07.5 UTC", "2026-11-01T23:59:07.500000+00:00"),
        ("2026-11-01 23:59:07 +0100\n", "2026-11-01T23:59:07+01:00"),
        ("2026-11-01 23:59:07 America/New_York", "2026-11-01T23:59:07-05:00"),
        ("2026-11-01 23:59:07", "2026-11-01T23:59:07"),
        ("2026-11-01 23:59:07 XYZ", "2026-11-01T23:59:07"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_of_nbgrader(tmp_path, text, iso):
    members = [("ada/ps1/timestamp.txt", text.encode()), ("ada/ps1/x.ipynb", b"1")]
    (row,) = rows_of(laid_out(members, tmp_path / "submitted"))
    # One student alone is a folder with a timestamp two folders deep.
    assert row.student == "ada" and (row.received and row.received.isoformat()) == iso


@pytest.mark.parametrize(
    "policy, received, marked, share",
    [
        ("none", datetime(2027, 1, 1), None, 1.0),
        ("10 % a day", WHEN, None, 0.9),
        ("grace 1 h, 10 % a day", WHEN, None, 1.0),
        ("10% a day, at least 50 %", datetime(2027, 1, 1), None, 0.5),
        ("30 % a day", datetime(2027, 1, 1), None, 0.0),
        ("20 % a day", None, True, 0.8),
        ("20 % a day", None, None, 1.0),
        ("20 % a day", datetime(2026, 11, 2, 0, 0).astimezone(UTC), True, 0.8),
    ],
)
def test_late_policies(policy, received, marked, share):
    made = intake.parse_policy(policy, due=datetime(2026, 11, 1, 23, 59))
    late = intake.lateness(made, received, marked)
    assert late.share == share and late.known == (received is not None or marked is not None)
    with pytest.raises(CourseError, match="no part of a late policy"):
        intake.parse_policy("soon")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one clock for all programs")
@pytest.mark.parametrize("zone, days", [("America/New_York", 0), ("UTC", 1), ("Asia/Tokyo", 1)])
def test_the_deadline_is_on_the_teachers_clock(monkeypatch, zone, days):
    """nbgrader's times are in UTC: one in the morning there is the evening before in New York."""
    policy = intake.LatePolicy(datetime(2026, 11, 1, 23, 59), percent_a_day=10)
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        late = intake.lateness(policy, datetime(2026, 11, 2, 1, 0, tzinfo=UTC))
    time.tzset()
    assert late.days == days


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.floats(0, 100))
def test_later_never_costs_less(received, percent):
    policy = intake.LatePolicy(datetime(2026, 6, 1), percent_a_day=percent)
    shares = [intake.lateness(policy, received + n * (WHEN - WHEN.replace(day=1, hour=0))).share
              for n in range(4)]  # fmt: skip
    assert all(0 <= share <= 1 for share in shares) and shares == sorted(shares, reverse=True)


def test_which_attempt_counts():
    def attempt(earned, number, lesson="a", received=None):
        return SimpleNamespace(
            student="ada", lesson=lesson, earned=earned, attempt=number, received=received
        )

    tries = [attempt(5, 1), attempt(3, 2), attempt(9, 1, "b"), attempt(5, 3)]
    assert intake.counting(tries) == [2, 3]
    assert intake.counting(tries[:3], "last") == [1, 2]
    timed = [attempt(1, 1, received=WHEN), attempt(2, 1, received=WHEN.replace(day=2 - 1, hour=1))]
    assert intake.counting(timed, "last") == [0]
    with pytest.raises(CourseError, match="no choice of attempts"):
        intake.counting(tries, "first")


def test_litter_is_no_submission(tmp_path):
    members = [
        ("ada/x.ipynb", b"1"), ("ada/.DS_Store", b""), ("__MACOSX/ada/._x.ipynb", b""),
        ("ada/.ipynb_checkpoints/x-checkpoint.ipynb", b"2"), ("bob/x.ipynb", b"3"),
    ]  # fmt: skip
    zipped(members, tmp_path / "l.zip")
    assert [(r.student, r.load()) for r in rows_of(tmp_path / "l.zip")] == [
        ("ada", b"1"), ("bob", b"3")]  # fmt: skip
    assert len(rows_of(laid_out(members, tmp_path / "l"))) == 2


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_links_pipes_and_locked_files_are_named_and_not_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(b"secret")
    root = laid_out([("bob/x.ipynb", b"1"), ("cleo/x.ipynb", b"2")], tmp_path / "class")
    (root / "ada").mkdir()
    (root / "ada" / "x.ipynb").symlink_to(secret)
    (root / "dan").symlink_to(tmp_path)
    os.mkfifo(root / "bob" / "y.ipynb")
    rows = rows_of(root)
    by = {(row.student, row.source[-7:]): row for row in rows}
    assert by["ada", "x.ipynb"].problem.startswith("This is a symbolic link")
    assert by["dan", "ass/dan"].problem.startswith("This is a symbolic link")
    assert by["bob", "y.ipynb"].problem.startswith("This is no ordinary file")
    for row in rows:
        if row.problem:
            with pytest.raises(CourseError):
                row.load()
    # A link that takes the place of a listed file is not followed either.
    listed = by["cleo", "x.ipynb"]
    (root / "cleo" / "x.ipynb").unlink()
    (root / "cleo" / "x.ipynb").symlink_to(secret)
    with pytest.raises(CourseError):
        listed.load()


def test_a_name_in_two_unicode_forms_is_one_student(tmp_path):
    for form in ("NFC", "NFD"):
        laid_out([(unicodedata.normalize(form, "Zoë/x.ipynb"), b"1")], tmp_path / "class")
    rows = rows_of(tmp_path / "class")
    assert [row.student for row in rows] == ["Zoë", "Zoë"]
    assert "Two folders have this name" in rows[0].notes[0]


@FEW
@given(st.text(max_size=100), st.text(max_size=100))
def test_ids_are_safe_names_of_folders_and_stay_apart(one, two):
    ids = [intake.student_id(one), intake.student_id(two)]
    for made in ids:
        assert made.strip(".") and made == made.strip() and len(made) <= 90
        assert not set(made) & set('/\\:*?"<>|')
        kept = {unicodedata.category(sign) for sign in made if sign not in "\u200c\u200d"}
        assert not kept & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        made.encode()
        assert intake.student_id(made) == made
    same = {unicodedata.normalize("NFC", text).strip() for text in (one, two)}
    assert (ids[0] == ids[1]) == (len(same) == 1)


def test_terminal_codes_in_names_are_spelt_out(tmp_path):
    laid_out([("\x1b[31mada\u202e/x.ipynb", b"1"), ("bob/x.ipynb", b"2")], tmp_path / "class")
    rows = rows_of(tmp_path / "class")
    assert rows[0].source == r"class/\x1b[31mada\u202e/x.ipynb"
    assert rows[0].student.startswith("_[31mada_~")
    assert rows[0].notes == (r"Filed under another name: it came as '\x1b[31mada\u202e'.",)


def test_a_roster_names_people_and_those_who_handed_nothing_in(tmp_path):
    laid_out([("Ada Lovelace/x.ipynb", b"1")], tmp_path / "class")
    (tmp_path / "r.csv").write_text(
        'Student,ID,SIS Login ID,Section,HW (7)\n"    Points Possible",,,,10\n'
        '"Lovelace, Ada",17,ada,A,\n"Müller, Jörg",18,jm,A,\n"Student, Test",99,f3,A,\n',
        encoding="utf-8",
    )
    rows = rows_of(tmp_path / "class", roster=tmp_path / "r.csv")
    assert [(row.student, row.problem) for row in rows] == [
        ("ada", ""), ("jm", "Nothing was handed in.")]  # fmt: skip
    assert rows[0].identity == {"canvas_id": "17", "login": "ada"}


@pytest.mark.parametrize(
    "titles, one, file, student",
    [
        ("Student,ID,SIS User ID,Section", '"B, G",18,s18,A', "bg_18_1_x.ipynb", "18"),
        ("Identifier,Full name,ID number", "Participant 18,G B,s18",
         "G B_18_assignsubmission_file/x.ipynb", "18"),
        ("Username,Student ID", "gb,18", "HW_gb_attempt_2026-11-01-23-59-00_x.ipynb", "gb"),
    ],
)  # fmt: skip
def test_who_hands_in_after_the_first_run_has_the_same_row(tmp_path, titles, one, file, student):
    other = file.replace("bg_18_", "ao_1_").replace("G B_18", "A O_1").replace("gb", "ao")
    (tmp_path / "r.csv").write_text(f"{titles}\n{one}\n", encoding="utf-8")
    for members in ([(other, b"1")], [(other, b"1"), (file, b"2")]):
        zipped(members, tmp_path / "c.zip")
        rows = rows_of(tmp_path / "c.zip", roster=tmp_path / "r.csv")
        assert student in [row.student for row in rows] and len(rows) == 2


def test_two_accounts_of_one_name_are_not_one_person_of_the_roster(tmp_path):
    members = [(f"{n}-7 - Ada Lovelace - Nov {n}, 2026 900 AM/x.ipynb", b"1") for n in (1, 2)]
    members.append(("3-7 - Bob (Bo) - Nov 1, 2026 900 AM/x.ipynb", b"1"))
    zipped(members, tmp_path / "b.zip")
    (tmp_path / "r.csv").write_text("OrgDefinedId,name\n#7,Ada Lovelace\n#8,Bob (Bo)\n")
    rows = rows_of(tmp_path / "b.zip", roster=tmp_path / "r.csv")
    assert [row.student for row in rows] == ["Ada Lovelace (1)", "Ada Lovelace (2)", "8", "7"]
    assert rows[-1].problem.startswith("Several people have this name") and not rows[2].notes


def test_a_platforms_number_is_not_another_persons_number(tmp_path):
    """Moodle's number of a participant may be somebody's number at the university."""
    names = ["A O_17", "B G_18"]
    zipped([(f"{n}_assignsubmission_file/x.ipynb", b"1") for n in names], tmp_path / "m.zip")
    (tmp_path / "r.csv").write_text("ID number,Full name\n18,A O\n17,B G\n", encoding="utf-8")
    rows = rows_of(tmp_path / "m.zip", roster=tmp_path / "r.csv")
    assert [(row.name, row.identity["idnumber"]) for row in rows] == [("A O", "18"), ("B G", "17")]


def test_a_folder_of_ilias_is_found_by_its_login(tmp_path):
    laid_out([("Muller_Zoe_zoe_m_125/x.ipynb", b"1")], tmp_path / "class")
    (tmp_path / "r.csv").write_text("Login;Vorname;Nachname\nzoe_m;Zoë;Müller\n", encoding="utf-8")
    (row,) = rows_of(tmp_path / "class", roster=tmp_path / "r.csv")
    assert (row.student, row.name) == ("zoe_m", "Zoë Müller")


def test_who_stands_twice_in_a_roster_is_one(tmp_path):
    """In two sections, for example; their work is theirs, and nothing says it did not come."""
    laid_out([("ada/x.ipynb", b"1")], tmp_path / "class")
    (tmp_path / "r.csv").write_text("id,name,section\nada,Ada L,1\nada,Ada L,2\n")
    (row,) = rows_of(tmp_path / "class", roster=tmp_path / "r.csv")
    assert (row.student, row.name, row.problem) == ("ada", "Ada L", "")


@pytest.mark.parametrize(
    "text, says",
    [
        ("id,name\nada,Ada L\nada,Bob B\n", r"have the id ada.*'Ada L', 'Bob B'"),
        ('id,name\nada,"Ada L\nbob,Bob B\n', "quotation mark .*not closed.*'Ada L"),
        ("id,name\n", "lists nobody"),
    ],
)
def test_a_roster_that_would_lose_people_says_so(tmp_path, text, says):
    laid_out([("ada/x.ipynb", b"1")], tmp_path / "class")
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(CourseError, match=says):
        intake.read(tmp_path / "class", roster=tmp_path / "r.csv")


def test_moodles_worksheet_says_when_work_came(tmp_path):
    laid_out(
        [(f"{name}_{n}_assignsubmission_file/x.ipynb", b"1") for n, name in enumerate("AB", 7)],
        tmp_path / "class",
    )
    (tmp_path / "w.csv").write_text(
        "Identifier,Full name,Grade,Last modified (submission),Last modified (grade)\n"
        'Participant 7,A,,"Monday, 2 November 2026, 12:05 AM",-\nParticipant 8,B,,-,-\n'
    )
    rows = rows_of(tmp_path / "class", roster=tmp_path / "w.csv")
    assert [row.received for row in rows] == [datetime(2026, 11, 2, 0, 5), None]


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("x.zip", b"no zip", "cannot be read"),
        ("x.zip", b"", "cannot be read"),
        ("x.pdf", b"", "is no submission"),
        ("missing", None, "is not there"),
    ],
)
def test_what_cannot_be_taken_in_says_so_at_once(tmp_path, name, data, says):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CourseError, match=says):
        intake.read(tmp_path / name)


def test_an_empty_folder_and_a_bad_roster_say_so(tmp_path):
    (tmp_path / "class").mkdir()
    with pytest.raises(CourseError, match="nothing to grade"):
        intake.read(tmp_path / "class")
    (tmp_path / "r.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CourseError, match="no column of names or ids"):
        intake.read(tmp_path / "class", roster=tmp_path / "r.csv")


def test_a_load_goes_to_another_process(tmp_path):
    zipped([("ada/x.ipynb", b"1"), ("bob/x.ipynb", b"2")], tmp_path / "c.zip")
    for row in rows_of(tmp_path / "c.zip"):
        assert pickle.loads(pickle.dumps(row)).load() == row.load()


def test_listing_reads_nothing(tmp_path, monkeypatch):
    zipped([("ada/x.ipynb", b"1"), ("bob/x.ipynb", b"2")], tmp_path / "c.zip")
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("read too early"))
    assert len(rows_of(tmp_path / "c.zip")) == 2


def test_paths_of_a_class_are_the_same_in_every_run(tmp_path):
    members = [(f"s{n}/x.ipynb", b"1") for n in (3, 1, 2)]
    zipped(members, Path(tmp_path / "c.zip"))
    assert [row.student for row in rows_of(tmp_path / "c.zip")] == ["s1", "s2", "s3"]


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\uff9e\u0301", "\u0f73\u0f72"])
def test_a_letter_under_a_million_accents_holds_nobody_up(marks):
    cells = [
        {"cell_type": "code", "id": "a", "source": f"x{marks * 400_000} = 1"},
        {"cell_type": "code", "id": "b", "source": "y = 'e\u0323\u0301' # \u6f14\u7fd2"},
    ]
    start = time.monotonic()
    book = read_notebook(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}).encode())
    assert time.monotonic() - start < 5
    assert [name for name, _ in book.cells] == ["b"]
    assert book.notes == ["A cell with a letter under hundreds of accents was left out."]


def test_code_without_end_is_read_to_a_limit():
    """Each megabyte may take a parser seconds, several times, and no clock stands beside it."""
    cells = [{"cell_type": "code", "id": f"c{n}", "source": "# " * 490_000} for n in range(20)]
    book = read_notebook(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}).encode())
    assert [name for name, _ in book.cells] == ["c0", "c1"]
    assert book.notes == [
        "It has more than 2,000,000 characters of code: what follows was left out."
    ]
