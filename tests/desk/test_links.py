"""A card's links lead to the lesson's sections and to what comes next."""

from __future__ import annotations

import pytest

from course_utils import checks, lessons
from course_utils.desk import links


@pytest.mark.parametrize("exercise", checks.all_exercises(), ids=lambda e: e.id)
def test_every_place_that_a_card_names_can_be_gone_to(exercise):
    stem = next(s for s in checks.stems() if s.endswith(exercise.lesson))
    addresses = links.sections(exercise)
    looks = {
        exercise.place(b.look) for b in exercise.behaviours if isinstance(b.look, int) and b.look
    }
    assert looks <= set(addresses)
    words, address = links.onward(exercise) or ("", "")
    for target in (*addresses.values(), address):
        file, _, cell = target.partition("#cell-id=")
        own = lessons.path_of("exercises", stem)
        path = own.parent / file if file else own
        assert not target or path.exists(), target
        assert not cell or cell in {c.get("id") for c in lessons.read(path).cells}, target
    assert bool(words) == (exercise != checks.all_exercises()[-1]) or "lesson 8" in words
