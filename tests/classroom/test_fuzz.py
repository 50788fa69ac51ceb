"""Any bytes at the two doors of a judge: the notebook that was handed in, and the child's pipe.

More of it by command: RELU_FUZZ=20000 pytest tests/classroom/test_fuzz.py
"""

from __future__ import annotations

import json
import os
import struct
import time
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.classroom.notebook import read_notebook
from course_utils.classroom.sandbox.link import LockedChild
from course_utils.student.remote import _read
from course_utils.student.replies import ReplyKind
from course_utils.student.runs import defined_names
from course_utils.student.values import pack

FUZZ = settings(max_examples=int(os.environ.get("RELU_FUZZ", "80")), deadline=None)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
SOURCE = st.text(max_size=30) | st.sampled_from(["def f(", "x = 1\n%magic\n!ls", "-" * 9_999 + "1"])
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | ODD,
        "id": st.sampled_from(["a", "relu-answer"]) | ODD,
        "source": SOURCE | st.lists(SOURCE | ODD, max_size=3) | ODD,
        "outputs": ODD,
    },
)
NOTEBOOK = st.fixed_dictionaries(
    {},
    optional={
        "nbformat": st.sampled_from([3, 4, 5]) | ODD,
        "metadata": st.fixed_dictionaries({"course": ODD, "kernelspec": ODD}) | ODD,
        "cells": st.lists(CELL | ODD, max_size=4) | ODD,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": ODD}), max_size=2) | ODD,
    },
)


@FUZZ
@given(NOTEBOOK, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_whatever_was_handed_in_has_cells_or_a_problem(notebook, encoding, data):
    content = bytearray(json.dumps(notebook).encode(encoding))
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    book = read_notebook(bytes(content[: data.draw(st.integers(0, 2 * len(content)))]))
    assert bool(book.cells) != bool(book.problem)
    assert len({name for name, _ in book.cells}) == len(book.cells)
    for name, source in book.cells:
        f"{name}{source}{book.lesson}{book.problem}{book.notes}".encode()
        assert all(isinstance(found, str) for found in defined_names(source))


class Pipe(LockedChild):
    """The judge's end of a pipe into which the test writes."""

    def __init__(self) -> None:
        super().__init__(SimpleNamespace(limited=True, end_child=lambda: None))
        reading, self.writing = os.pipe()
        os.set_blocking(reading, False)
        self._ends = (reading, os.dup(self.writing))

    def heard(self) -> list[bytes | ReplyKind]:
        """Return every message until the pipe's end."""
        found: list[bytes | ReplyKind] = []
        while not found or isinstance(found[-1], bytes):
            found.append(self._receive(time.monotonic() + 60))
        return found


def written(pipe: Pipe, data: bytes) -> None:
    os.close(pipe._ends[1])
    pipe._ends = (pipe._ends[0], os.open(os.devnull, os.O_WRONLY))
    os.write(pipe.writing, data)
    os.close(pipe.writing)


@FUZZ
@given(st.lists(st.binary(max_size=40), max_size=4), st.binary(max_size=12))
def test_messages_come_whole_and_in_order_and_noise_ends_the_child(messages, noise):
    pipe = Pipe()
    written(pipe, b"".join(struct.pack("<Q", len(m)) + m for m in messages) + noise)
    heard = pipe.heard()
    pipe.end()
    assert heard[: len(messages)] == messages and heard[-1] is ReplyKind.DIED


@FUZZ
@given(
    st.sampled_from(["call", "describe", "run", "value", "forget"]),
    st.dictionaries(st.sampled_from(["kind", "value", "used", "printed", "error", "seconds"]), ODD),
    st.data(),
)
def test_a_reply_has_its_form_or_counts_as_a_death(op, reply, data):
    kind = data.draw(st.sampled_from([str(kind) for kind in ReplyKind]))
    content = bytearray(pack({"kind": kind, **reply}))
    for _ in range(data.draw(st.integers(0, 2))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    heard = _read(bytes(content), op)
    assert isinstance(heard["kind"], ReplyKind)
    assert isinstance(heard.get("printed", 0), int)
    assert all(isinstance(name, str) for name in heard.get("used", ()))
