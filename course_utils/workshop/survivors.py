"""What became of slips in right answers: who survived, and which are listed as equivalent."""

from __future__ import annotations

import functools
import json
import tomllib
from dataclasses import dataclass

from ..grading import Status
from .corpus import CORPUS
from .mutants import Mutant

EQUIVALENT = CORPUS / "equivalent.toml"


@dataclass(frozen=True)
class Verdict:
    """What a check says of one changed answer, with every seed.

    Attributes
    ----------
    exercise, answer : str
        The id, and the title of the answer.
    mutant : Mutant or None
        None for an answer as it stands in the corpus.
    marks : tuple of (Status, int)
        Status and points with each seed.
    right : bool
        Whether it is a right answer as it stands: then its mutants say something.
    """

    exercise: str
    answer: str
    mutant: Mutant | None
    marks: tuple[tuple[Status, int], ...]
    right: bool = False

    @property
    def survived(self) -> bool:
        """Whether it got full points with any seed."""
        return any(status is Status.RIGHT for status, _ in self.marks)

    @property
    def varies(self) -> bool:
        """Whether its mark depends on the draw of inputs."""
        return len(set(self.marks)) > 1

    @property
    def too_slow(self) -> bool:
        """Whether it was stopped: then another machine may say otherwise."""
        return any(status is Status.TOO_SLOW for status, _ in self.marks)

    @property
    def key(self) -> str:
        """How `equivalent.toml` names it."""
        return key_of(self.answer, self.mutant)

    @property
    def words(self) -> str:
        """What it got, in words.

        Examples
        --------
        >>> marks = ((Status.RIGHT, 4), (Status.PARTLY, 3))
        >>> Verdict("demo.f", "the solution", None, marks).words
        'right with 1 of 2 draws'
        """
        if not self.varies:
            return self.marks[0][0].value
        if self.survived:
            right = sum(status is Status.RIGHT for status, _ in self.marks)
            return f"right with {right} of {len(self.marks)} draws"
        return f"{min(e for _, e in self.marks)} to {max(e for _, e in self.marks)} points"


def key_of(title: str, mutant: Mutant | None) -> str:
    """Return how `equivalent.toml` names a mutant of the answer with this title."""
    return f"{title}: {mutant}"


@functools.cache
def _entries() -> dict[str, list[dict]]:
    with EQUIVALENT.open("rb") as file:
        return tomllib.load(file)


@functools.cache
def listed() -> dict[str, dict[str, str]]:
    """Return what `equivalent.toml` lists: exercise to mutant to reason."""
    return {
        exercise: {same: entry["reason"] for entry in mine for same in entry.get("same", ())}
        for exercise, mine in _entries().items()
    }


@functools.cache
def left_alone(exercise: str, answer: str) -> str:
    """Return why no slips are made in an answer; empty where they are."""
    for entry in _entries().get(exercise, ()):
        if "same" not in entry and answer in entry.get("answers", (answer,)):
            return entry["reason"]
    return ""


@dataclass(frozen=True)
class Proof:
    """What slips say of one check.

    Attributes
    ----------
    exercise : str
    verdicts : tuple of Verdict
        Of mutants, then of wrong answers.
    """

    exercise: str
    verdicts: tuple[Verdict, ...]

    @property
    def mutants(self) -> list[Verdict]:
        """The verdicts on mutants."""
        return [v for v in self.verdicts if v.mutant is not None]

    @property
    def equivalent(self) -> list[Verdict]:
        """The survivors that are listed."""
        return [v for v in self.mutants if v.survived and v.key in listed().get(self.exercise, {})]

    @property
    def holes(self) -> list[Verdict]:
        """Survivors that nobody has explained."""
        return [v for v in self.mutants if v.survived and v not in self.equivalent]

    @property
    def outdated(self) -> list[str]:
        """Listed mutants of the answers judged that do not survive, or are no longer made."""
        survivors = {v.key for v in self.mutants if v.survived or v.too_slow}
        titles = tuple(f"{v.answer}: " for v in self.mutants)
        known = listed().get(self.exercise, {})
        return [key for key in known if key.startswith(titles) and key not in survivors]

    @property
    def by_luck(self) -> list[Verdict]:
        """Wrong answers of other marks with another draw, and mutants that are right with some."""
        return [
            v
            for v in self.verdicts
            if v.varies and not v.right and (v.mutant is None or (v.survived and not v.too_slow))
        ]

    @property
    def refused(self) -> list[Verdict]:
        """Right answers that are not right with every draw."""
        return [v for v in self.verdicts if v.right and (v.varies or not v.survived)]

    @property
    def holds(self) -> bool:
        """Whether nothing is left to mend."""
        return not (self.refused or self.holes or self.by_luck or self.outdated)


def report(proof: Proof) -> list[str]:
    """Return a proof in lines: what survived, each slip as a difference, and what to do."""
    lines = [
        f"{proof.exercise}: {len(proof.mutants)} slips, {len(proof.equivalent)} of no matter, "
        f"{len(proof.holes)} survive"
    ]
    lines += [f"  right, and refused: {v.answer}: {v.words}" for v in proof.refused]
    for verdict in proof.holes:
        mutant = verdict.mutant
        if mutant is None:
            continue  # an answer that is refused has no slip in it
        lines += [f"  {verdict.answer} ({mutant.kind}): {verdict.words}"]
        lines += [f"    - {mutant.was}", f"    + {mutant.now}"]
    for verdict in proof.by_luck:
        if verdict not in proof.holes:
            lines.append(f"  the marks of {verdict.answer!r} depend on the draw: {verdict.words}")
    lines += [f"  listed, and refused by the check or gone: {key}" for key in proof.outdated]
    if proof.holes:
        lines += ["  Next: add a case to the check; or, if no task asks for it, list it with a "]
        lines[-1] += "reason in tests/corpus/equivalent.toml:"
        lines += [f'  [["{proof.exercise}"]]', '  reason = "..."', "  same = ["]
        lines += [f"    {json.dumps(v.key, ensure_ascii=False)}," for v in proof.holes]
        lines += ["  ]"]
    return lines
