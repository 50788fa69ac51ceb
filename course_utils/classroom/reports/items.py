r"""How each exercise worked in this class: how hard it was, and whether it tells students apart.

The discrimination of an exercise is the correlation of its points with the points in the rest of
the lesson: near 1, whoever did well elsewhere did well here; near 0, it tells nothing; below 0, it
contradicts the rest, and is often at fault itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..gradebook import Result

ENOUGH = 15  # students; below, an interval spans nearly everything
DIFFER = 6  # students off the commonest points; where fewer are, an idle draw makes it look odd
ODD_BELOW = 0.2
RESAMPLES = 2000
AT_ONCE = 400_000  # numbers in memory while resampling


@dataclass(frozen=True)
class Item:
    """One exercise in numbers.

    Attributes
    ----------
    lesson, exercise, title : str
    points : int
    students : int
        Behind every figure here: those whose notebook of the lesson was judged.
    reached : float
        Mean share of the points, 0 to 1: the difficulty, upside down.
    full, none, untouched : int
        Students with all points, with no point, and those who did not start it.
    differ : int
        Students whose points are not the commonest ones.
    discrimination : tuple or None
        ``(value, low, high)`` with a 95 % bootstrap interval; None where there are too few
        students, or too few of them differ.
    """

    lesson: str
    exercise: str
    title: str
    points: int
    students: int
    reached: float
    full: int
    none: int
    untouched: int
    differ: int
    discrimination: tuple[float, float, float] | None

    @property
    def odd(self) -> bool:
        """Even the upper end of the interval is so low that the exercise asks for a look."""
        return self.discrimination is not None and self.discrimination[2] < ODD_BELOW

    @property
    def enough(self) -> bool:
        """There are students enough to say anything of it."""
        return self.students >= ENOUGH


class Matrix:
    """Points by student and exercise of one lesson, filled result by result: numbers only."""

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        self.titles: dict[str, tuple[str, int]] = {}
        self._columns: dict[str, list[float]] = {}
        self._untouched: dict[str, int] = {}
        self._students = 0

    def add(self, result: Result) -> None:
        """Add a result; one without a judged exercise says nothing of the exercises."""
        if not any(exercise.outcome for exercise in result.exercises):
            return
        for exercise in result.exercises:
            name = exercise.exercise
            self.titles[name] = (exercise.title, exercise.points)
            # Who was graded before an exercise was added says nothing of it.
            column = self._columns.setdefault(name, [])
            column += [np.nan] * (self._students - len(column)) + [float(exercise.earned)]
            untouched = exercise.status == "not started" and not exercise.earned
            self._untouched[name] = self._untouched.get(name, 0) + untouched
        self._students += 1

    def items(self) -> list[Item]:
        """Return the exercises in numbers, in the lesson's order."""
        names = list(self.titles)
        if not names:
            return []
        padded = [c + [np.nan] * (self._students - len(c)) for c in self._columns.values()]
        earned = np.array(padded)
        rest = np.nansum(earned, axis=0) - earned
        there = ~np.isnan(earned)
        return [
            self._item(name, earned[row, there[row]], rest[row, there[row]])
            for row, name in enumerate(names)
        ]

    def _item(self, name: str, earned: np.ndarray, rest: np.ndarray) -> Item:
        title, points = self.titles[name]
        return Item(
            self.lesson, name, title, points, earned.size,
            reached=float(earned.mean() / points) if points else 0.0,
            full=int(np.count_nonzero(earned >= points)),
            none=int(np.count_nonzero(earned == 0)),
            untouched=self._untouched[name],
            differ=differing(earned),
            discrimination=discrimination(earned, rest),
        )  # fmt: skip


def item_statistics(results: Iterable[Result]) -> list[Item]:
    """Return the exercises of all lessons in numbers, by lesson."""
    matrices: dict[str, Matrix] = {}
    for result in results:
        if result.lesson:
            matrices.setdefault(result.lesson, Matrix(result.lesson)).add(result)
    return [item for stem in sorted(matrices) for item in matrices[stem].items()]


def differing(points: np.ndarray) -> int:
    """Return how many have other points than the commonest ones.

    Examples
    --------
    >>> differing(np.array([2.0, 2.0, 0.0])), differing(np.array([1.0, 1.0]))
    (1, 0)
    """
    return int(points.size - np.unique(points.round(6), return_counts=True)[1].max())


def discrimination(earned: np.ndarray, rest: np.ndarray) -> tuple[float, float, float] | None:
    r"""Return the correlation of points here and elsewhere, with its bootstrap interval.

    .. math:: r = \frac{\sum (x-\bar x)(y-\bar y)}
                       {\sqrt{\sum (x-\bar x)^2 \sum (y-\bar y)^2}}

    Students are drawn again with replacement, `RESAMPLES` times; the interval reaches from the
    2.5th to the 97.5th percentile. The draw is seeded: the same marks give the same interval.

    Returns
    -------
    tuple or None
        ``(value, low, high)``; None under `ENOUGH` students, or where fewer than `DIFFER` differ:
        an interval drawn from one or two of them is far too narrow, and calls half of the
        easiest exercises odd that are in order.
    """
    from scipy.stats import bootstrap

    if earned.size < ENOUGH or min(differing(earned), differing(rest)) < DIFFER:
        return None
    found = bootstrap(
        (earned, rest), _correlation, paired=True, vectorized=True, method="percentile",
        n_resamples=RESAMPLES, batch=max(1, AT_ONCE // earned.size),
        rng=np.random.default_rng(2011),
    )  # fmt: skip
    low, high = found.confidence_interval
    return float(_correlation(earned, rest)), float(low), float(high)


def _correlation(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
    """Correlate along an axis; a draw in which nobody differs counts as 0: it tells nothing."""
    x = x - x.mean(axis=axis, keepdims=True)
    y = y - y.mean(axis=axis, keepdims=True)
    size = np.sqrt((x * x).sum(axis=axis) * (y * y).sum(axis=axis))
    return np.divide((x * y).sum(axis=axis), size, out=np.zeros_like(size), where=size > 1e-12)
