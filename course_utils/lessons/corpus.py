"""The corpus of answers, ``tests/corpus/NN_lesson/<exercise>.py``, as far as it lies there.

A file holds what its answers share, then one answer after another, each under a line
``# %% right: a title`` or ``# %% wrong: a title``. The installed package and the student edition
do not carry it.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from .files import CourseNotFoundError, find_root, stem_of

_MARK = re.compile(r"^# %% (right|wrong): (.+)$", re.MULTILINE)


def corpus_folder(stem: str) -> Path | None:
    """Return the folder of a lesson's answers; None where there is none."""
    places = [Path(__file__).resolve().parents[2]]
    with contextlib.suppress(CourseNotFoundError):
        places.insert(0, find_root())
    folders = (root / "tests" / "corpus" / stem for root in places)
    return next((folder for folder in folders if folder.is_dir()), None)


def pieces_of(path: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """Return what the answers of a file share, and kind, title and text of each."""
    header, *rest = _MARK.split(path.read_text(encoding="utf-8"))
    return header, list(zip(rest[::3], rest[1::3], rest[2::3], strict=True))


def right_answers(exercise_id: str) -> list[tuple[str, str, str]]:
    """Return the right answers to an exercise; none where no corpus is.

    Each is a title, the code of the answer, and what stands before it in the file for all.

    Examples
    --------
    >>> title, code, shared = right_answers("definition.relu_grad")[0]
    >>> title, shared.strip(), code.splitlines()[0]
    ('nested where', 'import numpy as np', 'def relu_grad(x, at_zero):')
    """
    lesson, _, name = exercise_id.partition(".")
    folder = corpus_folder(stem_of(lesson))
    if folder is None or not (folder / f"{name}.py").is_file():
        return []
    shared, pieces = pieces_of(folder / f"{name}.py")
    return [
        (title.strip(), code.strip(), shared) for kind, title, code in pieces if kind == "right"
    ]
