"""Numbers of other kinds: an answer may be a Fraction, a Decimal, a number of SymPy or mpmath.

Where one real number is asked for, each of them is one. They cross to the judge as Python's own.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

_EXACT = ("fractions", "decimal", "sympy", "mpmath")
_TRUTHS = {"BooleanTrue": True, "BooleanFalse": False}  # what SymPy's comparisons give


def plain_number(value: Any) -> bool | int | float | None:
    """Return a number of another kind as Python's own, or None where it is not one real number.

    Whole ones stay whole: a count is as good as a Fraction. What no float holds is infinite.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from fractions import Fraction
    >>> plain_number(Fraction(1, 4)), plain_number(Decimal(3)), plain_number(Decimal("Infinity"))
    (0.25, 3, inf)
    >>> plain_number("1"), plain_number(object())
    (None, None)
    """
    kind = type(value)
    if str(getattr(kind, "__module__", "")).partition(".")[0] not in _EXACT:
        return None
    if kind.__name__ in _TRUTHS:
        return _TRUTHS[kind.__name__]
    try:
        number = float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError, ArithmeticError):
        return math.nan if kind.__name__ == "Decimal" else None  # a signalling NaN is one, too
    if not math.isfinite(number):
        return number
    return int(value) if value == int(value) else number


def is_real(value: Any) -> bool:
    """Tell whether an entry of an array of objects is one real number.

    Examples
    --------
    >>> is_real(2), is_real(1j), is_real("2")
    (True, False, False)
    """
    if isinstance(value, (int, float, np.number)):
        return not isinstance(value, np.complexfloating)
    return plain_number(value) is not None


def as_float(number: Any) -> float:
    """Return a real number as a float; one beyond every float is infinite.

    Examples
    --------
    >>> as_float(3), as_float(-(10**400))
    (3.0, -inf)
    """
    plain = plain_number(number)
    number = number if plain is None else plain
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
