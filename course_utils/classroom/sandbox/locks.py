"""The locks of a child, prepared once in the fork server and shut in each fork.

A ruleset of Landlock and a program of seccomp are the same for every child, so both are built once;
a child only enters them (tens of microseconds instead of milliseconds). Each lock is tried at the
start in a fork of its own, and one that does not hold is not counted on: `Locks.level` says which
do.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import privileges, rooms, syscalls

MEGABYTE = 2**20
MEMORY = 1024 * MEGABYTE  # beyond what the fork server itself holds
ADDRESSES = 4096 * MEGABYTE  # reserved and not used: stacks and arenas of threads
FILE = 16 * MEGABYTE
CPU_SECONDS = 600
OPEN_FILES = 64
PROCESSES = 64  # counted by user: it binds where the child has a user id of its own


@dataclass
class Locks:
    """What a child is locked in with.

    Parameters
    ----------
    scratch : str
        The one folder it may write in.
    """

    scratch: str
    ruleset: int = -1
    filter: privileges.Call | None = None
    user: int = -1
    keeps_reading: bool = False
    names: list[str] = field(default_factory=list)
    limits: list[tuple[int, int]] = field(default_factory=list)

    @property
    def level(self) -> str:
        """The locks that hold, such as ``"landlock+seccomp+uid"``; ``"process only"`` for none."""
        return "+".join(self.names) or "process only"

    @classmethod
    def prepared(cls, scratch: str) -> Locks:
        """Build every lock that this machine has, and try each in a fork."""
        locks = cls(scratch, limits=_limits())
        for name, build, holds in (
            ("landlock", locks._build_landlock, _files_are_shut),
            ("seccomp", locks._build_seccomp, _programs_are_shut),
            ("uid", locks._choose_user, _is_somebody_else),
        ):
            try:
                build()
            except Exception:  # the lock is not there: no module, no kernel support, no right
                locks._drop(name)
                continue
            locks.names.append(name)
            if not holds_in_a_fork(locks, holds):
                locks.names.remove(name)
                locks._drop(name)
        return locks

    def _drop(self, name: str) -> None:
        if name == "landlock":
            self.ruleset = -1
        elif name == "seccomp":
            self.filter = None
        else:
            self.user = -1

    def shut(self) -> None:
        """Lock this process in, for good.

        Raises
        ------
        OSError
            When a lock that was tried before does not shut now: the child must not go on.
        """
        for kind, most in self.limits:
            resource.setrlimit(kind, (most, most))
        if self.user >= 0:
            privileges.become(self.user, keep_reading=self.keeps_reading)
        privileges.give_up_new_privileges()
        privileges.die_with_parent()
        if self.ruleset >= 0:
            from py_landlock.landlock_sys import RulesetFd, restrict_self

            restrict_self(RulesetFd(self.ruleset), None)
            os.close(self.ruleset)
        if self.filter is not None:
            self.filter()

    def _build_landlock(self) -> None:
        from py_landlock import AccessFs, landlock_sys
        from py_landlock.abi import get_supported_fs, get_supported_net, get_supported_scope

        abi = landlock_sys.get_abi_version()
        supported = get_supported_fs(abi)
        wanted = landlock_sys.RulesetAttr()
        wanted.handled_access_fs = supported
        wanted.handled_access_net = get_supported_net(abi)
        wanted.scoped = get_supported_scope(abi)
        self.ruleset = int(landlock_sys.create_ruleset(wanted))
        os.set_inheritable(self.ruleset, False)
        reading = AccessFs.READ_FILE | AccessFs.READ_DIR
        writing = reading | (
            AccessFs.WRITE_FILE | AccessFs.TRUNCATE | AccessFs.MAKE_REG | AccessFs.MAKE_DIR
            | AccessFs.REMOVE_FILE | AccessFs.REMOVE_DIR | AccessFs.REFER
        )  # fmt: skip
        folders, files = rooms.readable()
        rules = [(self.scratch, writing), *((folder, reading) for folder in folders)]
        rules += [(name, AccessFs.READ_FILE | AccessFs.WRITE_FILE) if name == os.devnull
                  else (name, AccessFs.READ_FILE) for name in files]  # fmt: skip
        # Only its list of names: the import system looks there for the open rooms.
        rules.append((str(rooms.PACKAGE), AccessFs.READ_DIR))
        for path, access in rules:
            self._allow(path, access & supported)

    def _allow(self, path: str, access: Any) -> None:
        from py_landlock import landlock_sys

        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = landlock_sys.PathBeneathAttr()
            rule.allowed_access, rule.parent_fd = access, handle
            landlock_sys.add_rule(landlock_sys.RulesetFd(self.ruleset), rule)
        finally:
            os.close(handle)

    def _build_seccomp(self) -> None:
        from seccompy import Action, Filter

        shut = Filter(default=Action.ERRNO | errno.EPERM)
        syscalls.ask_arguments(shut)
        # Compiled here, once. Its own `load` would cost each child twice what the kernel needs.
        program = syscalls.allow_first(syscalls.numbers(syscalls.ALLOWED), shut.program)
        self.filter = privileges.filter_calls(program)

    def _choose_user(self) -> None:
        if os.geteuid() != 0:
            raise PermissionError("only root can become somebody else")
        self.user = privileges.unused_user()
        folders, _ = rooms.readable()
        # A Python below /root is shut to every other user. Where Landlock decides what is read, the
        # one capability that passes by the permission bits opens nothing else.
        self.keeps_reading = not all(privileges.open_to_all(f) for f in folders)
        if self.keeps_reading and "landlock" not in self.names:
            raise PermissionError("another user cannot read this Python")


def _limits() -> list[tuple[int, int]]:
    """Return the limits of a fork, from what this process holds now, and the fork with it."""
    pages, _, _, _, _, data, _ = (int(n) for n in _own("statm").split())
    page = resource.getpagesize()
    limits = {
        "RLIMIT_AS": pages * page + ADDRESSES,
        "RLIMIT_DATA": data * page + MEMORY,
        "RLIMIT_FSIZE": FILE,
        "RLIMIT_CPU": CPU_SECONDS,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_NPROC": PROCESSES if os.geteuid() == 0 else 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    found = []
    for name, most in limits.items():
        kind = getattr(resource, name, None)
        if kind is None or (name == "RLIMIT_NPROC" and not most):
            continue
        hard = resource.getrlimit(kind)[1]
        found.append((kind, most if hard == resource.RLIM_INFINITY else min(hard, most)))
    return found


def _own(name: str) -> str:
    with open(f"/proc/self/{name}", encoding="ascii") as file:
        return file.read()


def holds_in_a_fork(locks: Locks, holds: Callable[[Locks], bool]) -> bool:
    """Shut `locks` in a fork and try there whether they hold."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            locks.shut()
            code = 0 if holds(locks) and _still_works(locks) else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _still_works(locks: Locks) -> bool:
    """Tell whether what a learner needs is left: a library can be read, a figure be saved."""
    with open(sys.modules["json"].__file__ or "", "rb") as file:
        file.read(1)
    path = os.path.join(locks.scratch, "tried")
    with open(path, "wb") as file:
        file.write(b"1")
    os.unlink(path)
    return True


def _refused(action: Callable[[], Any]) -> bool:
    try:
        action()
    except PermissionError:
        return True
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM, errno.ENOSYS)
    return False


def _files_are_shut(locks: Locks) -> bool:
    init = str(rooms.PACKAGE / "__init__.py")
    outside = os.path.join(os.path.dirname(locks.scratch), "outside")
    return all(
        _refused(lambda path=path, mode=mode: open(path, mode))
        for path, mode in ((init, "rb"), ("/proc/self/environ", "rb"), (outside, "wb"))
    )


def _programs_are_shut(locks: Locks) -> bool:
    import socket

    return all(
        _refused(action)
        for action in (
            lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
            lambda: os.kill(os.getppid(), signal.SIGUSR1),
            lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),
            os.fork,
        )
    )


def _is_somebody_else(locks: Locks) -> bool:
    return os.getresuid() == (locks.user,) * 3 and _refused(lambda: os.setuid(0))
