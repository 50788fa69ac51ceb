"""Every attempt of the hostile suite ends with the right marks and harms nobody."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from course_utils.classroom import marking
from course_utils.classroom.sandbox.host import Sandbox
from tests.classroom.hostile_reader import attempts, notebook_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locks are for Linux")
ROOT = Path(__file__).parents[2]
ALL = attempts()
LEVEL = "landlock+seccomp"


@pytest.fixture(scope="module")
def sandbox():
    with pytest.MonkeyPatch.context() as patch:
        # An attempt that hangs shall cost the suite two seconds, not twenty.
        patch.setattr("course_utils.student.remote.GRACE", 0.6)
        patch.setattr(marking, "CELL_SECONDS", 1.5)
        patch.setenv("HOSTILE_SUITE_SECRET", "6 of 6")
        with Sandbox() as made:
            yield made


@pytest.fixture(scope="module")
def listener():
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(0)
        yield made


@pytest.fixture(scope="module")
def places(tmp_path_factory, listener):
    folder = tmp_path_factory.mktemp("class")
    for name in ("gradebook.db", "neighbour.ipynb"):
        (folder / name).write_bytes(b"not for the learner")
        (folder / name).chmod(0o666)
    folder.chmod(0o777)
    return {
        "course": str(ROOT),
        "check": str(ROOT / "course_utils/checks/01_definition/relu.py"),
        "solution": str(ROOT / "solutions/01_definition_solutions.ipynb"),
        "gradebook": str(folder / "gradebook.db"),
        "neighbour": str(folder / "neighbour.ipynb"),
        "home": str(Path.home()),
        "judge": os.getpid(),
        "port": listener.getsockname()[1],
    }


@pytest.fixture(scope="module")
def protection(sandbox):
    with sandbox.student([("a", "x = 1")]):
        return sandbox.protection()


def state_of(places) -> str:
    """Return a hash of everything outside that an attempt knows of."""
    digest = hashlib.sha256()
    for path in sorted(Path(places["gradebook"]).parent.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    for path in sorted((ROOT / "course_utils").rglob("*.py")):
        about = path.stat()
        digest.update(f"{path} {about.st_mode} {about.st_size} {about.st_mtime_ns}".encode())
    return digest.hexdigest()


def shared_memory() -> set[str]:
    """Return the names there; browsers of other tests come and go."""
    return {name for name in os.listdir("/dev/shm") if "chromium" not in name.lower()}


def left_in_shared_memory(before: set[str]) -> set[str]:
    """Return what is new there and stays: semaphores of other tests last some seconds."""
    until = time.monotonic() + 30
    while (new := shared_memory() - before) and time.monotonic() < until:
        time.sleep(0.05)
    return new


def children_of(pid: int) -> set[int]:
    """Return the processes below one."""
    found = set()
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                parent = int(Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            if parent == pid:
                found |= {int(name)} | children_of(int(name))
    return found


def marks_of(content: bytes, sandbox):
    marks = marking.mark(content, seed=7, sandbox=sandbox)
    earned = {outcome["exercise"]: outcome["earned"] for outcome in marks.outcomes}
    return marks, earned


@pytest.mark.parametrize("attempt", ALL, ids=lambda a: a.name)
def test_attempt(attempt, sandbox, places, protection, listener):
    if not protection.startswith(LEVEL):
        pytest.skip(f"this machine locks by {protection} alone")
    before, others = state_of(places), children_of(os.getpid())
    shared = shared_memory()
    marks, earned = marks_of(attempt.notebook(places), sandbox)
    said = json.dumps(marks.outcomes, indent=1)  # whatever came in can be written
    said.encode("utf-8")
    assert len(said) < 300_000, "it goes into the gradebook and onto a page"
    server = sandbox._servers["numpy"]
    relu = attempt.relu if server.limited else attempt.watched
    got = (earned["definition.relu"], earned["definition.larger"])
    assert got == (relu, attempt.larger), f"{attempt.tries}\n{said[:3000]}"
    assert state_of(places) == before
    assert left_in_shared_memory(shared) == set()
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert os.listdir(server.scratch) == []
    assert len(children_of(os.getpid()) - others) <= 1, "a server that was started anew"


def test_the_suite_is_large_enough():
    assert len(ALL) >= 80


def test_the_batch_is_unharmed(sandbox, places):
    """After every attempt an honest answer gets its points, from the same servers."""
    cells = [("relu-answer", "import numpy as np\ndef relu(x): return np.maximum(x, 0)")]
    _, earned = marks_of(notebook_of(cells), sandbox)
    assert earned["definition.relu"] == 6
