"""One grammar of errors: what is wrong, what was expected, what came, what to do next.

Bad input from a person ends in one of these texts and never in a traceback of the course's.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

_UNSAID = object()
# Where ipykernel and IPython say that a cell's code stands.
OWN_CELL = re.compile(r"ipykernel_\d+|<ipython-input-")


def complaint(
    what: str,
    *,
    expected: object = "",
    got: object = _UNSAID,
    got_words: str = "",
    next_step: str = "",
) -> str:
    """Return an error message in the grammar of the course; what is left out is not said.

    What came is `got`, or `got_words` where words say it better than a repr.

    Examples
    --------
    >>> complaint("width is too small", expected="at least 1", got=0, next_step="Count units.")
    'width is too small: expected at least 1, got 0. Count units.'
    >>> complaint("this is a folder", expected="a notebook")
    'this is a folder: expected a notebook.'
    """
    said = [f"expected {expected}"] if expected else []
    words = got_words or ("" if got is _UNSAID else _in_a_line(got))
    said += [f"got {words}"] if words else []
    middle = f": {', '.join(said)}" if said else ""
    return f"{what}{middle}." + (f" {next_step}" if next_step else "")


def _in_a_line(value: object) -> str:
    """Return a value's repr without its place in memory; of a large array its beginning."""
    text = re.sub(r" at 0x[0-9a-f]+", "", repr(value))
    return text if len(text) <= 200 and "\n" not in text else " ".join(text.split())[:60] + " ..."


class CourseError(Exception):
    """An error whose text is for a person: `complaint` writes it when parts are given.

    The exceptions of the rooms are kinds of this one, so that whoever talks to a person catches it
    alone and shows its text.

    Examples
    --------
    >>> str(CourseError("this is a folder", expected="a notebook", next_step="Name one file."))
    'this is a folder: expected a notebook. Name one file.'
    >>> str(CourseError("There is no notebook."))
    'There is no notebook.'
    """

    def __init__(self, what: str = "", **parts: Any) -> None:
        super().__init__(complaint(what, **parts) if parts else what)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback.

        That is the text, and the person's own line: the lines that raise it are not theirs.
        """
        import traceback

        frames = traceback.extract_tb(self.__traceback__)
        own = [f for f in frames if f.line and OWN_CELL.search(f.filename)]
        where = [f"  at line {own[-1].lineno} of the cell: {own[-1].line}"] if own else []
        return [f"{type(self).__name__}: {self}", *where]


class WrongValue(CourseError, ValueError):
    """An argument has a value that cannot be used.

    Examples
    --------
    >>> try:
    ...     raise WrongValue("no units", expected="a width of at least 1", got=0)
    ... except ValueError as error:
    ...     print(error)
    no units: expected a width of at least 1, got 0.
    """


class WrongType(CourseError, TypeError):
    """An argument is of a kind that cannot be used."""


class NotThere(CourseError, LookupError):
    """What was named is not there."""


def nearest(got: object, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the known name that is spelt most like `got`, or None if none is near.

    Examples
    --------
    >>> nearest("gleu", ["gelu", "relu"]), nearest("x", ["gelu", "relu"])
    ('gelu', None)
    """
    near = difflib.get_close_matches(str(got), list(known), n=1, cutoff=cutoff)
    return near[0] if near else None


def did_you_mean(
    got: object, known: Iterable[str], *, cutoff: float = 0.6, otherwise: str | None = None
) -> str:
    """Return a sentence with the nearest known name; it begins with a space.

    Where none is near it lists all of them, or says `otherwise`.

    Examples
    --------
    >>> did_you_mean("gleu", ["gelu", "relu"]), did_you_mean("x", ["gelu", "relu"])
    (" Did you mean 'gelu'?", ' There are: gelu, relu.')
    """
    known = list(known)
    near = nearest(got, known, cutoff=cutoff)
    if near is not None:
        return f" Did you mean {near!r}?"
    if otherwise is not None:
        return otherwise and f" {otherwise}"
    return f" There are: {', '.join(known)}."


class NoPort(CourseError, OSError):
    """A port that cannot be had; made of the system's error."""

    def __init__(self, port: int, error: OSError) -> None:
        super().__init__(
            f"Port {port} cannot be had ({error.strerror})", next_step="Next: another --port"
        )
