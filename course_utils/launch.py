"""Open the course in JupyterLab."""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path

from . import notebooks


def lab_command(path: Path, root: Path, *, port: int, browser: bool) -> list[str]:
    """Return the command that opens `path` (inside `root`) in JupyterLab.

    Examples
    --------
    >>> lab_command(Path("/c/notebooks/a.ipynb"), Path("/c"), port=8888, browser=False)[-2:]
    ['--no-browser', 'notebooks/a.ipynb']
    """
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", f"--port={port}"]
    if not browser:
        command.append("--no-browser")
    return [*command, path.relative_to(root).as_posix()]


def lesson_path(lesson: str | None, root: Path) -> Path:
    """Return the notebook of a lesson; without one, the start page.

    Raises
    ------
    LookupError
        With the nearest lesson there is.
    """
    stems = notebooks.stems()
    wanted = lesson or stems[0]
    for stem in stems:
        if wanted in (stem, notebooks.lesson_name(stem), stem.partition("_")[0]):
            return root / "notebooks" / f"{stem}.ipynb"
    names = [notebooks.lesson_name(stem) for stem in stems]
    near = difflib.get_close_matches(wanted, names, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(names)}."
    raise LookupError(f"There is no lesson {wanted!r}. {hint}")


def open_lab(lesson: str | None, *, port: int, browser: bool) -> int:
    """Run JupyterLab on a lesson until it ends; return its exit code."""
    root = notebooks.find_root()
    command = lab_command(lesson_path(lesson, root), root, port=port, browser=browser)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0
