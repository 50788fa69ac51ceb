"""Watching: one check a save however it is written, none lost, and a terminal put back."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_utils import checks, lessons, progress
from course_utils.desk import keys, saves
from course_utils.desk.changes import changed
from course_utils.desk.watch import Watch
from course_utils.lab import showing

ROOT = Path(__file__).parents[2]
STEM = "01_definition"
RIGHT = "def relu(x):\n    return np.maximum(x, 0)"
WRONG = "def relu(x):\n    return np.where(x > 0, x, 0)"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the course with one learner's progress; returns the exercises of lesson 1."""
    copy = tmp_path / "course"
    shutil.copytree(ROOT / "notebooks", copy / "notebooks")
    shutil.copytree(ROOT / "exercises" / ".starters", copy / "exercises" / ".starters")
    for path in (copy / "exercises" / ".starters").glob("*.ipynb"):
        shutil.copy(path, copy / "exercises" / path.name)
    monkeypatch.setenv("RELU_ROOT", str(copy))
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    return copy / "exercises" / lessons.starter_path(STEM).name


def with_answer(path: Path, exercise_id: str, code: str) -> lessons.Node:
    book = lessons.read(path)
    wanted = lessons.answer_cell_id(exercise_id)
    next(cell for cell in book.cells if cell.id == wanted).source = code
    return book


def save(path: Path, exercise_id: str, code: str) -> None:
    lessons.write(path, with_answer(path, exercise_id, code))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"relu-answer": RIGHT}, ["relu"]),
        ({"relu-answer": RIGHT}, {"relu-answer": RIGHT}, []),
        ({"relu-answer": RIGHT}, {}, ["relu"]),
        ({}, {"my-own-cell": "def relu_grad(x): return x"}, ["relu_grad"]),
        ({}, {"x": f"{RIGHT}\nlarger = max"}, ["relu", "larger"]),
        # A cell with a helper: every answer that is begun may build on it.
        (
            {"relu-answer": RIGHT, "larger-answer": "def larger(a, b): ...", "help": "k = 1"},
            {"relu-answer": RIGHT, "larger-answer": "def larger(a, b): ...", "help": "k = 2"},
            ["relu"],
        ),
        ({"help": "k = 1"}, {"help": "k = 2"}, []),
    ],
)
def test_a_save_changes_the_exercises_that_its_cells_answer(before, after, found):
    exercises = list(checks.exercises_of(STEM))
    assert [e.name for e in changed(before, after, exercises)] == found


def test_a_notebook_is_read_until_it_is_whole_and_given_up_in_the_end():
    now, says = [0.0], {"a": [FileNotFoundError("gone"), ValueError("half"), "whole"], "b": []}

    def read(path: Path):
        said = says[path.name].pop(0) if says[path.name] else ValueError(f"{path.name} is broken")
        if isinstance(said, Exception):
            raise said
        return said

    readings = saves.Readings(read, lambda: now[0])
    a, b = Path("a"), Path("b")
    assert readings.next({a, b}) == ({}, [])
    assert readings.next(set()) == ({}, [])
    assert readings.next(set()) == ({a: "whole"}, [])
    now[0] = saves.PATIENCE
    assert readings.next(set()) == ({}, ["b is broken"])
    assert readings.next(set()) == ({}, [])


@pytest.mark.parametrize("poll", [False, True])
def test_a_folder_tells_of_its_notebooks_alone(tmp_path, poll):
    wanted = tmp_path / "a.ipynb"
    wanted.write_text("{}")
    with saves.Folder(tmp_path, [wanted.name], poll=poll) as folder:
        # Twice within a second: the clock of a file may be that coarse, and neither may be missed.
        for text in ("one", "two"):
            for path in (tmp_path / ".~a.ipynb", tmp_path / "b.ipynb", wanted):
                path.write_text(text)
            until, told = time.monotonic() + 20, set()
            while not told and time.monotonic() < until:
                told = folder.written()
            assert told == {wanted}


class Lines:
    """A screen that keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str, kind: str = "") -> None:
        self.said.append(text)

    def line(self, prompt: str) -> str:
        return ""


def test_the_next_exercise_is_opened_where_it_is_in_another_notebook(course):
    screen, opened = Lines(), []
    watch = Watch(screen, lambda path: opened.append(path) or "opened")
    watch.saved(course, with_answer(course, "definition.relu", RIGHT))
    assert "Next: definition.value_table" in screen.said[-1] and opened == []
    for _ in checks.exercises_of(STEM):
        watch.key("n")
    assert opened == [f"exercises/{lessons.starter_path('02_graphs').name}"]


def test_the_address_is_that_of_the_server_which_serves_the_course(course, monkeypatch):
    from jupyter_server import serverapp

    elsewhere = {"root_dir": "/elsewhere", "url": "http://127.0.0.1:1/", "token": "x"}
    ours = {"root_dir": str(course.parents[2]), "url": "http://127.0.0.1:2/", "token": "s p"}
    monkeypatch.setattr(serverapp, "list_running_servers", lambda: [elsewhere, ours])
    address = showing.address_of("exercises/a b.ipynb")
    assert address == "http://127.0.0.1:2/lab/tree/course/exercises/a%20b.ipynb?token=s+p"
    monkeypatch.setattr(serverapp, "list_running_servers", lambda: [elsewhere])
    assert "relu open" in showing.show_notebook("exercises/a.ipynb")


class Swallowed:
    """Is interrupted in its finaliser, where Python reports an exception and drops it."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def interruptible():
    """As in a terminal: tests that a shell runs in the background begin with Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_was_swallowed_still_ends_the_watch(interruptible):
    before = signal.getsignal(signal.SIGINT)
    with keys.Interrupts() as interrupts:
        interrupts.raise_if_any()
        Swallowed()
        with pytest.raises(KeyboardInterrupt):
            interrupts.raise_if_any()
        with pytest.raises(KeyboardInterrupt):  # one that nobody swallows comes at once
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_keys_of_windows(monkeypatch):
    typed = list("h\xe0H\x00hq\x03")  # h, an arrow up, Alt and F1, q, Ctrl-C
    console = SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr(keys, "os", SimpleNamespace(name="nt"))
    listening = keys.Keys()
    listening.there = True
    with listening:
        assert [listening.pressed(0.0) for _ in range(4)] == ["h", "\xe0H", "\0h", "q"]
        with pytest.raises(KeyboardInterrupt):
            listening.pressed(0.0)
        assert listening.pressed(0.0) == ""


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_an_arrow_and_an_umlaut_are_one_key_each(monkeypatch):
    master, slave = os.openpty()
    with open(slave, encoding="utf-8") as terminal, open(master, "wb", buffering=0) as hand:
        monkeypatch.setattr(sys, "stdin", terminal)
        with keys.Keys() as listening:
            hand.write("\x1b[A\x1bOPä\x1b[15~hq".encode())
            pressed = [listening.pressed(1.0) for _ in range(6)]
            assert pressed == ["\x1b[A", "\x1bOP", "ä", "\x1b[15~", "h", "q"]
            assert listening.pressed(0.0) == ""


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_session_in_a_terminal(course, interruptible):
    import termios

    import pexpect

    command = [sys.executable, ["-m", "course_utils.cli", "watch"]]
    child = pexpect.spawn(*command, encoding="utf-8", timeout=60, dimensions=(40, 90), cwd=ROOT)
    terminal = termios.tcgetattr(child.child_fd)
    child.expect("q quit")
    save(course, "definition.relu", WRONG)
    child.expect("partly right, 5 of 6(?s:.*)Press h for a hint to definition.relu")
    child.send("h")
    child.expect("Hint 1 of 3")
    # An autosave: the file is written, and no answer is another one.
    os.utime(course)
    # As some editors save: the old file goes, a half of the new one comes, then all of it.
    text = lessons.text_of(with_answer(course, "definition.relu", RIGHT))
    course.unlink()
    course.write_text(text[: len(text) // 2])
    child.send("l")
    child.expect("definition.relu_above")
    course.write_text(text)
    child.expect("relu: right, 6 of 6(?s:.*)Next: definition.value_table")
    child.send("/")
    child.expect("Search: ")
    child.sendline("lowest gelu")
    child.expect("Next: variants.lowest_point")
    save(course, "definition.relu_grad", "def relu_grad(x, at_zero=0.0):\n    while True: pass")
    child.expect("too slow, 0 of 6(?s:.*)Press h for a hint to definition.relu_grad")
    child.sendintr()
    child.expect("Stopped watching")
    assert termios.tcgetattr(child.child_fd) == terminal
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    known = progress.load()
    attempts = [known.exercise(f"definition.{name}").attempts for name in ("relu", "relu_grad")]
    assert attempts == [2, 1], "one check a save"
