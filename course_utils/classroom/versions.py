"""What marks depend on beside the answer and the seed: the checks, and what they run on."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOMS = ("activations", "capstone", "checks", "frameworks", "grading", "networks", "student",
          "theory")  # fmt: skip
_HERE = ("classroom/in_place.py", "classroom/marking.py", "classroom/notebook.py",
         "lessons/shell.py")  # fmt: skip


@functools.cache
def checks_version() -> str:
    """Return a hash of every file that a mark depends on.

    Where one of them changes, a class is graded anew; where none does, only what was handed in
    since is.

    Examples
    --------
    >>> len(checks_version())
    64
    """
    digest = hashlib.sha256()
    files = [p for room in _ROOMS for p in (_PACKAGE / room).rglob("*.py")]
    # The words of the exercises; a question of the quiz is no part of a mark.
    words = (_PACKAGE / "checks").rglob("*.toml")
    files += [p for p in words if p.name != "questions.toml"]
    files += [_PACKAGE / name for name in _HERE]
    for path in sorted(files):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
