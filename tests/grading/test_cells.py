"""A cell runs for a grader as it ran in the notebook, and its answer is called as it was there."""

from __future__ import annotations

import time

import pytest

from course_utils.grading import RemoteStudent

CELLS = {
    "display and the shell": "display(1)\nget_ipython().run_line_magic('matplotlib', 'inline')",
    "a handle of an output": "display(1, display_id=True).update(2)",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "async for and with": (
        "import asyncio\nasync def some():\n    yield 1\n"
        "async with asyncio.Lock():\n    ones = [one async for one in some()]"
    ),
    "builtins by name": "largest = __builtins__.max",
    "the encoding of what is printed": "import sys\nsys.stdout.encoding.lower()",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_runs_that_runs_in_a_notebook(cell):
    with RemoteStudent([("a", CELLS[cell] + "\nx = 5")]) as student:
        assert student.cell_errors == {}
        assert student.request({"op": "value", "name": "x"})["value"] == 5


def test_what_is_asked_of_the_future_holds_for_later_cells():
    cells = [("a", "from __future__ import annotations"), ("b", "def f(x: Unknown): return x")]
    with RemoteStudent(cells) as student:
        assert student.cell_errors == {}
    with RemoteStudent(cells[1:]) as student:  # and for nobody else
        assert student.cell_errors["b"]["type"] == "NameError"


def test_later_cells_await_in_the_same_loop():
    cells = [
        ("a", "import asyncio\ntask = asyncio.ensure_future(asyncio.sleep(0, 7))"),
        ("b", "x = await task"),
    ]
    first = ("0", "import asyncio\nawait asyncio.sleep(0)")
    with RemoteStudent([first, *cells]) as student:
        assert student.request({"op": "value", "name": "x"})["value"] == 7


@pytest.mark.parametrize("late", ["return 3", "break", "await = 3"])
def test_statements_before_one_that_cannot_be_compiled_have_run(late):
    with RemoteStudent([("a", f"x = 5\n{late}\ny = 6")]) as student:
        assert student.cell_errors["a"]["type"] == "SyntaxError"
        kind = student.request({"op": "value", "name": "x"})["kind"]
        # Where the whole of it is no Python, a notebook runs nothing of it either.
        assert kind == ("missing" if late == "await = 3" else "value")
        assert student.request({"op": "value", "name": "y"})["kind"] == "missing"


def test_a_cell_that_awaits_for_ever_is_stopped():
    start = time.monotonic()
    cells = [
        ("a", "import asyncio\nawait asyncio.sleep(60)"),
        ("b", "x = 5\nawait asyncio.sleep(0)"),
    ]
    with RemoteStudent(cells, define_seconds=0.5) as student:
        assert {name: e["type"] for name, e in student.cell_errors.items()} == {"a": "TimeUp"}
    assert time.monotonic() - start < 20.0


def test_what_a_cell_asks_of_numpy_for_good_changes_no_call():
    """In the notebook a judge's own settings lie around each call."""
    code = "import numpy as np\nnp.seterr(all='raise')\ndef f(x): return np.log(x)"
    with RemoteStudent([("a", code)]) as student:
        reply = student.request({"op": "call", "name": "f", "args": (0.0,)})
    assert (reply["value"], reply["warnings"]) == (float("-inf"), [])
