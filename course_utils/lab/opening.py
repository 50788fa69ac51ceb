"""Open a lesson of the course in JupyterLab."""

from __future__ import annotations

import os
import subprocess
import sys

from .. import lessons
from . import starting


def lesson_page(lesson: str | None) -> str:
    """Return the path of a lesson's notebook inside the course; without one, the start page.

    Raises
    ------
    LookupError
        With the nearest lesson there is.

    Examples
    --------
    >>> lesson_page("definition"), lesson_page(None)
    ('notebooks/01_definition.ipynb', 'notebooks/00_start_here.ipynb')
    """
    return f"notebooks/{lessons.stem_of(lesson or lessons.stems()[0])}.ipynb"


def open_lab(lesson: str | None, *, port: int | None, browser: bool) -> int:
    """Run JupyterLab on a lesson until it ends; return its exit code."""
    starting.refuse_taken(port)
    starting.prepare_exercises()
    superuser = os.name == "posix" and os.geteuid() == 0
    arguments = starting.lab_arguments(
        lesson_page(lesson), port=port, browser=browser, root=superuser
    )
    environment = starting.environment_for_lab(os.environ)
    try:
        return subprocess.call([sys.executable, "-m", "jupyterlab", *arguments], env=environment)
    except KeyboardInterrupt:
        return 0
