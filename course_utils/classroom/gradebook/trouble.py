"""What goes wrong with the gradebook's file, in words for a person."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from ...errors import CourseError


class GradebookError(CourseError):
    """The gradebook cannot do what was asked; the text says why, for a person."""


# What SQLite says, by its primary code: whoever is told to put back a copy of a file that is only
# in use, or has no room, loses what was graded since.
_SAYS = {
    sqlite3.SQLITE_BUSY: ("is in use by another program", "Wait until that one has ended"),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "Wait until that one has ended"),
    sqlite3.SQLITE_FULL: ("has no room to be written", "Make room on the disk"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written there", "See whether the disk is full"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened there", "See whether the disk is full"),
    sqlite3.SQLITE_READONLY: ("may not be written", "Give yourself the right to write to it"),
}


def in_words(error: sqlite3.Error, name: str = "gradebook.db") -> GradebookError:
    """Return what SQLite complains of as words for a person.

    Examples
    --------
    >>> str(in_words(sqlite3.DatabaseError("malformed"), "g.db"))
    'g.db is not a whole gradebook (malformed). Put back a copy of it, or name another file.'
    """
    code = getattr(error, "sqlite_errorcode", None)
    what, step = _SAYS.get(0 if code is None else code & 0xFF, ("", ""))
    if what:
        return GradebookError(
            f"{name} {what} ({error})",
            next_step=f"{step}, then run this again. What was kept before is there.",
        )
    return GradebookError(
        f"{name} is not a whole gradebook ({error})",
        next_step="Put back a copy of it, or name another file.",
    )


def text_of(data: bytes) -> str:
    """Return a text of the file, lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise sqlite3.DatabaseError("a text in it is damaged") from None


def parsed(text: str) -> Any:
    """Return what a column of JSON holds."""
    try:
        return json.loads(text)
    except ValueError:
        raise sqlite3.DatabaseError("a row in it is damaged") from None
