"""A mark with a receipt: what is needed to repeat it at home.

A receipt holds the seed of the secret inputs, its hash (published before the deadline, see
`seeds`), and the hashes of what was handed in, of the checks, and of every outcome. Who has the
notebook and the course can repeat the mark to the byte, and see that nobody chose the inputs
afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CourseError
from .gradebook import Result, seed_hash
from .sandbox.host import Sandbox
from .seeds import is_seed
from .submission import Marks
from .versions import checks_version

FORMAT = "relu-receipt-1"
NEEDED = ("format", "lesson", "seed", "seed_sha256", "notebook_sha256", "checks_sha256",
          "outcomes_sha256", "earned", "points", "versions")  # fmt: skip


@dataclass(frozen=True)
class Repeated:
    """What came of a repetition.

    Attributes
    ----------
    same : bool
        Every outcome came out again, byte for byte.
    earned, points : int
    differences : tuple of str
        What was not the same, in sentences.
    """

    same: bool
    earned: int
    points: int
    differences: tuple[str, ...] = ()


def is_graded_from(result: Result, content: bytes) -> bool:
    """Tell whether a result is of these bytes, and not of what was there before."""
    return result.notebook in ("", hashlib.sha256(content).hexdigest())


def receipt(result: Result, content: bytes) -> bytes:
    """Return the receipt of one graded submission, as JSON."""
    outcomes = [e.outcome for e in result.exercises if e.outcome]
    about = {
        "format": FORMAT,
        "student": result.student,
        "lesson": result.lesson,
        "seed": str(result.seed),  # as text: JSON readers round large numbers
        "seed_sha256": seed_hash(result.seed),
        "notebook_sha256": hashlib.sha256(content).hexdigest(),
        "checks_sha256": result.checks or checks_version(),
        "outcomes_sha256": outcomes_hash(outcomes),
        "earned": sum(int(o["earned"]) for o in outcomes),
        "points": sum(int(o["points"]) for o in outcomes),
        "versions": result.versions,
        "protection": result.protection,
    }
    return (json.dumps(about, indent=2, sort_keys=True) + "\n").encode()


def outcomes_hash(outcomes: Any) -> str:
    """Return one hash of all that the judge said.

    Examples
    --------
    >>> outcomes_hash([{"a": (1,)}]) == outcomes_hash([{"a": [1]}])
    True
    """
    text = json.dumps(list(outcomes), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def read_receipt(path: Path) -> dict[str, Any]:
    """Return a receipt's content.

    Raises
    ------
    CourseError
        The file is no receipt, or its seed is not the one that its hash was published for.
    """
    try:
        about = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise CourseError(
            f"{path} is no receipt", expected="a receipt.json that came with your marks",
            next_step="Next: take the file from your feedback.",
        )  # fmt: skip
    missing = [name for name in NEEDED if name not in about]
    if missing or not is_seed(str(about["seed"])):
        raise CourseError(
            f"{path} is not whole: {', '.join(missing) or 'seed'} cannot be read",
            next_step="Next: take the file from your feedback.",
        )
    if seed_hash(int(about["seed"])) != about["seed_sha256"]:
        raise CourseError(
            f"{path}: the seed does not fit its SHA-256",
            next_step="Next: compare seed_sha256 with what was published before the deadline.",
        )
    return about


def repeat(
    about: dict[str, Any], content: bytes, *, mark: Callable[..., Marks] | None = None
) -> Repeated:
    """Mark a notebook again with a receipt's seed, and compare."""
    if mark is None:
        from .marking import mark
    with Sandbox() as sandbox:
        marks = mark(content, seed=int(about["seed"]), sandbox=sandbox)
    differences = []
    if hashlib.sha256(content).hexdigest() != about["notebook_sha256"]:
        differences.append("This notebook is not the file that was graded.")
    if checks_version() != about["checks_sha256"]:
        differences.append("The checks here are another version than those that graded.")
    if marks.lesson != about["lesson"]:
        differences.append(f"It is lesson {marks.lesson} here, and {about['lesson']} then.")
    if marks.problem:
        differences.append(marks.problem)
    if (marks.earned, marks.points) != (about["earned"], about["points"]):
        differences.append(
            f"It got {marks.earned} of {marks.points} points here, "
            f"and {about['earned']} of {about['points']} then."
        )
    elif outcomes_hash(marks.outcomes) != about["outcomes_sha256"]:
        differences.append("The points are the same; a reason or a value is not.")
    return Repeated(not differences, marks.earned, marks.points, tuple(differences))
