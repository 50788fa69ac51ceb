"""What a reply to a request can be, and what it must look like."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

MOST_TEXT = 2_000  # characters of each: they go into the gradebook and onto pages as they are
MOST_NAMES = 10_000  # of functions that ran below one call
# Errors of no class of Python's: a guard stopped the cell, and the message says all of it.
STOPPED = ("TimeUp", "Died", "ExitCalled")


class ReplyKind(StrEnum):
    """How a request ended.

    Examples
    --------
    >>> ReplyKind("too slow") is ReplyKind.TOO_SLOW, f"{ReplyKind.NOT_PLAIN}"
    (True, 'not plain')
    """

    VALUE = "value"  # the value is there
    RAISED = "raised"  # the learner's code raised
    TOO_SLOW = "too slow"  # it was stopped at its time limit
    EXIT = "exit"  # it asked the whole program to end
    MISSING = "missing"  # there is no such name
    NOT_PLAIN = "not plain"  # what came back is no plain value
    DIED = "died"  # the process ended
    HUNG = "hung"  # the process did not even notice its time limit


LOST = (ReplyKind.HUNG, ReplyKind.DIED)  # no process can say that of itself


def sound(reply: dict[str, Any], op: str) -> dict[str, Any]:
    """Return a reply from another process if every part of it has its form.

    The learner's code may have written it. What is asked for is not looked at: a wrong value is
    the judge's matter, a wrong form must never become it.

    Raises
    ------
    ValueError
        For a part of another form, or one that is missing.

    Examples
    --------
    >>> sound({"kind": ReplyKind.VALUE, "value": 4, "printed": 0}, "call")["value"]
    4
    >>> sound({"kind": ReplyKind.VALUE, "value": 4}, "describe")
    Traceback (most recent call last):
    ValueError: the reply's value has another form
    """
    for part, fits in _FORMS.items():
        if part in reply and not fits(reply[part]):
            raise ValueError(f"the reply's {part} has another form")
    kind = reply["kind"]
    if kind in LOST:
        raise ValueError("whoever answers has not hung, and lives")
    if kind is ReplyKind.RAISED and "error" not in reply:
        raise ValueError("the reply's error is missing")
    if kind is ReplyKind.VALUE:
        value = reply.get("value") if op in ("forget", "run") else reply["value"]
        known: dict[str, Callable[[Any], bool]] = {
            "describe": _is_description,
            "run": lambda v: v is None or _is_error(v),
        }
        if op in known and not known[op](value):
            raise ValueError("the reply's value has another form")
        return reply | {"value": value}
    return reply


def _is_text(value: Any) -> bool:
    return type(value) is str and len(value) <= MOST_TEXT


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**63


def _texts(value: Any) -> bool:
    return type(value) in (list, tuple) and len(value) <= MOST_NAMES and all(map(_is_text, value))


def _is_frame(value: Any) -> bool:
    if type(value) not in (list, tuple) or len(value) != 3:
        return False
    return _is_count(value[0]) and _texts(value[1:])


def _is_error(value: Any) -> bool:
    return (
        type(value) is dict
        and _is_text(value.get("type"))
        and _is_text(value.get("message"))
        and type(value.get("frames")) in (list, tuple)
        and len(value["frames"]) <= 20
        and all(map(_is_frame, value["frames"]))
        and ("because" not in value or _is_failure(value["because"]))
    )


def _is_description(value: Any) -> bool:
    return type(value) is dict and type(value.get("blank")) is bool


def _is_failure(value: Any) -> bool:
    return type(value) is dict and _is_text(value.get("cell")) and _is_error(value.get("error"))


_FORMS: dict[str, Callable[[Any], bool]] = {
    "printed": _is_count,
    "printed_head": _is_text,
    "warnings": _texts,
    "used": _texts,
    "seconds": lambda value: type(value) in (int, float),
    "message": _is_text,
    "judged": _is_text,
    "error": _is_error,
    "failed": _is_failure,
}
