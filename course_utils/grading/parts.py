"""Answers of several parts: each part is marked, and recognised, on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import Ask, Match
from .compare import difference
from .exercise import Misconception


def plain_lists(value: Any) -> Any:
    """Return arrays and tuples as lists, to any depth of lists; anything else as it is.

    Examples
    --------
    >>> plain_lists((np.array([1, 2]), [3])), plain_lists("on")
    ([[1, 2], [3]], 'on')
    """
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain_lists(item) for item in value]
    return value


@dataclass(frozen=True)
class Parts:
    """How an answer of several parts is asked for.

    Parameters
    ----------
    oracle : callable
        Takes the arguments of the learner's function and returns all parts.
    names : tuple of str
        What the parts are, in order.
    tidy : callable
        Brings one part into the form that is compared.
    match : Match
        Tolerances.
    """

    oracle: Callable[..., Sequence[Any]]
    names: tuple[str, ...]
    tidy: Callable[[Any], Any] = plain_lists
    match: Match = field(default_factory=Match)

    def ask(
        self, ask: Ask, place: int, cases: Sequence[tuple], also: Sequence[tuple] = (), reason=""
    ) -> None:
        """Call with every case, then compare one part of each answer.

        A mistake is recognised when its reference answer has the learner's values for every case
        and for those in `also`, which are not marked.
        """
        before = len(ask.calls)
        got = [self._parts(ask, args) for args in (*also, *cases)]
        calls = ask.calls[before:]
        for args, parts, call in list(zip((*also, *cases), got, calls, strict=True))[len(also) :]:
            expected = self.tidy(self.oracle(*args)[place])
            found = difference(parts[place], expected, self.match)
            if found is None:
                continue
            mistake = self._mistake(ask, place, [*also, *cases], got)
            ask.calls = [c for c in ask.calls if c is not call] + [call]
            says = f"{mistake.says}\n" if mistake else ""
            texts = (reason, f"In {self.names[place]}:", found.reason)
            ask.fail(
                says + " ".join(text for text in texts if text), got=found.got or parts[place],
                expected=found.expected or expected, mistake=mistake.name if mistake else "",
            )  # fmt: skip

    def _parts(self, ask: Ask, args: tuple) -> list[Any]:
        got = ask.call(*args)
        if isinstance(got, np.ndarray) and got.ndim:
            got = list(got)
        if not isinstance(got, (tuple, list)) or len(got) != len(self.names):
            ask.fail(
                f"{len(self.names)} things are asked for: {', '.join(self.names)}.", got=got,
                expected=f"a tuple of {len(self.names)}",
            )  # fmt: skip
        return [self.tidy(part) for part in got]

    def _mistake(self, ask: Ask, place: int, cases: Sequence[tuple], got: Sequence[Any]) -> Any:
        """Return the known mistake with all parts of every answer; else with this part of each."""
        told = [(known, self._answers(known, cases)) for known in ask.exercise.misconceptions]
        told = [(known, answers) for known, answers in told if answers is not None]
        for known, answers in told:
            if all(map(self._same, got, answers)):
                return known
        if any(isinstance(parts[place], (bool, str)) for parts in got):
            return None  # a few words or truth values agree by chance with many a mistake
        for known, answers in told:
            if all(map(self._same, (g[place] for g in got), (a[place] for a in answers))):
                return known
        return None

    def _answers(self, known: Misconception, cases: Sequence[tuple]) -> list[list[Any]] | None:
        if known.answer is None:
            return None
        try:
            return [[self.tidy(part) for part in known.answer(*args)] for args in cases]
        except Exception:  # a mistake that cannot be made on these inputs
            return None

    def _same(self, mine: Any, wrong: Any) -> bool:
        return difference(mine, wrong, self.match) is None
