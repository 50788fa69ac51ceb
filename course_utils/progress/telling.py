"""What a learner is told when progress cannot be saved: once, in words, with the next step."""

from __future__ import annotations

import sys

from .durable import NewerFileError, UnusableFileError

_told: set[str] = set()


def problem_of(error: OSError, where: str) -> str:
    """Say why progress cannot be saved, and what to do about it."""
    known = isinstance(error, UnusableFileError)
    why = str(error) if known else error.strerror or type(error).__name__
    # In a terminal the process ends with the command: nothing is remembered for the next one.
    kept = (
        "what you do is remembered until this kernel stops" if _in_kernel() else "nothing is kept"
    )
    return f"Progress cannot be saved in {where}: {why}. The course goes on; {kept}. {_next(error)}"


def _next(error: OSError) -> str:
    if isinstance(error, NewerFileError):
        return "Next: update the course to its newest version."
    return "To save it, set the environment variable RELU_HOME to a folder you can write to."


def _in_kernel() -> bool:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell is not None


def tell(message: str) -> None:
    """Print a message to the terminal or below the cell, the first time it comes up."""
    # Once: a notebook has a dozen checks, and the same sentence under each helps nobody.
    if message not in _told:
        _told.add(message)
        print(message, file=sys.stderr)
