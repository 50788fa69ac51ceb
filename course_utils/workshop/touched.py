"""What a change touches: the tests to run in seconds, before all of them run.

A change in a room runs the tests of that room and of those that import it themselves, without the
slow ones: what lies further up sees the room through those, and the whole run looks there. A change
in an exercise runs its corpus and its solved notebook; a change in a notebook runs it.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable
from pathlib import Path

from ..errors import CourseError

_LESSON = ("notebooks", "solutions", "exercises")


def changed_files(root: Path) -> list[str]:
    """Return the paths that differ from the last commit; where none does, those of that commit.

    Raises
    ------
    CourseError
        Where git is missing or the folder is no checkout; the message says what to run instead.
    """
    now = _git(root, "status", "--porcelain", "--no-renames", "--untracked-files=all")
    paths = [line[3:].strip('"') for line in now.splitlines()]
    if not paths:
        last = _git(root, "diff-tree", "--no-commit-id", "--name-only", "-r", "-m", "HEAD")
        paths = list(dict.fromkeys(last.splitlines()))
    return paths


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CourseError(
            f"git cannot say what changed in {root} ({error})", expected="a checkout of the course",
            next_step="Run the tests by name, or all of them with `start.py test`.",
        ) from None  # fmt: skip
    return done.stdout


def importers(package: Path) -> dict[str, set[str]]:
    """Return for each room the rooms that import it themselves, and itself.

    Examples
    --------
    >>> above = importers(Path(__file__).parents[1])
    >>> "checks" in above["grading"], "grading" in above["checks"], "theory" in above["student"]
    (True, False, False)
    """
    imports = {room: _imports_of(package, room) for room in _rooms(package)}
    return {
        room: {room} | {other for other, others in imports.items() if room in others}
        for room in imports
    }


def _rooms(package: Path) -> list[str]:
    return sorted(p.stem for p in package.iterdir() if (p / "__init__.py").exists() or p.suffix)


def _imports_of(package: Path, room: str) -> set[str]:
    there = package / room
    files = there.rglob("*.py") if there.is_dir() else [package / f"{room}.py"]
    found: set[str] = set()
    for path in files:
        here = ["course_utils", *path.relative_to(package).parts[:-1]]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                base = here[: len(here) - node.level + 1] if node.level else []
                full = [*base, *(node.module or "").split(".")]
                names = [a.name for a in node.names] if full[1:] in ([], [""]) else full[1:2]
                found |= set(names) if full[0] == "course_utils" else set()
    return found - {room}


def pytest_targets(paths: Iterable[str], root: Path) -> list[str]:
    """Return pytest's arguments for a change: files, folders, and what is left out.

    Examples
    --------
    >>> root = Path(__file__).parents[2]
    >>> pytest_targets(["tests/corpus/01_definition/relu.py"], root)
    ['tests/checks', 'solutions/01_definition.ipynb', '--exercise=definition.relu']
    >>> pytest_targets(["README.md"], root)
    ['tests/house', '-m', 'not slow']
    """
    targets: dict[str, None] = {}
    exercises: set[str] = set()
    above = importers(root / "course_utils")
    for path in paths:
        parts = Path(path).parts
        exercise = _exercise(parts)
        if exercise:
            exercises.add(exercise)
            targets |= dict.fromkeys(["tests/checks", f"solutions/{_stem(parts)}.ipynb"])
        elif parts[0] in _LESSON and path.endswith(".ipynb"):
            targets[path] = None
        elif parts[0] == "course_utils" and len(parts) > 1:
            rooms = above.get(parts[1].removesuffix(".py"), set())
            targets |= dict.fromkeys(f"tests/{r}" for r in sorted(rooms - {"checks"}))
        elif parts[0] == "tests" and path.endswith(".py") and len(parts) > 2:
            targets[path] = None
        else:
            targets["tests/house"] = None
    there = [target for target in targets if (root / target).exists()]
    if exercises and all(t == "tests/checks" or t.endswith(".ipynb") for t in there):
        return [*there, *(f"--exercise={exercise}" for exercise in sorted(exercises))]
    return [*there, "-m", "not slow"] if there else []


def _exercise(parts: tuple[str, ...]) -> str:
    """Return the id of the exercise that a path belongs to, or nothing."""
    inside = parts[:2] in (("course_utils", "checks"), ("tests", "corpus")) and len(parts) == 4
    name = parts[-1].removesuffix(".py")
    if not inside or not parts[-1].endswith(".py") or name.startswith("_"):
        return ""
    return f"{_stem(parts).partition('_')[2]}.{name}"


def _stem(parts: tuple[str, ...]) -> str:
    return parts[2]
