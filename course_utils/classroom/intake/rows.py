"""The rows of one student: one for each notebook, or one that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ..submission import Submission
from . import layouts, zips
from .late import believed
from .layouts import Place
from .members import IntakeError, Limits, Member, Refusal, shown
from .roster import Person

_NOTEBOOK = (".ipynb", ".ipynb.txt", ".ipynb.json")
# Canvas puts the number of a resubmission before the first dot, browsers and Jupyter before the
# last one.
_CANVAS_AGAIN = re.compile(r"(?P<stem>[^.]+)-(?P<number>\d+)(?P<rest>\..*)")
_ATTEMPT = re.compile(r"\d{4}(-\d\d){5}\.txt")  # Blackboard's own file of an attempt
_COPY = re.compile(r"(?P<stem>.+?)(?: ?\((?P<number>\d+)\)|-Copy(?P<copy>\d+))(?P<rest>\.[^.]+)")


NOTHING = "Nothing was handed in."
NO_FILES = "Gradescope lists this submission, and no file of it is there. Next: export it again."
UNCLEAR = (
    "Several people have this name, and the download does not say whose work is whose. Next: look "
    "at the rows of that name."
)


@dataclass(frozen=True)
class File:
    """One file of one student."""

    place: Place
    member: Member
    source: str
    fits: bool = True
    layout: str = ""
    notes: tuple[str, ...] = ()
    handed_in_as: str = ""  # the zip that it came in


@dataclass(frozen=True)
class Student:
    """Whose rows these are: the id they are filed under, and what the download called them."""

    id: str
    key: str
    person: Person | None


def is_notebook(name: str) -> bool:
    """Tell whether a file's name is a notebook's; some browsers save one as ``a.ipynb.txt``."""
    return name.lower().endswith(_NOTEBOOK)


def of_student(
    student: Student, files: list[File], attempts: str, limits: Limits
) -> Iterator[Submission]:
    """Yield the rows of one student."""
    stamps = _timestamps(files)
    files = [
        replace(f, place=replace(f.place, received=believed(came)))
        for f in files
        for came in [f.place.received or stamps.get(f.place.slot)]
    ]
    notebooks = [f for f in files if is_notebook(f.member.path) and not f.member.folder]
    if not notebooks:
        try:
            notebooks = _from_zip(files, limits)
        except IntakeError as error:
            yield _row(student, files[0], 1, problem=str(error))
            return
    if not notebooks:
        yield _row(student, files[0], 1, problem=_without_notebook(files))
        return
    chosen = _own(notebooks)
    numbered = _numbered(chosen[: limits.notebooks])
    shared = _notes(student, files, numbered)
    if len(chosen) < len(notebooks):
        left = len(notebooks) - len(chosen)
        shared += (f"{left} of the course's own notebooks, handed in as well, were left out.",)
    if len(chosen) > limits.notebooks:
        left = len(chosen) - limits.notebooks
        shared += (f"{left} more notebooks were left out: {limits.notebooks} are read.",)
    kept = [pair for pair in numbered if attempts != "last" or not _replaced(pair, numbered)]
    if len(kept) > 1:
        shared += (f"One of {len(kept)} notebooks that were handed in.",)
    if len(kept) < len(numbered):
        shared += (f"{len(numbered) - len(kept)} earlier left out: the last attempt counts.",)
    for file, attempt in kept:
        yield _row(student, file, attempt, problem=file.member.problem, notes=shared)


def _row(
    student: Student, file: File, attempt: int, *, problem: str, notes: tuple[str, ...] = ()
) -> Submission:
    place, person = file.place, student.person
    own = list(file.notes)
    if not file.fits:
        own.append(f"The name of the file does not fit a download of {file.layout}.")
    if file.member.path.lower().endswith((".txt", ".json")) and not problem:
        own.append("Its name does not end in .ipynb: it was saved as another kind of file.")
    identity = (person.identity if person else {}) | place.identity
    return Submission(
        student=student.id,
        source=file.source,
        load=Refusal(problem) if problem else file.member.load,
        name=(person.name if person and person.name else place.name),
        identity=identity,
        received=place.received or believed(person.received if person else None),
        late=place.late,
        attempt=attempt,
        problem=problem,
        notes=(*own, *notes),
    )


def one_of_several(key: str, place: Place) -> bool:
    """Tell whether a student of a Brightspace download was told from another by number."""
    number = place.identity.get("brightspace_number")
    return number is not None and key.endswith(f" ({number})")


def without_files(student: str, person: Person, where: str, problem: str) -> Submission:
    """Return the row of somebody of whom there is no file."""
    return Submission(
        student=student,
        source=f"{where}/{shown(person.name or person.id)}",
        load=Refusal(problem),
        name=person.name,
        identity=person.identity,
        problem=problem,
    )


def _timestamps(files: list[File]) -> dict[str, datetime | None]:
    """Return when each assignment came, from nbgrader's ``timestamp.txt``."""
    found = {}
    for file in files:
        if file.place.file == "timestamp.txt" and file.member.size < 200:
            try:
                text = file.member.load().decode("utf-8", "replace")
            except IntakeError:
                continue
            found[file.place.slot] = layouts.nbgrader_time(text)
    return found


def _from_zip(files: list[File], limits: Limits) -> list[File]:
    """Return the notebooks in the zips that a student handed in instead of a notebook."""
    found = []
    for file in files:
        if not file.member.path.lower().endswith(".zip") or file.member.problem:
            continue
        inner = zips.nested(file.member, limits)
        layout = layouts.recognise(inner)
        if len(inner) > 1 and layout not in (layouts.FOLDERS, layouts.SUBMITTED):
            raise IntakeError(
                f"{shown(file.place.file)} is a class's download of {layout.name}, not one "
                "student's work. Next: grade it by itself."
            )
        note = f"From a zip that was handed in, {shown(file.place.file)}."
        for member in inner:
            if is_notebook(member.path) and not member.folder:
                place = replace(file.place, file=member.parts[-1])
                source = f"{file.source}/{shown(member.path)}"
                found.append(
                    replace(
                        file, place=place, member=member, source=source, notes=(note,),
                        handed_in_as=file.place.file,
                    )
                )  # fmt: skip
    return found


def _without_notebook(files: list[File]) -> str:
    """Say why a student without a notebook has none."""
    refused = next((file.member.problem for file in files if file.member.problem), "")
    if refused:
        return refused
    names = [file.place.file or file.member.parts[-1] for file in files if not file.member.folder]
    names = [name for name in names if name != "timestamp.txt"]
    if names and all(_ATTEMPT.fullmatch(name) for name in names):
        return "An attempt was made, and no file handed in. Next: ask for the notebook."
    if not names:
        return "The folder is empty: no notebook was handed in. Next: ask for it."
    if all(name.startswith("onlinetext/") or name == "text.html" for name in names):
        return "A text was typed in, and no notebook handed in. Next: ask for the file."
    if names == ["link.html"]:
        return "A link was handed in, and no notebook. Next: ask for the file."
    listed = ", ".join(shown(name) for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"No notebook (.ipynb) was handed in; there is: {listed}{more}. Next: ask for it."


def _own(notebooks: list[File]) -> list[File]:
    """Leave out the lessons and starters where somebody handed in the whole course."""
    folders = [set(file.member.parts[:-1]) for file in notebooks]
    exercises = [
        f for f, named in zip(notebooks, folders, strict=True)
        if "exercises" in named and not any(part.startswith(".") for part in named)
    ]  # fmt: skip
    others = [named for named in folders if "exercises" not in named]
    given = all(named & {"notebooks", "solutions"} for named in others)
    return exercises if exercises and given else notebooks


def _numbered(notebooks: list[File]) -> list[tuple[File, int]]:
    """Return each notebook with the number of its attempt: by time, else by its name."""
    times: dict[str, set] = {}
    for file in notebooks:
        times.setdefault(file.place.slot, set()).add(file.place.received)
    numbered = []
    for file in notebooks:
        received = times[file.place.slot]
        if len(received) > 1 and None not in received:
            # By timestamp: of CEST and CET, as nbgrader writes them, one is no zone that is known.
            attempt = sorted(received, key=datetime.timestamp).index(file.place.received) + 1
        else:
            attempt = _again(file)[1]
        numbered.append((file, attempt))
    return numbered


def _again(file: File) -> tuple[str, int]:
    """Return a file's name without the number of a resubmission, and the attempt that is."""
    pattern = _CANVAS_AGAIN if file.layout.startswith("Canvas") else _COPY
    name = file.handed_in_as or file.place.file
    found = pattern.fullmatch(name)
    if not found:
        return name, 1
    number = found["number"] or found.groupdict().get("copy") or ""
    # Nobody hands in a thousand times: such a number belongs to the name.
    if len(number) > 3:
        return name, 1
    return found["stem"] + found["rest"], int(number) + 1


def _replaced(pair: tuple[File, int], numbered: list[tuple[File, int]]) -> bool:
    file, attempt = pair
    for other, later in numbered:
        if other.place.slot != file.place.slot or later <= attempt:
            continue
        by_time = other.place.received != file.place.received
        if by_time or _again(other)[0] == _again(file)[0]:
            return True
    return False


def _notes(
    student: Student, files: list[File], numbered: list[tuple[File, int]]
) -> tuple[str, ...]:
    notes = []
    spelt = {file.place.key for file in files}
    if len(spelt) > 1:
        notes.append("Two folders have this name, written in different forms of Unicode.")
    elif student.key not in spelt and not one_of_several(student.key, files[0].place):
        notes.append(f"Filed under another name: it came as '{shown(min(spelt))}'.")
    paths = [file.source for file, _ in numbered]
    if len({*paths}) < len(paths):
        notes.append("The zip holds several files of the same name.")
    if one_of_several(student.key, files[0].place):
        notes.append("Two people, or two accounts, have this name: told apart by number.")
    return tuple(notes)
