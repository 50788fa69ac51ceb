"""What all activations share: which inputs they take, and in which dtype they answer.

A function decorated with `elementwise` is written as its formula alone. The decorator turns the
input into an array, picks the dtype to compute in, and gives the result the dtype of the input.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from ..errors import WrongType, WrongValue
from ._docstrings import with_shared_sections

# Beyond this distance every gate of this package is exactly 0 or 1 in float64 (the slowest, the
# logistic function, underflows at 745), and no square or cube of it overflows. Clipping the
# argument of a gate here keeps products such as -inf * 0 and inf * 0 from ever being formed.
FAR = 1000.0


def real_number(name: str, value: Any) -> float:
    """Return `value` as a float, or raise ``TypeError`` or ``ValueError`` naming `name`.

    Examples
    --------
    >>> real_number("alpha", 1)
    1.0
    """
    array = np.asarray(value)
    if array.ndim or array.dtype.kind not in "fiu":
        raise WrongType(
            f"{name} is not a real number",
            expected="one number such as 0.01",
            got=value,
            next_step=f"Pass a single int or float as {name}.",
        )
    if not np.isfinite(array):
        raise WrongValue(
            f"{name} is not finite",
            expected="a finite number",
            got=float(array),
            next_step=f"Look for the computation that made {name} overflow or divide by zero.",
        )
    return float(array)


def real_array(name: str, value: Any) -> np.ndarray:
    """Return `value` as an array of integers or floats; booleans become 0 and 1.

    Raises
    ------
    TypeError
        For complex numbers, text, objects and ragged lists.

    Examples
    --------
    >>> real_array("x", [True, False])
    array([1, 0])
    """
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError) as error:
        got, reason = f"a {type(value).__name__}", f" ({error})"
    else:
        if array.dtype.kind in "fiu":
            return array
        if array.dtype.kind == "b":
            return array.astype(np.int64)
        got, reason = f"an array of dtype {array.dtype}", ""
    raise WrongType(
        f"{name} is not an array of real numbers{reason}",
        expected="integers or floats of any shape",
        got_words=got,
        next_step=f"Convert first, for example np.asarray({name}, dtype=float).",
    )


def elementwise(
    *, keep_integers: bool = False, in_float64: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    r"""Let a formula in `x` take scalars, lists and arrays, and keep their shape and dtype.

    Parameters
    ----------
    keep_integers : bool
        Hand integers to the formula as they are and keep the dtype it answers in; otherwise
        integers and booleans become float64.
    in_float64 : bool
        Compute in float64 and round once to the dtype of `x`. This costs time and memory, and
        buys tails that are right in float16 and float32, where :math:`x^3` or :math:`e^x`
        overflow early. Without it, float16 is computed in float32 and the rest as it is.

    Returns
    -------
    callable
        A decorator. The decorated function returns an array of the shape of `x`, never a view
        of it, or a NumPy scalar for a scalar or 0-d `x`. Its docstring states what is particular
        to it; what all say of `x`, the result and errors is filled in (`_docstrings`).

    Examples
    --------
    >>> @elementwise()
    ... def half(x):
    ...     return x / 2
    >>> half(np.array([1, 2], dtype="float16")).dtype, half([1, 2]).dtype
    (dtype('float16'), dtype('float64'))
    """

    def decorate(formula: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(formula)
        def function(x: Any, *args: Any, **kwargs: Any) -> Any:
            array = real_array("x", x)
            whole = array.dtype.kind in "iu"
            # Tails that fall below the smallest number are meant to become 0: not an incident.
            with np.errstate(under="ignore"):
                if whole and keep_integers:
                    out = np.asarray(formula(array, *args, **kwargs))
                else:
                    dtype = np.dtype(float) if whole else array.dtype
                    work = np.dtype(float) if in_float64 else np.promote_types(dtype, np.float32)
                    out = formula(array.astype(work, copy=False), *args, **kwargs)
                    out = np.asarray(out, dtype=dtype)
            return out if out.ndim else out[()]

        signature = inspect.signature(formula)
        first, *rest = signature.parameters.values()
        # What the formula gets is an array; what the function takes is anything like one.
        parameters = [first.replace(annotation="ArrayLike"), *rest]
        function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        if function.__doc__ and first.name == "x":
            function.__doc__ = with_shared_sections(function.__doc__)
        return function

    return decorate
