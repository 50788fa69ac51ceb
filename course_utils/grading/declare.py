"""Declarative behaviours: cases against an oracle, parts of an answer, rows of a table.

An exercise says its `oracle` once. `Cases` draw inputs and compare, `Rows` compare entries of a
dictionary that the learner fills in. What is expected is computed after all calls were made, so no
frame of a learner's holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .compare import Match, difference
from .reading import items_of, plain, same_entry


class Unreadable(ValueError):
    """Raised by `tidy` and `read`: what came back is not of the form that is asked for."""

    def __init__(self, reason: str, wanted: str) -> None:
        super().__init__(reason)
        self.wanted = wanted


Draw = Callable[[np.random.Generator], Iterable[tuple[Any, ...]]]


def _nothing(rng: np.random.Generator) -> tuple[tuple[Any, ...], ...]:
    return ()


@dataclass(frozen=True)
class Cases:
    """A behaviour: the learner's answer equals the oracle's for every case drawn.

    Parameters
    ----------
    name : str
    points : int
    draw : callable
        ``draw(rng)`` gives the arguments of each call, a tuple each.
    look : int or str
        Section of the lesson to read. This, `task` and `reason` the file of words fills in.
    task : str
        The sentence of the task that this tests, as it stands there.
    also : callable
        Like `draw`: asked and not marked. They tell mistakes apart; an answer that is the same for
        all of them and for the marked ones is marked by them, too.
    part : int or tuple of int, optional
        Which part of the answer counts, or which parts, where the exercise names `parts`.
    match : Match, optional
        Tolerances; the exercise's own by default.
    reason : str
        Said before a difference.
    keeps : bool
        Whether the arguments must be left as they were.
    view : callable, optional
        ``view(answer, *arguments)``: what of the (part of the) answer is marked; a dictionary
        gives each value a name. A mistake is recognised by the whole.
    between : callable, optional
        ``between(*arguments)`` gives the least and the greatest right answer, part by part where
        there are parts; then any number from one to the other counts, and not the oracle's alone.
    """

    name: str
    points: int
    draw: Draw
    look: int | str = ""
    task: str = ""
    also: Draw = _nothing
    part: int | tuple[int, ...] | None = None
    match: Match | None = None
    reason: str = ""
    keeps: bool = False
    view: Callable[..., Any] | None = None
    between: Callable[..., tuple[Any, Any]] | None = None

    def test(self, ask: Any) -> None:
        """Call with every case, then compare each answer."""
        unmarked = list(self.also(ask.rng))
        cases = [*unmarked, *self.draw(ask.rng)]
        calls = self.asked(ask, *cases)
        pairs = list(zip(cases, calls, strict=True))
        for args, call in pairs[len(unmarked) :]:
            self._mark(ask, args, call)
        first, *others = [call.got for call in calls]
        if unmarked and all(difference(got, first, Match()) is None for got in others):
            for args, call in pairs[: len(unmarked)]:
                # Who says the same of everything has decided nothing.
                self._mark(ask, args, call)

    def _mark(self, ask: Any, args: tuple[Any, ...], call: Any) -> None:
        ask.about(call)
        wanted = ask.exercise.expected(*args)
        bounds = None if self.between is None else self.between(*args)
        names = ask.exercise.parts
        if not names or (self.view is not None and self.part is None):
            self._compare(ask, args, (call.got, wanted, bounds), self.reason)
            names = ()
        for part in range(len(names)) if self.part is None else np.ravel(self.part).tolist():
            limits = bounds if bounds is None else [bound[part] for bound in bounds]
            for other in ask.calls:  # a mistake may be known by this part alone
                other.part = part
            reason = f"{self.reason} In {ask.exercise.parts[part]}:".lstrip()
            self._compare(ask, args, (call.got[part], wanted[part], limits), reason)
        if self.keeps:
            ask.unchanged()

    def _compare(self, ask: Any, args: tuple[Any, ...], values: Any, reason: str) -> None:
        got, wanted, bounds = values
        match = self.match or ask.exercise.match
        if self.view is not None:
            wanted, got = self.view(wanted, *args), self.view(got, *args)
        if bounds is None:
            ask.compare(got, wanted, match=match, reason=reason)
        else:
            ask.between(got, *bounds, match=match, reason=reason)

    def asked(self, ask: Any, *cases: tuple[Any, ...]) -> list[Any]:
        """Call with the arguments of cases; the answers are in the form that is compared."""
        exercise = ask.exercise
        part = self.part if isinstance(self.part, int) else None  # of several: when marked
        calls = []
        for call in ask.cases(cases, match=self.match or exercise.match, part=part):
            if exercise.parts:
                call.got = as_parts(ask, call.got, exercise.parts)
            else:
                call.got = _tidied(ask, call.got)
            calls.append(call)
        return calls


@dataclass(frozen=True)
class Table:
    """A dictionary that the learner fills in.

    Parameters
    ----------
    entries : mapping or callable
        The right entry for each key, or ``entries(ask)`` that measures them.
    wanted : str
        What an entry is, in words: ``"one of 'supported', 'refuted', 'not measured'"``.
    says : callable
        ``says(key, entry)``: where the given entry shows to be wrong; read in any case. Without it
        the file of words says what speaks for the right one, where no known mistake is met.
    words : tuple
        The entries there may be; empty for any.
    tidy : callable
        Brings an entry into the form that is compared; raises `Unreadable` where it cannot.
    read : callable
        Makes the dictionary of entries of what the learner wrote, where they are not the same.
    """

    entries: Mapping[Any, Any] | Callable[[Any], Mapping[Any, Any]]
    wanted: str
    says: Callable[[Any, Any], str] | None = None
    words: tuple[Any, ...] = ()
    tidy: Callable[[Any], Any] = plain
    read: Callable[[Any], Any] | None = None

    def right(self, ask: Any) -> Mapping[Any, Any]:
        """Return the right entries."""
        return self.entries(ask) if callable(self.entries) else self.entries


@dataclass(frozen=True)
class Rows:
    """A behaviour: these entries of the exercise's table are right; each key is marked alone.

    Parameters
    ----------
    name : str
    points : int
    keys : tuple
    look, task
        As in `Cases`.
    """

    name: str
    points: int
    keys: tuple[Any, ...]
    look: int | str = ""
    task: str = ""

    def test(self, ask: Any) -> None:
        """Compare the entries of these keys."""
        table: Table = ask.exercise.table
        written = given = ask.value()
        if table.read is not None:
            given = _tidied(ask, given, table.read)
        right = table.right(ask)
        if not isinstance(given, dict) or not set(self.keys) <= set(given):
            keys = ", ".join(map(repr, right))
            wanted = f"a dictionary; each entry is {table.wanted}"
            reason = f"Keep the {len(right)} keys of the starter: {keys}."
            ask.fail(reason, got=given, expected=wanted)
        for key in self.keys:
            self._entry(ask, key, given[key], right[key], written)
        if table.words and _all_alike(map(given.get, right)) and not _all_alike(right.values()):
            reason = "Every entry is the same, so nothing is decided."
            ask.fail(reason, got=given, expected=f"for each key {table.wanted}")

    def _entry(self, ask: Any, key: Any, raw: Any, wanted: Any, written: Any) -> None:
        table: Table = ask.exercise.table
        got = raw if raw is Ellipsis else _tidied(ask, raw, table.tidy, f"{key!r}: ")
        if got is Ellipsis:
            ask.fail(f"{key!r} is still `...`.", got="...", expected=table.wanted)
        if table.words and not any(same_entry(got, table.tidy(w)) for w in table.words):
            reason = f"{key!r}: this is no entry that the task allows."
            ask.fail(reason, got=raw, expected=table.wanted)
        if same_entry(got, table.tidy(wanted)):
            return
        name, known = _of_table(ask.exercise.misconceptions, written, key, got, table.tidy)
        if table.says is not None:
            text = f"{known}\n{table.says(key, got)}".strip()
        else:
            text = known or ask.exercise.entries.get(key, "") or "this entry is not right."
        expected = f"another entry: {table.wanted}"
        ask.fail(f"{key!r}: {text}", got=raw, expected=expected, mistake=name)


def _all_alike(entries: Iterable[Any]) -> bool:
    """Tell whether one entry was written down for every key."""
    first, *others = map(plain, entries)
    return len(others) > 1 and all(same_entry(entry, first) for entry in others)


def _tidied(ask: Any, value: Any, tidy: Callable[[Any], Any] | None = None, where: str = "") -> Any:
    try:
        return (tidy or ask.exercise.tidy)(value)
    except Unreadable as problem:
        return ask.fail(f"{where}{problem}", got=value, expected=problem.wanted)


def _of_table(
    mistakes: Sequence[Any], written: Any, key: Any, got: Any, tidy: Callable[[Any], Any]
) -> tuple[str, str]:
    """Return the first mistake with this entry at this key, or shown by the table as a whole."""
    for mistake in mistakes:
        wrong = mistake.answer
        entry = isinstance(wrong, Mapping) and key in wrong and same_entry(got, tidy(wrong[key]))
        if entry or mistake.shows_in(written):
            return mistake.name, mistake.says
    return "", ""


def as_parts(ask: Any, got: Any, names: Sequence[str]) -> tuple[Any, ...]:
    """Return an answer as its parts, or end the behaviour with what is asked for."""
    items = items_of(got) or []
    if len(items) != len(names):
        reason = f"{len(names)} things are asked for: {', '.join(names)}."
        ask.fail(reason, got=got, expected=f"a tuple of {len(names)}")
    return tuple(_tidied(ask, item) for item in items)
