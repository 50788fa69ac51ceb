"""Claims and the tests they had to pass: a verdict by one rule, and the table of all verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .. import pages
from ..errors import WrongType, WrongValue
from .curves import DEPENDS, FAILS, HOLDS, Curve
from .statistics import mean_interval

SIDES = ("pro", "con")
HALF = "half"
VERDICTS = (HOLDS, HALF, FAILS)


def clearly_above(values: ArrayLike, than: float = 0.0) -> bool:
    """Return whether the 95 % interval of the mean lies above a number altogether.

    Parameters
    ----------
    values : array_like of float, shape (seeds,)
        One value a seed; differences of rivals with the same seed, where there are rivals.
    than : float, default 0.0
        The number.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If there are fewer than five seeds: fewer say too little about "better" or "worse".

    Examples
    --------
    >>> clearly_above([1, 2, 3, 2, 1]), clearly_above([1, -2, 3, -2, 1])
    (True, False)
    """
    values = np.asarray(values, dtype=float).ravel()
    if len(values) < 5:
        raise WrongValue(
            "too few seeds to call it better",
            expected="at least 5 values",
            got=len(values),
            next_step="Run more seeds.",
        )
    return bool(mean_interval(values).low > than)


@dataclass(frozen=True)
class Claim:
    """One cell of somebody's table, and what became of it.

    Parameters
    ----------
    about : str
        Whom it is about, for example an activation.
    side : {"pro", "con"}
        Which column it stands in.
    words : str
        The claim.
    tests : mapping of str to bool or Curve
        What the words were taken to promise, each with whether the measurement kept it; where
        there is a specification curve, the curve.
    measured : str
        The numbers, rounded.
    cells : tuple of str
        Ids of the notebook cells that measured it.

    Raises
    ------
    ValueError
        If the side is not known or there is no test.

    Examples
    --------
    >>> tests = {"as high": True, "higher": False}
    >>> claim = Claim("ladder", "pro", "higher", tests, "2 m against 2 m", ("ladder-run",))
    >>> print(claim)
    ladder, "higher": half
    """

    about: str
    side: str
    words: str
    tests: Mapping[str, bool | Curve]
    measured: str
    cells: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.side not in SIDES or not self.tests:
            raise WrongValue(
                "this claim cannot be judged",
                expected=f"a side of {' or '.join(SIDES)} and at least one test",
                got_words=f"{self.side!r} and {len(self.tests)} tests",
                next_step="Add what is missing.",
            )

    @property
    def verdict(self) -> str:
        """ "holds" if every test did, "does not hold" if none did, else on what it depends.

        A curve gives its own verdict. Tests that passed beside tests that did not, without a curve
        that depends on a setting, make "half".
        """
        given = [_verdict(test) for test in self.tests.values()]
        for alike in (HOLDS, FAILS):
            if set(given) == {alike}:
                return alike
        on = dict.fromkeys(v.removeprefix(DEPENDS) for v in given if v.startswith(DEPENDS))
        return DEPENDS + " and ".join(on) if on else HALF

    def __str__(self) -> str:
        return f'{self.about}, "{self.words}": {self.verdict}'


def _verdict(test: bool | Curve) -> str:
    if isinstance(test, Curve):
        return test.verdict
    return HOLDS if test else FAILS


def _shown(test: bool | Curve, yes: str, no: str) -> str:
    """Return yes, no, or in how many settings."""
    if isinstance(test, Curve):
        return f"{test.count} settings"
    return yes if test else no


def _row(claim: Claim) -> tuple[Claim, list[str]]:
    """Return a claim with its tests in words."""
    tests = [f"{_shown(p, '✓ yes', '✗ no')}: {test}" for test, p in claim.tests.items()]
    return claim, tests


@dataclass
class Ledger:
    """Claims, written down by the cells that measured them; one that runs again replaces its own.

    Parameters
    ----------
    claims : dict
        By (about, side, words), in the order in which they came.

    Examples
    --------
    >>> ledger = Ledger()
    >>> tests = {"over 20 kg": True}
    >>> print(ledger.note("ladder", "con", "heavy", tests, "23 kg", cells=("ladder-run",)))
    ladder, "heavy": holds
    >>> print(ledger.table().text)
    ladder
      con: heavy: HOLDS
           23 kg
           [yes] over 20 kg
           measured in ladder-run
    """

    claims: dict[tuple[str, str, str], Claim] = field(default_factory=dict)

    def note(
        self,
        about: str,
        side: str,
        words: str,
        tests: Mapping[str, bool | Curve],
        measured: str,
        *,
        cells: Iterable[str],
    ) -> Claim:
        """Write down a claim with its tests, numbers and cells, and return it."""
        cells = tuple(cells)
        for text in (about, words, measured, *cells):
            if not isinstance(text, str):
                raise WrongType(
                    "a claim is told in words", expected="texts in quotes", got=text,
                    next_step="Write it as a text.",
                )  # fmt: skip
        claim = Claim(about, side, words, dict(tests), measured, cells)
        self.claims[about, side, words] = claim
        return claim

    def table(
        self,
        *,
        only: Iterable[str] = (),
        without: Iterable[str] = (),
        formulas: Mapping[str, str] | None = None,
    ) -> ClaimTable:
        """Return the claims as a table, grouped by whom they are about.

        Parameters
        ----------
        only, without : iterable of str, optional
            Ids of cells: only the claims that they measured, or all but these.
        formulas : mapping of str to str, optional
            LaTeX by name, written beside the name; it also gives the order of the groups.
        """
        only, without, formulas = set(only), set(without), dict(formulas or {})
        claims = [
            c
            for c in self.claims.values()
            if (not only or only & set(c.cells)) and not without & set(c.cells)
        ]
        order = [*formulas, *(c.about for c in claims if c.about not in formulas)]
        claims.sort(key=lambda c: (order.index(c.about), SIDES.index(c.side)))
        return ClaimTable(tuple(claims), formulas)


@dataclass(frozen=True)
class ClaimTable:
    """What `Ledger.table` returns: a table in a notebook, lines of text elsewhere.

    Parameters
    ----------
    claims : tuple of Claim
        In their order.
    formulas : mapping of str to str
        LaTeX by name.
    """

    claims: tuple[Claim, ...]
    formulas: Mapping[str, str]

    @property
    def counts(self) -> dict[str, int]:
        """How many claims got each verdict, in the order of the rule; those given only."""
        given = Counter(claim.verdict for claim in self.claims)
        order = [HOLDS, *sorted(v for v in given if v.startswith(DEPENDS)), HALF, FAILS]
        return {verdict: given[verdict] for verdict in order if verdict in given}

    @property
    def text(self) -> str:
        """The table in lines of plain text."""
        lines, before = [], None
        for claim in self.claims:
            if claim.about != before:
                lines.append(claim.about)
            before = claim.about
            lines.append(f"  {claim.side}: {claim.words}: {claim.verdict.upper()}")
            lines.append(f"       {claim.measured}")
            lines += [f"       [{_shown(p, 'yes', 'no')}] {t}" for t, p in claim.tests.items()]
            lines.append(f"       measured in {', '.join(claim.cells)}")
        return "\n".join(lines)

    @property
    def html(self) -> str:
        """The table as HTML; the last column leads to the cells that measured it."""
        groups = [
            (about, self.formulas.get(about, ""), [_row(claim) for claim in claims])
            for about, claims in groupby(self.claims, key=lambda claim: claim.about)
        ]
        return pages.render("claims", groups=groups)

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return pages.bundle(self.text, self.html)
