"""A cluster gives the marks of one machine, with a worker killed in the middle."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from click.testing import CliRunner

from course_utils.classroom.executors import Job
from course_utils.classroom.executors import dask as dask_
from course_utils.classroom.executors.dask import DaskExecutor, checked_address
from course_utils.classroom.marking import mark
from course_utils.classroom.sandbox.host import Sandbox
from course_utils.cli import main
from course_utils.errors import CourseError
from tests.classroom.test_batch import answers, class_in

distributed = pytest.importorskip("distributed")
SIZE = 10


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as made:
        yield made


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_marks_are_those_of_one_machine_though_a_worker_is_killed(cluster):
    executor = DaskExecutor(cluster.scheduler_address)
    try:
        pids = list(executor._client.run(os.getpid).values())
        found = {}
        for job, marks in executor.run(Job(n, answers(n), 7) for n in range(SIZE)):
            if not found:
                os.kill(pids[0], signal.SIGKILL)
            found[job.number] = marks
    finally:
        executor.close()
    assert sorted(found) == list(range(SIZE))
    with Sandbox() as sandbox:
        for number, marks in found.items():
            alone = mark(answers(number), seed=7, sandbox=sandbox)
            assert (marks.outcomes, marks.problem) == (alone.outcomes, alone.problem)
            assert marks.protection == alone.protection


def test_a_class_is_graded_by_address(cluster, tmp_path):
    folder = class_in(tmp_path / "class", 3)
    done = CliRunner().invoke(
        main, ["grade", str(folder), "--out", str(tmp_path / "out"),
               "--scheduler", cluster.scheduler_address]
    )  # fmt: skip
    assert done.exit_code == 0 and "3 submissions: 3 graded now" in done.output


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.1:8786",
        "10.0.0.1:8786",
        "ws://127.0.0.1:1",
        "tls://",
        "tcp://host:1",
        "tcp://[::1",
    ],
)
def test_an_address_that_others_can_listen_at_is_refused(address):
    with pytest.raises(CourseError, match="not reached safely"):
        checked_address(address)


def test_tls_without_certificates_is_told_in_words():
    with pytest.raises(CourseError, match=r"certificates, .* Next: set distributed.comm.tls"):
        DaskExecutor("tls://127.0.0.1:1")


def test_a_scheduler_without_workers_is_told_in_words(monkeypatch):
    monkeypatch.setattr(dask_, "CONNECT", 2.0)
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as empty,
        pytest.raises(CourseError, match=r"has no worker. Next: start one with dask worker"),
    ):
        DaskExecutor(empty.scheduler_address)


def test_nobody_at_an_address_is_said(monkeypatch):
    monkeypatch.setattr("course_utils.classroom.executors.dask.CONNECT", 1.0)
    with pytest.raises(CourseError, match="No scheduler answers at"):
        DaskExecutor("tcp://127.0.0.1:9")
