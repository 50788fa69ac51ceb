"""The command line: help with examples that run, suggestions, exit codes, nothing lost."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from course_utils import checks, lessons, progress, replacing
from course_utils.classroom.gradebook import Gradebook
from course_utils.cli import main
from course_utils.workshop import proving
from tests.classroom.made_up import handed_in as handed_in_by
from tests.classroom.made_up import marks, outcome, record

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(main.commands)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the course, with unsolved exercises and progress of its own."""
    copy = tmp_path / "course"
    for folder in ("notebooks", "solutions"):
        shutil.copytree(ROOT / folder, copy / folder)
    (copy / "exercises").mkdir()
    for stem in lessons.stems():
        if (copy / "solutions" / f"{stem}_solutions.ipynb").exists():
            solved = lessons.read(copy / "solutions" / f"{stem}_solutions.ipynb")
            lessons.write(copy / "exercises" / f"{stem}_exercises.ipynb", lessons.derive(solved))
            lessons.write(lessons.starter_path(stem, copy), lessons.derive(solved))
    for puzzles in (ROOT / "exercises" / ".starters").glob("*.json"):
        shutil.copy(puzzles, copy / "exercises" / ".starters")
    monkeypatch.setenv("RELU_ROOT", str(copy))
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    return copy


def run(*args: str):
    return CliRunner().invoke(main, list(args))


def solve(course: Path, exercise_id: str, code: str) -> None:
    lesson = exercise_id.partition(".")[0]
    stem = next(s for s in lessons.stems() if lessons.lesson_name(s) == lesson)
    path = course / "exercises" / f"{stem}_exercises.ipynb"
    book = lessons.read(path)
    wanted = lessons.answer_cell_id(exercise_id)
    next(c for c in book.cells if c.id == wanted).source = code
    lessons.write(path, book)


RIGHT = "def relu(x):\n    return np.maximum(x, 0)\n"
WRONG = "def relu(x):\n    return np.max(x)\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_runs(command, course, monkeypatch):
    monkeypatch.chdir(course)  # some write a folder where they are called
    handed_in = course / "submissions" / "ada" / "01_definition.ipynb"
    replacing.write_bytes(handed_in, lessons.starter_path("01_definition").read_bytes())
    with Gradebook.open(course / "graded" / "gradebook.db") as book:
        from_moodle = "class.zip/Ada_1001_assignsubmission_file/01_definition.ipynb"
        handed_in = replace(handed_in_by("s1001"), source=from_moodle)
        record(book, handed_in, marks(outcome(mistake="a step")))
    replacing.write_bytes(course / "graded" / "feedback" / "s1001.html", b"<p>a step</p>")
    text = run(command, "--help").output
    example = re.search(r"Example: relu (.+)", text)
    assert example, text
    args = shlex.split(example[1])
    assert args[0] == command or args[:2] == ["dev", command]
    if command == "open":
        monkeypatch.setattr(
            subprocess, "call", lambda words, env: int("jupyterlab" not in words or not env["PATH"])
        )
    # `class` and `slides` serve until they are stopped.
    monkeypatch.setattr("course_utils.voting.serving.serve", lambda room, **more: None)
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    monkeypatch.setattr(
        "course_utils.publishing.slides_server.serve", lambda _, started, **more: started("here")
    )
    # `prove` runs the corpus, which this very run of the tests does, and then slips.
    monkeypatch.setattr("course_utils.workshop.testing.run_tests", lambda words: 0)
    made = proving.mutants_of  # of a hundred six show that it works
    monkeypatch.setattr(proving, "mutants_of", lambda *answer: made(*answer)[:6])
    # The whole website is built, and looked at, in tests/publishing and tests/browser.
    built = SimpleNamespace(faults=[], pages=2, files=3, megabytes=0.1, seconds=0.1)
    monkeypatch.setattr("course_utils.publishing.site.build_site", lambda folder: built)
    # `watch` goes on until q is pressed.
    monkeypatch.setattr("course_utils.desk.keys.Keys.pressed", lambda *_: "q")
    done = run(*args)
    assert done.exit_code in (0, 1), done.output
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit)
    assert done.output.strip() or command == "open"


def test_a_lesson_is_checked_alone(course):
    solve(course, "start_here.share_positive", "def share_positive(x):\n    return np.mean(x > 0)")
    done = run("check", "start_here")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == "3 of 3 points; 1 of 1 exercises are right."


def test_a_net_is_trained_with_the_answer_on_disk(course, tmp_path):
    done = run("train", "definition.relu")
    assert done.exit_code == 1 and "still empty" in done.output
    solve(course, "definition.relu", "def relu(x):\n    return abs(x)")
    picture = tmp_path / "mistake.png"
    done = run("train", "definition.relu", "--out", str(picture))
    assert done.exit_code == 0, done.output
    assert "With yours 20 of 20 nets learned XOR" in done.output
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert progress.load().exercise("definition.relu").attempts == 0, "nothing is recorded"
    done = run("train", "graphs.curve_names", "--out", str(picture))
    assert done.exit_code == 1 and "nothing to train a net with" in done.output


def test_check_wrong_then_right(course, monkeypatch):
    assert run("check", "definition.relu").exit_code == 1
    solve(course, "definition.relu", WRONG)
    done = run("check", "definition.relu", "--json")
    (outcome,) = json.loads(done.output)
    assert done.exit_code == 1 and outcome["status"] != "right"
    solve(course, "definition.relu", RIGHT)
    done = run("check", "definition.relu", "--seed", "3")
    assert done.exit_code == 0 and "right" in done.output
    # Every answer in the course; those of two lessons, which load no PyTorch, show how.
    few = [*checks.exercises_of("start_here"), *checks.exercises_of("definition")]
    monkeypatch.setattr(checks, "all_exercises", lambda: few)
    assert "definition.relu: right" in run("check").output
    rows = json.loads(run("progress", "--json").output)
    assert next(r for r in rows if r["stem"] == "01_definition")["passed"] == 1


def test_a_syntax_error_in_the_answer_is_reported_as_theirs(course):
    solve(course, "definition.relu", "def relu(x)\n    return x\n")
    done = run("check", "definition.relu")
    assert done.exit_code == 1
    assert "SyntaxError" in done.output and "error in your code" in done.output
    assert "Traceback" not in done.output


def test_a_failed_cell_is_recorded_as_it_is_shown(course):
    solve(course, "definition.relu", "def relu(x)\n    return x\n")
    (shown,) = json.loads(run("check", "definition.relu", "--json").output)
    record = progress.load().exercise("definition.relu")
    assert (record.status, record.attempts) == (shown["status"], 1)
    assert shown["status"] == "error in your code"


def test_one_broken_notebook_does_not_keep_the_others_from_being_checked(course, monkeypatch):
    few = [checks.find("start_here.share_positive"), checks.find("definition.relu")]
    monkeypatch.setattr(checks, "all_exercises", lambda: few)
    (course / "exercises" / "00_start_here_exercises.ipynb").write_text("{")
    solve(course, "definition.relu", RIGHT)
    done = run("check")
    assert done.exit_code == 1
    assert "✓ definition.relu" in done.output and "1 of 1 exercises are right" in done.output
    assert "00_start_here_exercises.ipynb" in done.output
    assert "relu reset start_here.share_positive" in done.output


def test_a_whole_check_writes_progress_once(course, monkeypatch):
    few = [checks.find("definition.relu"), checks.find("definition.larger")]
    monkeypatch.setattr(checks, "all_exercises", lambda: few)
    solve(course, "definition.relu", RIGHT)
    solve(course, "definition.larger", "larger = 3\n")
    written = []
    whole = replacing.write_bytes
    monkeypatch.setattr(replacing, "write_bytes", lambda *a, **k: written.append(whole(*a, **k)))
    run("check")
    assert len(written) == 1
    assert all(progress.load().exercise(e.id).attempts == 1 for e in few)


@pytest.mark.parametrize("metadata", [True, False])
def test_another_notebook_is_checked_alone_and_leaves_progress_alone(course, metadata, tmp_path):
    book = lessons.read(course / "solutions" / "00_start_here_solutions.ipynb")
    if not metadata:
        book["metadata"].pop("course")
    lessons.write(tmp_path / "theirs.ipynb", book)
    before = progress.load()
    done = run("check", "--notebook", str(tmp_path / "theirs.ipynb"))
    assert done.exit_code == 0, done.output
    points = sum(e.points for e in checks.exercises_of("start_here"))
    assert f"{points} of {points} points; 1 of 1 exercises are right." in done.output
    assert "definition" not in done.output
    assert progress.load() == before


def test_what_is_no_notebook_of_a_lesson_is_told(course, tmp_path):
    lessons.write(tmp_path / "empty.ipynb", lessons.Node(nbformat=4, nbformat_minor=5, cells=[],
                                                         metadata={}))  # fmt: skip
    for words, said in [
        ([str(tmp_path)], "is a folder: expected one notebook"),
        (["a.ipynb", "--notebook", "b.ipynb"], "one at a time"),
        (["nowhere.ipynb"], "There is no notebook nowhere.ipynb"),
        ([str(tmp_path / "empty.ipynb")], "belongs to no lesson"),
    ]:
        done = run("check", "--notebook", *words)
        assert done.exit_code == 2 and said in done.output
        assert isinstance(done.exception, SystemExit)


def test_no_absurd_guess(course):
    done = run("experiments", "nope")
    assert done.exit_code == 2 and "Did you mean" not in done.output


@pytest.mark.parametrize("port", ["0", "99999"])
def test_a_port_that_cannot_be(port, course):
    done = run("open", "--port", port)
    assert done.exit_code == 2 and "65535" in done.output


def test_a_taken_port_is_told(course):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("open", "--no-browser", "--port", str(other.getsockname()[1]))
    assert done.exit_code == 2 and "is taken by another program" in done.output


def test_hints_come_one_at_a_time(course):
    first, second = run("hint", "definition.relu").output, run("hint", "definition.relu").output
    assert "Hint 1 of" in first and "Hint 2 of" not in first
    assert "Hint 2 of" in second


def test_solution_opens_after_a_pass_or_on_request(course):
    assert "opens after a pass" in run("solution", "definition.relu").output
    assert "np." in run("solution", "definition.relu", "--show").output
    assert "BEGIN SOLUTION" not in run("solution", "definition.relu", "--show").output


def test_reset_keeps_a_backup_and_all_other_cells(course):
    solve(course, "definition.relu", RIGHT)
    path = course / "exercises" / "01_definition_exercises.ipynb"
    before = lessons.read(path)
    run("check", "definition.relu")
    earned = progress.load().exercise("definition.relu").earned
    assert earned
    done = run("reset", "definition.relu")
    assert done.exit_code == 0, done.output
    assert progress.load().exercise("definition.relu").earned == earned
    after = lessons.read(path)
    answer = lessons.answer_cell_id("definition.relu")
    for old, new in zip(before.cells, after.cells, strict=True):
        assert (old.source == new.source) == (old.id != answer)
    backups = [p for p in course.rglob("*") if "backup" in str(p) and p.is_file()]
    assert any(RIGHT.strip() in "\n".join(c.source for c in lessons.read(p).cells)
               for p in backups)  # fmt: skip


def test_reset_of_a_lesson_or_of_all_keeps_every_version(course):
    solve(course, "definition.relu", RIGHT)
    run("check", "definition.relu")
    earned = progress.load().exercise("definition.relu").earned
    done = run("reset", "definition")
    assert done.exit_code == 0 and "01_definition_exercises.ipynb is new" in done.output
    kept = course / done.output.partition("your version: ")[2].split()[0]
    assert RIGHT.strip() in "\n".join(cell.source for cell in lessons.read(kept).cells)
    answer = lessons.answer_cell_id("definition.relu")
    cells = lessons.read(course / "exercises" / "01_definition_exercises.ipynb").cells
    assert "..." in next(cell.source for cell in cells if cell.get("id") == answer)
    done = run("reset", "all")
    assert done.exit_code == 0 and done.output.count("is new; your version") == 8
    assert progress.load().exercise("definition.relu").earned == earned > 0
    for slip in ("definitoin", "relu"):
        done = run("reset", slip)
        assert done.exit_code and "Did you mean 'definition.relu'?" in done.output
    done = run("reset", "closing")
    assert done.exit_code and "has no exercises" in done.output


@pytest.mark.parametrize(("left", "said"), [(None, "was missing"), ("{", "could not be read")])
def test_reset_brings_back_a_whole_notebook(course, left, said):
    path = course / "exercises" / "01_definition_exercises.ipynb"
    path.unlink() if left is None else path.write_text(left)
    done = run("reset", "definition.relu")
    assert done.exit_code == 0 and said in done.output
    assert ("Your version" in done.output) is (left is not None)
    assert len(lessons.read(path).cells) > 10


@pytest.mark.parametrize(
    "words",
    ["check definition.rleu", "hint definition.rel", "reset definition.rellu", "solution relu",
     "chekc", "open definitoin"],
)  # fmt: skip
def test_unknown_words_get_a_suggestion_and_exit_code_2(words, course):
    done = run(*words.split())
    assert done.exit_code == 2
    assert "Did you mean" in done.output
    assert "Traceback" not in done.output


def test_missing_or_broken_notebook_is_told_plainly(course):
    path = course / "exercises" / "01_definition_exercises.ipynb"
    path.write_text("{ not json")
    done = run("check", "definition.relu")
    assert done.exit_code == 2 and "01_definition_exercises.ipynb" in done.output
    path.unlink()
    done = run("check", "definition.relu")
    assert done.exit_code == 2 and "01_definition_exercises.ipynb" in done.output


def test_next_names_the_first_open_exercise(course):
    first = checks.all_exercises()[0]
    assert first.id in run("next").output
    assert f"exercise {first.id}" in run("next", "--minutes", "25").output
    assert run("next", "--minutes", "0").exit_code == 2


def test_commands_start_quickly():
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "course_utils.cli", "--help"], check=True,
                   capture_output=True)  # fmt: skip
    assert time.perf_counter() - start < 5  # a floor against heavy imports; benchmarks measure
