"""The exercises of lesson 06 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .limitations import counting, noise, stuck

dead_units = counting.dead_units
stuck_units = stuck.stuck_units
debunk = noise.debunk
