"""The list of all claims that have a specification curve."""

from __future__ import annotations

import difflib

from . import of_framework_code, of_limitations, of_role, of_variants
from .record import Comparison

_ALL = (
    *of_role.CLAIMS, *of_variants.CLAIMS, *of_framework_code.CLAIMS, *of_limitations.CLAIMS,
)  # fmt: skip


def claims() -> dict[str, Comparison]:
    """Return every claim by name, in the order of the lessons.

    Examples
    --------
    >>> claims()["bend_pays"].experiment
    'leaky_slope'
    """
    return {claim.name: claim for claim in _ALL}


def find_claim(name: str) -> Comparison:
    """Return the claim of that name.

    Raises
    ------
    LookupError
        If there is none; the message names the nearest.
    """
    known = claims()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        advice = f"Did you mean {near[0]}?" if near else "Next: relu claims"
        raise LookupError(
            f"unknown claim: expected one that relu claims lists, got {name!r}. {advice}"
        )
    return known[name]
