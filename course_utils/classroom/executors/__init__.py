"""Who marks: processes of this machine (`local`), or a cluster (`dask`).

An executor takes jobs from an iterator as it has room, and yields each with its marks in whatever
order they come. A job is bytes and a seed, so marks cannot depend on which worker, or when.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..submission import Marks


@dataclass(frozen=True)
class Job:
    """One notebook to mark: its bytes, the seed, and the one exercise wanted or all (empty)."""

    number: int
    content: bytes
    seed: int
    only: str = ""


class Executor(Protocol):
    """Marks jobs."""

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Marks]]:
        """Yield every job with its marks."""

    def close(self) -> None:
        """End every process."""


def unmarked(job: Job, why: str) -> Marks:
    """Return the marks of a job that no worker came to the end of."""
    problem = f"It could not be marked here: {why}. Run it again."
    return Marks("", problem=problem, seed=job.seed, failed=True)
