"""What every report shares: how points, lessons and files are written, and policies applied."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable
from typing import Protocol

from ... import lessons
from ...errors import CourseError
from ..gradebook import Result

# Controls have pictures; what turns a line around, and what is no character, is spelt out: nobody
# reads anything but what stands there.
_SPELT = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_VISIBLE = {**_PICTURES, 0x7F: "\u2421", **_SPELT}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
# Windows opens a device for these, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


class ReportError(CourseError):
    """A report cannot be made of this; the text says why, for a person."""


class Lateness(Protocol):
    """What a policy says of one submission: the share that stays, why, and if it can tell."""

    share: float
    reason: str
    known: bool


Policy = Callable[[Result], Lateness]
"""Decides anew in each run; None where a report takes one means that nothing is taken off."""


def share_of(result: Result, policy: Policy | None) -> tuple[float, str]:
    """Return the share of the marks that a policy leaves, and its reason."""
    if policy is None:
        return 1.0, ""
    late = policy(result)
    return late.share, late.reason


def was_late(result: Result, policy: Policy | None) -> bool | None:
    """Return whether a submission came late, by the policy or the platform; None: nobody knows."""
    if policy is None:
        return result.late
    said = policy(result)
    late = bool(said.reason or result.late)
    return late if said.known or result.late is not None else None


def final(result: Result, policy: Policy | None) -> float:
    """Return the points that count after the policy, to a hundredth."""
    return round(result.earned * share_of(result, policy)[0], 2)


def written(points: float) -> str:
    """Return points as people write them.

    Examples
    --------
    >>> written(4.0), written(2.5), written(1 / 3)
    ('4', '2.5', '0.33')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".")


def cut(text: str, longest: int) -> str:
    """Return a text that is not too long for a page.

    Examples
    --------
    >>> cut("abc", 3), cut("abcdef", 3)
    ('abc', 'abc … (3 more characters)')
    """
    if len(text) <= longest:
        return text
    return f"{text[:longest]} … ({len(text) - longest} more characters)"


@functools.cache
def lesson_title(stem: str) -> str:
    """Return ``"1 · What ReLU is"``, or what the stem says where the lesson is not at hand.

    Examples
    --------
    >>> lesson_title("97_made_up")
    '97 · made up'
    """
    if not stem:
        return "Not graded"  # nothing came, or nothing that tells its lesson
    number, _, words = stem.partition("_")
    if not number.isdigit():
        return stem
    try:
        words = lessons.about(stem)["title"]
    except (CourseError, OSError):
        words = words.replace("_", " ")
    return f"{int(number)} · {words}"


def page_bytes(page: str) -> bytes:
    r"""Return a page as the bytes of its file, with nothing in it that hides or turns text around.

    Examples
    --------
    >>> page_bytes("a\x00b \u202ecba \udcff").decode()
    'a␀b [U+202E]cba [U+DCFF]'
    """
    seen = page.translate(_VISIBLE)
    return _SURROGATE.sub(lambda found: f"[U+{ord(found[0]):04X}]", seen).encode("utf-8")


def file_name(student: str) -> str:
    r"""Return the name, without an ending, under which a student's files lie.

    Two students never share one, on no file system, and none leads out of its folder.

    Examples
    --------
    >>> file_name("ada-1"), file_name("../../x"), file_name("Ωmega 李")
    ('ada-1', 'x-9cdf6a50', 'Ωmega-李-aa87a8a9')
    """
    if _PLAIN_NAME.fullmatch(student) and not _DEVICES.match(student) and student[-1] != ".":
        return student
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    words = re.sub(r"[\W_]+", "-", _SURROGATE.sub("", student)).strip("-")[:30]
    return f"{words or 'student'}-{digest}"
