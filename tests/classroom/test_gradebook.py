"""The gradebook keeps every mark once, whatever happens to the program that writes it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.classroom.gradebook import (
    Gradebook,
    GradebookError,
    key_of,
    schema,
    seed_hash,
    signature,
)
from course_utils.classroom.gradebook.trouble import in_words
from course_utils.classroom.submission import Marks
from tests.classroom.made_up import LESSON, handed_in, marks, outcome, record, write_class


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "graded" / "gradebook.db"


@pytest.fixture
def book(path):
    with Gradebook.open(path) as opened:
        yield opened


def test_what_goes_in_comes_back(book):
    received = datetime(2026, 11, 1, 23, 59, tzinfo=UTC)
    submission = handed_in(
        name="Ada Lovelace", identity={"login": "ada1"}, received=received, late=True, attempt=2,
        notes=("cells were reordered",),
    )  # fmt: skip
    given = marks(
        outcome(earned=2), outcome("definition.relu_grad"), protection="landlock", seed=2**127 + 1,
        notes=("a magic was skipped",), seconds=0.25,
    )  # fmt: skip
    assert record(book, submission, given)
    (result,) = book.results()
    assert (result.student, result.shown_name, result.lesson) == ("ada", "Ada Lovelace", LESSON)
    assert (result.received, result.late, result.attempt) == (received, True, 2)
    assert result.identity == {"login": "ada1"}
    assert result.notes == ("cells were reordered", "a magic was skipped")
    assert (result.protection, result.seconds) == ("landlock", 0.25)
    assert result.seed == 2**127 + 1 and result.seed_hash == seed_hash(2**127 + 1)
    assert (result.earned, result.points) == (2, 4)
    assert [e.outcome for e in result.exercises] == list(given.outcomes)
    assert [bool(e.group) for e in result.exercises] == [False, True]
    assert result.versions["python"] == sys.version.split()[0] and "numpy" in result.versions
    _, there = book.marks_of(submission, "")
    assert there.outcomes == given.outcomes
    assert book.marks_of(submission, "another SHA-256") is None
    assert book.lessons() == [LESSON]


def test_the_file_is_for_the_teacher_alone(book, path):
    record(book, handed_in(), marks(outcome()))
    (mode,) = book._connection.execute("PRAGMA journal_mode").fetchone()
    assert mode == "wal"
    if os.name == "posix":
        assert {p.stat().st_mode & 0o077 for p in path.parent.iterdir()} == {0}


def test_a_second_time_changes_nothing_but_what_the_platform_says(book):
    submission, given = handed_in(late=False), marks(outcome(earned=2))
    assert record(book, submission, given) is True
    before = list(book.results())
    assert record(book, submission, marks(outcome(earned=0))) is False
    assert list(book.results()) == before
    assert record(book, handed_in(late=True, name="Ada"), given) is False
    (now,) = book.results()
    assert (now.late, now.name, now.earned) == (True, "Ada", 2)
    assert len(book.history("ada", LESSON)) == 1


def test_a_regrade_counts_and_the_old_one_stays(book):
    record(book, handed_in(), marks(outcome(earned=0)))
    record(book, handed_in(), marks(outcome(earned=2)), checks="2")
    assert [r.earned for r in book.results()] == [2]
    assert [r.earned for r in book.history("ada", LESSON)] == [0, 2]
    assert len(list(book.attempts())) == 1


def test_a_file_that_was_replaced_and_put_back_counts_as_it_is_now(path):
    first, second = handed_in(content=b"1"), handed_in(content=b"2")
    points = {b"1": 2, b"2": 0}
    for submission in (first, second, first):
        key = key_of(submission.load(), "1", 7)
        with Gradebook.open(path) as book:
            if not book.take_in(submission, key):
                book.record(submission, key, marks(outcome(earned=points[submission.load()])))
    with Gradebook.open(path) as book:
        assert [r.earned for r in book.results()] == [2]
        assert len(book.history("ada", LESSON)) == 2


def test_last_or_best_attempt_whatever_the_order_of_recording(tmp_path):
    day = datetime(2026, 11, 1, tzinfo=UTC)
    tries = [
        (handed_in(source="a-1", content=b"1", attempt=1, received=day), outcome(earned=2)),
        (handed_in(source="a-2", content=b"2", attempt=2, received=day), outcome(earned=0)),
        (
            handed_in(source="a-3", content=b"3", attempt=2, received=day + timedelta(hours=1)),
            outcome(earned=1),
        ),
    ]
    for number, order in enumerate([(0, 1, 2), (2, 1, 0), (1, 2, 0)]):
        with Gradebook.open(tmp_path / f"{number}.db") as book:
            for index in order:
                record(book, tries[index][0], marks(tries[index][1]))
            assert [r.source for r in book.results()] == ["a-3"]
            assert [r.source for r in book.results(attempt="best")] == ["a-1"]
            assert [a.earned for a in book.attempts()] == [2, 0, 1]
            book.adjust("ada", "definition.relu", 1, "as agreed", "Dr B")
            assert [r.source for r in book.results(attempt="best")] == ["a-3"], "all have 1 now"
    with (
        Gradebook.open(tmp_path / "0.db") as book,
        pytest.raises(GradebookError, match="Did you mean 'best'"),
    ):
        list(book.results(attempt="bets"))


def test_every_submission_has_its_row_whatever_it_contains(book):
    for source in ("ada/broken.ipynb", "ada/also broken.ipynb"):
        submission = handed_in(source=source, content=b"", problem="This is not JSON.")
        record(book, submission, Marks("", problem="not judged"))
    record(book, handed_in(), marks(outcome()))
    record(book, handed_in(source="ada/copy.ipynb"), marks(outcome()))
    rows = list(book.attempts())
    assert len(rows) == 4
    assert [r.problem for r in rows] == ["This is not JSON.", "This is not JSON.", "", ""]
    found = [(r.lesson, r.source) for r in book.results()]
    assert len(found) == 3 and [lesson for lesson, _ in found] == ["", "", LESSON]


def test_points_by_hand_survive_regrades_and_can_be_taken_back(book):
    record(book, handed_in(), marks(outcome(earned=0), outcome("definition.relu_grad", earned=2)))
    book.adjust("ada", "definition.relu", 1.5, "the idea is right", "Dr B")
    record(book, handed_in(), marks(outcome(earned=1)), checks="2")
    (result,) = book.results()
    (exercise,) = result.exercises
    assert (exercise.judged, exercise.earned) == (1, 1.5)
    assert exercise.adjustment.reason == "the idea is right"
    book.adjust("ada", "definition.relu", None, "a mix-up", "Dr B")
    assert [r.earned for r in book.results()] == [1]
    said = [(entry.author, entry.what) for entry in book.log()]
    assert said == [
        ("Dr B", "gave 1.5 of 2 points of definition.relu for ada: the idea is right"),
        ("Dr B", "took back the change of definition.relu for ada: a mix-up"),
    ]


def test_points_by_hand_for_a_notebook_that_could_not_be_read(book):
    record(book, handed_in(), marks(outcome()))
    record(book, handed_in("bob", b"", source="bob/x"), Marks("", problem="not JSON"))
    book.adjust("bob", "definition.relu", 2, "shown on paper", "Dr B")
    mine = book.of_student("bob")
    assert [(r.lesson, r.earned, r.points) for r in mine] == [("", 0, 0), (LESSON, 2, 2)]
    assert mine[1].exercises[0].title == "Title of definition.relu"
    assert [r.student for r in book.results(lesson=LESSON)] == ["ada", "bob"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("adda", "definition.relu", 1, "r", "a"), "no student 'adda'.*Did you mean 'ada'"),
        (("ada", "definition.rleu", 1, "r", "a"), "Did you mean 'definition.relu'"),
        (("ada", "definition.relu", 3, "r", "a"), "expected 0 to 2, got 3"),
        (("ada", "definition.relu", -1, "r", "a"), "expected 0 to 2, got -1"),
        (("ada", "definition.relu", float("nan"), "r", "a"), "expected 0 to 2, got nan"),
        (("ada", "definition.relu", 1, " ", "a"), "reason is missing"),
        (("ada", "definition.relu", 1, "r", ""), "author is missing"),
    ],
)
def test_a_change_by_hand_that_cannot_be_is_refused_in_words(book, change, words):
    record(book, handed_in(), marks(outcome()))
    with pytest.raises(GradebookError, match=words):
        book.adjust(*change)
    assert list(book.log()) == [] and [r.earned for r in book.results()] == [0]


def test_one_comment_reaches_everybody_in_the_group(book):
    for student in ("ada", "bob"):
        record(book, handed_in(student), marks(outcome(got="4")))
    record(book, handed_in("cem"), marks(outcome(got="5")))
    group = next(book.results()).exercises[0].group
    book.comment(group, "Four is the square.", "Dr B")
    told = {r.student: [c.text for c in r.exercises[0].comments] for r in book.results()}
    assert told == {"ada": ["Four is the square."], "bob": ["Four is the square."], "cem": []}
    book.comment(group, "", "Dr B")
    assert all(not e.comments for r in book.results() for e in r.exercises)
    with pytest.raises(GradebookError, match="Did you mean"):
        book.comment(group[:-1], "lost", "Dr B")


def test_groups_go_by_what_comes_back():
    base = signature(outcome(got="4"))
    assert base.startswith("definition.relu:")
    assert (
        signature(outcome(earned=2)) == ""
        and signature(outcome() | {"status": "not started"}) == ""
    )
    assert signature(outcome(got="5")) != base
    assert signature(outcome(got="4", mistake="squares")) != base
    assert signature(outcome(got="4", mistake="squares")) == signature(
        outcome(got="5", mistake="squares")
    )
    errors = [outcome(kind="error", reason=f"IndexError: {n}") for n in (3, 4)]
    assert signature(errors[0]) == signature(errors[1]) != base
    boxes = [outcome(got=f"<Box at 0x7f{n}>") for n in (3, 4)]
    assert signature(boxes[0]) == signature(boxes[1])


NAMES = [
    "Ωmega 李小龙",
    "../../x",
    "a\x00b",
    "bad\udcff",
    "\u202egnp.exe",
    "'; DROP TABLE run;--",
    "",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_in_any_script_and_names_that_are_none(book, name):
    submission = handed_in(name, source=f"class/{name}", name=name, identity={name: name})
    given = marks(outcome(got=name), notes=(name,))
    assert record(book, submission, given) and not record(book, submission, given)
    (result,) = book.of_student(name)
    assert (result.student, result.name, result.source) == (name, name, f"class/{name}")
    assert result.exercises[0].outcome["behaviours"][0]["finding"]["got"] == name
    book.adjust(name, "definition.relu", 1, name + "!", name + "!")
    assert book.of_student(name)[0].exercises[0].adjustment.reason == name + "!"


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(students=st.lists(st.text(max_size=8) | st.sampled_from(NAMES), max_size=6))
def test_one_row_for_each_of_any_students(tmp_path, students):
    with Gradebook.open(tmp_path / f"{time.monotonic_ns()}.db") as book:
        for student in students + students:
            record(book, handed_in(student), marks(outcome()))
        assert sorted(r.student for r in book.results()) == sorted(set(students))


def test_keys_tell_apart_what_differs():
    keys = {
        key_of(b"ab", "c", 1),
        key_of(b"a", "bc", 1),
        key_of(b"ab", "c", 2),
        key_of(b"abc", "", 1),
    }
    assert len(keys) == 4


def test_a_newer_gradebook_is_left_alone(path):
    Gradebook.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(GradebookError, match="newer version of the course: expected gradebook ver"):
        Gradebook.open(path)
    assert path.read_bytes() == before


def test_an_older_gradebook_is_brought_up_to_date_or_stays_whole(path, monkeypatch):
    with Gradebook.open(path) as book:
        record(book, handed_in(), marks(outcome(earned=2)))
    released = schema.MIGRATIONS
    step = ("ALTER TABLE log ADD COLUMN colour TEXT", "CREATE TABLE broken (")
    monkeypatch.setattr(schema, "MIGRATIONS", (*released, step))
    with pytest.raises(GradebookError, match="not a whole gradebook"):
        Gradebook.open(path)
    monkeypatch.setattr(schema, "MIGRATIONS", (*released, step[:1]))
    with Gradebook.open(path) as book:
        (version,) = book._connection.execute("PRAGMA user_version").fetchone()
        assert version == len(released) + 1
        assert book._connection.execute("SELECT colour FROM log").fetchall() == []
        assert [r.earned for r in book.results()] == [2]


def test_a_gradebook_of_version_1_keeps_its_marks(path):
    with Gradebook.open(path) as book:
        record(book, handed_in(), marks(outcome(earned=1)))
        book.adjust("ada", "definition.relu", 2, "The idea is right.", "me")
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("ALTER TABLE grading DROP COLUMN notebook")
        raw.execute("ALTER TABLE grading DROP COLUMN checks")
        raw.execute("PRAGMA user_version = 1")
    with Gradebook.open(path) as book:
        (result,) = book.results()
        assert (result.earned, result.notebook, result.checks) == (2, "", "")
        assert not record(book, handed_in(), marks(outcome()))


def test_what_is_no_gradebook_is_refused_in_words(tmp_path):
    (tmp_path / "notes.txt").write_text("not a database at all, and long enough to be read\n" * 9)
    with pytest.raises(GradebookError, match=r"notes.txt is not a whole gradebook"):
        Gradebook.open(tmp_path / "notes.txt")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(GradebookError, match="database of another program"):
        Gradebook.open(tmp_path / "other.db")
    with pytest.raises(GradebookError, match="cannot be opened"):
        Gradebook.open(tmp_path)
    with pytest.raises(GradebookError, match="cannot be opened"):
        Gradebook.open(tmp_path / "notes.txt" / "gradebook.db")


@pytest.mark.parametrize("harm", ["page", "json", "text"])
def test_damage_that_shows_only_when_a_row_is_read_is_told_in_words(path, harm):
    with Gradebook.open(path) as book:
        record(book, handed_in(), marks(outcome()))
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'outcome'"
        ).fetchone()
        if harm != "page":
            broken = "'{'" if harm == "json" else "CAST(x'80' AS TEXT)"
            raw.execute(f"UPDATE outcome SET {'data' if harm == 'json' else 'title'} = {broken}")
    if harm == "page":
        with open(path, "r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)
    with (
        pytest.raises(GradebookError, match=r"not a whole gradebook .* Put back a copy"),
        Gradebook.open(path) as book,
    ):
        list(book.results())


def test_a_gradebook_in_use_is_not_called_broken(path, monkeypatch):
    Gradebook.open(path).close()
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match=r"in use by another program .* Wait until"):
            Gradebook.open(path)


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN"])
def test_a_full_disk_is_not_called_a_broken_gradebook(name):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, name) | 5 << 8
    said = str(in_words(error))
    assert "disk, then" in said.replace("disk is full", "disk") and "Put back" not in said


def open_and_write(path: str) -> str:
    try:
        with Gradebook.open(path) as book:
            book.note("ada", "wrote")
    except GradebookError as error:
        return str(error)
    return ""


def test_many_may_make_one_gradebook_at_once(tmp_path):
    with multiprocessing.get_context("spawn").Pool(6) as pool:
        for number in range(12):
            path = str(tmp_path / f"{number}.db")
            assert pool.map(open_and_write, [path] * 6, chunksize=1) == [""] * 6
            with Gradebook.open(path) as book:
                assert len(list(book.log())) == 6


def test_a_writer_that_is_kept_waiting_says_so(path, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    with Gradebook.open(path) as book:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradebookError, match="cannot be written: database is locked"):
            record(book, handed_in(), marks(outcome()))
        other.execute("ROLLBACK")
        other.close()
        assert record(book, handed_in(), marks(outcome()))


def test_reading_goes_on_while_another_program_writes(path):
    with Gradebook.open(path) as reader, Gradebook.open(path) as writer:
        for n in range(5):
            record(writer, handed_in(f"s{n}"), marks(outcome()))
        seen = []
        for result in reader.results():
            seen.append(result.student)
            record(writer, handed_in(f"t{len(seen)}"), marks(outcome()))
        assert seen == [f"s{n}" for n in range(5)]
        assert len(list(reader.results())) == 10


def test_memory_does_not_grow_with_the_class(path):
    def peak(book) -> int:
        tracemalloc.start()
        for _ in book.results():
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    big = outcome(got="x" * 20_000)
    with Gradebook.open(path) as book:
        peaks = []
        for group in range(2):
            for n in range(40 + 260 * group):
                record(book, handed_in(f"s{group}-{n:04}"), marks(big))
            peaks.append(peak(book))
    assert peaks[1] < peaks[0] + 200_000  # one big answer is 20 kB, all of them 6 MB


def contents(path: Path) -> list:
    """Everything but the times and the numbers of the runs."""
    with Gradebook.open(path) as book:
        whole = book._connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert whole == "ok"
        assert book._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        results = [(r.student, r.source, r.exercises) for r in book.results()]
        return [results, list(book.attempts())]


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal of Unix")
def test_ten_kills_at_random_moments_lose_and_double_nothing(tmp_path):
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    started = time.perf_counter()
    write_class(str(whole))
    one = (time.perf_counter() - started) / 300
    dice, hit = random.Random(os.urandom(8)), 0
    for _ in range(10):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.classroom.made_up", killed],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
        )
        # However fast the machine, the kill comes while results are written: after its imports
        # and up to 14 results, and then anywhere within the next few.
        for _ in range(dice.randint(1, 15)):
            child.stdout.readline()
        time.sleep(dice.uniform(0, 5 * one))
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        hit += child.wait() == -signal.SIGKILL
    with Gradebook.open(killed) as book:
        assert hit >= 3 and list(book.attempts()), "the kills did not hit the writing"
    write_class(str(killed))
    assert contents(killed) == contents(whole)


def test_a_problem_counts_until_a_later_run_has_something_judged_and_does_not_find_it(tmp_path):
    def run(*rows):
        with Gradebook.open(tmp_path / "g.db") as book:
            for submission, given in rows:
                record(book, submission, given)
            return [(r.student, r.source, r.problem) for r in book.results()]

    nothing = handed_in("bob", b"no", source="roster.csv/Bob", problem="Nothing."), Marks("")
    broken = handed_in("ada", b"", source="in/ada", problem="Empty."), Marks("")
    good = handed_in("bob", source="in/bob"), marks(outcome())
    first = [("ada", "in/ada", "Empty."), ("bob", "roster.csv/Bob", "Nothing.")]
    assert run(nothing, broken) == first
    assert run(good) == [first[0], ("bob", "in/bob", "")]
    assert run(good, nothing) == [*first, ("bob", "in/bob", "")]
