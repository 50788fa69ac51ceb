"""Judges on a cluster: each worker of dask.distributed is one, with fork servers of its own.

The learner's code never runs in a worker itself: it stays in the locked child, as on one machine.
Whoever reaches a scheduler can run anything on its workers, so an address is taken only over TLS
(with the certificates of Dask's own configuration) or on this machine.
"""

from __future__ import annotations

import atexit
import ipaddress
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ...errors import CourseError
from ..submission import Marks
from . import Job, unmarked

AHEAD = 2  # jobs sent for each thread of the cluster, so that none waits
TRIES = 2
CONNECT = 30.0  # seconds

_one_at_a_time = threading.Lock()
_sandbox: Any = None
_memory: Any = None


def checked_address(address: str) -> str:
    """Return a scheduler's address if nobody else can listen in.

    Raises
    ------
    CourseError
        For one that is neither over TLS nor on this machine.

    Examples
    --------
    >>> checked_address("tls://10.0.0.1:8786"), checked_address("tcp://127.0.0.1:8786")
    ('tls://10.0.0.1:8786', 'tcp://127.0.0.1:8786')
    """
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
    except ValueError:  # a bracket that is never closed
        parts = urlsplit("")
    if parts.scheme == "tls" and parts.hostname:
        return address
    if parts.scheme == "tcp" and _is_here(parts.hostname or ""):
        return parts.geturl()
    raise CourseError(
        f"The scheduler {address} is not reached safely",
        expected="tls://HOST:PORT, or an address of this machine",
        next_step="Next: start the cluster with TLS; submissions and marks would be open to all.",
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class DaskExecutor:
    """The workers behind a scheduler.

    Parameters
    ----------
    address : str
        Such as ``tls://scheduler:8786``.

    Raises
    ------
    CourseError
        Dask is not installed, the address is not safe, or nobody answers there.
    """

    def __init__(self, address: str) -> None:
        address = checked_address(address)
        try:
            from distributed import Client
        except ImportError:
            raise CourseError(
                "Marking on a cluster needs dask.distributed",
                next_step='Next: pip install "relu-course[cluster]"',
            ) from None
        try:
            self._client = Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise CourseError(
                f"No scheduler answers at {address} ({error})",
                next_step="Next: start one with dask scheduler, and give the address that it says.",
            ) from None
        except TypeError:  # distributed's own word for a configuration without certificates
            raise CourseError(
                f"{address} needs certificates, and Dask's configuration names none",
                next_step="Next: set distributed.comm.tls (ca-file, and client with cert and key).",
            ) from None
        try:
            self._client.wait_for_workers(1, timeout=CONNECT)
        except (TimeoutError, OSError):
            self._client.close()
            raise CourseError(
                f"The scheduler {address} has no worker",
                next_step=f"Next: start one with dask worker {address}",
            ) from None

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Marks]]:
        """Yield every job with its marks, as they come."""
        from distributed import as_completed

        sent: dict[str, Job] = {}
        done = as_completed(loop=self._client.loop)
        while True:
            room = AHEAD * max(1, sum(self._client.nthreads().values())) - len(sent)
            for job in _first(jobs, room):
                future = self._client.submit(marked, job, pure=False, retries=TRIES - 1)
                sent[future.key] = job
                done.add(future)
            if not sent:
                return
            future = next(done)
            job = sent.pop(future.key)
            if future.status == "finished":
                yield job, future.result()
            else:
                why = str(future.exception()).split("\n")[0] or future.status
                yield job, unmarked(job, f"the cluster gave it up ({why})")

    def close(self) -> None:
        """Leave the cluster; its workers stay."""
        self._client.close()


def _first(jobs: Iterator[Job], count: int) -> Iterator[Job]:
    for _ in range(count):
        job = next(jobs, None)
        if job is None:
            return
        yield job


def marked(job: Job) -> Marks:
    """Mark one job: what runs in a worker, one at a time in each process."""
    from ..marking import mark
    from ..remembered import Remembered
    from ..sandbox.host import Sandbox

    global _sandbox, _memory
    with _one_at_a_time:
        if _sandbox is None:
            _sandbox, _memory = Sandbox(), Remembered()
            atexit.register(_sandbox.close)
        return mark(job.content, seed=job.seed, sandbox=_sandbox, only=job.only, memory=_memory)
