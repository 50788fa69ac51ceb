"""The sections that the docstrings of all activations share, written once."""

from __future__ import annotations

import inspect
import re

SECTIONS = ("Parameters", "Returns", "Raises", "References", "Examples")
_HEAD = re.compile(rf"^({'|'.join(SECTIONS)})\n-+\n", re.MULTILINE)
_X = "x : array_like of int or float\n    Any shape."
_SHARED = {
    "Returns": "numpy.ndarray or NumPy scalar\n"
    "    Shape of `x`; floating dtype of `x`, float64 for integers. NaN at NaN.",
    "Raises": "TypeError\n    If `x` does not consist of real numbers.",
}


def with_shared_sections(doc: str) -> str:
    """Return a docstring with `x`, and the Returns and Raises that it does not state itself.

    Examples
    --------
    >>> print(with_shared_sections("Return half.").partition("Raises")[0])
    Return half.
    <BLANKLINE>
    Parameters
    ----------
    x : array_like of int or float
        Any shape.
    <BLANKLINE>
    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x`, float64 for integers. NaN at NaN.
    <BLANKLINE>
    <BLANKLINE>
    """
    summary, *rest = _HEAD.split(inspect.cleandoc(doc))
    own = dict(zip(rest[::2], (text.strip("\n") for text in rest[1::2]), strict=True))
    said = _SHARED | own
    said["Parameters"] = "\n".join(text for text in (_X, own.get("Parameters", "")) if text)
    parts = [f"{name}\n{'-' * len(name)}\n{said[name]}" for name in SECTIONS if name in said]
    return "\n\n".join([summary.strip("\n"), *parts]) + "\n"
