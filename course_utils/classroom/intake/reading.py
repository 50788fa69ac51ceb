"""From what a teacher names to submissions: list, recognise the layout, group by student."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..submission import Submission
from . import folders, gradescope, layouts, rows, zips
from .layouts import Layout
from .members import IntakeError, Limits, Member, shown
from .people import student_id
from .roster import Person, Roster, read_roster
from .rows import File

ATTEMPTS = ("all", "best", "last")
_LESSON = re.compile(r"\d\d[_-][a-z][a-z0-9_]*(?:[ -].*|\(.*)?", re.IGNORECASE)
# Beside submissions, not one of them: a platform's own tables and a teacher's notes.
_COMPANIONS = re.compile(
    r"(index\.html?|readme.*|timestamp\.txt|submission_metadata\.yml|.+\.(csv|xls|xlsx|log|toml))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    """Everything below what the teacher named, and in front of each path what was cut off it."""

    members: list[Member]
    origin: str


def read(
    path: Path,
    *,
    roster: Path | None = None,
    attempts: str = "all",
    limits: Limits | None = None,
) -> Iterator[Submission]:
    """Yield the submissions in a folder, a platform's download, or a single notebook.

    Parameters
    ----------
    path : pathlib.Path
        Folders by student, nbgrader's ``submitted/`` or ``inbound/``, a download of Canvas, Moodle,
        Brightspace, Blackboard, Gradescope or ILIAS (zipped or unpacked), or one notebook.
    roster : pathlib.Path, optional
        A CSV of the class: needed where a download carries no ids (Brightspace). With it, people
        who handed nothing in have their row as well.
    attempts : {"all", "best", "last"}
        ``"last"`` leaves out what a later attempt of the same file replaced. Which is best only the
        marks can tell, so ``"best"`` yields all; see `counting`.
    limits : Limits, optional

    Yields
    ------
    Submission
        One for every notebook, and one, with its `problem`, for every student without one.

    Raises
    ------
    IntakeError
        At once, when nothing there can be taken in at all.
    """
    path = Path(path)
    if attempts not in ATTEMPTS:
        raise IntakeError(
            f"{attempts!r} is no choice of attempts",
            expected=", ".join(ATTEMPTS),
            next_step="Next: choose one of them.",
        )
    limits = limits or Limits()
    people = read_roster(Path(roster)) if roster is not None else Roster([])
    found = _unwrapped(_list(path, limits))
    if not found.members and not people.people:
        raise IntakeError(
            f"There is nothing to grade in {path}",
            expected="a folder for each student, a download, or a notebook",
            next_step="Next: check the name.",
        )
    return _submissions(found, people, _where(roster), attempts, limits)


def _where(roster: Path | None) -> str:
    return shown(Path(roster).name) if roster is not None else ""


def _list(path: Path, limits: Limits) -> _Found:
    if path.is_dir():
        return _Found(list(folders.members(path, limits)), path.resolve().name)
    if not path.is_file():
        what = "is no ordinary file" if path.exists() else "is not there"
        raise IntakeError(
            f"{path} {what}",
            expected="a folder, a zip, or a notebook",
            next_step="Next: check the name.",
        )
    if path.suffix.lower() != ".zip":
        if not rows.is_notebook(path.name):
            raise IntakeError(
                f"{path} is no submission",
                expected="a folder, a zip, or a notebook (.ipynb)",
                got=path.suffix or path.name,
                next_step="Next: name the folder that holds the submissions.",
            )
        named = path.resolve()
        load = folders.FileBytes(str(named), limits)
        # A lesson's own file name says nothing of the student; the folder may.
        student = f"{named.parent.name}/" if _LESSON.fullmatch(named.stem) else ""
        return _Found([Member(student + named.name, load, named.stat().st_size)], "")
    try:
        return _Found(list(zips.members(path, limits)), path.name)
    except IntakeError as error:
        raise IntakeError(f"{path}: {error}") from None


def _unwrapped(found: _Found) -> _Found:
    """Take off folders that everything lies in, unless the innermost is a student's."""
    layout = layouts.recognise(found.members)
    common = _around(found.members)
    if "submitted" in common[1:] and layout in (layouts.FOLDERS, layouts.SUBMITTED):
        return _below(found, common[: common.index("submitted", 1)])
    if layout not in (layouts.FOLDERS, layouts.SUBMITTED):
        return found
    inner = [_below(found, common[:depth]) for depth in range(1, len(common) + 1)]
    kinds = [_kind(each.members) for each in inner]
    if "platform" in kinds:
        return inner[kinds.index("platform")]
    if layout is layouts.FOLDERS and "submitted" in kinds:
        return inner[kinds.index("submitted")]
    innermost = inner[-1] if layout is layouts.FOLDERS and inner else None
    return innermost if innermost and _several_students(innermost.members, len(inner)) else found


def _kind(members: list[Member]) -> str:
    layout = layouts.recognise(members)
    if any(member.path == gradescope.METADATA for member in members):
        return "platform"
    return {layouts.FOLDERS: "", layouts.SUBMITTED: "submitted"}.get(layout, "platform")


def _below(found: _Found, folders_off: tuple[str, ...]) -> _Found:
    """Return what lies below some folders; tables and notes beside them are nobody's work."""
    front = "/".join(folders_off)
    inner = [
        replace(member, path=member.path[len(front) + 1 :])
        for member in found.members
        if member.path.startswith(f"{front}/")
    ]
    return _Found(inner, f"{found.origin}/{front}")


def _around(members: list[Member]) -> tuple[str, ...]:
    """Return the folders that everything lies in, but for tables and notes beside them."""
    inside = [member.parts[:-1] for member in members]
    work = [m.parts[:-1] for m in members if m.problem or not _COMPANIONS.fullmatch(m.parts[-1])]
    common = _common(work)
    beside = all(folders[: len(common)] == common[: len(folders)] for folders in inside)
    return common if beside else _common(inside)


def _common(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the folders that all paths begin with."""
    first, last = min(paths, default=()), max(paths, default=())
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[: min(len(first), len(last)) if same is None else same]


def _several_students(inner: list[Member], depth: int) -> bool:
    """Tell whether what lies side by side are students, and not one student's files.

    Loose notebooks count below one folder only: deeper they are one student's, sorted by hand.
    """
    loose = depth == 1
    beside = [
        m for m in inner if len(m.parts) > 1 or m.folder or (loose and rows.is_notebook(m.path))
    ]
    names = {member.parts[0] for member in beside}
    return len(names) > 1 and not any(_LESSON.fullmatch(_stem(name)) for name in names)


def _stem(name: str) -> str:
    return name[:-6] if rows.is_notebook(name) else name


def _layout(found: _Found) -> tuple[Layout, dict[str, gradescope.Handed]]:
    metadata = next((m for m in found.members if m.path == gradescope.METADATA), None)
    if metadata is not None:
        handed = gradescope.read_metadata(metadata)
        return gradescope.layout(handed), handed
    return layouts.recognise(found.members), {}


def _submissions(
    found: _Found, people: Roster, where: str, attempts: str, limits: Limits
) -> Iterator[Submission]:
    layout, handed = _layout(found)
    seen: set[str] = set()
    unclear: set[str] = set()
    for key, files in _grouped(found, layout).items():
        called, name = _called(key, files), files[0].place.name
        # Of two accounts of one name it is not known which is the person's in the roster.
        several = rows.one_of_several(key, files[0].place)
        person = None if several else people.find(called, name)
        if person is not None:
            seen.add(person.id)
        else:
            unclear |= people.sharing([*called, name] if several else called, 1 if several else 2)
        about = rows.Student(_filed_under(key, person, layout), key, person)
        together = handed[files[0].place.slot].submitters if files[0].place.slot in handed else ()
        for row in rows.of_student(about, files, attempts, limits):
            yield row
            for other in together[1:]:
                yield _shared(row, other, together[0].name)
                seen |= {p.id for p in [people.find([other.key, other.name])] if p}
    for person in gradescope.without_files(handed, found.members):
        there = people.find([person.id, *person.identity.values()], person.name)
        seen |= {there.id} if there else set()
        yield rows.without_files(student_id(person.id), person, found.origin, rows.NO_FILES)
    for person in people.people:
        if person.id not in seen:
            student = student_id(person.identity.get(layout.filed_under) or person.id)
            problem = rows.UNCLEAR if person.id in unclear else rows.NOTHING
            yield rows.without_files(student, person, where, problem)


def _grouped(found: _Found, layout: Layout) -> dict[str, list[File]]:
    """Return the files of each student, students in the order of their paths."""
    groups: dict[str, list[File]] = {}
    in_folders = layout is layouts.FOLDERS
    own = _own_folder(found, in_folders)
    for member in found.members:
        placed = layout.place(member.path)
        place = placed or layouts.by_folder(member.path)
        if placed is None or (in_folders and "/" not in member.path):
            if _COMPANIONS.fullmatch(member.parts[-1]) and not member.problem:
                continue
            if own:
                place = replace(place, key=own, file=member.path)
        source = shown(f"{found.origin}/{member.path}".strip("/"))
        file = File(place, member, source, fits=placed is not None, layout=layout.name)
        groups.setdefault(student_id(place.key), []).append(file)
    return _told_apart(groups) if layout.name == "Brightspace" else groups


def _own_folder(found: _Found, in_folders: bool) -> str:
    """Return the folder's name where it is one student's: its notebooks are named by lessons."""
    loose = [m.path for m in found.members if len(m.parts) == 1 and rows.is_notebook(m.path)]
    if in_folders and loose and all(_LESSON.fullmatch(_stem(path)) for path in loose):
        return _stem_of_zip(found.origin.rpartition("/")[2])
    return ""


def _stem_of_zip(name: str) -> str:
    return name[:-4] if name.lower().endswith(".zip") else name


def _told_apart(groups: dict[str, list[File]]) -> dict[str, list[File]]:
    """Split those who have the same name in a Brightspace download, by the number before it."""
    apart: dict[str, list[File]] = {}
    for key, files in groups.items():
        numbers = {f.place.identity.get("brightspace_number", "") for f in files}
        for file in files:
            number = file.place.identity.get("brightspace_number", "")
            apart.setdefault(f"{key} ({number})" if len(numbers) > 1 else key, []).append(file)
    return apart


def _called(key: str, files: list[File]) -> list[str]:
    """Return everything that a student is called by, ids before names."""
    place = files[0].place
    ids = [v for k, v in place.identity.items() if k not in _NOT_A_PERSON]
    login = _ILIAS.fullmatch(place.key)
    return [*ids, place.key, key, place.name, login["login"] if login else ""]


# A folder of ILIAS: family name, first name, login, number.
_ILIAS = re.compile(r"[^_]+_[^_]+_(?P<login>.+)_\d+")
_NOT_A_PERSON = frozenset(["canvas_attachment", "canvas_anonymous", "brightspace_number"])


def _filed_under(key: str, person: Person | None, layout: Layout) -> str:
    return student_id(person.id) if person is not None and layout.needs_roster else key


def _shared(row: Submission, other: gradescope.Submitter, first: str) -> Submission:
    """Return the row of somebody who handed the same work in with another."""
    note = f"Handed in together with {shown(first)}: the same file."
    return replace(
        row,
        student=student_id(other.key),
        name=other.name,
        identity=other.identity,
        notes=(*row.notes, note),
    )
