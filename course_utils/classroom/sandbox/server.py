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
import signal
import socket
import sys

from . import child, privileges, scratch
from .locks import Locks

LOADED = {
    "numpy": (
        "numpy", "numpy.random", "matplotlib.pyplot", "scipy.special", "inspect", "dis", "math",
        "itertools", "functools", "fractions", "decimal", "statistics", "timeit", "tempfile",
    ),
    "torch": ("torch", "torch.nn.functional", "scipy.stats", "sklearn.datasets"),
    "keras": (),
}  # fmt: skip
LEVELS = tuple(LOADED)


def load(level: str) -> None:
    """Import what the lessons of a level use: NumPy alone, PyTorch too, or Keras too."""
    for step in LEVELS[: LEVELS.index(level) + 1]:
        for name in LOADED[step]:
            importlib.import_module(name)
    if level == "keras":
        from ...frameworks import load_keras

        load_keras()
    # Learners draw from the global generators: let every child begin at the same numbers.
    for name in ("random", "numpy.random"):
        getattr(importlib.import_module(name), "seed")(0)  # noqa: B009 - ours draws from none
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.manual_seed(0)
        torch.set_num_threads(1)


def main(arguments: list[str]) -> None:
    """Serve until the socket closes."""
    handle, folder, level = int(arguments[0]), arguments[1], arguments[2]
    control = socket.socket(fileno=handle)
    sys.argv = [""]
    privileges.die_with_parent()
    limited = privileges.enter_namespaces(folder, size=scratch.SIZE, files=scratch.FILES)
    load(level)
    child.quieten()
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)
    locks = Locks.prepared(folder)
    gc.collect()
    gc.freeze()  # a fork's collector must not touch, and so copy, what is shared
    hello = {"level": locks.level, "limited": limited}
    control.sendall(json.dumps(hello).encode() + b"\n")
    _serve(control, locks, folder)


def _serve(control: socket.socket, locks: Locks, folder: str) -> None:
    pid = 0
    while True:
        order, handles, _, _ = socket.recv_fds(control, 1, 2)
        if pid:
            _end(pid)
            scratch.empty(folder)
            pid = 0
        if not order:
            return
        if order == b"F":
            pid = os.fork()
            if pid == 0:
                child.run(*handles, locks)
            for handle in handles:
                os.close(handle)
        control.sendall(order)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
