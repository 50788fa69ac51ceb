"""The seed of a grading's secret inputs: drawn once, kept beside the gradebook, shown as a hash."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from ..errors import CourseError
from .gradebook import seed_hash

BITS = 128  # so many that nobody finds the seed by trying all against its hash
FILE = "seed.txt"
LONGEST = 4300  # digits: Python reads no more of them as a number


def seed_of(graded: Path, wanted: int | None = None) -> int:
    """Return the seed of a grading; one is drawn, and kept, where there is none yet.

    Parameters
    ----------
    graded : pathlib.Path
        The grading's folder.
    wanted : int, optional
        The seed that it must have.

    Raises
    ------
    CourseError
        The folder has another seed, or its file holds none.
    """
    path = graded / FILE
    if not path.exists():
        _keep(path, secrets.randbits(BITS) if wanted is None else wanted)
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    if not is_seed(text):
        raise CourseError(
            f"{path} holds no seed", expected="one whole number", got=text[:40],
            next_step="Next: put it back from a copy, or grade into another folder.",
        )  # fmt: skip
    if wanted is not None and wanted != int(text):
        raise CourseError(
            f"{graded} was graded with another seed", expected=int(text), got=wanted,
            next_step="Next: leave --seed out, or grade into another folder.",
        )  # fmt: skip
    return int(text)


def is_seed(text: str) -> bool:
    """Tell whether a text is a seed.

    Examples
    --------
    >>> is_seed("7"), is_seed("seven"), is_seed("9" * 5000)
    (True, False, False)
    """
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


def _keep(path: Path, seed: int) -> None:
    """Keep a seed, unless another grader has just kept one: all go on with the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Who knows the seed knows the inputs: the draft is made for its owner alone.
    handle, draft = tempfile.mkstemp(prefix=f".{FILE}.", dir=path.parent)
    try:
        with open(handle, "wb") as out:
            out.write(f"{seed}\n".encode())
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, path)  # whole or not at all, and never over one that is there
        except FileExistsError:
            return
        except OSError:  # a file system without links
            if not path.exists():
                os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


def commitment(graded: Path, seed: int) -> str:
    """Return what to publish before the deadline, and what for."""
    return (
        f"SHA-256 of the seed: {seed_hash(seed)}\n"
        f"Publish it before the deadline. The seed itself is in {graded / FILE}: keep it to "
        "yourself until marks are out; then anybody can see that it was not chosen afterwards."
    )
