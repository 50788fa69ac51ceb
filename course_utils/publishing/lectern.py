"""What the teacher's notes say beyond the lesson's own words: minutes, and mistakes to expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ..lessons import Section
from . import cues
from .plan import room_minutes


class Noted(Protocol):
    """A slide with notes, as far as it matters here."""

    section: str
    notes: list[dict[str, Any]]


def add_notes(
    slides: Sequence[Noted], sections: Iterable[Section], made: Mapping[str, Counter[str]]
) -> None:
    """Add to the first slide of each section its minutes, to the last one its exercises.

    Parameters
    ----------
    slides : sequence of Slide
    sections : iterable of Section
    made : mapping of str to Counter
        For each exercise how often each mistake is made, by its name.
    """
    for section in sections:
        own = [s for s in slides if s.section.partition(" ")[0] == str(section.number)]
        if not own:
            continue
        own[0].notes.insert(0, {"kind": "minutes", "minutes": room_minutes(section)})
        for name in section.exercises:
            card = cues.exercise_card(name, section.id, made.get(name, Counter()))
            own[-1].notes.append({"kind": "exercise", "card": card})
