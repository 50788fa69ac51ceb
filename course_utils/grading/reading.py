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
        return math.inf if value > 0 else -math.inf


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
    numbers = [real_number(item) for item in value]
    return None if any(n is None for n in numbers) else numbers
