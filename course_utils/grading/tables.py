"""What the checks of this lesson share: reading a table of answers, naming a mistake by values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from numbers import Real
from typing import Any

import numpy as np

from . import Ask

Mistake = tuple[str, str, Callable[..., Any]]
"""A name, what the learner reads, and the values that this mistake gives."""


def table_of(ask: Ask, keys: Iterable[Any], kind: str) -> dict:
    """Return the learner's dictionary once it has the keys of the starter."""
    keys, table = list(keys), ask.value()
    if not isinstance(table, dict) or not set(keys) <= set(table):
        ask.fail(
            f"Keep the {len(keys)} keys of the starter: {', '.join(map(repr, keys))}.",
            got=table, expected=f"a dictionary with {kind} for each key",
        )  # fmt: skip
    return table


def filled_in(ask: Ask, table: dict, key: Any, wanted: str) -> Any:
    """Return one entry, or say that it is still the starter's."""
    if table[key] is Ellipsis:
        ask.fail(f"{key!r} is still `...`.", got="...", expected=wanted)
    return table[key]


def is_number(value: Any) -> bool:
    """Tell a finite real number from everything else, True and False included.

    Examples
    --------
    >>> is_number(2), is_number(np.float64(0.5)), is_number(True), is_number("2")
    (True, True, False, False)
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, np.generic):
        return value.dtype.kind in "iuf" and bool(np.isfinite(value))
    # Beyond this an integer does not fit into a float.
    return isinstance(value, Real) and not isinstance(value, bool) and abs(value) < 1e300


def as_list(value: Any) -> Any:
    """Return arrays and tuples as a list; anything else as it is."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value


def same(left: Any, right: Any) -> bool:
    """Compare two answers: numbers to rounding, arrays entry by entry, the rest exactly.

    Examples
    --------
    >>> same(0.1 + 0.2, 0.3), same([1, 2], [1, 2, 3]), same("left", "left"), same(None, 0.0)
    (True, False, True, False)
    """
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return type(left) is type(right) and left == right
    try:
        left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    except (TypeError, ValueError):
        return False
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=1e-6, atol=1e-9))


def recognise(
    mistakes: Sequence[Mistake], cases: Sequence[tuple], got: Sequence[Any]
) -> tuple[str, str]:
    """Return name and words of the first mistake that gives every one of these answers.

    Examples
    --------
    >>> recognise([("doubled", "Twice too much.", lambda x: 2 * x)], [(1.0,), (2.0,)], [2.0, 4.0])
    ('doubled', 'Twice too much.')
    """
    for name, says, answer in mistakes:
        values = [_quiet(answer, case) for case in cases]
        if all(same(mine, theirs) for mine, theirs in zip(got, values, strict=True)):
            return name, says
    return "", ""


def _quiet(answer: Callable[..., Any], case: tuple) -> Any:
    try:
        return answer(*case)
    except ZeroDivisionError:
        return math.nan
