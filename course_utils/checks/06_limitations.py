"""The exercises of lesson 06 in the order of the lesson; each section has a module of its own."""

from __future__ import annotations

from .limitations import (
    born,
    counting,
    killing,
    measured,
    noise,
    reach,
    reviving,
    steps,
    straight,
    stuck,
)

dead_units = counting.dead_units
stuck_units = stuck.stuck_units
debunk = noise.debunk
born_dead = born.born_dead
born_dead_share = born.born_dead_share
kill = killing.kill
revive = reviving.revive
death_step = steps.death_step
remedies = measured.remedies
asymptote = straight.asymptote
everywhere = reach.everywhere
