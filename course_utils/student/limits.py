"""What a message may hold at most, looked at before anything is made of it.

Whoever wrote it may be another process, and lie: what it announces must cost the reader neither
time nor memory beyond what an honest message costs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from .plain import NotPlain

MAX_BYTES = 64 * 2**20
MAX_ENTRIES = MAX_BYTES // 8
MAX_HEADER = 16 * 2**20
MAX_ITEMS = 100_000
MAX_DEPTH = 20
MAX_TEXT = 100_000
MAX_PARTS = 1_000_000  # brackets of one header, and commas: each may become an object
MAX_AXES = 64
_KINDS = "biufc"
_LONGEST_DTYPE = 5  # characters, such as in "<c16"


def check_header(header: bytes) -> None:
    """Raise `NotPlain` where reading a header would make too many objects."""
    brackets = header.count(b"{") + header.count(b"[")
    if len(header) > MAX_HEADER or max(brackets, header.count(b",")) > MAX_PARTS:
        raise NotPlain("too many items")


def check_array(dtype: Any, shape: Any) -> None:
    """Raise `NotPlain` where what is said of an array cannot be said of one."""
    # A long text may list millions of fields, and a thousand axes have a product without end.
    sound = type(dtype) is str and len(dtype) <= _LONGEST_DTYPE and dtype[1:2] in tuple(_KINDS)
    if not sound or type(shape) is not list or len(shape) > MAX_AXES:
        raise NotPlain("malformed array")
    if not all(type(n) is int and n >= 0 for n in shape):
        raise NotPlain("malformed array")


class Room:
    """How many entries the arrays of one message may still have.

    A byte of an array is ten as a list of numbers, and a hundred as a list of lists; an array
    without an entry takes no byte at all, and is a list all the same.

    Examples
    --------
    >>> Room().take((10**9, 0))
    Traceback (most recent call last):
    course_utils.student.plain.NotPlain: arrays of more than 8,388,608 entries
    """

    def __init__(self) -> None:
        self._left = MAX_ENTRIES

    def take(self, shape: Iterable[int]) -> None:
        """Count one more array; one too many raises `NotPlain`."""
        self._left -= math.prod(n or 1 for n in shape)
        if self._left < 0:
            raise NotPlain(f"arrays of more than {MAX_ENTRIES:,} entries")
