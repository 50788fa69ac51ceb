"""The journal of what was done, and the file that carries progress to another machine."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils import progress
from course_utils.cli import main
from course_utils.progress import carry, journal

RELU = "definition.relu"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_every_step_is_a_line(home):
    progress.record_many([(RELU, 2, 6, "partly right", "NaN became 0"), ("a.b", 1, 1, "right")])
    progress.record_many([(RELU, 0, 6, "not started", "")])
    progress.record_hint(RELU, 1)
    progress.record_solution(RELU)
    progress.record_answer("definition.q_nan", False, "0")
    lines = list(progress.events())
    assert [line["what"] for line in lines] == ["check", "check", "hint", "solution", "answer"]
    assert lines[0]["finding"] == "NaN became 0" and "finding" not in lines[1]
    assert (lines[2]["tier"], lines[4]["given"]) == (1, "0")
    assert all(line["course"] and line["when"] for line in lines)
    assert len((home / journal.NAME).read_bytes().splitlines()) == 5


@pytest.mark.parametrize("torn", [b'{"id": "a.b", "wh', b"\xff\xfe", b"7\n", b"[" * 100_000, b"\0"])
def test_a_torn_line_costs_itself_alone(home, torn):
    progress.record_hint(RELU, 1)
    with (home / journal.NAME).open("ab") as file:
        file.write(torn)
    progress.record_hint(RELU, 2)
    assert [line["tier"] for line in progress.events()] == [1, 2]


def test_two_kernels_at_once_lose_nothing(home):
    code = (
        "from course_utils import progress\nfor n in range(40): progress.record_hint('a.b', n + 1)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert sorted(line["tier"] for line in progress.events()) == sorted([*range(1, 41)] * 2)


def test_what_cannot_be_written_yet_is_written_later_and_once(home, monkeypatch, capsys):
    real, broken = journal.append, [True]

    def failing(path, events):
        if broken[0]:
            raise OSError("no space left")
        real(path, events)

    monkeypatch.setattr(journal, "append", failing)
    progress.record_hint(RELU, 1)
    assert "cannot be saved" in capsys.readouterr().err
    progress.record("a.b", 1, 2, "partly right")
    broken[0] = False
    progress.record("a.b", 1, 2, "partly right")
    assert [line["what"] for line in progress.events()] == ["hint", "check", "check"]
    assert progress.load().exercise("a.b").attempts == 2


def run(*arguments):
    return CliRunner().invoke(main, ["progress", *map(str, arguments)])


def test_progress_is_carried_to_another_machine(home, tmp_path, monkeypatch):
    progress.record(RELU, 6, 6, "right")
    progress.record_answer("definition.q_nan", True, "yes")
    done = run("--export", tmp_path / "me.json")
    assert done.exit_code == 0 and "2 events" in done.output
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "other"))
    progress.record(RELU, 2, 6, "partly right")
    progress.record("a.b", 1, 1, "right")
    for new in (2, 0):  # the second time there is nothing new
        assert f"{new} new events" in run("--import", tmp_path / "me.json").output
        known = progress.load()
        assert known.exercise(RELU).passed and known.exercise("a.b").passed
        assert known.questions["definition.q_nan"].given == "yes"
        assert len(list(progress.events())) == 4


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"form": "x"}', '{"form": "relu-course progress"}']
)
def test_another_file_is_refused_in_words(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    done = run("--import", tmp_path / "x.json")
    assert done.exit_code == 1 and "holds no progress of this course" in done.output
    assert "Traceback" not in done.output
    assert run("--export", tmp_path / "no" / "such" / "x.json").exit_code in (0, 1)


tries = st.lists(
    st.tuples(st.sampled_from(["a.b", "a.c"]), st.integers(0, 3), st.booleans()), max_size=6
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries, tries)
def test_merging_keeps_the_better_of_both_whichever_comes_first(tmp_path_factory, one, two):
    folder = tmp_path_factory.mktemp("merge")
    monkey = pytest.MonkeyPatch()
    best: dict[str, int] = {}
    for name, tried in (("one", one), ("two", two)):
        monkey.setenv("RELU_HOME", str(folder / name))
        for exercise, earned, _ in tried:
            progress.record(exercise, earned, 3, "right" if earned == 3 else "wrong")
            best[exercise] = max(best.get(exercise, 0), earned)
        carry.export(progress.path(), folder / f"{name}.json")
    for name in ("one", "two"):
        monkey.setenv("RELU_HOME", str(folder / name))
        for other in ("two", "one"):
            carry.take_in(progress.path(), folder / f"{other}.json")
        records = progress.load().exercises
        assert {key: record.earned for key, record in records.items()} == best
    monkey.undo()
    assert json.loads((folder / "one.json").read_text())["form"] == carry.FORM
