"""A comparative claim, the settings in which it was tried, and the one rule for its verdict.

References
----------
S. Steegen, F. Tuerlinckx, A. Gelman and W. Vanpaemel, "Increasing Transparency Through a Multiverse
Analysis", Perspectives on Psychological Science 11, 2016. U. Simonsohn, J. Simmons and L. Nelson,
"Specification curve analysis", Nature Human Behaviour 4, 2020.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import inf, prod
from typing import Any

import numpy as np

from ...errors import NotThere, WrongValue, did_you_mean
from ..tables import Table, table

HOLDS, FAILS, DEPENDS = "holds", "does not hold", "depends on "
ENOUGH = 0.95
"""Share of settings in which a claim must hold to be said to hold."""
SEEDS = 20
"""The fewest seeds behind one setting."""
WIDTH = 80
"""Columns in which a claim and its verdict are shown."""

Axis = Mapping[str, Mapping[str, Any]]
"""What a reader may change: label -> settings of the experiment; ``seed`` is the generator's."""


@dataclass(frozen=True)
class Comparison:
    """A claim that compares, with its test and the settings that a reader may fairly change.

    Parameters
    ----------
    name, lesson : str
        For the list; the lesson's folder name.
    words : str
        The claim as a sentence.
    experiment : str
        As in `course_utils.experiments.experiments`.
    fixed : mapping of str to object
        Settings of the experiment that are the same everywhere, the number of seeds among them.
    vary : mapping of str to mapping
        Setting in words -> `Axis`.
    effect : callable
        Result of the experiment -> one number a seed, shape (seeds,).
    unit : str
        Of the effect, for the axis of the figure.
    low, high : float
        The claim holds in a setting if the 95 % interval of the mean effect lies between them.
    """

    name: str
    lesson: str
    words: str
    experiment: str
    fixed: Mapping[str, Any]
    vary: Mapping[str, Axis]
    effect: Callable[[Any], np.ndarray]
    unit: str
    low: float = 0.0
    high: float = inf

    @property
    def seeds(self) -> int:
        """How many seeds stand behind one setting; the experiment calls them seeds or nets."""
        return self.fixed.get("seeds") or self.fixed["nets"]

    @property
    def grid(self) -> list[tuple[str, ...]]:
        """Every setting: one label for each entry of `vary`."""
        return list(product(*self.vary.values()))

    def settings(self, at: tuple[str, ...]) -> tuple[dict[str, Any], int]:
        """Return the experiment's settings and the generator's seed at a place of the grid."""
        merged = dict(self.fixed)
        for axis, label in zip(self.vary.values(), at, strict=True):
            merged |= axis[label]
        return merged, merged.pop("seed", 0)


@dataclass(frozen=True)
class Point:
    """One setting: its labels, the mean effect with its 95 % interval, processor seconds."""

    at: tuple[str, ...]
    mean: float
    low: float
    high: float
    seconds: float


@dataclass(frozen=True, repr=False)
class Curve:
    """What became of a claim in every setting of its grid.

    Parameters
    ----------
    name, words, unit : str
        As for `Comparison`.
    seeds : int
        Seeds behind each point.
    bounds : tuple of float
        The claim holds at a point whose interval lies between them.
    axes : mapping of str to tuple of str
        Setting -> its labels.
    points : tuple of Point
        In the order of the grid.

    Examples
    --------
    >>> points = [Point((step, block), mean, mean - 1, mean + 1, 0.1)
    ...           for step, mean in (("0.1", 3), ("1.5", -2)) for block in "ab"]
    >>> axes = {"step size": ("0.1", "1.5"), "seed block": ("a", "b")}
    >>> curve = Curve("x", "A is better", "points", 20, (0, np.inf), axes, tuple(points))
    >>> curve.verdict
    'depends on step size'
    >>> print(curve.sentence.replace("; ", "\\n"))
    depends on step size: holds in 2 of 4 settings
    by step size: always at 0.1, never at 1.5
    the reverse is clear in 2
    """

    name: str
    words: str
    unit: str
    seeds: int
    bounds: tuple[float, float]
    axes: Mapping[str, tuple[str, ...]]
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        expected = prod(len(labels) for labels in self.axes.values())
        if len(self.points) != expected:
            raise WrongValue(
                f"the curve of {self.name} is not whole",
                expected=f"{expected} settings",
                got=len(self.points),
                next_step=f"Next: relu claims --stress {self.name}",
            )

    @property
    def holds(self) -> np.ndarray:
        """Whether the claim holds, point by point."""
        low, high = self.bounds
        return np.array([low < p.low and p.high < high for p in self.points])

    @property
    def reversed(self) -> np.ndarray:
        """Whether the interval lies beyond a bound altogether, point by point."""
        low, high = self.bounds
        return np.array([p.high < low or p.low > high for p in self.points])

    def shares(self, axis: str) -> dict[str, float]:
        """Return the share of settings in which the claim holds, by label of an axis."""
        if axis not in self.axes:
            raise NotThere(
                f"no setting of this claim is called {axis!r}",
                next_step=did_you_mean(axis, self.axes).strip(),
            )
        place = list(self.axes).index(axis)
        return {
            label: float(self.holds[[p.at[place] == label for p in self.points]].mean())
            for label in self.axes[axis]
        }

    @property
    def driver(self) -> str | None:
        """The setting most strongly associated with the outcome, by Cramér's V.

        Of equals, the first; None where the claim holds everywhere or nowhere.
        """
        from scipy.stats.contingency import association

        holds = self.holds
        if holds.all() or not holds.any():
            return None
        strength = {}
        for place, (axis, labels) in enumerate(self.axes.items()):
            at = np.array([labels.index(p.at[place]) for p in self.points])
            counts = [[(at[holds == h] == k).sum() for k in range(len(labels))] for h in (0, 1)]
            if len(labels) > 1:
                strength[axis] = round(float(association(np.array(counts))), 9)
        return max(strength, key=strength.__getitem__) if strength else None

    @property
    def verdict(self) -> str:
        """ "holds", "does not hold", or "depends on" and the `driver`.

        It holds if it does in 95 % of the settings or more, and does not in 5 % or less.
        """
        share = self.holds.mean()
        if share >= ENOUGH:
            return HOLDS
        # Rounded: 1 - 0.95 is not quite the 0.05 of one setting in twenty.
        if self.driver is None or share <= round(1 - ENOUGH, 9):
            return FAILS
        return DEPENDS + self.driver

    @property
    def count(self) -> str:
        """In how many of the settings it holds, as "n of m"."""
        return f"{int(self.holds.sum())} of {len(self.points)}"

    @property
    def sentence(self) -> str:
        """The verdict with its count, and where the claim holds and where it fails."""
        words = f"holds in {self.count} settings"
        if self.verdict != HOLDS:
            words = f"{self.verdict}: {words}"
        if self.driver:
            words += self._where(self.driver)
        against = int(self.reversed.sum())
        return words + (f"; the reverse is clear in {against}" if against else "")

    def _where(self, axis: str) -> str:
        """Sort the values of a setting: where the claim always holds, sometimes, and never."""
        shares = self.shares(axis)
        each = len(self.points) // len(shares)
        groups = (
            ("always", [label for label, share in shares.items() if share == 1]),
            ("in part", [f"{label} ({round(share * each)} of {each})"
                         for label, share in shares.items() if 0 < share < 1]),
            ("never", [label for label, share in shares.items() if share == 0]),
        )  # fmt: skip
        # Where it nearly holds, or nearly fails, the exceptions say it all.
        usual = {HOLDS: "always", FAILS: "never"}.get(self.verdict)
        parts = [f"{how} at {_listed(ls)}" for how, ls in groups if ls and how != usual]
        return f"; by {axis}: {', '.join(parts)}" if parts else ""

    def table(self) -> Table:
        """Return every value of every setting with how often the claim holds there."""
        rows = []
        for place, (axis, labels) in enumerate(self.axes.items()):
            for label in labels:
                here = [k for k, p in enumerate(self.points) if p.at[place] == label]
                effects = [self.points[k].mean for k in here]
                count = f"{int(self.holds[here].sum())} of {len(here)}"
                rows.append((axis, label, count, (min(effects), max(effects))))
        return table(
            {"setting": "", "value": "", "holds in": "", f"mean effect, {self.unit}": ".2g"}, rows
        )

    def __repr__(self) -> str:
        """The claim and its verdict in short lines, as a cell of a notebook shows them."""
        lines = textwrap.wrap(self.sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
        return "\n".join([*textwrap.wrap(self.words, WIDTH), *lines])

    def __str__(self) -> str:
        return f"{self.words} {self.sentence[0].upper()}{self.sentence[1:]}."


@dataclass(frozen=True, repr=False)
class Verdicts:
    """Curves that a cell of a notebook shows one below the other."""

    curves: tuple[Curve, ...]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.curves))


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
