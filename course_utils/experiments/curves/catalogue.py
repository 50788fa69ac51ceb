"""The list of all claims that have a specification curve."""

from __future__ import annotations

from ...errors import NotThere, did_you_mean
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
    NotThere
        If there is none; the message names the nearest.
    """
    known = claims()
    if name not in known:
        advice = did_you_mean(name, known, cutoff=0.4, otherwise="Next: relu claims").strip()
        raise NotThere(
            "unknown claim", expected="one that relu claims lists", got=name, next_step=advice
        )
    return known[name]
