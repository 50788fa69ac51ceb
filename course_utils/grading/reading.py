"""Read numbers out of what a learner wrote down, whatever it is."""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

import numpy as np


def real_number(value: Any) -> float | None:
    """Return a plain value as a float, or None when it is not one real number.

    Truth values are none; an array of one entry is; an integer beyond every float is infinite.

    Examples
    --------
    >>> real_number(np.float32(0.5)), real_number([1.0]), real_number(True), real_number(10**400)
    (0.5, None, None, inf)
    """
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(())[()]
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (Real, np.number)):
        return None
    if isinstance(value, np.complexfloating):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def real_numbers(value: Any) -> list[float] | None:
    """Return a list, tuple or row of numbers as floats, or None when it holds anything else.

    Examples
    --------
    >>> real_numbers((1, np.float64(2.5))), real_numbers([1.0, "2"]), real_numbers(3)
    ([1.0, 2.5], None, None)
    """
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    numbers = [n for item in value if (n := real_number(item)) is not None]
    return numbers if len(numbers) == len(value) else None


def one_number(value: Any) -> Any:
    """Return an array of one entry as that entry; anything else as it is.

    Examples
    --------
    >>> one_number(np.array([[2.5]])), one_number("2")
    (2.5, '2')
    """
    return value.item() if isinstance(value, np.ndarray) and value.size == 1 else value


def array_like(value: Any) -> Any:
    """Return a list or tuple of numbers, to any depth, as an array; anything else as it is.

    Examples
    --------
    >>> array_like([[1, 2], [3, 4]]).shape, array_like(["on"]), array_like(2.0)
    ((2, 2), ['on'], 2.0)
    """
    if not isinstance(value, (list, tuple)):
        return value
    try:
        array = np.array(value)
    except (TypeError, ValueError):
        return value
    return array if array.dtype.kind in "iufc" else value


def plain(value: Any) -> Any:
    """Return arrays, tuples and NumPy's scalars as lists and Python's own, to any depth.

    Examples
    --------
    >>> plain((np.array([1, 2]), [np.float64(3.5)], "on"))
    [[1, 2], [3.5], 'on']
    """
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def same_entry(got: Any, wanted: Any) -> bool:
    """Compare what was written down: words by letters, numbers to rounding, lists item by item.

    A set is compared without order; True and 1 are the same where True is wanted.

    Examples
    --------
    >>> same_entry(" Left", "left"), same_entry(0.1 + 0.2, 0.3), same_entry([1, 2.0], [1, 2])
    (True, True, True)
    >>> same_entry(None, 0.0), same_entry(["b", "a"], {"a", "b"}), same_entry(1, True)
    (False, True, True)
    """
    if isinstance(wanted, str):
        return isinstance(got, str) and got.strip().casefold() == wanted.casefold()
    if wanted is None or got is None:
        return wanted is got
    if isinstance(wanted, (set, frozenset)):
        items = list(got) if isinstance(got, (list, tuple, set, frozenset)) else None
        return items is not None and len(items) == len(wanted) and all(
            any(same_entry(item, want) for item in items) for want in wanted
        )  # fmt: skip
    if isinstance(wanted, (list, tuple)):
        items = plain(got)
        return (
            isinstance(items, list)
            and len(items) == len(wanted)
            and all(map(same_entry, items, wanted))
        )
    if isinstance(wanted, (bool, np.bool_)):
        return isinstance(got, (bool, np.bool_, int)) and got in (0, 1) and bool(got) == wanted
    mine, theirs = real_number(got), real_number(wanted)
    if mine is None or theirs is None:
        return False
    return bool(np.isclose(mine, theirs, rtol=1e-6, atol=1e-9, equal_nan=True))
