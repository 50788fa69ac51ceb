"""The process that forks: it has the libraries loaded, and holds no answer.

Started fresh by `host.ForkServer`, with a socket to it. One byte asks for one thing: ``F``, with
the two ends of pipes, forks a locked child; ``K`` ends the child and empties its scratch folder.
The socket's end ends everything. One child lives at a time.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import shutil
import signal
import socket
import sys

from ...student.local import packed_answer
from ...student.peeks import peeks
from ...student.runner import compiled
from ...student.runs import Runs
from ...student.values import pack, unpack
from ...student.worker import fresh_main, run_cell
from . import at_fork, child, huge_pages, privileges, scratch, side_by_side, spare_figure
from .locks import Locks

LOADED = {
    "numpy": (
        "numpy", "numpy.random", "matplotlib.pyplot", "inspect", "dis", "math",
        "itertools", "functools", "fractions", "decimal", "statistics", "timeit", "tempfile",
        # Rooms that lessons open to their learners; none of them loads a closed one.
        *(f"course_utils.{room}" for room in ("capstone", "networks", "plotting", "theory")),
    ),
    "scipy": ("scipy.special",),
    "data": ("scipy.stats", "sklearn.datasets"),
    "torch": (
        "torch", "torch.nn.functional", "torch.overrides", "course_utils.frameworks", "copy",
    ),
    "keras": (),
}  # fmt: skip
# Megabytes that Python's own objects of each take, beyond what is there before.
OBJECTS = {"numpy": 22, "scipy": 5, "data": 24, "torch": 84, "keras": 36}
START_UP = 60.0  # seconds for one step of the warm-up
ROUNDS = 12  # after which Python has made the code of a function as fast as it can


def load(level: str) -> None:
    """Import what the lessons of a level use: ``"numpy"``, or more such as ``"scipy+torch"``."""
    parts = {"numpy", *level.split("+")}
    side_by_side.reserve(sum(OBJECTS[part] for part in parts) * 2**20)
    for name in (name for part in LOADED if part in parts for name in LOADED[part]):
        importlib.import_module(name)
    if "keras" in parts:
        from ...frameworks import load_keras

        load_keras()
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.set_num_threads(1)


def warm_up() -> None:
    """Do once what every child would do for the first time: what it leaves in memory is shared.

    PyTorch comes first, and loads more on the way. What loads may register classes, and Python
    then forgets which objects are none of, say, a mapping: it is asked after that.
    """
    plt, np = sys.modules["matplotlib.pyplot"], sys.modules["numpy"]
    if "torch" in sys.modules:
        _answer_once(_WITH_TORCH.format(device="meta"), np.arange(3.0))
    if "keras" in sys.modules:
        _answer_once(_WITH_KERAS, np.ones((2, 3)))
    figure, axes = plt.subplots()
    axes.plot(np.linspace(0, 1, 3), np.arange(3.0), label="a")
    axes.set(title="a", xlabel="b", ylabel="c")
    axes.legend()
    figure.canvas.draw()
    plt.close("all")
    if "torch" in sys.modules:
        # The first convolution asks whether a number is iterable, and so every class that is.
        sys.modules["torch"].nn.Conv1d(1, 1, 1)
    _as_most_do()
    side_by_side.lay_code(_as_most_do)
    for _ in range(ROUNDS):
        _as_most_do()


def _as_most_do() -> None:
    """Do what nearly every child does."""
    plt, np = sys.modules["matplotlib.pyplot"], sys.modules["numpy"]
    _, axes = plt.subplots()
    axes.plot(np.linspace(0, 1, 3), np.arange(3.0))
    axes.set_title("a")
    plt.show()
    plt.close("all")
    _answer_once(_WITH_NUMPY, np.arange(3.0))
    if "torch" in sys.modules:
        _answer_once(_WITH_TORCH.format(device="cpu"), np.arange(3.0))


_WITH_NUMPY = """
import numpy as np
def f(x): return np.maximum(x, 0)
"""

# Layers, slopes, a copy, and, for the device "meta", SymPy, which PyTorch loads in 0.8 s.
_WITH_TORCH = """
import copy, torch
def f(x):
    net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1))
    copy.deepcopy(net).double()(torch.tensor(x, requires_grad=True)).sum().backward()
    net.to("{device}")(torch.ones(3, device="{device}")).sigmoid().sum()
"""
_WITH_KERAS = """
from course_utils.frameworks import load_keras
keras = load_keras()
def f(x):
    net = keras.Sequential([keras.layers.Dense(2, activation="relu"), keras.layers.ReLU()])
    net(x)
"""


def _answer_once(cell: str, x: object) -> None:
    """Run a cell that defines `f`, and ask for it in every way, `x` being what it takes."""
    namespace = fresh_main()
    run_cell("a", cell, namespace, START_UP)
    asked = {"name": "f", "args": (x,), "kwargs": {}, "seconds": START_UP}
    code = compiled("def g(f, x):\n    import numpy as np\n    return f(x)")
    for more in (
        {"op": "describe"}, {"op": "call", "watch": True}, {"op": "call", "spy": "calls"},
        {"op": "value"}, {"op": "probe", "code": code, "function": "g", "spy": "calls"},
        {"op": "call", "args": ("",)},
    ):  # fmt: skip
        packed_answer(unpack(pack(asked | more)), namespace, Runs())
    with peeks():  # its hook is there from now on
        pass
    fresh_main()


def main(arguments: list[str]) -> None:
    """Serve until the socket closes."""
    handle, folder, level = int(arguments[0]), arguments[1], arguments[2]
    control = socket.socket(fileno=handle)
    sys.argv = [""]
    limited = privileges.enter_namespaces(folder, size=scratch.SIZE, files=scratch.FILES)
    load(level)
    warm_up()
    spare_figure.prepare()
    at_fork.settle()
    child.quieten()
    child.begin_alike()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)  # as every fork has them
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder, USER="learner")
    locks = Locks.prepared(folder)
    gc.set_threshold(10_000, 20, 20)
    gc.collect()
    side_by_side.close_gaps()
    gc.freeze()  # a fork's collector must not touch, and so copy, what is shared
    huge_pages.collapse()
    hello = {"level": locks.level, "limited": limited}
    control.sendall(json.dumps(hello).encode() + b"\n")
    _serve(control, locks, folder)
    _tidy(folder)


def _tidy(folder: str) -> None:
    """Remove the scratch folder: a judge that was killed cannot."""
    os.chdir("/")
    privileges.leave_mount(folder)
    shutil.rmtree(os.path.dirname(folder), ignore_errors=True)


def _serve(control: socket.socket, locks: Locks, folder: str) -> None:
    """Fork a child, end it when the next order comes, and so on.

    What this process writes to while a child lives is copied, and cuts a huge page in two: so it
    looks at an order only when the child has ended.
    """
    while True:
        order, handles, _, _ = socket.recv_fds(control, 1, 2)
        if not order:
            return
        if order == b"F":
            pid = os.fork()
            if pid == 0:
                child.run(*handles, locks)
            for handle in handles:
                os.close(handle)
            control.sendall(order)
            control.recv(1, socket.MSG_PEEK)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            scratch.empty(folder)
        else:
            control.sendall(order)
