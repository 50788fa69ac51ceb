"""``--exercise definition.relu``: only what proves that exercise."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def pytest_addoption(parser):
    parser.addoption("--exercise", action="append", default=[], help="prove this exercise alone")
    parser.addoption("--seeds", type=int, default=3, help="draws that tell mistakes apart")
    parser.addoption("--fuzz", type=int, help="odd answers an exercise; 0 for all")


def pytest_collection_modifyitems(config, items):
    wanted = set(config.getoption("--exercise"))
    if not wanted:
        return
    kept = [item for item in items if item.path.parent != HERE or _about(item) & wanted]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _about(item) -> set[str]:
    """Return the ids of the exercises that a test is about."""
    values = getattr(getattr(item, "callspec", None), "params", {}).values()
    ids = {getattr(value, "exercise", getattr(value, "id", "")) for value in values}
    return {text for text in ids if isinstance(text, str)}
