"""Specification curves: a claim of a lesson in every setting that a reader may fairly choose.

`curve` reads a saved one, `claims` lists all, ``relu claims --stress NAME`` measures one again.
"""

from __future__ import annotations

from .catalogue import claims, find_claim
from .listing import overview
from .record import DEPENDS, ENOUGH, FAILS, HOLDS, Comparison, Curve, Point, Verdicts
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
    "Verdicts",
    "claims",
    "curve",
    "find_claim",
    "overview",
    "stress",
    "verdicts",
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
    NotThere
        If the claim is not known, or its curve is missing or out of date.

    Examples
    --------
    >>> curve("leak_revives").verdict
    'holds'
    """
    return load(find_claim(name))


def verdicts(*names: str) -> Verdicts:
    """Return several saved curves, to be shown as the last line of a cell; all, if none is named.

    Examples
    --------
    >>> verdicts("leak_revives", "elu_gains")
    A leak of 0.25 brings a net back whose second layer is all dead: 50 points over
    ReLU.
      holds in 16 of 16 settings
    <BLANKLINE>
    With nine tenths of the first layer killed, ELU gains accuracy over ReLU.
      holds in 12 of 12 settings
    """
    return Verdicts(tuple(map(curve, names or claims())))
