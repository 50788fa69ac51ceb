"""Read numbers out of what a learner wrote down, whatever it is."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np

from ..student.limits import MAX_ITEMS
from ..student.numbers import as_float, is_real
from ..student.plain import Tensor


def real_number(value: Any) -> float | None:
    """Return a plain value as a float, or None when it is not one real number.

    Truth values are none; an array or a tensor of one entry is; an integer beyond every float is
    infinite.

    Examples
    --------
    >>> real_number(np.float32(0.5)), real_number([1.0]), real_number(True), real_number(10**400)
    (0.5, None, None, inf)
    """
    value = one_number(value)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (Real, np.number)):
        return None
    if isinstance(value, np.complexfloating):
        return None
    return as_float(value)


def real_numbers(value: Any) -> list[float] | None:
    """Return a list, tuple or row of numbers as floats, or None when it holds anything else.

    Examples
    --------
    >>> real_numbers((1, np.float64(2.5))), real_numbers([1.0, "2"]), real_numbers(3)
    ([1.0, 2.5], None, None)
    """
    value = listed(without_tensors(value))
    if not isinstance(value, (list, tuple)):
        return None
    numbers = [n for item in value if (n := real_number(item)) is not None]
    return numbers if len(numbers) == len(value) else None


def without_tensors(value: Any) -> Any:
    """Return a tensor as the array of its values, in lists and tuples too, to any depth.

    Examples
    --------
    >>> without_tensors([Tensor(np.array([1.0])), "on"])
    [array([1.]), 'on']
    """
    if isinstance(value, Tensor):
        return value.array
    if type(value) in (list, tuple):
        return type(value)(map(without_tensors, value))
    return value


def items_of(value: Any) -> list[Any] | None:
    """Return the items of a list, a tuple, an array with an axis or a tensor; else None.

    Examples
    --------
    >>> items_of((1, "on")), items_of(np.array([2, 3])), items_of("on"), items_of(np.array(1))
    ([1, 'on'], [2, 3], None, None)
    """
    if isinstance(value, Tensor):
        value = value.array
    if isinstance(value, np.ndarray):
        items = listed(value) if value.ndim else None
        return items if isinstance(items, list) else None
    return list(value) if isinstance(value, (list, tuple)) else None


def listed(value: Any) -> Any:
    """Return an array or a scalar of NumPy's as Python's own; one of too many entries as it is.

    No answer that is read as a list is that long, and each byte of one becomes a hundred.

    Examples
    --------
    >>> listed(np.array([[1], [2]])), listed(np.float64(0.5)), listed("on")
    ([[1], [2]], 0.5, 'on')
    >>> listed(np.zeros((MAX_ITEMS + 1, 1), bool)).shape
    (100001, 1)
    """
    small = isinstance(value, (np.ndarray, np.generic)) and value.size <= MAX_ITEMS
    return value.tolist() if small else value


def arrays_in(value: Any) -> list[np.ndarray]:
    """List the arrays in a value, in its lists and tuples too, in order.

    Examples
    --------
    >>> arrays_in((np.array([1, 2]), [np.array([3])], "on"))
    [array([1, 2]), array([3])]
    """
    if isinstance(value, np.ndarray):
        return [value]
    if not isinstance(value, (list, tuple)):
        return []
    return [array for item in value for array in arrays_in(item)]


def one_number(value: Any) -> Any:
    """Return an array or a tensor of one entry as that entry; anything else as it is.

    Examples
    --------
    >>> one_number(np.array([[2.5]])), one_number("2")
    (2.5, '2')
    """
    array = value.array if isinstance(value, Tensor) else value
    if isinstance(array, np.ndarray) and array.size == 1:
        return array.reshape(())[()].item()
    return value


def array_like(value: Any) -> Any:
    """Return a list or tuple of numbers, to any depth, or a tensor as an array; the rest as it is.

    Examples
    --------
    >>> array_like([[1, 2], [3, 4]]).shape, array_like(["on"]), array_like(2.0)
    ((2, 2), ['on'], 2.0)
    """
    read = without_tensors(value)
    if isinstance(read, int) and abs(read) >= 2**64:
        return as_float(read)  # no array holds it
    if not isinstance(read, (list, tuple)):
        return read
    try:
        array = np.array(read)
    except (TypeError, ValueError):
        return value
    if array.dtype == object and all(map(is_real, array.flat)):  # integers that no 64 bits hold
        array = np.array([as_float(item) for item in array.flat]).reshape(array.shape)
    return array if array.dtype.kind in "biufc" else value


def truth(value: Any) -> bool | None:
    """Return True or False for a truth value, and for the numbers 1 and 0; else None.

    Examples
    --------
    >>> truth(np.array(True)), truth(1), truth(0.0), truth("yes"), truth(2)
    (True, True, False, None, None)
    """
    value = one_number(value)
    if isinstance(value, (bool, int, float, np.bool_, np.number)) and value in (0, 1):
        return bool(value)
    return None


def plain(value: Any) -> Any:
    """Return arrays, tensors, tuples and NumPy's scalars as lists and Python's own, to any depth.

    Examples
    --------
    >>> plain((np.array([1, 2]), [np.float64(3.5)], "on"))
    [[1, 2], [3.5], 'on']
    """
    if isinstance(value, Tensor):
        value = value.array
    value = listed(value)
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
        return truth(got) == bool(wanted)
    mine, theirs = real_number(got), real_number(wanted)
    if mine is None or theirs is None:
        return False
    return bool(np.isclose(mine, theirs, rtol=1e-6, atol=1e-9, equal_nan=True))
