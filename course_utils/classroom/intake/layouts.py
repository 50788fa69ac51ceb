r"""Whose a file is, from its path: the patterns of the learning platforms' downloads.

A layout is a function from a path to a `Place`, or None where the path does not fit. `recognise`
takes the first that fits most files. The patterns, platform by platform::

    Canvas      {name}[_LATE]_{user}_{attachment}_{file}      [LATE_]anon_{id}_{attachment}_{file}
                {name}[_LATE]_{user}_{text|link}.html         [LATE_]anon_{id}_{text|link}.html
    Moodle      {name}_{number}_assignsubmission_{file|onlinetext}[_]/{file}
    Brightspace {n}-{n} - {name} - {Nov 1, 2026 1159 PM}/{file}
    Blackboard  {column}_{username}_attempt_{2026-11-01-23-59-00}[_{file}|.txt]
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from .members import Member


@dataclass(frozen=True)
class Place:
    """Whose a file is, and what its path says about it.

    Attributes
    ----------
    key : str
        The same for all files of one student.
    file : str
        The file's own name, as the student gave it.
    slot : str
        What was handed in for: a later attempt replaces earlier ones of the same slot only.
    """

    key: str
    file: str
    name: str = ""
    identity: dict[str, str] = field(default_factory=dict)
    received: datetime | None = None
    late: bool | None = None
    slot: str = ""


@dataclass(frozen=True)
class Layout:
    """A way in which files are laid out; `needs_roster` where it carries no id of a person.

    `filed_under` is the kind of id that it carries: who hands in later has the same row.
    """

    name: str
    place: Callable[[str], Place | None]
    needs_roster: bool = False
    filed_under: str = ""


# A name in a Canvas download holds no punctuation but underscores; marks of Indian and other
# scripts are part of it, which \w does not cover.
_CANVAS_NAME = r"[^\s/.,;:()\[\]'\"-]+?"
# A text or a link typed in has no number of its own.
_CANVAS_FILE = r"(?:(?P<att>\d+)_(?P<file>[^/]+)|(?P<typed>(?:text|link)\.html))"
_CANVAS = re.compile(
    rf"(?:(?P<name>{_CANVAS_NAME})_)?(?:(?P<late>LATE)_)?(?P<user>\d+)_{_CANVAS_FILE}"
)
_ANON = re.compile(rf"(?:(?P<late>LATE)_)?anon_(?P<anon>\w{{5}})_{_CANVAS_FILE}")
_MOODLE = re.compile(
    r"(?P<name>[^_/]*)_(?P<id>\d+)_assignsubmission_(?P<plugin>file|onlinetext)_?(?:/|_|$)(?P<file>(?s:.*))"
)
_D2L = re.compile(
    r"(?P<user>\d+)-(?P<item>\d+) - (?P<name>.+?) - "
    r"(?P<date>\w{3} \d{1,2}, \d{4} \d{1,2}:?\d{2} ?[AP]M)(?:/| - |$)(?P<file>(?s:.*))"
)
# In another language only the folder's shape is known: a name, then a date with its year. The first
# such part is the date, and no name of a file is: students choose those.
_D2L_OTHER = re.compile(
    r"(?P<user>\d+)-(?P<item>\d+) - (?P<name>[^/]+?) - (?P<date>(?:(?! - )[^/])*\b\d{4}\b"
    r"(?:(?! - )[^/])*)(?:/| - |$)(?P<file>(?s:.*))"
)
# The first time in it is Blackboard's, for the same reason.
_BLACKBOARD = re.compile(
    r"(?P<col>[^/]+?)_(?P<user>[^_/]+)_(?P<word>[^\W\d_]+)_(?P<ts>\d{4}(?:-\d\d){5})"
    r"(?:_(?P<file>[^/]+)|\.txt)"
)
_EXCHANGE = re.compile(
    r"(?P<user>[^/]+)\+(?P<slot>[^+/]+)\+(?P<ts>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^+/]*)"
    r"(?:\+[^+/]+)?(?:/(?P<file>(?s:.+)))?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def canvas(path: str) -> Place | None:
    """Place a file of a Canvas download.

    Examples
    --------
    >>> place = canvas("lovelaceada_LATE_17_42_01_definition-1.ipynb")
    >>> place.key, place.late, place.file
    ('17', True, '01_definition-1.ipynb')
    """
    found = _CANVAS.fullmatch(path)
    if not found:
        return None
    file, identity = found["file"] or found["typed"], {"canvas_id": found["user"]}
    if found["att"]:
        identity["canvas_attachment"] = found["att"]
    return Place(found["user"], file, found["name"] or "", identity, late=bool(found["late"]))


def canvas_anonymous(path: str) -> Place | None:
    """Place a file of an anonymous Canvas download."""
    found = _ANON.fullmatch(path)
    if not found:
        return None
    file, identity = found["file"] or found["typed"], {"canvas_anonymous": found["anon"]}
    if found["att"]:
        identity["canvas_attachment"] = found["att"]
    return Place(found["anon"], file, "", identity, late=bool(found["late"]))


def moodle(path: str) -> Place | None:
    """Place a file of a Moodle download; the number is Moodle's for this assignment."""
    found = _MOODLE.fullmatch(path)
    if not found:
        return None
    file = found["file"] if found["plugin"] == "file" else f"onlinetext/{found['file']}"
    return Place(found["id"], file, found["name"].strip(), {"moodle_id": found["id"]})


def brightspace(path: str) -> Place | None:
    """Place a file of a Brightspace download, which carries no id that its gradebook knows."""
    found = _D2L.fullmatch(path) or _D2L_OTHER.fullmatch(path)
    if not found:
        return None
    identity = {"brightspace_number": found["user"]}
    name = found["name"]
    return Place(name, found["file"], name, identity, _d2l_date(found["date"]), slot=found["item"])


def _d2l_date(text: str) -> datetime | None:
    english = re.fullmatch(r"(\w{3}) (\d{1,2}), (\d{4}) (\d{1,2}:?\d{2}) ?([AP])M", text)
    if english is None:
        return None
    month, day, year, clock, half = english.groups()
    try:
        digits = clock.replace(":", "").zfill(4)
        hour = int(digits[:2]) % 12 + 12 * (half == "P")
        month_number = _MONTHS.index(month.lower()) + 1
        return datetime(int(year), month_number, int(day), hour, int(digits[2:]))
    except ValueError:
        return None


def blackboard(path: str, columns: Collection[str] = ()) -> Place | None:
    """Place a file of a Blackboard download; the word for *attempt* is in the teacher's language.

    `columns` are the columns of the whole download, where they are known: what stands between one
    of them and the time is a user name, with every underscore in it.

    Examples
    --------
    >>> blackboard("Week 1_ada_poging_2026-11-01-23-59-00_a.ipynb").key
    'ada'
    >>> blackboard("Week 1_ada_l_attempt_2026-11-01-23-59-00_a.ipynb", ["Week 1"]).key
    'ada_l'
    """
    found = _BLACKBOARD.fullmatch(path)
    if not found:
        return None
    try:
        received = datetime.strptime(found["ts"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    file, user, column = found["file"] or f"{found['ts']}.txt", found["user"], found["col"]
    whole = max((one for one in columns if column.startswith(f"{one}_")), key=len, default="")
    if whole:
        user, column = f"{column[len(whole) + 1 :]}_{user}", whole
    return Place(user, file, "", {"username": user}, received, slot=column)


def _of_columns(paths: Iterable[str]) -> Layout:
    """Return Blackboard's layout for a download in which the columns' names are looked for.

    A user without an underscore shows where a column's name ends.
    """
    seen = {place.slot for path in paths if (place := blackboard(path))}
    columns = frozenset(
        one for one in seen if not any(one.startswith(f"{other}_") for other in seen)
    )
    place = functools.partial(blackboard, columns=columns)
    return Layout("Blackboard", place, filed_under="username")


def exchange(path: str) -> Place | None:
    """Place a file of nbgrader's exchange folder ``inbound``; a student's id may hold a ``+``."""
    found = _EXCHANGE.fullmatch(path)
    if not found:
        return None
    user, slot = found["user"], found["slot"]
    received = nbgrader_time(found["ts"])
    return Place(user, found["file"] or "", "", {"login": user}, received, slot=slot)


def nbgrader_time(text: str) -> datetime | None:
    """Return the time in a ``timestamp.txt``; None where it is none.

    Examples
    --------
    >>> nbgrader_time("2026-11-01 23:59:00.5 UTC").isoformat()
    '2026-11-01T23:59:00.500000+00:00'
    >>> nbgrader_time("2026-11-01 23:59:00 Europe/Berlin").isoformat()
    '2026-11-01T23:59:00+01:00'
    """
    text = text.strip()
    for pattern in ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S"):
        for stamp, zone in ((text, ""), text.rpartition(" ")[::2]):
            try:
                found = datetime.strptime(stamp, f"{pattern} %z" if "+" in stamp else pattern)
                return found.replace(tzinfo=_zone(zone)) if zone else found
            except ValueError:
                continue
    return None


def _zone(name: str) -> tzinfo | None:
    """Return a time zone; None for one that is not known: the time is read as local time."""
    if name in ("UTC", "GMT"):
        return UTC
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # ZoneInfoNotFoundError is a KeyError
        return None


def submitted(path: str) -> Place | None:
    """Place a file of nbgrader's ``submitted/{student}/{assignment}/{notebook}``."""
    path = path.removeprefix("submitted/")
    parts = path.split("/")
    if len(parts) < 2:
        return by_folder(path)
    return Place(parts[0], "/".join(parts[2:]), "", {"login": parts[0]}, slot=parts[1])


def by_folder(path: str) -> Place:
    """Place a file by its first folder; one beside the folders by its own name."""
    student, _, file = path.partition("/")
    if file:
        return Place(student, file)
    return Place(_stem(student), student)


def _stem(file: str) -> str:
    stem, _, ending = file.rpartition(".")
    while stem and ending.lower() in ("ipynb", "txt", "json", "zip", "pdf", "py", "html", "docx"):
        file = stem
        stem, _, ending = file.rpartition(".")
    return file


_OF_PLATFORMS = (
    Layout("Canvas, anonymous", canvas_anonymous),
    Layout("Canvas", canvas, filed_under="canvas_id"),
    Layout("Moodle", moodle, filed_under="moodle_id"),
    Layout("Brightspace", brightspace, needs_roster=True),
    Layout("Blackboard", blackboard),
    Layout("nbgrader exchange", exchange),
)
SUBMITTED = Layout("nbgrader submitted", submitted)
FOLDERS = Layout("folders", by_folder, needs_roster=True)


def recognise(found: Iterable[Member]) -> Layout:
    """Return the layout that most files fit: a platform's where at least half of them do."""
    paths = [member.path for member in found]
    for layout in _OF_PLATFORMS:
        if 2 * sum(layout.place(path) is not None for path in paths) >= max(1, len(paths)):
            return _of_columns(paths) if layout.place is blackboard else layout
    deep = [path.removeprefix("submitted/").split("/") for path in paths]
    stamped = any(len(p) == 3 and p[-1] == "timestamp.txt" for p in deep)
    named = any(len(p) > 2 and re.match(r"\d\d_[a-z]", p[1]) for p in deep)
    if stamped or named or (paths and all(path.startswith("submitted/") for path in paths)):
        return SUBMITTED
    return FOLDERS
