"""What a reply to a request can be."""

from __future__ import annotations

from enum import StrEnum


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
