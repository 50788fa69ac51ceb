"""Mistakes that any exercise may meet: another factor, another order, a square for a root.

Each is made of the exercise's own oracle, so that it is recognised like one of the catalogue: by
its values, on every input asked. They are tried where no mistake of the catalogue fits.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from .exercise import Exercise
from .misconception import Misconception

_ORDINALS = ("first", "second", "third", "fourth", "fifth")
Change = Callable[[np.ndarray], np.ndarray]


class _Inapplicable(Exception):
    """A change that makes no sense of these numbers, such as a share above 1."""


def _share(value: np.ndarray) -> np.ndarray:
    if value.size == 0 or not ((value >= 0) & (value <= 1)).all():
        raise _Inapplicable
    return value


def _transpose(value: np.ndarray) -> np.ndarray:
    if value.ndim != 2:
        raise _Inapplicable
    return value.T


def _backwards(value: np.ndarray) -> np.ndarray:
    if value.ndim != 1:
        raise _Inapplicable
    return value[::-1]


_CHANGES: tuple[tuple[str, Change, str], ...] = (
    (
        "per cent for a share",
        lambda value: 100 * _share(value),
        "This is 100 times what is asked: per cent. A share lies between 0 and 1.",
    ),
    (
        "the other sign",
        lambda value: -value,
        "The size is right and the sign is the other one.",
    ),
    ("twice as much", lambda value: 2 * value, "This is twice what is asked. Is a ½ missing?"),
    ("half as much", lambda value: value / 2, "This is half of what is asked. Is it halved twice?"),
    ("a root is missing", np.square, "This is the square of what is asked: a root is missing."),
    ("one root too many", np.sqrt, "This is the root of what is asked: one root too many."),
    (
        "cut to whole numbers",
        np.trunc,
        "These are the right numbers with their fractions cut off: `int`, `//` or an array of "
        "whole numbers does that.",
    ),
    (
        "NaN turned into 0",
        lambda value: np.where(np.isnan(value), 0.0, value) if np.isnan(value).any() else value,
        "NaN has become 0 here, as if it were a number.",
    ),
    (
        "rows and columns exchanged",
        _transpose,
        "The numbers are right, with rows and columns exchanged: this is the transpose.",
    ),
    ("backwards", _backwards, "The numbers are right and stand in the opposite order."),
)


def general_mistakes(exercise: Exercise) -> list[Misconception]:
    """Return what may be wrong with any answer, by this exercise's oracle.

    Examples
    --------
    >>> share = Exercise("demo.share", title="t", minutes=1, difficulty="easy", hints=("", ""),
    ...                  oracle=lambda x: np.mean(np.asarray(x) > 0))
    >>> wrong = {mistake.name: mistake.answer for mistake in general_mistakes(share)}
    >>> wrong["per cent for a share"]([1, 2, -3, 4]), wrong["a count for a share"]([1, 2, -3, 4])
    (np.float64(75.0), np.float64(3.0))
    """
    if exercise.oracle is None:
        return []
    known = [
        Misconception(name, says, answer=_changed(exercise.oracle, change))
        for name, change, says in _CHANGES
    ]
    known += [
        Misconception(
            "a count for a share",
            "This is a count. A share is a count divided by how many there are.",
            answer=_counted(exercise.oracle, axis),
        )
        for axis in (None, 0, -1)
    ]
    return known + _exchanged_results(exercise) + _exchanged_arguments(exercise.oracle)


def _changed(oracle: Callable[..., Any], change: Change) -> Callable[..., Any]:
    return lambda *args: _each(oracle(*args), change)


def _each(value: Any, change: Change) -> Any:
    """Change a number or an array; each, where there are several parts."""
    if isinstance(value, tuple):
        return tuple(_each(part, change) for part in value)
    if isinstance(value, (bool, str, np.bool_)) or value is None:
        return value
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        raise _Inapplicable
    made = change(array)
    return made.tolist() if isinstance(value, list) else made[()]


def _counted(oracle: Callable[..., Any], axis: int | None) -> Callable[..., Any]:
    def answer(*args: Any) -> Any:
        shape = np.shape(args[0])
        count = int(np.prod(shape)) if axis is None else shape[axis]
        return _each(oracle(*args), lambda value: count * _share(value))

    return answer


def _exchanged_results(exercise: Exercise) -> list[Misconception]:
    """Return the answers of which two parts have changed places."""
    says = f"Two results have changed places. The order is: {', '.join(exercise.parts)}."
    return [
        Misconception(
            "results exchanged", says, answer=_with_exchanged_results(exercise.oracle, pair)
        )
        for pair in itertools.combinations(range(len(exercise.parts)), 2)
    ]


def _with_exchanged_results(oracle: Any, pair: tuple[int, int]) -> Callable[..., Any]:
    def answer(*args: Any) -> Any:
        parts, (one, other) = list(oracle(*args)), pair
        parts[one], parts[other] = parts[other], parts[one]
        return tuple(parts)

    return answer


def _exchanged_arguments(oracle: Callable[..., Any]) -> list[Misconception]:
    count = len(inspect.signature(oracle).parameters)
    return [
        Misconception(
            "arguments exchanged",
            f"This would be right with the {one} and the {other} argument exchanged.",
            answer=_with_exchanged(oracle, place),
        )
        for place, (one, other) in enumerate(itertools.pairwise(_ORDINALS[:count]))
    ]


def _with_exchanged(oracle: Callable[..., Any], place: int) -> Callable[..., Any]:
    def answer(*args: Any) -> Any:
        if len(args) < place + 2:  # an oracle may have more parameters than a call has arguments
            raise _Inapplicable
        changed = list(args)
        changed[place : place + 2] = changed[place + 1], changed[place]
        return oracle(*changed)

    return answer
