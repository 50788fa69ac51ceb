"""What was handed in, file by file, before anybody asks whose it is.

A folder and a zip give the same list of `Member`, so that a layout is recognised once for both.
Nothing is read while they are listed, and nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from ...errors import CourseError

MB = 1_000_000
# What a system or a program leaves beside the work; no student hands it in on purpose.
_LITTER = frozenset(
    [
        "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__",
        ".git", ".jupyter", ".ipython", ".venv", ".idea", ".vscode", ".Trash", ".virtual_documents",
    ]
)  # fmt: skip


class IntakeError(CourseError, ValueError):
    """Something that was handed in cannot be read; the text says what, why and what to do."""


@dataclass(frozen=True)
class Limits:
    """How much is read before a file counts as an accident or an attack.

    Attributes
    ----------
    file_bytes : int
        Largest notebook that is read, after unpacking: one with 200 MB of output is. The largest
        of the course, solved and with its outputs, has 1 MB.
    ratio : int
        How many times larger than its packed form a member of a zip may be, once it is over
        `ratio_from` bytes. Text with one line a million times reaches 1000.
    ratio_from : int
    nested_bytes : int
        Largest zip inside a submission that is looked into.
    files : int
        How many files a folder of a student may hold.
    notebooks : int
        How many notebooks of one student get a row.
    depth : int
        How many folders deep is looked.
    directory_bytes : int
        Size of a zip's table of contents: 64 MB list about half a million files.
    """

    file_bytes: int = 256 * 1024**2
    ratio: int = 200
    ratio_from: int = 50 * MB
    nested_bytes: int = 20 * MB
    files: int = 2000
    notebooks: int = 100
    depth: int = 12
    directory_bytes: int = 64 * MB


@dataclass(frozen=True)
class Member:
    """One file or folder below what the teacher named.

    Attributes
    ----------
    path : str
        From there, parts joined by ``/``.
    load : callable
        Reads the bytes; raises `IntakeError` and nothing else.
    size : int
    folder : bool
        A folder that holds nothing: it is listed so that its student gets a row.
    problem : str
        Why it is not read, in a sentence.
    """

    path: str
    load: Callable[[], bytes] = field(compare=False, repr=False)
    size: int = 0
    folder: bool = False
    problem: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and file name."""
        return tuple(self.path.split("/"))


class Refusal:
    """A `load` that says why there is nothing to read; it can go to another process."""

    def __init__(self, problem: str) -> None:
        self.problem = problem

    def __call__(self) -> bytes:
        raise IntakeError(self.problem)


def is_litter(part: str) -> bool:
    """Tell whether a part of a path was left by a system or a program.

    Examples
    --------
    >>> is_litter("__MACOSX"), is_litter("._ada.ipynb"), is_litter("ada.ipynb")
    (True, True, False)
    """
    return part in _LITTER or part.startswith(("._", "~$"))


def shown(text: str) -> str:
    r"""Return text that a terminal prints as it is: what is not a sign of a name is spelt out.

    Control characters, marks that turn the direction of a line, and bytes that are no text are
    among it; letters of every script stay, and every kind of space is a space.

    Examples
    --------
    >>> print(shown("ada\x1b[31m"), shown("Łukasz"))
    ada\x1b[31m Łukasz
    """
    if text.isprintable():
        return text
    return "".join(_spelt(sign) if is_unprintable(sign) else sign for sign in _plain_spaces(text))


def _plain_spaces(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)


def is_unprintable(sign: str) -> bool:
    """Tell whether a character is no part of anybody's name.

    The joiners U+200C and U+200D are: names in Persian and in Indian scripts are spelt with them.
    """
    if sign in "\u200c\u200d":
        return False
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _spelt(sign: str) -> str:
    code = ord(sign)
    if 0xDC80 <= code <= 0xDCFF:  # how Python carries a byte of a file name that is no text
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def too_large(size: int, limits: Limits) -> str:
    """Return the problem of a file that is larger than is read, or an empty text."""
    if size <= limits.file_bytes:
        return ""
    return (
        f"The file has {size / MB:.0f} MB; more than {limits.file_bytes / MB:.0f} MB are not read. "
        "Next: ask for the notebook without its outputs."
    )
