"""``start.py test -p tests.seconds``: keep in seconds.toml what each test costs.

Processor seconds, of its process and of those that it started and waited for, so that other work
on the machine does not count. What did not run keeps its numbers. `course_utils.workshop.touched`
reads them.
"""

from __future__ import annotations

import os
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

DEAR = 1.0  # a test of that many seconds has a line of its own
FILE = Path(__file__).with_suffix(".toml")
HEAD = "# Processor seconds: of each test over one, and of the rest of its file; see seconds.py\n\n"
# What is made once for two files is among the seconds of the first; the other would pay it alone.
SHARED = {"tests/publishing/test_site_pages.py": 10.0}
_STARTED = pytest.StashKey[float]()
_SPENT: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))


def _spent() -> float:
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item):
    item.stash[_STARTED] = _spent()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "teardown":  # a worker's report carries it to where the file is written
        report.user_properties.append(("seconds", _spent() - item.stash[_STARTED]))
    return report


def pytest_runtest_logreport(report):
    file, _, name = report.nodeid.partition("::")
    if file.startswith("tests/") and report.when == "teardown":
        _SPENT[file][name.partition("[")[0]] += dict(report.user_properties)["seconds"]


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput"):
        return
    known = tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    for file, tests in _SPENT.items():
        dear = {name: round(cost, 1) for name, cost in tests.items() if cost >= DEAR}
        rest = sum(cost for name, cost in tests.items() if name not in dear)
        rest = max(rest, SHARED.get(file, 0.0))
        known[file] = {"rest": round(rest, 1), **dict(sorted(dear.items()))}
    tables = (
        f'["{file}"]\n' + "".join(f"{name} = {cost}\n" for name, cost in known[file].items())
        for file in sorted(known)
        if (FILE.parents[1] / file).exists()
    )
    FILE.write_text(HEAD + "\n".join(tables), encoding="utf-8")
