"""One call of the learner's function, and how a behaviour ends early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .compare import Match
from .outcome import Finding


class Stop(Exception):
    """A behaviour is not met; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.reason)
        self.finding = finding


@dataclass
class Call:
    """One call of the learner's function, kept to recognise mistakes."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    got: Any = None
    raised: str = ""
    message: str = ""
    after: Any = None
    match: Match = field(default_factory=Match)
    part: int | None = None
    tidied: Callable[[Any], Any] = field(default=lambda value: value)
    shown: str = ""
