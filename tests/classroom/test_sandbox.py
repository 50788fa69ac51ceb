"""What a locked child is, and what becomes of one that hangs or dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from course_utils.classroom.sandbox import fork_server, rooms, scratch
from course_utils.classroom.sandbox.fork_server import SandboxError
from course_utils.classroom.sandbox.host import Sandbox
from course_utils.student.remote import RemoteStudent
from course_utils.student.replies import ReplyKind

if sys.platform != "linux":  # what is imported next is not to be had there
    pytest.skip("locks are for Linux", allow_module_level=True)
from course_utils.classroom.sandbox import locks


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


def ask(student, name, *args, op="call", seconds=2.0):
    return student.request({"op": op, "name": name, "args": args, "seconds": seconds})


def test_a_child_holds_no_answer(sandbox):
    code = (
        "import gc, sys\n"
        "def loaded(): return sorted(m for m, v in sys.modules.items() if v is not None\n"
        "                            and m.startswith('course_utils.'))\n"
        "def judges(): return [type(o).__name__ for o in gc.get_objects()\n"
        "    if type(o).__module__.startswith(('course_utils.grading', 'course_utils.checks'))]\n"
    )
    with sandbox.student([("a", code)]) as student:
        loaded = ask(student, "loaded")["value"]
        assert ask(student, "judges")["value"] == []
    # What a learner may import anyway is loaded before the fork; a room that judges never is.
    mine = {"student", "classroom", "quiz", "errors", "replacing", *rooms.OPEN}
    assert [m for m in loaded if m.split(".")[1] not in mine] == []
    assert mine.isdisjoint({"checks", "grading", "desk", "lessons", "progress", "workshop"})
    sandboxed = [m for m in loaded if m.startswith("course_utils.classroom")]
    assert all(m in ("course_utils.classroom",) or ".sandbox" in m for m in sandboxed)


def test_what_may_be_read_leaves_out_what_judges():
    folders, files = rooms.readable()
    closed = [rooms.PACKAGE, *(rooms.PACKAGE / room for room in ("checks", "grading", "desk"))]
    assert not any(room.is_relative_to(folder) for room in closed for folder in folders)
    assert all(not str(rooms.PACKAGE / "checks").startswith(name) for name in files)


def test_an_installed_course_is_left_out_of_the_libraries(tmp_path):
    for name in ("numpy", "course_utils", "scipy"):
        (tmp_path / "lib" / name).mkdir(parents=True)
    found = list(rooms._without(tmp_path, tmp_path / "lib" / "course_utils"))
    assert sorted(found) == [str(tmp_path / "lib" / n) for n in ("numpy", "scipy")]


def test_the_locks_of_this_machine_are_named(sandbox):
    with sandbox.student([("a", "x = 1")]):
        assert sandbox.protection().startswith("landlock+seccomp")


def test_libraries_and_the_open_rooms_work(sandbox):
    code = (
        "import json, decimal, numpy as np, matplotlib.pyplot as plt\n"
        "from course_utils import check, hint, quiz, solution\n"
        "from course_utils import plotting, theory, networks, experiments, capstone, widgets\n"
        "check('definition.relu'); quiz.ask('x'); hint('a')\n"
        "import threading; t = threading.Thread(target=print); t.start(); t.join()\n"
        "plt.plot([1, 2]); plt.savefig('figure.png'); open('notes.txt', 'w').write('x')\n"
        "import tempfile; tempfile.NamedTemporaryFile().write(b'x')\n"
        "import getpass, os, shutil; getpass.getuser()\n"
        "os.mkdir('d'); shutil.copy2('notes.txt', 'd')\n"
        "shutil.copytree('d', 'e'); shutil.move('e', 'f'); shutil.make_archive('all', 'zip', 'f')\n"
        "x = 1\n"
    )
    with sandbox.student([("a", code)]) as student:
        assert student.cell_errors == {}
        assert ask(student, "x", op="value")["value"] == 1
    assert os.listdir(sandbox._servers["numpy"].scratch) == []


def test_every_child_begins_the_same(sandbox):
    code = "import numpy as np, random\ndef drawn(): return [random.random(), np.random.rand()]"
    found = []
    for _ in range(2):
        with sandbox.student([("a", code)]) as student:
            found.append(ask(student, "drawn")["value"])
    assert found[0] == found[1]


def test_a_death_costs_one_request(sandbox):
    code = "import ctypes\ndef die(): ctypes.string_at(0)\ndef live(): return 5"
    with sandbox.student([("a", code)]) as student:
        assert ask(student, "die")["kind"] is ReplyKind.DIED
        assert ask(student, "live")["value"] == 5


def test_a_hang_is_ended_at_its_deadline(sandbox, monkeypatch):
    monkeypatch.setattr("course_utils.student.remote.GRACE", 0.3)
    code = (
        "import signal\n"
        "def hang():\n    signal.setitimer(signal.ITIMER_REAL, 0)\n    while True: pass\n"
        "def live(): return 5"
    )
    with sandbox.student([("a", code)]) as student:
        start = time.monotonic()
        assert ask(student, "hang", seconds=0.3)["kind"] is ReplyKind.TOO_SLOW
        assert time.monotonic() - start < 5.0
        assert ask(student, "live")["value"] == 5


def test_the_time_for_everything_is_limited(sandbox):
    with sandbox.student([("a", "def f(): return 1")], seconds=0.5) as student:
        assert not student.too_late
        time.sleep(0.6)
        assert student.too_late
        assert ask(student, "f")["kind"] is ReplyKind.TOO_SLOW


def test_a_server_that_was_killed_is_started_again(sandbox):
    with sandbox.student([("a", "def f(): return 1")]) as student:
        os.kill(sandbox._servers["numpy"]._process.pid, signal.SIGKILL)
        assert ask(student, "f")["kind"] in (ReplyKind.DIED, ReplyKind.VALUE)
    with sandbox.student([("a", "def f(): return 1")]) as student:
        assert ask(student, "f")["value"] == 1


def test_scratch_is_emptied_whatever_lies_there(tmp_path):
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
        deep.mkdir()
    (deep / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "inner").mkdir(mode=0)
    (tmp_path / "shut").chmod(0)
    scratch.empty(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_too_much_is_noticed_where_nothing_limits_it(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "FILES", 5)
    assert not scratch.too_much_in(str(tmp_path))
    for number in range(7):
        (tmp_path / f"f{number}").write_text("")
    assert scratch.too_much_in(str(tmp_path))


def test_a_lock_that_does_not_hold_is_not_counted_on(tmp_path, monkeypatch):
    tmp_path.chmod(0o777)
    everything = locks.Locks.prepared(str(tmp_path))
    assert everything.level.startswith("landlock+seccomp")
    os.close(everything.ruleset)
    monkeypatch.setattr(locks, "_programs_are_shut", lambda locks: False)
    monkeypatch.setattr(locks.Locks, "_build_landlock", lambda self: 1 / 0)
    fewer = locks.Locks.prepared(str(tmp_path))
    assert "landlock" not in fewer.level and "seccomp" not in fewer.level
    assert (fewer.ruleset, fewer.filter) == (-1, None)
    monkeypatch.setattr(locks.Locks, "_choose_user", lambda self: 1 / 0)
    assert locks.Locks.prepared(str(tmp_path)).level == "process only"


def test_a_server_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr(fork_server, "_BOOT", "raise SystemExit('no numpy here')")
    with Sandbox() as broken, pytest.raises(SandboxError, match="no numpy here"):
        broken.student([("a", "x = 1")])


def test_without_fork_servers_a_plain_process_answers_and_says_so(monkeypatch):
    monkeypatch.setattr("course_utils.classroom.sandbox.host.supported", lambda: False)
    with Sandbox() as plain:
        with plain.student([("a", "def f(): return 1")]) as student:
            assert ask(student, "f")["value"] == 1
        assert plain.protection() == "process only"


TRAINED = """
import numpy as np, torch
from torch import nn
from course_utils import capstone
from course_utils.networks import MLP, Plan, fit_torch, to_torch
digits, rng = capstone.given(), np.random.default_rng(0)
parts = []
for module in to_torch(MLP.create((64, *[20] * 19, 10), rng, scheme="pytorch")):
    parts.append(module)
    if isinstance(module, nn.Linear):
        parts.append(nn.BatchNorm1d(module.out_features))
net = nn.Sequential(*parts[:-1])
losses = fit_torch(net, (digits.x, digits.y), Plan(rate=5e-3, epochs=1), rng, optimiser="adam")
"""


def test_a_net_trained_behind_the_locks_is_the_net_of_the_notebook(sandbox):
    """Nineteen layers with batch norm: another kernel of PyTorch would end far away."""
    with RemoteStudent([("a", TRAINED)], define_seconds=120.0) as open_:
        expected = ask(open_, "losses", op="value")["value"]
    with sandbox.student([("a", TRAINED)], level="torch", define_seconds=120.0) as locked:
        assert locked.cell_errors == {}
        np.testing.assert_array_equal(ask(locked, "losses", op="value")["value"], expected)


def test_what_a_compiler_was_to_speed_up_runs_without_one(sandbox):
    code = "import torch\n@torch.compile\ndef f(x): return torch.relu(x).sum().item()"
    with sandbox.student([("a", code + "\ny = f(torch.tensor([-1.0, 2.0]))")], level="torch") as it:
        assert it.cell_errors == {}
        assert ask(it, "y", op="value")["value"] == 2.0


def test_a_judge_that_was_killed_leaves_no_folder():
    code = (
        "from course_utils.classroom.sandbox.host import Sandbox\n"
        "s = Sandbox(); s.student([('a', 'x = 1')])\n"
        "print(s._servers['numpy']._folder, flush=True); input()"
    )
    judge = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    folder = judge.stdout.readline().strip()
    assert os.path.isdir(folder)
    judge.kill()
    judge.communicate()
    deadline = time.monotonic() + 20.0
    while os.path.exists(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not os.path.exists(folder)


def test_what_huge_pages_hold_is_as_it_was():
    code = (
        "import os, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from course_utils.classroom.sandbox import huge_pages\n"
        "held = [bytes([n]) * 2**20 for n in range(8)] + [[str(n) for n in range(200_000)]]\n"
        "huge_pages.collapse()\n"
        "pid = os.fork()\n"
        "whole = all(held[n] == bytes([n]) * 2**20 for n in range(8))\n"
        "whole = whole and held[8] == [str(n) for n in range(200_000)]\n"
        "if not pid: os._exit(not whole)\n"
        "print(whole, os.waitpid(pid, 0)[1])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(rooms.PACKAGE.parent)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.stdout.split() == ["True", "0"], run.stderr
