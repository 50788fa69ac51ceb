"""The system calls that a locked child may make; every other one fails with EPERM.

A list of what is allowed, not of what is forbidden: what a new kernel adds stays shut. What is
missing on purpose: sockets, new programs and processes, signals to anybody, tracing, other
processes' memory, mounts, namespaces, keys, io_uring, shared memory by name.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seccompy import Filter

_FILES = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 creat close
close_range stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat
getcwd chdir fchdir lseek getdents getdents64 dup dup2 dup3 pipe pipe2 flock fsync fdatasync
ftruncate fallocate fadvise64 rename renameat renameat2 mkdir mkdirat rmdir unlink unlinkat
umask statfs fstatfs copy_file_range sendfile splice sync_file_range
"""
_MEMORY = "mprotect munmap mremap madvise brk msync mincore get_mempolicy membarrier"
_WAITING = """
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime nanosleep clock_nanosleep pause
futex futex_waitv restart_syscall sched_yield socketpair
"""
_TIME = """
clock_gettime clock_getres gettimeofday time times getrusage setitimer getitimer alarm
timer_create timer_settime timer_gettime timer_getoverrun timer_delete
"""
_SIGNALS = """
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
"""
_SELF = """
getpid getppid gettid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid
getsid uname sysinfo getrandom getcpu getrlimit getpriority sched_getaffinity sched_getparam
sched_getscheduler sched_get_priority_max sched_get_priority_min set_tid_address set_robust_list
get_robust_list rseq arch_prctl exit exit_group
"""
ALLOWED = (_FILES + _MEMORY + _WAITING + _TIME + _SIGNALS + _SELF).split()

# Landlock does not ask about these, and where a child has the judge's own user id they would change
# any file of the judge's. They do nothing and say that they did: who copies a file calls them.
PRETENDED = ("chmod", "fchmod", "fchmodat", "fchmodat2", "utimensat", "utime", "utimes")
# F_DUPFD to F_SETLKW, and the same by other names. What is missing sends signals to a process of
# the caller's choice, or keeps others from opening a file.
FCNTLS = (*range(8), 36, 37, 38, 1030, 1032)
# Of MAP_SHARED and MAP_ANONYMOUS not both: no limit counts what is mapped so.
SHARED_ANONYMOUS, MAPPINGS = 0x21, (0x00, 0x01, 0x20)
# Flags that a file may be opened with, and those that are looked at: O_TRUNC goes with O_WRONLY or
# O_RDWR. With O_RDONLY it empties a file that Landlock lets be read, before Linux 6.2.
OPENINGS = ((0, 0o1000), (0o1001, 0o1003), (0o1002, 0o1003))
CLONE_THREAD = 0x10000
PR_NAMES = (15, 16)  # PR_SET_NAME, PR_GET_NAME: threads of numerical libraries name themselves
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: is it a terminal, how much is there
IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)


def numbers(names: Iterable[str]) -> list[int]:
    """Return the numbers of system calls, without those that this processor does not have."""
    from seccompy import syscall_nr

    found = []
    for name in names:
        with contextlib.suppress(ValueError):
            found.append(syscall_nr(name))
    return sorted(found)


def ask_arguments(shut: Filter) -> None:
    """Add to `shut` the calls that are allowed for some arguments alone."""
    from seccompy import CmpOp

    # glibc falls back from clone3, whose flags a filter cannot read, to clone.
    shut.errno("clone3", errno.ENOSYS)
    same = CmpOp.MASKED_EQ
    for kind in MAPPINGS:
        shut.allow("mmap", args=[(3, same, kind, SHARED_ANONYMOUS)])
    for flags, looked_at in OPENINGS:
        shut.allow("openat", args=[(2, same, flags, looked_at)])
        for number in numbers(["open"]):
            shut.allow(number, args=[(1, same, flags, looked_at)])
    shut.allow("clone", args=[(0, same, CLONE_THREAD, CLONE_THREAD)])
    shut.allow("prlimit64", args={0: 0, 2: 0})  # its own limits, to be read
    for command in FCNTLS:
        shut.allow("fcntl", args={1: command})
    for option in PR_NAMES:
        shut.allow("prctl", args={0: option})
    for request in IOCTLS:
        shut.allow("ioctl", args={1: request})
    for number in numbers(PRETENDED):
        shut.errno(number, 0)
    # shutil copies on where there are no attributes, and gives up where they are refused.
    for call in ("listxattr", "llistxattr", "flistxattr"):
        shut.errno(call, errno.ENOTSUP)


def allow_first(allowed: list[int], rest: bytes) -> bytes:
    """Return a program of seccomp that allows some calls outright and asks `rest` about the others.

    What is allowed is found by halving. A rule for each is a comparison for each, and when a filter
    begins to hold, the kernel tries every call there is: a fifth of a millisecond in each child.

    Parameters
    ----------
    allowed : list of int
        Numbers of system calls.
    rest : bytes
        A whole program, as of `seccompy.Filter`.
    """
    from seccompy import Action, audit_arch, bpf

    # Where a run of allowed numbers begins, and where it ends, in turn.
    edges = sorted({*allowed} ^ {n + 1 for n in allowed})
    if not edges:
        return rest
    steps: list[bpf.Insn] = [
        bpf.Load(4), bpf.Jump(bpf.BPF_JEQ, audit_arch(), None, "rest"), bpf.Load(0)
    ]  # fmt: skip
    labels: dict[str, int] = {}

    def halve(first: int, last: int) -> str:
        """Add what finds how many edges lie below a number, of which `first` to `last` may."""
        if first == last:
            return "allow" if first % 2 else "rest"
        middle, place = (first + last) // 2, len(steps)
        steps.append(bpf.Ret(0))  # until both its ways are known
        below, above = halve(first, middle), halve(middle + 1, last)
        steps[place] = bpf.Jump(bpf.BPF_JGEQ, edges[middle], above, below)
        labels[f"{first}-{last}"] = place
        return f"{first}-{last}"

    halve(0, len(edges))
    labels |= {"allow": len(steps), "rest": len(steps) + 1}
    steps.append(bpf.Ret(int(Action.ALLOW)))
    return bytes(bpf.assemble(steps, labels)) + rest
