r"""A table of somebody else's, read so that what is not changed stays the same byte.

A learning platform's download has an encoding, a byte order mark, a separator, quotes and line
ends of its own. `decode` and `cells` keep where each cell stands, and `replaced` puts new text into
some of them. The standard library's ``csv`` reads values but forgets places.

`to_csv` writes tables of our own: a spreadsheet runs no cell of theirs as a formula.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import CourseError

SEPARATORS = (",", ";", "\t")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a spreadsheet takes for the start of a formula, full-width forms too; a tab or a line end
# in front of one is skipped by some of them.
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class TableError(CourseError, ValueError):
    """A table cannot be used as it is; the text says which, where and what to do."""


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and how to turn it back into the very same bytes."""

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str | None = None) -> bytes:
        """Return the bytes of `text`, by default of the text that was read."""
        return self.bom + (self.text if text is None else text).encode(self.encoding)


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, and where it stands in the text."""

    value: str
    start: int
    end: int
    quoted: bool = False


def decode(data: bytes, name: str = "the file") -> Decoded:
    r"""Return the text of a file whose encoding nobody wrote down.

    Tried are the byte order marks, UTF-16 without one, UTF-8, and last Windows-1252 or Latin-1,
    which read any byte.

    Raises
    ------
    TableError
        Where the bytes could not be written back as they were.

    Examples
    --------
    >>> decode("Müller".encode("cp1252")).encoding, decode(b"\xff\xfea\x00").text
    ('cp1252', 'a')
    """
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", ""))
    body = data[len(bom) :]
    if not encoding and b"\0" in body[:200]:
        encoding = "utf-16-le" if body[1:2] == b"\0" else "utf-16-be"
    for candidate in [encoding] if encoding else ["utf-8", "cp1252", "latin-1"]:
        try:
            decoded = Decoded(body.decode(candidate), candidate, bom)
            if decoded.encode() == data:
                return decoded
        except UnicodeError:
            continue
    raise TableError(
        f"{name} holds bytes that are not {encoding or 'text'}",
        expected="a CSV file as it was downloaded",
        next_step="Next: download it again.",
    )


def _cell_pattern(separator: str) -> re.Pattern[str]:
    # Possessive quantifiers: a quote that is never closed must not be tried again and again.
    other = rf"[^{re.escape(separator)}\r\n]*+"
    return re.compile(
        rf'(?P<quoted>"(?P<inside>(?:[^"]++|"")*+)(?:"|\Z)(?P<after>{other}))|(?P<plain>{other})'
    )


def cells(text: str, separator: str = ",") -> list[list[Cell]]:
    r"""Return the rows of a table, each cell with its place in the text.

    Examples
    --------
    >>> [[cell.value for cell in row] for row in cells('a,"b, ""c"" d"\r\n1,2')]
    [['a', 'b, "c" d'], ['1', '2']]
    >>> cells("x;y", ";")[0][1]
    Cell(value='y', start=2, end=3, quoted=False)
    """
    pattern, at = _cell_pattern(separator), 0
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    while at < len(text) or row:
        found = pattern.match(text, at)
        assert found is not None  # a cell may be empty, so there is always one
        quoted = found["quoted"] is not None
        value = found["inside"].replace('""', '"') + found["after"] if quoted else found["plain"]
        row.append(Cell(value, found.start(), found.end(), quoted))
        at = found.end()
        if text.startswith(separator, at):
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        rows.append([] if len(row) == 1 and not quoted and not value else row)
        row = []
    return rows


def separator_of(text: str) -> str:
    """Return the separator of a table: the one that cuts its first row into most cells.

    Examples
    --------
    >>> separator_of("Student;ID;Section")
    ';'
    """
    first = text[:100_000]

    def width(separator: str) -> int:
        return len(next((row for row in cells(first, separator) if row), []))

    return max(SEPARATORS, key=width)


def replaced(text: str, edits: Mapping[Cell, str], separator: str = ",") -> str:
    """Return the text with new values in some cells; everything else stays as it is.

    Examples
    --------
    >>> row = cells('ada,"0",x')[0]
    >>> replaced('ada,"0",x', {row[1]: "7.5"})
    'ada,"7.5",x'
    """
    pieces, at = [], 0
    for cell in sorted(edits, key=lambda c: c.start):
        pieces += [text[at : cell.start], _quoted(edits[cell], separator, cell.quoted)]
        at = cell.end
    return "".join([*pieces, text[at:]])


def _quoted(value: str, separator: str, always: bool) -> str:
    if always or separator in value or any(sign in value for sign in '"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def safe(value: object) -> object:
    """Return a cell that no spreadsheet runs: text that begins like a formula gets a ``'`` first.

    Numbers stay numbers, negative ones and written ones too.

    Examples
    --------
    >>> safe("=1+1"), safe("ada"), safe(-1), safe("-2.5")
    ("'=1+1", 'ada', -1, '-2.5')
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Return a table as CSV, no cell of which a spreadsheet runs as a formula.

    Examples
    --------
    >>> to_csv(["student", "earned"], [["=cmd()", 3.5]])
    "student,earned\r\n'=cmd(),3.5\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow([safe(value) for value in row])
    return out.getvalue()
