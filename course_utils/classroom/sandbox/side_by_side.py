"""Lay what a child writes to side by side in the server's memory: a fork then copies fewer pages.

A page is copied when a child first writes to it, be it to one object of hundreds. Calling a
function writes to its code, because Python counts the references there; and a new object goes where
one ended, anywhere between the hundreds of thousands that imports leave.
"""

from __future__ import annotations

import gc
import sys
import types
from collections.abc import Callable

ARENA = 2**20  # bytes that Python's allocator asks the system for at once
POOL = 2**14  # bytes of an arena that hold objects of one size
_POOL_HEAD = 48
_LARGEST, _STEP = 512, 16  # bytes of the largest object that stands in a pool, and between sizes
_HEAD = sys.getsizeof(b"")
_MOST = 2**23  # bytes of fillers of one size; with all libraries loaded it takes half of it
_KEPT: list[object] = []  # fillers hold their places as long as they live


def reserve(size: int) -> None:
    """Let Python ask the system now for `size` bytes for small objects, in one piece.

    Later it would ask for an arena now and then, with a library's files between two of them, and a
    huge page (see `huge_pages`) takes two arenas without a gap.
    """
    filler = [bytes(_LARGEST - _HEAD) for _ in range(size // _LARGEST)]
    _KEPT.append(filler[:: ARENA // _LARGEST // 2])  # an arena in use is not given back


def lay_code(run: Callable[[], object]) -> int:
    """Copy the code of every function that `run` calls to one place; return how many it is.

    A copy is the same but for the notes that Python makes while it runs: it has to run some ten
    times before it is as fast again.
    """
    found: dict[int, types.CodeType] = {}

    def hear(frame: types.FrameType, event: str, _: object) -> None:
        found[id(frame.f_code)] = frame.f_code

    before = sys.gettrace()
    sys.settrace(hear)
    try:
        run()
    finally:
        sys.settrace(before)
    close_gaps()
    copies = {number: code.replace() for number, code in found.items()}
    for function in gc.get_objects():
        if type(function) is types.FunctionType and id(function.__code__) in copies:
            function.__code__ = copies[id(function.__code__)]
    _KEPT.append(found)  # where one ended would be a gap
    return len(copies)


def close_gaps() -> int:
    """Fill the places of objects that ended, so that new ones stand together; return the bytes.

    Objects of each size are made until they stand one behind the other: that is an empty pool.
    Where they never do, Python has another allocator than its own, and nothing more is filled.
    """
    filled = 0
    for size in range(_HEAD // _STEP * _STEP + _STEP, _LARGEST + 1, _STEP):
        most = (POOL - _POOL_HEAD) // size
        fillers: list[bytes] = []
        in_order = place = 0
        while in_order < most - 1:
            if len(fillers) * size >= _MOST:
                return filled
            fillers.append(bytes(size - _HEAD))
            before, place = place, id(fillers[-1])
            in_order = in_order + 1 if place - before == size else 0
        filled += size * len(fillers)
        _KEPT.append(fillers)
    return filled
