"""A class is graded whole: one row a submission, whoever is killed, in whatever order."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.classroom import batch as batch_
from course_utils.classroom.batch import Batch
from course_utils.classroom.executors import Job
from course_utils.classroom.executors.local import LocalExecutor
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.submission import Marks, Submission
from course_utils.cli import main
from tests.classroom.hostile_reader import notebook_of

KILLS = int(os.environ.get("RELU_KILLS", "10"))
LARGER = 'larger = {{"inside": ({}, -1.0), "outside": (0.0, 1.0)}}'
RELU = "import numpy as np\ndef relu(x): return np.{}(x, 0)"


def answers(number: int) -> bytes:
    """Return the notebook of one student: some right, some wrong, some deadly."""
    cells = [("larger-answer", LARGER.format(1.0 + number % 3))]
    name = ("maximum", "minimum", "clip")[number % 3]
    cells.append(("relu-answer", RELU.format(name)))
    if number % 7 == 0:
        cells.insert(1, ("dead", "import ctypes\nctypes.string_at(0)"))
    return notebook_of(cells)


def class_in(folder: Path, size: int) -> Path:
    """Write a class: a folder a student, one file that is no notebook among them."""
    for number in range(size):
        own = folder / f"student-{number:03d}"
        own.mkdir(parents=True)
        (own / "01_definition.ipynb").write_bytes(answers(number) if number != 3 else b"{")
    return folder


def rows_of(path: Path) -> list[tuple]:
    """Return what a gradebook says of everybody, without times."""
    with Gradebook.open(path) as book:
        return [
            (r.student, r.source.rpartition("/")[2], r.lesson, r.problem, r.earned, r.points,
             json.dumps([e.outcome for e in r.exercises], sort_keys=True))
            for r in book.results()
        ]  # fmt: skip


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "course_utils.cli", "grade", str(folder), "--out", str(out),
            "--seed", "7", *more]  # fmt: skip


def processes_below(pid: int) -> list[int]:
    """Return judges, fork servers and children of a running batch."""
    found = []
    for name in os.listdir("/proc"):
        try:
            parent = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if parent == pid:
            found += [int(name), *processes_below(int(name))]
    return found


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    folder = class_in(tmp_path_factory.mktemp("class"), 24)
    out = tmp_path_factory.mktemp("graded")
    done = subprocess.run(command(folder, out), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder, rows_of(out / "gradebook.db"), done.stdout


def test_everybody_has_one_row(unbroken):
    _, rows, said = unbroken
    assert [row[0] for row in rows] == [f"student-{n:03d}" for n in range(24)]
    assert [row[0] for row in rows if row[3]] == ["student-003"]
    assert "24 submissions: 24 graded now" in said and "cut off" in said


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(unbroken, tmp_path):
    folder, rows, _ = unbroken
    chance, kills, below = random.Random(7), 0, []
    while kills < KILLS:
        out = tmp_path / f"graded-{kills}"
        last = min(KILLS, kills + 10)  # of this class: then it may come to its end
        for _ in range(20):
            running = subprocess.Popen(
                command(folder, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            # A judge, a server or a child is replaced, and the batch goes on to the next kill.
            while running.poll() is None and kills < last:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    running.wait(chance.uniform(0.3, 2.0))
                    continue
                below = processes_below(running.pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice([running.pid, *below]), signal.SIGKILL)
                    kills += 1
            running.communicate()
            if running.returncode == 0:
                break
        assert running.returncode == 0
        assert rows_of(out / "gradebook.db") == rows
    until = time.monotonic() + 20  # each ends by itself, on a busy machine not at once
    while left := [pid for pid in below if Path(f"/proc/{pid}/exe").exists()]:
        assert time.monotonic() < until, f"left behind: {left}"
        time.sleep(0.05)


def graded(submissions, path: Path, workers: int) -> list[tuple]:
    executor = LocalExecutor(workers)
    try:
        with Gradebook.open(path) as book:
            Batch(book, executor, 7).grade(submissions)
    finally:
        executor.close()
    return rows_of(path)


def submission(number: int) -> Submission:
    return Submission(
        f"student-{number:03d}", f"student-{number:03d}/01_definition.ipynb",
        load=lambda: answers(number),
    )  # fmt: skip


def test_marks_depend_on_no_order_and_no_number_of_workers(tmp_path):
    numbers = [0, 1, 2, 4, 5, 7, 8]
    one = graded([submission(n) for n in numbers], tmp_path / "one.db", 1)
    three = graded([submission(n) for n in reversed(numbers)], tmp_path / "three.db", 3)
    assert one == three
    alone = graded([submission(8)], tmp_path / "alone.db", 1)
    assert alone == [row for row in one if row[0] == "student-008"]


class Here:
    """An executor in this process, which keeps what it was asked."""

    def __init__(self, answer=None):
        self.asked: list[Job] = []
        self.answer = answer

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Marks]]:
        for job in jobs:
            self.asked.append(job)
            yield job, self.answer(job)


def outcome(name: str, earned: int) -> dict:
    behaviour = {"name": "all", "points": 2, "earned": earned, "finding": None}
    return {"exercise": f"definition.{name}", "title": name, "status": "right", "notes": (),
            "seed": 7, "judged": "", "behaviours": (behaviour,), "earned": earned,
            "points": 2}  # fmt: skip


def test_a_second_run_grades_what_changed(tmp_path):
    here = Here(lambda job: Marks("01_definition", (outcome("relu", 2),), seed=7))
    with Gradebook.open(tmp_path / "g.db") as book:
        class_ = [submission(n) for n in range(3)]
        assert Batch(book, here, 7).grade(class_).graded == 3
        again = Batch(book, here, 7).grade([*class_, submission(4)])
        assert (again.graded, again.known, len(here.asked)) == (1, 3, 4)
        assert Batch(book, here, 8).grade(class_).graded == 3, "another seed"


def test_new_checks_grade_everybody_anew(tmp_path, monkeypatch):
    here = Here(lambda job: Marks("01_definition", (outcome("relu", 2),), seed=7))
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, here, 7).grade([submission(1)])
        monkeypatch.setattr(batch_, "checks_version", lambda: "other")
        assert Batch(book, here, 7).grade([submission(1)]).graded == 1
        assert len(book.history("student-001", "01_definition")) == 2


def test_one_exercise_is_marked_again_and_the_others_keep_their_marks(tmp_path):
    both = Marks("01_definition", (outcome("relu", 0), outcome("larger", 1)), seed=7)
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, Here(lambda job: both), 7).grade([submission(1)])
        here = Here(lambda job: Marks("01_definition", (outcome("relu", 2),), seed=7))
        Batch(book, here, 7, exercise="definition.relu").grade([submission(1)])
        assert here.asked[0].only == "definition.relu"
        (result,) = book.results()
        assert [(e.exercise, e.earned) for e in result.exercises] == [
            ("definition.relu", 2), ("definition.larger", 1),
        ]  # fmt: skip


def test_one_exercise_marked_again_stays_with_its_own_attempt(tmp_path):
    first, second = (replace(submission(n), student="ada", attempt=n) for n in (1, 2))
    whole = {
        answers(1): Marks("01_definition", (outcome("relu", 0), outcome("larger", 2)), seed=7),
        answers(2): Marks("01_definition", (outcome("relu", 0), outcome("larger", 0)), seed=7),
    }
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, Here(lambda job: whole[job.content]), 7).grade([first, second])
        again = Here(lambda job: Marks("01_definition", (outcome("relu", 1),), seed=7))
        for _ in range(2):  # the second time it is known
            Batch(book, again, 7, exercise="definition.relu").grade([first, second])
        assert len(again.asked) == 2
        (best,), (last,) = book.results(attempt="best"), book.results(attempt="last")
        assert (best.earned, last.earned) == (3, 1)


def test_one_exercise_marked_again_leaves_other_lessons_alone(tmp_path):
    other = Marks("02_gradients", (outcome("far", 2),), seed=7)
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, Here(lambda job: other), 7).grade([submission(1)])
        here = Here(lambda job: Marks("02_gradients", seed=7))
        summary = Batch(book, here, 7, exercise="definition.relu").grade([submission(1)])
        assert (summary.known, here.asked) == (1, [])
        assert [(r.lesson, r.earned) for r in book.results()] == [("02_gradients", 2)]


def test_one_exercise_of_what_is_new_or_changed_is_not_all_that_is_marked(tmp_path):
    def both(job: Job) -> Marks:
        made = (outcome("relu", 1), outcome("larger", 2))
        return Marks("01_definition", tuple(o for o in made if job.only in ("", o["exercise"])))

    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, Here(both), 7).grade([submission(1)])
        changed = replace(submission(1), load=lambda: answers(2))
        here = Here(both)
        Batch(book, here, 7, exercise="definition.relu").grade([changed, submission(3)])
        assert [job.only for job in here.asked] == ["", ""]
        assert [result.points for result in book.results()] == [4, 4]


def test_an_exercise_that_the_grader_fails_at_keeps_its_marks(tmp_path):
    whole = Marks("01_definition", (outcome("relu", 1), outcome("larger", 2)), seed=7)
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, Here(lambda job: whole), 7).grade([submission(1)])
        fails = Here(lambda job: Marks("", problem="No fork server.", failed=True))
        summary = Batch(book, fails, 7, exercise="definition.relu").grade([submission(1)])
        assert summary.failed == 1
        assert [(r.problem, r.earned) for r in book.results()] == [("", 3)]


def test_other_versions_are_a_reason_to_grade_anew(tmp_path, monkeypatch):
    here = Here(lambda job: Marks("01_definition", (outcome("relu", 1),), seed=7))
    with Gradebook.open(tmp_path / "g.db") as book:
        Batch(book, here, 7).grade([submission(1)])
        assert Batch(book, here, 7).grade([submission(1)]).known == 1
        monkeypatch.setattr(batch_, "versions_here", lambda: {"numpy": "99"})
        assert Batch(book, here, 7).grade([submission(1)]).graded == 1


def test_what_the_grader_failed_at_is_tried_again(tmp_path):
    with Gradebook.open(tmp_path / "g.db") as book:
        fails = Here(lambda job: Marks("", problem="No fork server.", failed=True))
        assert Batch(book, fails, 7).grade([submission(1)]).failed == 1
        assert [a.problem for a in book.attempts()] == ["No fork server."]
        works = Here(lambda job: Marks("01_definition", (outcome("relu", 2),), seed=7))
        assert Batch(book, works, 7).grade([submission(1)]).graded == 1
        assert [(r.problem, r.earned) for r in book.results() if r.lesson] == [("", 2)]


def test_what_cannot_be_read_has_its_row(tmp_path):
    def refuses() -> bytes:
        raise PermissionError("not allowed")

    broken = Submission("ada", "ada/x.ipynb", load=refuses)
    refused = Submission("bob", "bob/link.ipynb", load=refuses, problem="It is a link.")
    with Gradebook.open(tmp_path / "g.db") as book:
        for _ in range(2):
            Batch(book, Here(), 7).grade([broken, refused])
        assert [(r.student, r.problem) for r in book.results()] == [
            ("ada", "It could not be read: not allowed"), ("bob", "It is a link."),
        ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="kills by process id")
def test_a_judge_that_died_is_replaced():
    executor = LocalExecutor(1)
    try:
        jobs = iter([Job(0, answers(1), 7), Job(1, answers(2), 7)])
        found = []
        for job, marks in executor.run(jobs):
            found.append((job.number, marks.failed, marks.points > 0))
            os.kill(executor._judges[0].process.pid, signal.SIGKILL)
    finally:
        executor.close()
    assert sorted(found) == [(0, False, True), (1, False, True)]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what Linux's scheduler knows")
def test_a_judge_and_its_child_take_turns_on_a_core_of_their_own():
    executor = LocalExecutor()
    try:
        assert all(not marks.failed for _, marks in executor.run(iter([Job(0, answers(1), 7)])))
        judge = executor._judges[0].process.pid
        for pid in (judge, *processes_below(judge)):
            assert os.sched_getscheduler(pid) == os.SCHED_BATCH
            assert len(os.sched_getaffinity(pid)) == 1
    finally:
        executor.close()


def test_marks_that_are_there_are_told_before_the_next_job_fails():
    def jobs() -> Iterator[Job]:
        yield Job(0, b"{", 7)
        raise OSError("the folder is gone")

    executor = LocalExecutor(1)
    told = []
    try:
        with pytest.raises(OSError, match="the folder is gone"):
            for job, _ in executor.run(jobs()):
                told.append(job.number)
    finally:
        executor.close()
    assert told == [0]


def test_a_job_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("course_utils.classroom.executors.local.PATIENCE", 0.0)
    executor = LocalExecutor(1)
    try:
        slow = notebook_of([("slow", "import time\ntime.sleep(5)")])  # no judge is done at once
        ((_, marks),) = executor.run(iter([Job(0, slow, 7)]))
    finally:
        executor.close()
    assert marks.failed and "ended twice" in marks.problem


def run(*arguments: str):
    return CliRunner().invoke(main, ["grade", *arguments])


def test_the_seed_is_committed_to_before_it_is_used(tmp_path):
    out = tmp_path / "graded"
    first = run("--commit", "--out", str(out))
    assert first.exit_code == 0 and "SHA-256" in first.output
    assert run("--commit", "--out", str(out)).output == first.output
    assert (out / "seed.txt").stat().st_mode & 0o077 == 0
    other = run("--commit", "--out", str(out), "--seed", "1")
    assert other.exit_code == 2 and "another seed" in other.output
    (out / "seed.txt").write_text("x")
    assert "holds no seed" in run("--commit", "--out", str(out)).output


def test_a_person_is_told_what_is_wrong(tmp_path):
    out = str(tmp_path / "graded")
    class_in(tmp_path / "class", 1)
    for arguments, words in (
        ([], "Nothing to grade was named"),
        ([str(tmp_path / "nowhere")], "nowhere"),
        ([str(tmp_path / "class"), "--only", "studnet-000"], "Did you mean 'student-000'?"),
        ([str(tmp_path / "class"), "--exercise", "definition.rleu"], "definition.relu"),
    ):
        done = run(*arguments, "--out", out)
        assert done.exit_code == 2 and words in done.output, done.output
        assert "Traceback" not in done.output


def test_the_summary_counts_the_attempt_that_counts(tmp_path):
    for hour, name in ((10, "maximum"), (12, "minimum")):
        own = tmp_path / "in" / f"ada+definition+2026-11-01 {hour}:00:00 UTC+x"
        own.mkdir(parents=True)
        (own / "definition.ipynb").write_bytes(notebook_of([("relu-answer", RELU.format(name))]))
    given = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1", "--seed", "5"]
    best, last = (run(*given, "--attempt", which).output for which in ("best", "last"))
    assert " 6.0 of 45" in best
    assert " 6.0 of 45" not in last


def test_a_second_run_names_again_what_could_not_be_graded(tmp_path):
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "ada" / "a.ipynb").write_bytes(b"")
    given = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1"]
    first, second = run(*given).output, run(*given).output
    said = "in/ada/a.ipynb: The file is empty. Ask for it again."
    assert first.count(said) == second.count(said) == 1 and "1 known from before" in second
    page = (tmp_path / "out" / "feedback" / "ada.html").read_text(encoding="utf-8")
    assert "Nothing could be graded." in page and "0 of 0" not in page


def test_of_two_lessons_one_is_filled_in(tmp_path):
    own = class_in(tmp_path / "in", 1) / "18"
    own.mkdir()
    (own / "definition.ipynb").write_bytes(notebook_of([("relu-answer", RELU.format("maximum"))]))
    elu = (
        "import numpy as np\ndef elu(x, alpha):\n    left = alpha * np.exp(np.minimum(x, 0))\n"
        "    return np.where(x > 0, x, left - alpha), np.where(x > 0, 1.0, left)"
    )
    (own / "variants.ipynb").write_bytes(notebook_of([("elu-answer", elu)], "variants"))
    file = tmp_path / "canvas.csv"
    file.write_text(
        "Student,ID,SIS Login ID,Section,Week 1 (11)\n    Points Possible,,,,45\nJ,18,jm,A,\n"
    )
    given = [str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--fill", str(file)]

    def filled(*arguments: str) -> tuple[str, float]:
        said = run(*given, *arguments).output
        last = (tmp_path / "out" / "filled" / "canvas.csv").read_text().splitlines()[-1]
        return said, float(last.rpartition(",")[2])

    said, both = filled()
    assert "Marks are sums of 2 lessons. For one of them: --of 01_definition" in said
    one, two = filled("--of", "definition"), filled("--of", "4")
    assert "sums of" not in one[0] + two[0]
    assert one[1] + two[1] == both and min(one[1], two[1]) > 0
    assert "No notebook of lesson 02_graphs was graded here" in run(*given, "--of", "2").output
