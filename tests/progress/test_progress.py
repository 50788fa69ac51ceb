"""Progress: what is counted, and that nothing is lost to kills, two writers, damage or no disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils import progress
from course_utils.progress import durable, telling

RELU = "definition.relu"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(progress, "_waiting", {})
    monkeypatch.setattr(telling, "_told", set())
    return tmp_path / "home"


# --- what is counted -------------------------------------------------------------------------


def test_nothing_done_yet(home):
    seen = progress.load()
    assert (dict(seen.exercises), dict(seen.questions), seen.problem) == ({}, {}, "")
    assert seen.exercise(RELU) == progress.ExerciseRecord(RELU)
    assert not home.exists(), "looking must not write"


def test_the_best_outcome_is_kept_and_every_attempt_counted():
    progress.record(RELU, 2, 4, "partly right")
    progress.record(RELU, 4, 4, "right")
    entry = progress.record(RELU, 1, 4, "error in your code").exercise(RELU)
    assert (entry.earned, entry.points, entry.status, entry.attempts) == (4.0, 4.0, "right", 3)
    assert entry.passed and entry.first < entry.last
    assert progress.load().exercise(RELU) == entry


def test_of_equal_marks_the_later_status_stands_but_a_pass_stays():
    progress.record(RELU, 0, 4, "wrong")
    assert progress.record(RELU, 0, 4, "too slow").exercise(RELU).status == "too slow"
    progress.record(RELU, 4, 4, "right")
    assert progress.record(RELU, 4, 4, "partly right").exercise(RELU).status == "right"


def test_not_started_is_no_attempt(home):
    assert progress.record(RELU, 0, 4, "not started").exercise(RELU).attempts == 0
    assert not home.exists()


def test_hints_and_solution():
    progress.record_hint(RELU, 2)
    entry = progress.record_hint(RELU, 1).exercise(RELU)
    assert (entry.hints_seen, entry.status, entry.attempts) == (2, "not started", 0)
    early = progress.record_solution(RELU).exercise(RELU)
    assert early.solution_opened and early.solution_before_pass
    progress.record(RELU, 4, 4, "right")
    assert progress.record_solution(RELU).exercise(RELU).solution_before_pass, "it was before"
    progress.record("definition.grad", 4, 4, "right")
    assert (
        not progress.record_solution("definition.grad")
        .exercise("definition.grad")
        .solution_before_pass
    )


def test_only_the_first_answer_to_a_question_says_right_or_not():
    progress.record_answer("definition.q_nan", False)
    entry = progress.record_answer("definition.q_nan", True).questions["definition.q_nan"]
    assert (entry.right_first_time, entry.answers) == (False, 2)


def test_summary_by_lesson_uses_todays_points():
    progress.record("definition.a", 2, 4, "partly right")
    progress.record("graphs.a", 3, 3, "right")
    progress.record("graphs.gone", 1, 1, "right")
    progress.record_answer("graphs.q", True)
    points = {"definition.a": 8, "definition.b": 2, "graphs.a": 3}
    summary = progress.load().summary(points)
    assert list(summary) == ["definition", "graphs"]
    first, second = summary.values()
    assert (first.passed, first.started, first.exercises) == (0, 1, 2)
    assert (first.earned, first.points, first.questions_answered) == (4.0, 10, 0)
    assert (second.passed, second.earned, second.points, second.questions_answered) == (1, 3, 3, 1)
    assert progress.load().summary()["graphs"].exercises == 2


def test_the_next_step_is_where_you_stopped_then_onward_then_what_was_skipped():
    order = ["a.x", "a.y", "b.x"]
    assert progress.load().next_step(order) == "a.x"
    progress.record("a.y", 0, 1, "wrong")
    assert progress.load().next_step(order) == "a.y"
    progress.record("a.y", 1, 1, "right")
    assert progress.load().next_step(order) == "b.x"
    progress.record("b.x", 1, 1, "right")
    assert progress.load().next_step(order) == "a.x"
    progress.record("a.x", 1, 1, "right")
    assert progress.load().next_step(order) is None
    assert progress.load().next_step([]) is None


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: progress.record("relu", 1, 1, "right"), "expected 'lesson.name', got 'relu'"),
        (lambda: progress.record(RELU, 2, 1, "right"), "0 <= earned <= points"),
        (lambda: progress.record(RELU, float("nan"), 1, "right"), "earned=nan"),
        (lambda: progress.record_hint(RELU, 0), "expected 1 or more, got 0"),
    ],
)
def test_impossible_records_are_refused(call, says, home):
    with pytest.raises(ValueError, match=says.replace("(", r"\(")):
        call()
    assert not home.exists()


marks = st.tuples(st.integers(0, 4), st.sampled_from(["wrong", "partly right", "too slow"]))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(marks, min_size=1, max_size=6))
def test_the_kept_mark_is_the_maximum(tries):
    progress.path().unlink(missing_ok=True)
    for earned, status in tries:
        seen = progress.record(RELU, earned, 4, status)
    assert seen.exercise(RELU).earned == max(earned for earned, _ in tries)
    assert seen.exercise(RELU).attempts == len(tries)


# --- where it is kept ------------------------------------------------------------------------


def test_the_folder(home, monkeypatch, tmp_path):
    assert progress.path() == home / "progress.json"
    monkeypatch.setenv("RELU_HOME", "")
    monkeypatch.setattr(progress.platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    assert progress.path() == tmp_path / "data" / "progress.json"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELU_HOME", "beside")
    assert progress.path() == tmp_path / "beside" / "progress.json"


# --- two writers, kills ----------------------------------------------------------------------

WRITE = """
import sys
from course_utils import progress
for i in range(int(sys.argv[2])):
    progress.record("lesson.shared", 1, 2, "partly right")
    progress.record_answer(f"lesson.q_{sys.argv[1]}_{i}", True)
"""


def _start(code, *args):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, args)], stderr=subprocess.PIPE)


def test_two_kernels_lose_no_update():
    each = 120
    writers = [_start(WRITE, name, each) for name in "ab"]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert (writer.returncode, errors) == (0, b"")
    seen = progress.load()
    assert seen.exercise("lesson.shared").attempts == 2 * each
    assert len(seen.questions) == 2 * each


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_kill_at_any_moment_loses_nothing_that_was_written(home):
    code = """
from course_utils import progress
print("ready", flush=True)
for i in range(10**6):
    progress.record_answer(f"lesson.q_{i}", True)
    print(i, flush=True)
"""
    for n in range(8):
        writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        for _ in range(1 + n):  # ready, and n answers: the kill comes while it writes
            writer.stdout.readline()
        time.sleep(0.003 * n)
        writer.send_signal(signal.SIGKILL)
        said = writer.communicate(timeout=20)[0].split()
        seen = progress.load()
        assert seen.problem == ""
        assert not said or f"lesson.q_{said[-1].decode()}" in seen.questions
        # The lock of the killed writer does not stand in the way.
        assert progress.record(RELU, 1, 2, "partly right").exercise(RELU).attempts == n + 1
    assert len(seen.questions) > 0
    assert not list(home.glob("*damaged*"))


def test_a_draft_cut_off_half_way_is_never_read(home):
    progress.record(RELU, 4, 4, "right")
    (home / ".progress.json.draft").write_text('{"exercises": {"defin')
    assert progress.load().exercise(RELU).passed
    assert progress.record_hint(RELU, 1).exercise(RELU).hints_seen == 1


def test_a_failed_write_leaves_the_file_as_it_was(home, monkeypatch, capsys):
    progress.record(RELU, 1, 4, "partly right")
    before = (home / "progress.json").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    progress.record(RELU, 4, 4, "right")
    assert (home / "progress.json").read_bytes() == before
    monkeypatch.undo()
    monkeypatch.setenv("RELU_HOME", str(home))
    assert "No space left on device" in capsys.readouterr().err


# --- damage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"schema": "one"}', b"[" * 100_000, b"null"],
    ids=["empty", "cut off", "a list", "not UTF-8", "no schema", "too deep", "null"],
)
def test_a_damaged_file_is_kept_aside_and_the_course_goes_on(home, capsys, content):
    home.mkdir()
    (home / "progress.json").write_bytes(content)
    assert progress.load() == progress.Progress({}, {}, "")
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "progress.json.damaged-1" in said
    assert (home / "progress.json.damaged-1").read_bytes() == content
    progress.record(RELU, 1, 4, "partly right")
    assert progress.load().exercise(RELU).earned == 1
    assert capsys.readouterr().err == ""


def test_only_the_damaged_records_are_lost(home, capsys):
    progress.record(RELU, 4, 4, "right")
    progress.record("definition.grad", 1, 2, "partly right")
    progress.record_answer("definition.q_nan", True)
    file = home / "progress.json"
    data = json.loads(file.read_text())
    data["exercises"]["definition.grad"]["earned"] = "many"
    file.write_text(json.dumps(data))
    seen = progress.load()
    assert set(seen.exercises) == {RELU} and set(seen.questions) == {"definition.q_nan"}
    assert "the parts that can be read are kept" in capsys.readouterr().err
    file.write_text("{")
    progress.load()
    assert (home / "progress.json.damaged-1").exists()
    assert (home / "progress.json.damaged-2").read_text() == "{"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-2, 2) | st.floats() | st.text(max_size=5),
        lambda inner: st.dictionaries(
            st.sampled_from(["schema", "exercises", "questions", "a.b", "earned", "status"]), inner
        ),
        max_leaves=8,
    )
)
def test_no_content_of_the_file_can_stop_the_course(content):
    file = progress.path()
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content))
    progress._waiting.clear()
    entry = progress.record("c.d", 1, 1, "right").exercise("c.d")
    assert (entry.passed, entry.attempts) == (True, 1)
    schema = content.get("schema") if isinstance(content, dict) else None
    newer = isinstance(schema, int) and not isinstance(schema, bool) and schema > 1
    assert newer or progress.load().exercise("c.d") == entry


def test_what_a_later_version_added_is_carried_along(home):
    progress.record(RELU, 4, 4, "right")
    file = home / "progress.json"
    data = json.loads(file.read_text())
    data["extra"] = {"badge": 1}
    data["exercises"][RELU]["seconds"] = 30
    file.write_text(json.dumps(data))
    progress.record_hint(RELU, 1)
    data = json.loads(file.read_text())
    assert data["extra"] == {"badge": 1} and data["exercises"][RELU]["seconds"] == 30


def test_a_file_of_a_newer_version_is_left_alone(home, capsys):
    home.mkdir()
    text = '{"schema": 2, "exercises": {"a.b": "new form"}}'
    (home / "progress.json").write_text(text)
    seen = progress.record(RELU, 4, 4, "right")
    assert seen.exercise(RELU).passed and "newer version" in seen.problem
    assert (home / "progress.json").read_text() == text
    assert "newer version" in capsys.readouterr().err


# --- no disk ---------------------------------------------------------------------------------


def test_without_a_folder_to_write_to_the_course_goes_on_in_memory(tmp_path, monkeypatch, capsys):
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("RELU_HOME", str(blocked))
    progress.record(RELU, 2, 4, "partly right")
    seen = progress.record_hint(RELU, 1)
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "RELU_HOME" in said and "cannot be saved" in said
    entry = progress.load().exercise(RELU)
    assert (entry.earned, entry.attempts, entry.hints_seen) == (2, 1, 1)
    assert seen.problem == said.strip()
    # As soon as the folder can be made, all of it is written, once.
    blocked.unlink()
    progress.record(RELU, 4, 4, "right")
    entry = progress.load().exercise(RELU)
    assert (entry.earned, entry.attempts, entry.hints_seen) == (4, 2, 1)
    assert json.loads((blocked / "progress.json").read_text())["exercises"][RELU]["attempts"] == 2


def test_without_a_home_folder(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("RELU_HOME")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda p: p)
    assert progress.record(RELU, 4, 4, "right").exercise(RELU).passed
    assert "home folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_read_only_folder_can_still_be_read(home):
    progress.record(RELU, 1, 4, "partly right")
    code = f"""
import os
import filelock
from course_utils import progress
if os.getuid() == 0:
    os.setuid(65534)  # permissions do not bind root
seen = progress.record({RELU!r}, 4, 4, "right")
print(seen.exercise({RELU!r}).attempts, progress.load().exercise({RELU!r}).earned)
"""
    for folder in (home, *home.parents):
        if folder.stat().st_uid == os.getuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    home.chmod(0o555)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    home.chmod(0o755)
    assert run.stdout.split() == ["2", "4.0"], run.stderr
    assert run.stderr.count("\n") == 1 and "cannot be saved" in run.stderr
    assert progress.load().exercise(RELU).attempts == 1


def test_a_lock_that_is_never_released_is_named(monkeypatch, capsys, home):
    from filelock import FileLock

    monkeypatch.setattr(durable, "LOCK_SECONDS", 0.1)
    home.mkdir()
    with FileLock(home / "progress.json.lock"):
        progress.record(RELU, 4, 4, "right")
    assert "another program" in capsys.readouterr().err
    progress.record_hint(RELU, 1)
    assert progress.load().exercise(RELU).passed
