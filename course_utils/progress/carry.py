"""Carry progress to another machine: one JSON file with the records and the journal.

Taking in merges: of each exercise the better result is kept, of the journal every line once. So the
same file may be taken in twice, and two machines may be worked on in turn.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .. import replacing
from ..errors import CourseError
from . import journal
from .durable import DurableJson, NewerFileError
from .view import PASSED, SCHEMA, clean

FORM = "relu-course progress"


class NotProgressError(CourseError, ValueError):
    """The file holds no progress of this course."""


def export(source: Path, target: Path) -> int:
    """Write the progress file `source` and its journal to `target`; return how many events.

    Raises
    ------
    OSError
        `source` cannot be read or `target` not written.
    """
    data, _ = DurableJson(source, clean=clean).peek()
    events = list(journal.read(source.with_name(journal.NAME)))
    whole = {"form": FORM, "progress": data, "journal": events}
    text = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False)
    replacing.write_bytes(target, f"{text}\n".encode())
    return len(events)


def take_in(target: Path, source: Path) -> int:
    """Merge what `export` wrote to `source` into the progress file `target`; return new events.

    Raises
    ------
    NotProgressError
        `source` is no such file; nothing was changed.
    OSError
        `source` cannot be read or `target` not written.
    """
    data, events = _read(source)
    own = target.with_name(journal.NAME)
    known = {_line(event) for event in journal.read(own)}
    DurableJson(target, clean=clean).change(lambda mine: _merge(mine, data))
    new = [event for event in events if _line(event) not in known]
    journal.append(own, new)
    return len(new)


def _read(source: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    try:
        whole = json.loads(source.read_bytes().decode("utf-8"))
        if whole["form"] != FORM:
            raise KeyError
        data, _ = clean(dict(whole["progress"]))
        return data, [event for event in whole["journal"] if isinstance(event, dict)]
    except NewerFileError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotProgressError(
            f"{source} holds no progress of this course: expected a file that "
            "`relu progress --export` wrote. Nothing was changed."
        ) from None


def _line(event: Mapping[str, Any]) -> str:
    return json.dumps(event, sort_keys=True)


def _merge(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    mine["schema"] = SCHEMA
    if theirs.get("seed"):
        mine.setdefault("seed", theirs["seed"])
    for section, merged in (("exercises", _exercise), ("questions", _question)):
        entries = mine.setdefault(section, {})
        for key, entry in theirs.get(section, {}).items():
            entries[key] = merged(entries[key], entry) if key in entries else dict(entry)


def _exercise(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    best, other = sorted((a, b), key=_rank, reverse=True)
    most: Callable[..., Any] = max
    merged = other | best
    counted = ("attempts", "hints_seen", "solution_opened", "solution_before_pass")
    for name, choose in (dict.fromkeys(counted, most) | {"first": min, "last": max}).items():
        both = [entry[name] for entry in (a, b) if name in entry]
        if both:
            merged[name] = choose(both)
    return merged


def _rank(entry: Mapping[str, Any]) -> tuple[bool, float]:
    share = entry["earned"] / entry["points"] if entry.get("points") else 0.0
    return entry.get("status") == PASSED, share


def _question(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    early, late = sorted((a, b), key=lambda entry: entry.get("first", ""))
    merged = late | early
    newest = max((a, b), key=lambda entry: entry.get("last", ""))
    merged |= {name: newest[name] for name in ("last", "given") if name in newest}
    merged["answers"] = max(a.get("answers", 0), b.get("answers", 0))
    return merged
