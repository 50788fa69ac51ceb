"""Take a new version of the course, and bring a learner's notebooks along.

git itself never overwrites a notebook that somebody worked in: `git pull` stops. `update` sets
those notebooks aside, pulls, and merges them back by the names of the exercises. Each is copied to
``.backups/`` beside it first. Whoever has the course from a zip unpacks the new one beside the old,
and `take_over` merges the answers of the old one into it.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .. import replacing
from ..errors import CourseError
from .files import (
    CourseNotFoundError,
    Node,
    NotebookError,
    is_course,
    lesson_name,
    parsed,
    path_of,
    read,
    stem_in,
    stem_of,
    stems,
    write,
)
from .merging import Merged, merge
from .renaming import was_run
from .restore import backup
from .starters import starter_notebook

_VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)


class UpdateError(CourseError, OSError):
    """The course could not be updated; the notebooks are as they were."""


@dataclass(frozen=True)
class _Aside:
    """A notebook that somebody worked in, while the new version comes."""

    path: Path
    content: bytes
    base: bytes  # as the version that it began as has it
    starter: Node | None


def update(root: Path) -> list[str]:
    """Pull the newest version into the checkout `root`; return what was done, line by line.

    Raises
    ------
    UpdateError
        When git is missing, this is no checkout, or the pull fails; nothing has changed then.
    """
    _refuse_another_repository(root)
    was, before = _version(root), _git(root, "rev-parse", "HEAD").strip()
    changed = _git(root, "diff", "--name-only", "HEAD", "--", "notebooks", "exercises").split("\n")
    paths = [root / name for name in changed if name.endswith(".ipynb") and (root / name).exists()]
    aside = [_set_aside(root, path) for path in paths]
    try:
        if aside:
            _git(root, "checkout", "HEAD", "--", *(str(a.path.relative_to(root)) for a in aside))
        _git(root, "pull", "--ff-only")
    except BaseException:
        for one in aside:
            replacing.write_bytes(one.path, one.content)
        raise
    if _git(root, "rev-parse", "HEAD").strip() == before:
        for one in aside:
            replacing.write_bytes(one.path, one.content)
        return [f"Version {was} is the newest. Nothing has changed."]
    now = _version(root)
    lines = [f"Version {now} is here; it was {was}." if was != now else "The newest is here."]
    lines += [line for one in aside for line in _bring_back(one, root, (was, now))]
    return [*lines, "Where JupyterLab asks about a notebook that is open: Revert, not Overwrite."]


def _set_aside(root: Path, path: Path) -> _Aside:
    backup(path)
    name = path.relative_to(root).as_posix()
    base = _git(root, "show", f"HEAD:{name}").encode()
    try:
        starter = starter_notebook(stem_in(path), root) if path.parent.name == "exercises" else None
    except NotebookError:
        starter = None
    return _Aside(path, path.read_bytes(), base, starter)


def _bring_back(one: _Aside, root: Path, versions: tuple[str, str]) -> list[str]:
    name = f"{one.path.parent.name}/{one.path.name}"
    kept = f"yours is in {one.path.parent.name}/.backups"
    if one.path.exists() and one.path.read_bytes() == one.base:
        replacing.write_bytes(one.path, one.content)
        return []
    if one.starter is None:
        if _same_sources(one):
            return []  # opened and run, and nothing of the learner's in it
        return [f"{name} is new; {kept}."] if one.path.exists() else _left_there(one, name)
    try:
        stem = stem_of(lesson_name(stem_in(one.path)), root)  # under another number, perhaps
    except CourseNotFoundError:
        return _left_there(one, name)
    try:
        mine, new = parsed(one.content, one.path), starter_notebook(stem, root)
    except NotebookError:
        return [f"{name} could not be merged and is new; {kept}."]
    merged = merge(mine, one.starter, new, versions)
    target = path_of("exercises", stem, root)
    write(target, merged.notebook)
    return _told(f"exercises/{target.name}", merged)


def _left_there(one: _Aside, name: str) -> list[str]:
    replacing.write_bytes(one.path, one.content)
    return [f"{name} is no longer in the course; yours stays where it was."]


def _same_sources(one: _Aside) -> bool:
    try:
        mine, base = (parsed(data, one.path) for data in (one.content, one.base))
    except NotebookError:
        return False
    return _sources(mine) == _sources(base)


def _sources(nb: Node) -> list[str]:
    return [cell.source.strip() for cell in nb.cells]


def _told(name: str, merged: Merged) -> list[str]:
    return [f"{name}: your answers are in it.", *(f"  {line}" for line in merged.told())]


def take_over(root: Path, old: Path) -> list[str]:
    """Merge the answers of another copy of the course, which stays as it is, into `root`.

    Returns
    -------
    list of str
        What was done, line by line. A notebook of `root` that holds work already is left alone.

    Raises
    ------
    UpdateError
        When `old` is no other copy of the course.
    """
    if not is_course(old) or old.resolve() == root.resolve():
        raise UpdateError(
            f"{old} is not an older copy of the course",
            expected="the folder in which you worked before, with notebooks/ and exercises/ in it",
            next_step="Next: relu update --from THAT FOLDER, in the new one.",
        )
    versions = _version(old), _version(root)
    lines = [line for stem in stems(old, "exercises") for line in _taken(stem, old, root, versions)]
    if not lines:
        return [f"There are no answers in {old / 'exercises'}."]
    return [*lines, f"{old} is as it was; notes that you wrote into lessons are there."]


def _taken(stem: str, old: Path, root: Path, versions: tuple[str, str]) -> list[str]:
    path = path_of("exercises", stem, old)
    name = f"exercises/{path.name}"
    try:
        mine, base = read(path), starter_notebook(stem, old)
    except NotebookError as error:
        return [f"{name} could not be taken over: {error}"]
    if not _touched(mine, base):
        return []
    try:
        now = stem_of(lesson_name(stem), root)
        new = starter_notebook(now, root)
    except (CourseNotFoundError, NotebookError):
        return [f"{name}: the new version has no such lesson; yours stays in {path}."]
    target = path_of("exercises", now, root)
    if target.exists() and _touched(read(target), new):
        return [f"{name}: there is work in the new one already, which was left as it is."]
    merged = merge(mine, base, new, versions)
    write(target, merged.notebook)
    return _told(f"exercises/{target.name}", merged)


def _touched(mine: Node, untouched: Node) -> bool:
    return was_run(mine) or _sources(mine) != _sources(untouched)


def _refuse_another_repository(root: Path) -> None:
    """A course unpacked inside somebody's repository is not what `git pull` there would renew."""
    step = f"Next: get {_beside(root)}"
    try:
        top = _git(root, "rev-parse", "--show-toplevel").strip()
    except UpdateError as error:
        if "not a git repository" in str(error):
            raise UpdateError(f"{root} did not come from git", next_step=step) from None
        raise
    if Path(top).resolve() != root.resolve():
        raise UpdateError(
            f"{root} did not come from git: it lies in another repository, {top}", next_step=step
        )


def _version(root: Path) -> str:
    found = _VERSION.search((root / "course_utils" / "__init__.py").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _beside(root: Path) -> str:
    return f'the new version into a folder beside this one, and there: relu update --from "{root}"'


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True,
            env=os.environ | {"LC_ALL": "C"},  # its words are read above
        )  # fmt: skip
    except FileNotFoundError:
        raise UpdateError(
            "git is not installed",
            next_step=f"Next: install it, or get {_beside(root)}",
        ) from None
    except subprocess.CalledProcessError as error:
        raise UpdateError(
            f"Your notebooks are as they were: `git {words[0]}` failed, and said "
            f'"{error.stderr.strip()[-300:].rstrip(".")}"',
            next_step=f"Next: mend what it names, or get {_beside(root)}",
        ) from None
    return done.stdout
