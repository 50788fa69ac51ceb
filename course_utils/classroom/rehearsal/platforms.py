"""How each learning platform packs what a class handed in, for a class that is made up.

Each function yields ``(path in the zip, bytes)`` as the platform's own exporter would write them,
after its source or its documentation. They are also the other side of the importers' tests.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
Packed = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Handed:
    """What one student handed in at one time.

    Attributes
    ----------
    number : int
        The platform's number for the student (Canvas user id, Moodle participant ...).
    files : tuple of (str, bytes)
        Empty where the student opened the assignment and handed nothing in.
    attempt : int
        2 and more for a resubmission.
    """

    first: str
    last: str
    number: int
    login: str
    files: tuple[tuple[str, bytes], ...]
    received: datetime
    late: bool = False
    attempt: int = 1

    @property
    def name(self) -> str:
        """The name as it is said."""
        return f"{self.first} {self.last}".strip()

    @property
    def sortable(self) -> str:
        """The name as it is sorted."""
        return f"{self.last}, {self.first}" if self.first and self.last else self.name

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.login}@example.org"


def canvas(class_: Iterable[Handed], *, anonymous: bool = False) -> Packed:
    """Pack as Canvas's "Download submissions" does: flat, all in the name."""
    attachment = 90_000
    for one in class_:
        for file, data in one.files:
            attachment += 1
            again = f"-{one.attempt - 1}" if one.attempt > 1 else ""
            stem, dot, rest = file.partition(".")
            late = "LATE_" if one.late else ""
            who = f"anon_{_five(one.number)}" if anonymous else str(one.number)
            name = "" if anonymous else f"{squeezed(one.sortable)}_"
            yield f"{name}{late}{who}_{attachment}_{stem}{again}{dot}{rest}", data


def squeezed(name: str) -> str:
    """Return a name as Canvas writes it into a file's name: word signs only, lower case."""
    kept = (s for s in name if unicodedata.category(s)[0] in "LM" or s == "_"
            or unicodedata.category(s) == "Nd")  # fmt: skip
    return "".join(kept).lower()


def _five(number: int) -> str:
    signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
    drawn = ""
    for _ in range(5):
        number, rest = divmod(number, len(signs))
        drawn += signs[rest]
    return drawn


def moodle(class_: Iterable[Handed], *, folders: bool = True) -> Packed:
    """Pack as Moodle's "Download all submissions" does: a folder a student, or flat."""
    for one in class_:
        who = f"{one.name.replace('_', ' ')}_{one.number}_assignsubmission_file"
        for file, data in one.files:
            yield f"{who}{'/' if folders else '_'}{file}", data


def brightspace(class_: Iterable[Handed]) -> Packed:
    """Pack as Brightspace does: a folder a student with two numbers, name and time."""
    yield "index.html", b"<html><body>Submissions</body></html>"
    for one in class_:
        # The first number is Brightspace's own: no gradebook knows it.
        folder = f"{one.number + 500_000}-777001 - {one.name} - {_d2l_time(one.received)}"
        for file, data in one.files:
            yield f"{folder}/{file}", data


def _d2l_time(when: datetime) -> str:
    hour, half = when.hour % 12 or 12, "AM" if when.hour < 12 else "PM"
    return f"{_MONTHS[when.month - 1]} {when.day}, {when.year} {hour}{when.minute:02d} {half}"


def blackboard(class_: Iterable[Handed], *, column: str = "Exercises 1") -> Packed:
    """Pack as Blackboard's "Assignment File Download" does: flat, one text file an attempt."""
    for one in class_:
        stem = f"{column}_{one.login}_attempt_{one.received:%Y-%m-%d-%H-%M-%S}"
        told = f"Name: {one.name} ({one.login})\nAssignment: {column}\n"
        yield f"{stem}.txt", told.encode()
        for file, data in one.files:
            yield f"{stem}_{file}", data


def gradescope(class_: Iterable[Handed]) -> Packed:
    """Pack as Gradescope's "Download submissions" does: folders, and a YAML file of people."""
    import yaml  # type: ignore[import-untyped]

    told, top = {}, "assignment_4711_export"
    for one in class_:
        folder = f"submission_{one.number}{one.attempt}"
        person = {":name": one.name, ":sid": one.login, ":email": one.email}
        told[folder] = {":submitters": [person], ":created_at": one.received}
        for file, data in one.files:
            yield f"{top}/{folder}/{file}", data
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    yield f"{top}/submission_metadata.yml", text.encode()


def nbgrader(class_: Iterable[Handed], *, assignment: str = "ps1") -> Packed:
    """Lay out as nbgrader's ``submitted/``."""
    for one in class_:
        folder = f"submitted/{one.login}/{assignment}"
        yield f"{folder}/timestamp.txt", f"{one.received:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
        for file, data in one.files:
            yield f"{folder}/{file}", data


def folders(class_: Iterable[Handed]) -> Packed:
    """Lay out as a folder a student, as ILIAS and many teachers do."""
    for one in class_:
        for file, data in one.files:
            yield f"{one.login}/{file}", data


PLATFORMS = {
    "canvas": canvas,
    "moodle": moodle,
    "brightspace": brightspace,
    "blackboard": blackboard,
    "gradescope": gradescope,
    "nbgrader": nbgrader,
    "folders": folders,
}
