"""The system calls that a locked child may make; every other one fails with EPERM.

A list of what is allowed, not of what is forbidden: what a new kernel adds stays shut. What is
missing on purpose: sockets, new programs and processes, signals to anybody, tracing, other
processes' memory, mounts, namespaces, keys, io_uring, shared memory by name.
"""

from __future__ import annotations

_FILES = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 open openat creat close
close_range stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat
getcwd chdir fchdir lseek getdents getdents64 dup dup2 dup3 pipe pipe2 fcntl flock fsync fdatasync
truncate ftruncate fallocate fadvise64 rename renameat renameat2 mkdir mkdirat rmdir unlink unlinkat
chmod fchmod fchmodat utimensat umask statfs fstatfs copy_file_range sendfile splice sync_file_range
"""
_MEMORY = "mmap mprotect munmap mremap madvise brk msync mincore get_mempolicy membarrier"
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

CLONE_THREAD = 0x10000
PR_NAMES = (15, 16)  # PR_SET_NAME, PR_GET_NAME: threads of numerical libraries name themselves
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: is it a terminal, how much is there
IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
