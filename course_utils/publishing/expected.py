"""How a room is likely to vote: as an earlier room did, else as the course's authors forecast.

A forecast is a judgement, not a measurement, and is always called one: for each answer, how many of
100 who have read up to the question are likely to choose it. The first room that is counted takes
its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..quiz import Question


@dataclass(frozen=True)
class Expected:
    """Shares in per cent by label, and of how many voters; none for a forecast."""

    shares: Mapping[str, int]
    voters: int = 0

    @property
    def known(self) -> bool:
        """Whether there is anything to expect."""
        return bool(self.shares)

    @property
    def source(self) -> str:
        """Where the figures come from, in words; empty with nothing to expect."""
        if self.voters:
            return f"the first vote of {self.voters} people in an earlier room"
        return "a forecast by the authors; no room has been counted yet" if self.known else ""

    def share(self, label: str) -> int:
        """Return the percentage that is likely to give this answer."""
        return self.shares.get(label, 0)

    def said(self, label: str) -> str:
        """Return an answer's share in words; empty with nothing to expect.

        Examples
        --------
        >>> Expected({"a": 25}, voters=8).said("a"), Expected({"a": 25}).said("a")
        ('25 % of 8', 'forecast 25 %')
        >>> Expected({}).said("a")
        ''
        """
        if not self.known:
            return ""
        share = f"{self.share(label)} %"
        return f"{share} of {self.voters}" if self.voters else f"forecast {share}"


def expected_of(question: Question, first: Mapping[str, Any] | None = None) -> Expected:
    """Return how a room is likely to answer a question.

    Parameters
    ----------
    question : Question
    first : mapping, optional
        The first vote of an earlier room: its voters and counts.

    Examples
    --------
    >>> from course_utils.quiz import find
    >>> expected_of(find("start_here.q_practice"), {"voters": 4, "counts": {"a": 1, "b": 3}}).shares
    {'a': 25, 'b': 75}
    """
    if first and first["voters"]:
        counts, voters = first["counts"], first["voters"]
        return Expected({label: round(100 * n / voters) for label, n in counts.items()}, voters)
    return Expected(question.forecast)
