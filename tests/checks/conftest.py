"""``--exercise definition.relu``: only what proves that exercise; ``--seconds``: not all of it."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SPENT = pytest.StashKey[float]()
MANY = ("test_corpus.py", "test_mutants.py")  # their answers may each train a net


def pytest_addoption(parser):
    parser.addoption("--exercise", action="append", default=[], help="prove this exercise alone")
    parser.addoption("--seconds", type=float, help="then leave the rest of the corpus out")
    parser.addoption("--seeds", type=int, default=3, help="draws that tell mistakes apart")
    parser.addoption("--fuzz", type=int, help="odd answers an exercise; 0 for all")


def pytest_collection_modifyitems(config, items):
    wanted = set(config.getoption("--exercise"))
    if not wanted:
        return
    kept = [item for item in items if item.path.parent != HERE or _about(item) & wanted]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
    if config.getoption("--seconds") is not None:
        turns = _turns(kept)
        items.sort(key=lambda item: turns.get(item, 0))


def _turns(items) -> dict:
    """Return when an answer is tried where not all may be: the newest right one, and wrong one."""
    tried = defaultdict(list)
    for item in reversed(items):
        if "answer" in getattr(getattr(item, "callspec", None), "indices", {}):
            tried[item.originalname].append(item)
    return {item: turn for some in tried.values() for turn, item in enumerate(some, start=1)}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item):
    if item.path.parent != HERE or item.path.name not in MANY:
        return (yield)
    most, spent = item.config.getoption("--seconds"), item.config.stash.get(SPENT, 0.0)
    if most is not None and spent > most:
        pytest.skip("left to the whole run: these seconds are spent")
    began = time.process_time()
    try:
        return (yield)
    finally:
        item.config.stash[SPENT] = spent + time.process_time() - began


def _about(item) -> set[str]:
    """Return the ids of the exercises that a test is about."""
    values = getattr(getattr(item, "callspec", None), "params", {}).values()
    ids = {getattr(value, "exercise", getattr(value, "id", "")) for value in values}
    return {text for text in ids if isinstance(text, str)}
