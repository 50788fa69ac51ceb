"""Gradescope's export: one folder a submission, and a YAML file that says whose each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .layouts import Layout, Place
from .members import MB, IntakeError, Member
from .roster import Person

METADATA = "submission_metadata.yml"
_LARGEST = 20 * MB


@dataclass(frozen=True)
class Submitter:
    """One of those who handed a submission in together."""

    key: str
    name: str
    identity: dict[str, str]


@dataclass(frozen=True)
class Handed:
    """What the metadata say of one folder."""

    submitters: tuple[Submitter, ...]
    received: datetime | None
    late: bool | None


def read_metadata(member: Member) -> dict[str, Handed]:
    """Return what ``submission_metadata.yml`` says, by folder.

    Raises
    ------
    IntakeError
        Where it cannot be read: without it nobody's name is known.
    """
    import yaml  # type: ignore[import-untyped]

    if member.size > _LARGEST:
        raise IntakeError(f"{METADATA} has {member.size / MB:.0f} MB. Next: export it again.")
    try:
        told = yaml.load(member.load(), Loader=_loader())
        return {str(folder): _handed(about) for folder, about in told.items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, IntakeError):
            raise
        raise IntakeError(
            f"{METADATA} cannot be read",
            expected="a folder's name, and under it :submitters:",
            got=" ".join(str(error).split())[:120],
            next_step="Next: export the submissions from Gradescope again.",
        ) from None


def _loader() -> type:
    """Return a safe loader that takes Ruby's own kinds of values for plain ones."""
    import yaml

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    made: Any = type("Plain", (safe,), {})  # of its own: what is added to it is added to no other

    def plain(loader: Any, _: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.SequenceNode):
            return loader.construct_sequence(node, deep=True)
        return loader.construct_scalar(node)

    made.add_multi_constructor("!", plain)
    return made


def _handed(about: dict[str, Any]) -> Handed:
    people = [_submitter(person) for person in about.get(":submitters") or []]
    created = about.get(":created_at")
    lateness = about.get(":lateness")
    late = None if lateness is None else bool(lateness)
    return Handed(tuple(people), created if isinstance(created, datetime) else None, late)


def _submitter(person: dict[str, Any]) -> Submitter:
    told = {key: str(person.get(f":{key}") or "").strip() for key in ("name", "sid", "email")}
    identity = {key: told[key] for key in ("sid", "email") if told[key]}
    return Submitter(told["sid"] or told["email"] or told["name"], told["name"], identity)


def without_files(handed: dict[str, Handed], members: Iterable[Member]) -> Iterator[Person]:
    """Yield those whose folder the metadata name and the export does not hold."""
    there = {member.parts[0] for member in members}
    for folder, about in handed.items():
        if folder not in there:
            yield from (Person(one.key, one.name, one.identity) for one in about.submitters)


def layout(handed: dict[str, Handed]) -> Layout:
    """Return the layout of an export: a file belongs to the first who handed its folder in."""

    def place(path: str) -> Place | None:
        folder, _, file = path.partition("/")
        if folder == METADATA:
            return None
        about = handed.get(folder)
        if about is None or not about.submitters:
            return Place(folder, file)
        first = about.submitters[0]
        return Place(
            first.key, file, first.name, first.identity, about.received, about.late, slot=folder
        )

    return Layout("Gradescope", place, filed_under="sid")
