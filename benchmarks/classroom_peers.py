"""What nbgrader and otter take for the same six exercises, where they are installed.

Each runs in an environment of its own, given by its Python. The exercises are asked by asserts, as
both expect it; what is timed is their own batch command over a few submissions.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

SIZE = 5  # submissions: enough for a command that takes seconds for each
ANSWERS = {
    "relu": "def relu(x):\n    return np.maximum(x, 0)",
    "relu_grad": "def relu_grad(x, a):\n    return np.where(x == 0, a, np.where(x > 0, 1.0, 0.0))",
    "relu_above": "def relu_above(x, t):\n    return np.maximum(x, t) - t",
    "larger": "larger = {'inside': (1.0, -1.0), 'outside': (0.0, 1.0)}",
    "value_table": "def value_table(xs):\n    return [(x, max(x, 0)) for x in xs]",
    "relu_rows": "def relu_rows(x, rows):\n    return np.maximum(x, 0)",
}
TESTS = {
    "relu": "assert np.allclose(relu(np.array([-1.0, 2.0])), [0.0, 2.0])",
    "relu_grad": "assert np.allclose(relu_grad(np.array([-1.0, 0.0, 2.0]), 0.5), [0.0, 0.5, 1.0])",
    "relu_above": "assert np.allclose(relu_above(np.array([1.0, 4.0]), 2.0), [0.0, 2.0])",
    "larger": "assert larger['inside'] == (1.0, -1.0)",
    "value_table": "assert value_table([-1, 2]) == [(-1, 0), (2, 2)]",
    "relu_rows": "assert np.allclose(relu_rows(-np.ones((2, 2)), [0])[0], 0.0)",
}
PLOT = "import matplotlib.pyplot as plt\nxs = np.linspace(-3, 3)\nplt.plot(xs, np.maximum(xs, 0))"


def measured(nbgrader: str | None, otter: str | None) -> dict[str, tuple[float, float]]:
    """Return the wall time and the processor time of a submission for each peer that there is."""
    found = {}
    for name, python, run in (("nbgrader", nbgrader, _nbgrader), ("otter", otter, _otter)):
        if python:
            with tempfile.TemporaryDirectory() as folder:
                found[name] = run(Path(folder), python)
    return found


def _clocks() -> tuple[float, float]:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def _each(start: tuple[float, float]) -> tuple[float, float]:
    wall, processor = (now - then for now, then in zip(_clocks(), start, strict=True))
    return wall / SIZE, processor / SIZE


def _run(folder: Path, *command: str) -> None:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    own["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{own['PATH']}"  # where their tools are
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=own)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stderr[-2000:]}{done.stdout[-2000:]}")


def _cell(source: str, **nbgrader: object) -> dict:
    metadata = {"nbgrader": nbgrader} if nbgrader else {}
    return {"cell_type": "code", "id": f"c{abs(hash(source)) % 10**8}", "metadata": metadata,
            "outputs": [], "execution_count": None, "source": source}  # fmt: skip


def _notebook(cells: list[dict]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    )


def _nbgrader(folder: Path, python: str) -> tuple[float, float]:
    about = {"schema_version": 3, "locked": False, "task": False}
    cells = [_cell("import numpy as np")]
    for name, answer in ANSWERS.items():
        cells.append(_cell(answer, grade=False, solution=True, grade_id=name, **about))
        cells.append(_cell(TESTS[name], grade=True, solution=False, points=1,
                           grade_id=f"test-{name}", **about | {"locked": True}))  # fmt: skip
    cells.append(_cell(PLOT))
    source = folder / "source" / "ps"
    source.mkdir(parents=True)
    (source / "p.ipynb").write_text(_notebook(cells))
    _run(folder, python, "-m", "nbgrader", "generate_assignment", "ps")
    release = json.loads((folder / "release/ps/p.ipynb").read_text())
    for cell in release["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("solution"):
            cell["source"] = ANSWERS[own["grade_id"]]
    for number in range(SIZE):
        own = folder / "submitted" / f"s{number}" / "ps"
        own.mkdir(parents=True)
        (own / "p.ipynb").write_text(json.dumps(release))
    start = _clocks()
    _run(folder, python, "-m", "nbgrader", "autograde", "ps")
    return _each(start)


def _otter(folder: Path, python: str) -> tuple[float, float]:
    tests = folder / "tests"
    tests.mkdir()
    for name, code in TESTS.items():
        case = {"code": f">>> {code}", "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": name, "points": 1, "suites": [suite]}
        (tests / f"{name}.py").write_text(f"OK_FORMAT = True\ntest = {test!r}\n")
    own = [_cell("import numpy as np"), *(_cell(a) for a in ANSWERS.values()), _cell(PLOT)]
    (folder / "p.ipynb").write_text(_notebook(own))
    _run(folder, python, "-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip")
    start = _clocks()
    for _ in range(SIZE):
        _run(folder, python, "-m", "otter", "run", "-a", "autograder.zip", "p.ipynb")
    return _each(start)
