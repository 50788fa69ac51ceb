"""Take a new version of the course from git, and bring a learner's notebooks along.

git itself never overwrites a notebook that somebody worked in: `git pull` stops. This sets those
notebooks aside, pulls, and merges them back by the names of the exercises. Each is copied to
``.backups/`` beside it first.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .. import replacing
from ..errors import CourseError
from .files import Node, NotebookError, parsed, path_of, stem_in, write
from .merging import merge
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
    return lines + [line for one in aside for line in _bring_back(one, root, (was, now))]


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
        return [f"{name} is new; {kept}."]
    try:
        mine = parsed(one.content, one.path)
        new = starter_notebook(stem_in(one.path), root)
    except NotebookError:
        return [f"{name} could not be merged and is new; {kept}."]
    merged = merge(mine, one.starter, new, versions)
    write(path_of("exercises", stem_in(one.path), root), merged.notebook)
    return [f"{name}: your answers are in it.", *(f"  {line}" for line in merged.told())]


def _version(root: Path) -> str:
    found = _VERSION.search((root / "course_utils" / "__init__.py").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
        )
    except FileNotFoundError:
        raise UpdateError(
            "git is not installed", next_step="Next: install it, or download the course anew."
        ) from None
    except subprocess.CalledProcessError as error:
        raise UpdateError(
            f"`git {words[0]}` failed: {error.stderr.strip()[-300:]}",
            next_step="Next: mend what it names; your notebooks are as they were.",
        ) from None
    return done.stdout
