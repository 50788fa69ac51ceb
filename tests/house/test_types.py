"""mypy: no complaint where marks are made; elsewhere a count that may only fall."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NUMBERS = Path(__file__).with_name("types.toml")
STRICT = {"desk", "grading", "lessons", "progress", "student"}
NOT_YET_COUNTED = {"classroom"}
COMPLAINT = re.compile(r"course_utils/(?P<room>[a-z_]+)\S*: error: ")


@pytest.fixture(scope="module")
def complaints():
    """What mypy says of the whole package, by room."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode in (0, 1) and not run.stderr, run.stdout + run.stderr
    found: dict[str, list[str]] = {}
    for line in run.stdout.replace("\\", "/").splitlines():
        if match := COMPLAINT.match(line):
            found.setdefault(match["room"], []).append(line)
    return found


def test_no_complaint_where_marks_are_made(complaints):
    assert "\n".join(line for room in sorted(STRICT) for line in complaints.get(room, [])) == ""


def test_the_counts_elsewhere_only_fall(complaints):
    stored = Counter(tomllib.loads(NUMBERS.read_text(encoding="utf-8")))
    assert not STRICT & set(stored), "a strict room has no number"
    counted = {room: len(lines) for room, lines in complaints.items()}
    for room in sorted((set(counted) | set(stored)) - STRICT - NOT_YET_COUNTED):
        said, now = stored[room], counted.get(room, 0)
        assert now <= said, f"{room}: {now} complaints, {said} before:\n" + "\n".join(
            complaints[room]
        )
        assert now == said, f"{room} has {now} complaints left: write that into {NUMBERS.name}"


def test_the_strict_rooms_are_those_of_the_settings():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    strict = [o["module"] for o in settings["overrides"] if o.get("disallow_untyped_defs")]
    assert strict == [[f"course_utils.{room}.*" for room in sorted(STRICT)]]
