"""What libraries want done in every fork is done once, before the first."""

from __future__ import annotations

import subprocess
import sys

import pytest

from course_utils.classroom.sandbox.host import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fork servers are for Linux")

HOOKS = """
import os
from course_utils.classroom.sandbox import at_fork
given = os.register_at_fork
at_fork.collect()
import threading
def say(text):
    os.write(1, text.encode() + b"\\n")  # a line in one piece: parent and child speak at once
def hook(text):
    return lambda: say(text)
os.register_at_fork(before=hook("before a"), after_in_child=hook("after a"))
os.register_at_fork(before=hook("before b"), after_in_parent=hook("parent b"))
os.register_at_fork(after_in_child=hook("after c"))
%s
at_fork.settle()
assert os.register_at_fork is given
say("settled")
pid = os.fork()
if pid == 0:
    say("child")
    os._exit(0)
os.waitpid(pid, 0)
os._exit(0)
"""
THREAD = "threading.Thread(target=threading.Event().wait, daemon=True).start()"


def said(more: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", HOOKS % more], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()


def test_hooks_run_once_in_the_order_of_a_fork_and_in_no_fork():
    assert said("") == ["before b", "before a", "after a", "after c", "settled", "child"]


def test_with_a_second_thread_every_fork_runs_them():
    told = said(THREAD)
    assert told[0] == "settled"
    assert sorted(told[1:]) == sorted(
        ["before b", "before a", "after a", "after c", "parent b", "child"]
    )


def test_a_fork_finds_its_libraries_as_new():
    code = """
import io, logging, random, threading
import matplotlib.pyplot as plt
def used():
    figure, axes = plt.subplots()
    axes.set_title("ReLU")
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    stream = io.StringIO()
    logging.getLogger("a").addHandler(logging.StreamHandler(stream))
    logging.getLogger("a").warning("heard")
    found = []
    thread = threading.Thread(target=lambda: found.append(1))
    thread.start()
    thread.join()
    return random.random(), len(picture.getvalue()), stream.getvalue(), found
"""
    question = {"op": "call", "name": "used", "args": (), "seconds": 20.0}
    replies = []
    with Sandbox() as sandbox:
        for _ in range(3):  # one child after the other, of the same server
            with sandbox.student([("a", code)]) as student:
                replies.append(student.request(question)["value"])
    assert replies[0] == replies[1] == replies[2]
    number, size, heard, found = replies[0]
    assert 0 < number < 1
    assert size > 5_000
    assert (heard, list(found)) == ("heard\n", [1])
