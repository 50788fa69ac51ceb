"""Compare what came back with what was expected, and say where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..student.numbers import as_float
from ..student.plain import Opaque, Tensor, type_name
from .reading import array_like, plain, truth
from .show import show_value


@dataclass(frozen=True)
class Match:
    """How closely two values must agree.

    Parameters
    ----------
    rtol, atol : float
        ``|got - expected| <= atol + rtol * |expected|``.
    dtype : bool
        Whether the dtype must agree too.
    signed_zeros : bool
        Whether -0.0 differs from 0.0.
    array : bool
        Whether an array is demanded where one is expected. Otherwise a list of numbers or a
        tensor will do, and an array of one entry for a number.
    """

    rtol: float = 1e-6
    atol: float = 1e-9
    dtype: bool = False
    signed_zeros: bool = False
    array: bool = False


@dataclass(frozen=True)
class Difference:
    """What differs, in words; `index` is the first differing entry of an array.

    `form` tells that the type or the shape is wrong: the values were then not looked at.
    """

    reason: str
    index: tuple[int, ...] | None = None
    got: str = ""
    expected: str = ""
    form: bool = False


_NOTHING = (
    "The function returned nothing (None). Does every path end with `return`, with the result "
    "behind it?"
)


def difference(got: Any, expected: Any, match: Match) -> Difference | None:
    """Return how `got` differs from `expected`, or None.

    Examples
    --------
    >>> difference(np.array([1.0, 2.0]), np.array([1.0, 3.0]), Match()).index
    (1,)
    >>> difference(1.0, np.float64(1.0), Match()) is None
    True
    """
    if isinstance(expected, Tensor):
        return _tensor(got, expected, match)
    if isinstance(expected, (np.ndarray, np.generic, float, int)) and not isinstance(
        expected, bool
    ):
        return _numeric(got, np.asarray(expected), match)
    if isinstance(expected, dict):
        return _mapping(got, expected, match)
    if isinstance(expected, (list, tuple)):
        return _sequence(got, expected, match)
    if isinstance(expected, bool) and truth(got) is not None:
        return None if truth(got) == expected else _plain(got, expected)
    same = type(got) is type(expected) and got == expected
    return None if same else _plain(got, expected)


def _plain(got: Any, expected: Any) -> Difference:
    if got is None and expected is not None:
        return Difference(_NOTHING, got="None", expected=show_value(expected), form=True)
    return Difference("The result differs.", got=show_value(got), expected=show_value(expected))


def _tensor(got: Any, expected: Tensor, match: Match) -> Difference | None:
    if not isinstance(got, Tensor):
        reason = _NOTHING if got is None else f"A torch tensor is asked for, not {a(got)}."
        return Difference(reason, got=show_value(got), expected=show_value(expected))
    if match.dtype and expected.dtype and got.dtype != expected.dtype:
        return Difference(
            f"The dtype is {got.dtype}; it should be {expected.dtype}.",
            got=got.dtype,
            expected=expected.dtype,
        )
    return _numeric(got.array, expected.array, match)


def _mapping(got: Any, expected: dict[Any, Any], match: Match) -> Difference | None:
    if not isinstance(got, dict):
        return Difference(
            f"A dictionary is asked for, not {a(got)}.", got=show_value(got),
            expected=show_value(expected),
        )  # fmt: skip
    if set(got) != set(expected):
        return Difference(
            "The keys differ.", got=show_value(sorted(map(str, got))),
            expected=show_value(sorted(map(str, expected))),
        )  # fmt: skip
    for key, value in expected.items():
        found = difference(got[key], value, match)
        if found:
            return Difference(f"At {key!r}: {found.reason}", got=found.got or show_value(got[key]),
                              expected=found.expected or show_value(value))  # fmt: skip
    return None


def _sequence(got: Any, expected: Any, match: Match) -> Difference | None:
    if isinstance(got, (np.ndarray, Tensor)):
        got = plain(got)
    if not isinstance(got, (list, tuple)):
        return Difference(
            f"A {type(expected).__name__} of {len(expected)} is asked for, not {a(got)}.",
            got=show_value(got),
            expected=show_value(expected),
        )
    if len(got) != len(expected):
        return Difference(
            f"There are {len(got)} items; there should be {len(expected)}.",
            got=show_value(got),
            expected=show_value(expected),
        )
    for place, (left, right) in enumerate(zip(got, expected, strict=True)):
        found = difference(left, right, match)
        if found:
            inner = (
                found.reason.removeprefix("At ")
                if found.reason.startswith("At [")
                else (f": {found.reason}")
            )
            return Difference(f"At [{place}]{inner}", got=found.got or show_value(left),
                              expected=found.expected or show_value(right))  # fmt: skip
    return None


def _numeric(got: Any, expected: np.ndarray, match: Match) -> Difference | None:
    def wanted() -> str:  # written out only where something differs: it costs more than comparing
        return show_value(expected if expected.ndim else expected.item())

    wrong_kind = _kind_problem(got, expected, match)
    if wrong_kind:
        return Difference(wrong_kind, got=show_value(got), expected=wanted(), form=True)
    array = np.asarray(array_like(got))
    if array.dtype == object:  # an integer that no 64 bits hold
        array = np.asarray(as_float(got))
    if expected.ndim == 0 and array.size == 1 and not match.array:
        array = array.reshape(())
    if array.shape != expected.shape:
        return Difference(
            f"The shape is {array.shape}; it should be {expected.shape}.",
            got=show_value(got),
            expected=wanted(),
            form=True,
        )
    if match.dtype and array.dtype.newbyteorder("=") != expected.dtype:
        return Difference(
            f"The dtype is {array.dtype}; it should be {expected.dtype}.",
            got=f"{show_value(got)}, dtype {array.dtype}",
            expected=f"{show_value(expected)}, dtype {expected.dtype}",
        )
    bad = ~_equal_entries(array, expected, match)
    return _entries_differ(got, array, bad, wanted()) if bad.any() else None


def _entries_differ(got: Any, array: np.ndarray, bad: np.ndarray, wanted: str) -> Difference:
    """Say which entries differ: `bad` is True at those."""
    if array.ndim == 0:
        truths = array.dtype == np.bool_ and wanted not in ("True", "False")
        reason = "True or False came back; a number is asked for." if truths else (
            "The value differs."
        )  # fmt: skip
        return Difference(reason, got=show_value(got), expected=wanted, form=truths)
    index = tuple(int(i[0]) for i in np.nonzero(bad))
    count = int(bad.sum())
    many = "1 entry differs" if count == 1 else f"{count} of {bad.size} entries differ"
    where = index[0] if len(index) == 1 else index
    reason = f"{many}, the first at index {where}."
    return Difference(reason, index, got=show_value(array), expected=wanted)


def _kind_problem(got: Any, expected: np.ndarray, match: Match) -> str:
    if got is None:
        return _NOTHING
    strict = match.array or match.dtype
    if isinstance(got, Tensor) and strict:
        return "A torch tensor came back; the rest of this course's NumPy code needs an array."
    if isinstance(got, (bool, np.bool_)) and expected.ndim:
        return "True or False came back; an array is asked for."
    if isinstance(got, (int, float, complex, np.generic, np.ndarray, Tensor)):
        return ""
    if isinstance(got, (list, tuple)) and expected.ndim:
        if strict:
            return (
                f"A {type_name(got)} came back; an array is asked for. With a {type_name(got)}, "
                "`2 * result` repeats the entries and does not double them."
            )
        if isinstance(array_like(got), np.ndarray):
            return ""
        return (
            f"A {type_name(got)} came back that is no block of numbers: an entry is something "
            "else, or the rows differ in length."
        )
    kind = a(got)  # not str.capitalize: that would make small letters of all the others
    return f"{kind[0].upper()}{kind[1:]} came back; {_wanted(expected)} is asked for."


def _wanted(expected: np.ndarray) -> str:
    return "a number" if expected.ndim == 0 else "an array"


def a(value: Any) -> str:
    """Name a value's type with its article, as in "a list"."""
    if isinstance(value, Opaque) and value.type_name in ("function", "builtin_function_or_method"):
        return "a function (was it called, with parentheses?)"
    name = {"str": "string", "dict": "dictionary", "int": "integer"}.get(
        type_name(value), type_name(value)
    )
    if value is None:
        return "None"
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _equal_entries(got: np.ndarray, expected: np.ndarray, match: Match) -> np.ndarray:
    with np.errstate(all="ignore"):
        if got.dtype.kind in "biu" and expected.dtype.kind in "biu":
            return np.asarray(got == expected)
        wide = np.complex128 if "c" in (got.dtype.kind, expected.dtype.kind) else np.float64
        left, right = got.astype(wide), expected.astype(wide)
        near = np.abs(left - right) <= match.atol + match.rtol * np.abs(right)
        # Infinity minus infinity is NaN, so equal infinities need a comparison of their own.
        same = (left == right) | (np.isnan(left) & np.isnan(right))
        equal = np.where(np.isfinite(right) & np.isfinite(left), near | same, same)
        if match.signed_zeros and wide is np.float64:
            zero = (left == 0) & (right == 0)
            equal = np.where(zero, np.signbit(left) == np.signbit(right), equal)
        return np.asarray(equal, dtype=bool)
