"""Short text for values, as a learner would type or read them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..student.plain import Opaque, Tensor

LIMIT = 160
FULL = 16  # entries of an array that is shown whole
LONG = 240  # of a call: beyond it, arrays that would not be shown whole are named by shape


def show_value(value: Any, *, shapes: bool = False) -> str:
    """Return a short text for a plain value.

    Parameters
    ----------
    value : plain value
    shapes : bool
        Whether an array that is too large to be shown whole is named by its shape alone.

    Examples
    --------
    >>> show_value(np.array([-1.0, 0.25])), show_value([1, 2.0]), show_value(np.float64(0.1))
    ('array([-1., 0.25])', '[1, 2.0]', '0.1')
    >>> show_value([np.ones((3, 9)), 1], shapes=True)
    '[array of shape (3, 9), 1]'
    """
    if isinstance(value, np.ndarray):
        text = _show_array(value, shapes)
    elif isinstance(value, Tensor):
        text = _show_array(value.array, shapes).replace("array", "tensor", 1)
    elif isinstance(value, np.longdouble):  # its item is of its own kind
        text = show_value(float(value))
    elif isinstance(value, np.clongdouble):
        text = show_value(complex(value))
    elif isinstance(value, np.generic):
        text = show_value(value.item())
    elif isinstance(value, float):
        text = f"{value:.6g}" if value == value and abs(value) < 1e300 else repr(value)
        text = text if any(c in text for c in ".en") else text + ".0"
    elif isinstance(value, Opaque):
        text = f"<{value.type_name}>"
    elif isinstance(value, (list, tuple)):
        inner = ", ".join(show_value(v, shapes=shapes) for v in value[:12])
        inner += ", …" if len(value) > 12 else ""
        tail = "," if isinstance(value, tuple) and len(value) == 1 else ""
        text = f"[{inner}]" if isinstance(value, list) else f"({inner}{tail})"
    elif isinstance(value, dict):
        shown = [f"{k!r}: {show_value(v, shapes=shapes)}" for k, v in list(value.items())[:8]]
        text = "{" + ", ".join(shown) + (", …}" if len(value) > 8 else "}")
    else:
        text = repr(value)
    return text if len(text) <= LIMIT else text[: LIMIT - 1] + "…"


def _show_array(array: np.ndarray, shapes: bool) -> str:
    if array.size == 0 or (shapes and array.size > FULL):
        return f"array of shape {array.shape}"
    with np.printoptions(precision=4, threshold=FULL, edgeitems=2, linewidth=72, suppress=False):
        text = " ".join(np.array2string(array, separator=", ", prefix="array(").split())
    # NumPy pads numbers to columns; in one line of text the padding only gets in the way.
    text = text.replace("[ ", "[").replace(" ,", ",").replace(" ]", "]")
    if array.size > FULL:
        return f"array({text}, shape={array.shape})"
    dtype = "" if array.dtype in (np.float64, np.int64, np.bool_) else f", dtype={array.dtype}"
    return f"array({text}{dtype})"


def show_call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Return a call as a learner would type it.

    Examples
    --------
    >>> show_call("leaky", (1.5,), {"alpha": 0.1})
    'leaky(1.5, alpha=0.1)'
    """
    text = _call(name, args, kwargs, shapes=False)
    return text if len(text) <= LONG else _call(name, args, kwargs, shapes=True)


def _call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, shapes: bool) -> str:
    inner = [show_value(a, shapes=shapes) for a in args]
    inner += [f"{k}={show_value(v, shapes=shapes)}" for k, v in kwargs.items()]
    return f"{name}({', '.join(inner)})"
