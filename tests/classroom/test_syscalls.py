"""The program that halves decides as a rule for each call does."""

from __future__ import annotations

import os
import struct
import sys

import pytest

from course_utils.classroom.sandbox import syscalls

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")

OTHER_WAY_OF_CALLING = 0x40000000  # of x32 programs, on the same processor


def result(program: bytes, number: int, processor: int, *args: int) -> tuple[int, int]:
    """Run a program of classic BPF as the kernel does; return what it says, and its steps."""
    call = struct.pack("<IIQ6Q", number, processor, 0, *args, *(0,) * (6 - len(args)))
    place = held = steps = 0
    while True:
        code, true, false, k = struct.unpack_from("<HBBI", program, 8 * place)
        place, steps = place + 1, steps + 1
        if code == 0x06:  # the end
            return k, steps
        if code == 0x20:  # load a word
            (held,) = struct.unpack_from("<I", call, k)
        elif code == 0x54:  # mask
            held &= k
        elif code == 0x05:  # jump
            place += k
        else:
            holds = {0x15: held == k, 0x25: held > k, 0x35: held >= k, 0x45: bool(held & k)}[code]
            place += true if holds else false


def made() -> tuple[bytes, bytes, int]:
    """Return a program of rules for each call, the one that halves, and the processor's name."""
    import seccompy

    def rules() -> seccompy.Filter:
        few = seccompy.Filter(default=seccompy.Action.ERRNO | 1)
        few.errno("clone3", 38)
        same = seccompy.CmpOp.MASKED_EQ
        few.allow("clone", args=[(0, same, syscalls.CLONE_THREAD, syscalls.CLONE_THREAD)])
        few.allow("prlimit64", args={0: 0, 2: 0})
        return few

    allowed = syscalls.numbers(syscalls.ALLOWED)
    plain = rules()
    for number in allowed:
        plain.allow(number)
    halving = syscalls.allow_first(allowed, rules().program)
    return plain.program, halving, seccompy.audit_arch()


def test_it_decides_as_a_rule_for_each_does():
    plain, halving, processor = made()
    edges = (2**31, 2**32 - 1)
    numbers = [*range(700), *edges, *(n | OTHER_WAY_OF_CALLING for n in range(700))]
    for number in numbers:
        for name in (processor, processor ^ 1, 0):
            for args in ((), (syscalls.CLONE_THREAD | 17,), (0, 5, 1), (2**40,)):
                wanted, _ = result(plain, number, name, *args)
                assert result(halving, number, name, *args)[0] == wanted, (number, name, args)


def test_what_is_allowed_takes_few_steps():
    import seccompy

    plain, halving, processor = made()
    allowed = syscalls.numbers(syscalls.ALLOWED)
    assert len(allowed) > 100
    assert all(result(halving, n, processor)[0] == seccompy.Action.ALLOW for n in allowed)
    assert max(result(halving, n, processor)[1] for n in allowed) <= 12
    assert max(result(plain, n, processor)[1] for n in allowed) > 100


@pytest.mark.parametrize("allowed", [[], [0], [0, 1, 2, 3], [1, 3, 5], [7, 8, 300]])
def test_few_and_neighbouring_calls(allowed):
    import seccompy

    rest = seccompy.Filter(default=seccompy.Action.ERRNO | 1).program
    program = syscalls.allow_first(allowed, rest)
    name = seccompy.audit_arch()
    found = [n for n in range(400) if result(program, n, name)[0] == seccompy.Action.ALLOW]
    assert found == allowed


def test_a_call_that_this_processor_does_not_have_is_left_out():
    assert syscalls.numbers(["no_such_call"]) == []
    read_and_write = syscalls.numbers(["write", "read", "no_such_call"])
    assert read_and_write == sorted(read_and_write)
    assert len(read_and_write) == 2


@pytest.mark.parametrize(
    ("flags", "allowed"),
    [
        (os.O_RDONLY | os.O_CLOEXEC, True),
        (os.O_WRONLY | os.O_CREAT | os.O_TRUNC, True),
        (os.O_RDWR | os.O_TRUNC, True),
        (os.O_RDWR, True),
        (os.O_RDONLY | os.O_TRUNC, False),
        (3 | os.O_TRUNC, False),
    ],
)
def test_no_file_is_emptied_that_may_only_be_read(flags, allowed):
    import seccompy

    shut = seccompy.Filter(default=seccompy.Action.ERRNO | 1)
    syscalls.ask_arguments(shut)
    program = syscalls.allow_first(syscalls.numbers(syscalls.ALLOWED), shut.program)
    for name, before in (("open", 1), ("openat", 2)):
        for number in syscalls.numbers([name]):
            said, _ = result(program, number, seccompy.audit_arch(), *(0,) * before, flags)
            assert (said == seccompy.Action.ALLOW) is allowed
