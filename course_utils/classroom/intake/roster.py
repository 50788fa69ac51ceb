"""Who is in the class: a CSV that joins what a download calls a person to the person's ids.

Any table will do that has a name or an id a row, also a gradebook as Canvas, Moodle, Brightspace or
Blackboard gives it out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..csv_bytes import TableError, cells, decode, separator_of
from .members import IntakeError, shown
from .people import spellings

# Column titles, lower case, and what each is called in `Submission.identity`.
_COLUMNS = {
    "id": "id",
    "student_id": "id",
    "student id": "id",
    "sid": "sid",
    "sis user id": "sis_id",
    "sis login id": "login",
    "login": "login",
    "username": "username",
    "user name": "username",
    "orgdefinedid": "org_defined_id",
    "id number": "idnumber",
    "email": "email",
    "e-mail": "email",
    "email address": "email",
    "identifier": "moodle_id",
    "identificador": "moodle_id",
}
_NAMES = frozenset(["name", "student", "full name", "fullname", "student name"])
_FIRST = frozenset(["first name", "firstname", "first_name", "given name", "vorname"])
_LAST = frozenset(["last name", "lastname", "last_name", "family name", "surname", "nachname"])
# The first of these that a person has is what the person is filed under.
_FILED_UNDER = (
    "id", "sid", "sis_id", "org_defined_id", "username", "login", "canvas_id", "idnumber", "email",
    "moodle_id",
)  # fmt: skip
# Moodle's grading worksheet alone says when something came: its zip does not.
_RECEIVED = "last modified (submission)"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MOMENT = re.compile(
    r"(?:\w+, )?(?:(?P<day>\d{1,2}) (?P<month>[A-Z]\w+)|(?P<us>[A-Z]\w+) (?P<us_day>\d{1,2}),)"
    r" (?P<year>\d{4}), (?P<time>\d{1,2}:\d\d\s[AP]M)"
)


@dataclass(frozen=True)
class Person:
    """One row of the roster; `received` is when their work came, where the roster says so."""

    id: str
    name: str = ""
    identity: dict[str, str] = field(default_factory=dict, compare=False)
    received: datetime | None = None


class Roster:
    """The people of a class, found by any of their ids, or by name where one person has it.

    Examples
    --------
    >>> roster = Roster([Person("17", "Lovelace, Ada", {"login": "ada"})])
    >>> roster.find(["lovelaceada"]).id, roster.find(["ADA"]).id, roster.find(["bob"])
    ('17', '17', None)
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        self._by_id: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for place, person in enumerate(self.people):
            for value in (person.id, *person.identity.values()):
                self._by_id[value.casefold()].add(place)
            for form in spellings(person.name) if person.name else ():
                self._by_name[form].add(place)

    def find(self, called: Iterable[str], name: str = "") -> Person | None:
        """Return the one person of any of these ids or names; None where it could be two.

        A platform's number may be another person's number elsewhere: it is not believed where
        `name` is somebody else's.
        """
        called = [text for text in called if text] if self.people else []
        meant = self.find([name]) if name else None
        for index, forms in ((self._by_id, _as_id), (self._by_name, spellings)):
            for text in called:
                for form in forms(text):
                    if len(index.get(form, ())) != 1:
                        continue
                    person = self.people[min(index[form])]
                    if not (meant and person.name) or meant is person:
                        return person
        return meant

    def sharing(self, called: Iterable[str], least: int = 2) -> set[str]:
        """Return the ids of those who share one of these names; empty where fewer have it."""
        places = {p for text in called if text and self.people for form in spellings(text)
                  if len(found := self._by_name.get(form, ())) >= least for p in found}  # fmt: skip
        return {self.people[place].id for place in places}


def _as_id(text: str) -> list[str]:
    return [text.casefold()]


def read_roster(path: Path) -> Roster:
    """Return the roster in a CSV file.

    Raises
    ------
    IntakeError
        Where there is none, or no column of it is a name or an id.
    """
    try:
        text = decode(path.read_bytes(), path.name).text
    except (OSError, TableError) as error:
        raise IntakeError(f"The roster {path} cannot be read: {error}") from None
    rows = [row for row in cells(text, separator_of(text)) if any(c.value.strip() for c in row)]
    header = [cell.value.strip().lower() for cell in rows[0]] if rows else []
    if not _NAMES & {*header} and not {*_COLUMNS} & {*header} and not _LAST & {*header}:
        raise IntakeError(
            f"The roster {path.name} has no column of names or ids",
            expected="titles such as name, id, email or username in the first row",
            got=[shown(title) for title in header[:8]],
            next_step="Next: add a row of titles, or give the gradebook that your platform saves.",
        )
    told = (_person(header, [cell.value.strip() for cell in row]) for row in rows[1:])
    people = list(_once((person for person in told if person is not None), path.name))
    if not people:
        raise IntakeError(
            f"The roster {path.name} lists nobody",
            expected="a row for each student below the titles",
            next_step="Next: save it again, or leave out --roster.",
        )
    return Roster(people)


def _once(people: Iterable[Person], file: str) -> Iterator[Person]:
    """Yield each person once, who may stand in several sections; complain of two with one id."""
    known: dict[str, Person] = {}
    for person in people:
        if any("\n" in text for text in (person.name, *person.identity.values())):
            raise IntakeError(
                f"A quotation mark in the roster {file} is not closed",
                got=shown(person.name or person.id).split("\\x0a")[0],
                next_step="Next: close it, or take it out.",
            )
        before = known.setdefault(person.id.casefold(), person) if person.identity else person
        if before is person:
            yield person
        elif (
            before.name
            and person.name
            and not {*spellings(before.name)} & {*spellings(person.name)}
        ):
            raise IntakeError(
                f"Two people in the roster {file} have the id {shown(person.id)}",
                got=[shown(before.name), shown(person.name)],
                next_step="Next: correct the id of one.",
            )


def _person(header: list[str], row: list[str]) -> Person | None:
    told = dict(zip(header, row, strict=False))
    name = next((told[key] for key in told if key in _NAMES and told[key]), "")
    if name.lower() == "points possible":  # Canvas's second row
        return None
    first = next((told[key] for key in told if key in _FIRST), "")
    last = next((told[key] for key in told if key in _LAST), "")
    name = name or " ".join(part for part in (first, last) if part)
    of_canvas = "student" in told and any("section" in title for title in header)
    if of_canvas and name == "Student, Test":  # the teacher's own view, in every Canvas course
        return None
    identity = {}
    for title, value in told.items():
        key = _COLUMNS.get(title)
        if key == "id" and title == "id" and of_canvas:
            key = "canvas_id"
        if key == "moodle_id":  # "Participant 1234567", in the teacher's language
            value = value.split(" ")[-1]
        if key and value.strip("#"):
            identity[key] = value.strip("#")
    filed = next((identity[key] for key in _FILED_UNDER if key in identity), name)
    return Person(filed, name, identity, moment(told.get(_RECEIVED, ""))) if filed else None


def moment(text: str) -> datetime | None:
    """Return a time as an English Moodle writes it, British or American; None for anything else.

    Not by `strptime`: its names of months follow the machine's language, the file's do not.

    Examples
    --------
    >>> moment("Friday, 30 October 2026, 1:52 PM") == moment("Friday, October 30, 2026, 01:52 PM")
    True
    >>> moment("Friday, 30 October 2026, 01:52 PM"), moment("-")
    (datetime.datetime(2026, 10, 30, 13, 52), None)
    """
    found = _MOMENT.fullmatch(" ".join(text.split()))
    month = (found["month"] or found["us"]) if found else ""
    if not found or month not in _MONTHS:
        return None
    day = f"{found['year']}-{_MONTHS.index(month) + 1}-{found['day'] or found['us_day']}"
    hour, minute = found["time"][:-3].split(":")
    try:
        at = f"{int(hour) % 12 + 12 * found['time'].endswith('PM')}:{minute}"
        return datetime.strptime(f"{day} {at}", "%Y-%m-%d %H:%M")
    except ValueError:
        return None
