"""What a child writes to is laid side by side, and nothing else changes by it."""

from __future__ import annotations

import os
import subprocess
import sys

START = """
import gc, random, sys
from course_utils.classroom.sandbox import side_by_side
pages = lambda places: len({place // 4096 for place in places})
"""


def printed(code: str, *arguments: str, allocator: str = "pymalloc") -> list[str]:
    """Run a process of its own: what is held there is held to its end."""
    done = subprocess.run(
        [sys.executable, "-c", START + code, *arguments],
        env=os.environ | {"PYTHONMALLOC": allocator},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


LAID = """
import argparse, json, statistics
def outer(k):
    def inner(x, *more, y=2, **others):
        return k * x + y + sum(more) + sum(others.values())
    return inner
def count(n):
    while n:
        yield n
        n -= 1
class Kind:
    @property
    def deep(self):
        return 0
    def fall(self, n):
        return n if n < 1 else self.fall(n - 1)
def aside():
    return "not run"
inner = outer(3)
def run():
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int)
    texts = json.dumps({"a": [1, 2.5, None]}, indent=1), str(parser.parse_args(["--n", "4"]).n)
    numbers = statistics.fmean([1, 2]), statistics.pstdev([1, 5])
    own = inner(1, 2, y=3, z=4), list(count(3)), Kind().fall(9), Kind().deep
    return texts, numbers, own
before, other, mine = run(), aside.__code__, inner.__code__
def ran():
    found = {}
    sys.settrace(lambda frame, *_: found.setdefault(id(frame.f_code), frame.f_code) and None)
    run()
    sys.settrace(None)
    return found
apart = ran()
hear = lambda *_: None
sys.settrace(hear)
many = side_by_side.lay_code(run)
assert sys.gettrace() is hear
sys.settrace(None)
assert run() == before and aside.__code__ is other and many > 40
assert inner.__code__ == mine and inner.__code__ is not mine
assert inner.__closure__[0].cell_contents == 3
print(len(apart), pages(apart), len(ran()), pages(ran()))
"""


def test_code_that_was_laid_does_what_it_did():
    functions, apart, as_many, laid = map(int, printed(LAID))
    assert functions == as_many
    assert laid < apart * 0.8


GAPS = """
random.seed(0)
sizes = range(48, 513, 16)
held = {size: [bytes(size - 33) for _ in range(4000)] for size in sizes}
for objects in held.values():  # one in twenty ends: gaps in every pool
    for place in random.sample(range(4000), 200):
        objects[place] = None
def made():
    return {size: [bytes(size - 33) for _ in range(60)] for size in sizes}
before = made()
filled = side_by_side.close_gaps()
after = made()
spread = [pages(map(id, before[size])) for size in sizes]
dense = [pages(map(id, after[size])) for size in sizes]
least = [-(-60 * size // 4096) for size in sizes]
# No more than the sizes take, but for a page at each end and the head of a pool between.
assert all(d <= n + 3 for d, n in zip(dense, least)), (dense, least)
assert 0 < filled < 40 * 2**20, filled
print(sum(spread), sum(dense))
"""


def test_new_objects_stand_together_when_the_gaps_are_closed():
    spread, dense = map(int, printed(GAPS))
    assert dense < spread / 3


RESERVED = """
import mmap
SIZE = 16 * 2**20
if sys.argv[1] == "reserved":
    before = sys.getallocatedblocks()
    side_by_side.reserve(SIZE)
    assert sys.getallocatedblocks() - before < 500, "all but one in each half of an arena ended"
held, between = [], []
for _ in range(12):  # a megabyte of objects, then something large, as a library's files are
    held += [bytes(200) for _ in range(2**20 // 240)]
    between.append(mmap.mmap(-1, 4 * 2**20))
places = [id(one) for one in held]
print((max(places) - min(places)) // 2**20)
"""


def test_what_is_reserved_is_one_piece():
    (mebibytes,), (apart,) = printed(RESERVED, "reserved"), printed(RESERVED, "not")
    assert int(mebibytes) <= 18 < 40 < int(apart)


def test_with_another_allocator_little_is_filled():
    code = "print(side_by_side.close_gaps())"
    (filled,) = printed(code, allocator="malloc")
    assert int(filled) < 2**24
    assert int(filled) < int(printed(code)[0])
