"""User ids, capabilities and namespaces of Linux, by the few calls that Python has no name for."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import stat
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_NO_NEW_PRIVS = 1, 8, 38
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
STEP = 8  # bytes of one instruction of a filter
CAP_DAC_READ_SEARCH = 1 << 2
CAPABILITY_VERSION = 0x20080522
NEW_MOUNTS, NEW_IPC, NEW_USER, NEW_NET = 0x20000, 0x8000000, 0x10000000, 0x40000000
DETACH = 2  # MNT_DETACH
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mount.argtypes = (
    ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p
)  # fmt: skip


class Call:
    """A call of libc with everything looked up and converted, so that a fork only makes it.

    Parameters
    ----------
    name : str
    *args : object
        Of ctypes, or what it converts by itself.

    Raises
    ------
    OSError
        When it is made, and fails.
    """

    def __init__(self, name: str, *args: object) -> None:
        self.name, self.args = name, args
        self.function = getattr(_libc, name, None)  # None on a system that has no such call

    def __call__(self) -> None:
        if self.function is None or self.function(*self.args) != 0:
            code = ctypes.get_errno() if self.function else errno.ENOSYS
            raise OSError(code, f"{self.name}: {os.strerror(code)}")


def _call(name: str, *args: object) -> None:
    Call(name, *args)()


def _prctl(option: int, *values: object) -> Call:
    return Call("prctl", option, *values, *(ctypes.c_ulong(0),) * (4 - len(values)))


# No program that this process starts gains a right; asked for by Landlock and seccomp.
give_up_new_privileges = _prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1))
# The kernel ends this process when the one that forked it ends.
die_with_parent = _prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def filter_calls(program: bytes) -> Call:
    """Return the call that makes the kernel ask `program` before every system call, for good."""
    made = _Program(len(program) // STEP, program)
    return _prctl(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), ctypes.pointer(made))


def unused_user() -> int:
    """Return a user id that nobody has on this machine, another one for each process."""
    import pwd

    for first in (2_000_000_000, 60_000):  # the second where a container maps few ids
        user = first + os.getpid() % 5_000
        try:
            pwd.getpwuid(user)
        except KeyError:
            if _is_mapped(user):
                return user
    raise PermissionError("no unused user id")


def _is_mapped(user: int) -> bool:
    with open("/proc/self/uid_map", encoding="ascii") as file:
        ranges = [tuple(int(n) for n in line.split()) for line in file]
    return any(first <= user < first + count for first, _, count in ranges)


def open_to_all(folder: str) -> bool:
    """Tell whether any user may list a folder and walk into it."""
    needed = stat.S_IROTH | stat.S_IXOTH
    try:
        if Path(folder).stat().st_mode & needed != needed:
            return False
        return all(p.stat().st_mode & stat.S_IXOTH for p in Path(folder).parents)
    except OSError:
        return False


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


_keep_capabilities = _prctl(PR_SET_KEEPCAPS, ctypes.c_ulong(1))
_keep_reading = Call(
    "capset",
    ctypes.pointer(_Header(CAPABILITY_VERSION, 0)),
    (_Sets * 2)(_Sets(CAP_DAC_READ_SEARCH, CAP_DAC_READ_SEARCH, 0), _Sets(0, 0, 0)),
)


def become(user: int, *, keep_reading: bool) -> None:
    """Become another user, for good; keep the capability to read past permission bits, or none."""
    if keep_reading:
        _keep_capabilities()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    if keep_reading:
        _keep_reading()


def enter_namespaces(scratch: str, *, size: int, files: int) -> bool:
    """Give this process mounts of its own, with `scratch` a file system of limited size.

    Returns
    -------
    bool
        False where the system forbids it; nothing was changed then.
    """
    if not _may_enter(scratch, size, files):
        return False
    _enter(scratch, size, files)
    return True


def _may_enter(scratch: str, size: int, files: int) -> bool:
    """Try it in a fork first: some systems grant the namespace and refuse every use of it."""
    pid = os.fork()
    if pid == 0:
        code = 1
        with contextlib.suppress(Exception):
            _enter(scratch, size, files)
            code = 0
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _enter(scratch: str, size: int, files: int) -> None:
    user, group = os.geteuid(), os.getegid()
    flags = NEW_MOUNTS | NEW_IPC | NEW_NET
    _call("unshare", flags if user == 0 else flags | NEW_USER)
    if user != 0:
        for name, text in (
            ("setgroups", "deny"),
            ("uid_map", f"{user} {user} 1"),
            ("gid_map", f"{group} {group} 1"),
        ):
            Path("/proc/self", name).write_text(text, encoding="ascii")
    _call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    options = f"size={size},nr_inodes={files},mode=777".encode()
    where = os.fsencode(scratch)
    _call("mount", b"scratch", where, b"tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options)


def leave_mount(folder: str) -> None:
    """Take the file system away that `enter_namespaces` put at `folder`, if it did."""
    with contextlib.suppress(OSError):
        _call("umount2", os.fsencode(folder), DETACH)
