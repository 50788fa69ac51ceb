"""The seed of a grading's secret inputs: drawn once, kept beside the gradebook, shown as a hash."""

from __future__ import annotations

import secrets
from pathlib import Path

from .. import replacing
from ..errors import CourseError
from .gradebook import seed_hash

BITS = 128  # so many that nobody finds the seed by trying all against its hash
FILE = "seed.txt"


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
        seed = secrets.randbits(BITS) if wanted is None else wanted
        replacing.write_text(path, f"{seed}\n")
        path.chmod(0o600)  # who knows it knows the inputs
        return seed
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    if not text.isdecimal():
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


def commitment(graded: Path, seed: int) -> str:
    """Return what to publish before the deadline, and what for."""
    return (
        f"SHA-256 of the seed: {seed_hash(seed)}\n"
        f"Publish it before the deadline. The seed itself is in {graded / FILE}: keep it to "
        "yourself until marks are out; then anybody can see that it was not chosen afterwards."
    )
