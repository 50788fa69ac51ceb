"""A class that is made up, packed as a learning platform packs it: try everything in week 0."""

from __future__ import annotations

from .making import Expected, Rehearsal, rehearse
from .platforms import PLATFORMS

__all__ = ["PLATFORMS", "Expected", "Rehearsal", "rehearse"]
