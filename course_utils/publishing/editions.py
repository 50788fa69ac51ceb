"""The editions of the course: a student's, without solutions, and an instructor's, with all.

Same course, same bytes: names are sorted, times fixed, and a zip stores without compressing, since
compressors differ from one machine to another.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import time
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import __version__, lessons
from ..errors import CourseError
from ..lessons.files import joined
from ..lessons.puzzles import puzzles_path
from .derived import make_room

SHARED = (
    "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-TEXT", "README.md", "constraints.txt",
    "course_utils", "environment.yml", "exercises", "notebooks", "pyproject.toml", "start.py",
)  # fmt: skip
INSTRUCTORS = (
    "CONTRIBUTING.md", "GLOSSARY.md", "INSTRUCTORS.md", "benchmarks", "conftest.py", "solutions",
    "tests",
)  # fmt: skip
# Made by running, not by a maker.
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", ".backups", ".DS_Store", ".pytest_cache"}
WITH_ANSWERS = {"course_utils/checks/README.md"}  # it writes one exercise, solution and all
FOR_INSTRUCTORS = re.compile(r"<!-- instructors -->\n.*?<!-- /instructors -->\n", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
MADE = ".relu-release"
EARLIEST = 315_532_800  # 1980 begins: no zip knows an earlier time


class NoSolutionsError(CourseError, LookupError):
    """An edition without solutions cannot be the source of one with them."""


@dataclass(frozen=True)
class Edition:
    """One edition as it was written: a folder, and the same as a zip."""

    name: str
    folder: Path
    zip: Path
    files: int


def release(folder: Path, root: Path | None = None) -> list[Edition]:
    """Write the student's and the instructor's edition into `folder`, each as folder and zip.

    Parameters
    ----------
    folder : pathlib.Path
        New, empty, or one that an earlier release filled.
    root : pathlib.Path, optional
        The course; by default the one found from here.

    Returns
    -------
    list of Edition
        The student's first.

    Raises
    ------
    OccupiedError
        When `folder` holds something else.
    NoSolutionsError
        When the course itself has no solutions.
    """
    root = lessons.find_root() if root is None else root
    if not lessons.has_solutions(root):
        raise NoSolutionsError(
            f"{root} is an edition without solutions",
            expected="the course with its solutions/",
            next_step="Next: run this where the whole course lies.",
        )
    make_room(folder, MADE)
    (folder / MADE).write_text("This folder was made by `relu release`.\n", encoding="utf-8")
    files = {"student": student_files(root), "instructor": instructor_files(root)}
    return [_write(folder, f"relu-course-{__version__}-{k}", v) for k, v in files.items()]


def student_files(root: Path) -> dict[str, bytes]:
    """Return the files of the student edition by name: every exercise as it is before any work."""
    files = dict(_below(root, SHARED))
    for name in [n for n in files if n.startswith("exercises/") or n in WITH_ANSWERS]:
        del files[name]
    files |= _exercises(root)
    for name in files:
        if name.endswith(".ipynb"):
            files[name] = _without_dead_links(name, files[name], files)
    if "README.md" in files:
        files["README.md"] = FOR_INSTRUCTORS.sub("", files["README.md"].decode()).encode()
    return files


def _without_dead_links(name: str, notebook: bytes, files: Collection[str]) -> bytes:
    """Return a notebook in which a link to what this edition lacks is its words alone."""
    nb = joined(json.loads(notebook, object_pairs_hook=lessons.Node))

    def kept(found: re.Match[str]) -> str:
        path = found[2].partition("#")[0]
        there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        return found[0] if not path or "://" in path or there in files else found[1]

    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK.sub(kept, "".join(cell["source"]))
    return lessons.text_of(nb).encode()


def instructor_files(root: Path) -> dict[str, bytes]:
    """Return the files of the instructor edition by name: the course with solutions and tests."""
    files = dict(_below(root, SHARED + INSTRUCTORS))
    return {n: b for n, b in files.items() if not n.startswith("exercises/")} | _exercises(root)


def _exercises(root: Path) -> dict[str, bytes]:
    """Return the exercise notebooks, derived anew: what somebody wrote in theirs stays theirs."""
    files = {}
    for stem in lessons.stems(root):
        solved = lessons.path_of("solutions", stem, root)
        if not solved.exists():
            continue
        text = lessons.text_of(lessons.derive(lessons.read(solved), f"solutions/{solved.name}"))
        for path in (lessons.path_of("exercises", stem, root), lessons.starter_path(stem, root)):
            files[path.relative_to(root).as_posix()] = text.encode()
        puzzles = puzzles_path(stem, root)  # lines of answers, in no order: the last hints
        if puzzles.exists():
            files[puzzles.relative_to(root).as_posix()] = puzzles.read_bytes()
    return files


def _below(root: Path, names: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        top = root / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            parts = path.relative_to(root).parts
            made = LEFT_OUT.intersection(parts) or any(p.endswith(".egg-info") for p in parts)
            if path.is_file() and not path.is_symlink() and not made and path.suffix != ".pyc":
                yield "/".join(parts), path.read_bytes()


def _write(folder: Path, name: str, files: dict[str, bytes]) -> Edition:
    """Write one edition as folder and zip, with the same times."""
    when = max(int(os.environ.get("SOURCE_DATE_EPOCH") or EARLIEST), EARLIEST)
    target, packed = folder / name, folder / f"{name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(files):
            path = target / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[file])
            mode = 0o755 if file == "start.py" else 0o644
            path.chmod(mode)
            os.utime(path, (when, when))
            entry = zipfile.ZipInfo(f"{name}/{file}", time.gmtime(when)[:6])
            entry.create_system, entry.external_attr = 3, (0o100000 | mode) << 16
            archive.writestr(entry, files[file])
    os.utime(packed, (when, when))
    return Edition(name, target, packed, len(files))
