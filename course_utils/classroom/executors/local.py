"""Judges on this machine: one process a core, each with fork servers of its own.

A judge that dies, or takes longer than any submission may, is replaced; its job is tried once more.
Memory does not grow with the class: a job is taken from the iterator when a judge is free.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from typing import Any

from ..submission import Marks
from . import Job, unmarked

TRIES = 2
PATIENCE = 600.0  # seconds for one job, its own limit and a busy machine included


class LocalExecutor:
    """Judge processes of this machine.

    Parameters
    ----------
    workers : int, optional
        How many; left out, one a core.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._count = workers or cores()
        self._judges: list[_Judge] = []

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Marks]]:
        """Yield every job with its marks, as they come."""
        waiting: list[tuple[Job, int]] = []
        jobs = iter(jobs)
        self._hand_out(jobs, waiting)
        while busy := [judge for judge in self._judges if judge.job is not None]:
            marked: list[tuple[Job, Marks]] = []
            ready = wait([judge.pipe for judge in busy], timeout=1.0)
            for judge in busy:
                if judge.pipe not in ready and time.monotonic() < judge.deadline:
                    continue
                job, tries = judge.job, judge.tries
                marks = judge.answer() if judge.pipe in ready else None
                if marks is None:
                    self._replace(judge)
                    if tries < TRIES:
                        waiting.append((job, tries))
                        continue
                    marks = unmarked(job, "the process that marked it ended twice")
                marked.append((job, marks))
            try:  # whoever keeps the marks takes a while: the judges have work by then
                self._hand_out(jobs, waiting)
            finally:
                yield from marked

    def _hand_out(self, jobs: Iterator[Job], waiting: list[tuple[Job, int]]) -> None:
        while (judge := self._free()) is not None:
            if waiting:
                job, tries = waiting.pop()
            else:
                job, tries = next(jobs, None), 0
            if job is None:
                return
            while not judge.ask(job, tries + 1):  # it died since its last job
                self._replace(judge)
                judge = self._free()

    def _free(self) -> _Judge | None:
        for judge in self._judges:
            if judge.job is None:
                return judge
        if len(self._judges) < self._count:
            self._judges.append(_Judge(self._core()))
            return self._judges[-1]
        return None

    def _core(self) -> int:
        """Return the core that the next judge has to itself; -1 where there is not one for each.

        A judge and its child never run at the same time: on one core neither waits for another
        core to wake up, which takes longer than most answers.
        """
        here = _own_cores()
        if self._count != len(here):
            return -1
        taken = {judge.core for judge in self._judges}
        return next((core for core in here if core not in taken), -1)

    def _replace(self, judge: _Judge) -> None:
        judge.end()
        self._judges.remove(judge)

    def close(self) -> None:
        """End all judges, and with them their fork servers and children."""
        for judge in self._judges:
            judge.pipe.close()  # each sees the end of its pipe, and closes what it has
        for judge in self._judges:
            judge.end(patience=2.0)
        self._judges.clear()


class _Judge:
    """One process and what it is doing."""

    def __init__(self, core: int = -1) -> None:
        self.core = core
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, core), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Any = None
        self.tries = 0
        self.deadline = 0.0

    def ask(self, job: Job, tries: int) -> bool:
        """Send a job; False when the process is gone."""
        try:
            self.pipe.send(replace(job, content=b""))
            self.pipe.send_bytes(job.content)
        except OSError:
            return False
        self.job, self.tries = job, tries
        self.deadline = time.monotonic() + PATIENCE
        return True

    def answer(self) -> Marks | None:
        """Return the marks of the job; None when the process has ended instead."""
        try:
            marks = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self.job = None
        return marks

    def end(self, patience: float = 0.0) -> None:
        self.pipe.close()
        if patience:
            self.process.join(patience)
        self.process.kill()
        self.process.join()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(_own_cores()) or os.cpu_count() or 1


def _own_cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _take_turns() -> None:
    """Let nobody who is woken here interrupt whoever woke them; all that is started inherits it.

    A judge and its child ask and answer: each goes on until it waits, and only then the other does.
    """
    with contextlib.suppress(OSError):  # a container may forbid it
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def work(pipe: Connection, core: int = -1) -> None:
    """Mark jobs from a pipe until it closes: what runs in a judge's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    if sys.platform == "linux":
        from ..sandbox.privileges import die_with_parent

        die_with_parent()
        if core >= 0:
            os.sched_setaffinity(0, {core})
        _take_turns()
    from ..marking import mark
    from ..remembered import Remembered
    from ..sandbox.host import Sandbox, SandboxError

    gc.set_threshold(10_000, 20, 20)  # a judge makes much and keeps nothing in circles
    memory = Remembered()
    with Sandbox() as sandbox:
        while True:
            try:
                job = pipe.recv()
                content = pipe.recv_bytes()
            except (EOFError, OSError):
                return
            try:
                marks = mark(content, seed=job.seed, sandbox=sandbox, only=job.only, memory=memory)
            except SandboxError as error:
                sandbox.close()
                marks = unmarked(job, str(error).rstrip("."))
            try:
                pipe.send(marks)
            except OSError:
                return
