"""Specification curves: a claim of a lesson in every setting that a reader may fairly choose.

`curve` reads a saved one, `claims` lists all, ``relu claims --stress NAME`` measures one again.
"""

from __future__ import annotations

from .catalogue import claims, find_claim
from .listing import overview
from .record import DEPENDS, ENOUGH, FAILS, HOLDS, Comparison, Curve, Point
from .storing import load
from .stress import stress

__all__ = [
    "DEPENDS",
    "ENOUGH",
    "FAILS",
    "HOLDS",
    "Comparison",
    "Curve",
    "Point",
    "claims",
    "curve",
    "find_claim",
    "overview",
    "stress",
]


def curve(name: str) -> Curve:
    """Return the saved specification curve of a claim.

    Parameters
    ----------
    name : str
        As in `claims`.

    Returns
    -------
    Curve
        Its ``sentence`` says in how many settings the claim holds and where it fails, ``verdict``
        what follows by one rule; ``table()`` counts setting by setting.

    Raises
    ------
    LookupError
        If the claim is not known, or its curve is missing or out of date.

    Examples
    --------
    >>> curve("leak_revives").verdict
    'holds'
    """
    return load(find_claim(name))
