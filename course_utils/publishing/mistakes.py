"""The mistakes that the checks know by name: their addresses, and which of them can be drawn."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .. import checks
from ..grading import Exercise
from ..museum.exhibits import Exhibit, of_reference, trainable
from . import curves


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer.

    `drawn` is None where the right answer is no curve, `trained` where no net learns with it.
    """

    anchor: str
    name: str
    says: str
    drawn: curves.Drawn | None
    trained: Trained | None = None


@dataclass(frozen=True)
class Trained:
    """What small nets did with a wrong answer: two curves of the loss as SVG paths, in words."""

    right: str
    wrong: str
    words: str
    fixed: str
    how: str


def mistakes_of(exercise: Exercise) -> list[Mistake]:
    """Return the mistakes of an exercise in the order of its catalogue."""
    drawable = curves.is_curve(exercise)
    found, anchors = list[Mistake](), set[str]()
    for known in exercise.misconceptions:
        anchor = base = f"{exercise.id.replace('.', '-')}--{slug(known.name)}"
        while anchor in anchors:
            anchor += "-" + slug(base[-1])
        anchors.add(anchor)
        picture = None
        if drawable and callable(known.answer):
            picture = curves.drawn(exercise, known.answer)
        nets = None
        if known.name in trainable(exercise.id) and all(known.name != m.name for m in found):
            exhibit = of_reference(exercise.id, known.name)
            picture, nets = picture or _parted(exhibit), _trained(exhibit)
        found.append(Mistake(anchor, known.name, known.says, picture, nets))
    return found


def _trained(exhibit: Exhibit) -> Trained:
    right, wrong = map(curves.loss_path, exhibit.medians())
    return Trained(right, wrong, exhibit.sentence(), exhibit.fixed, exhibit.how)


def _parted(exhibit: Exhibit) -> curves.Drawn:
    """Draw what the nets were trained with, where the exercise's own cases make no curve."""
    parting = exhibit.parting
    words = f"In {parting.part} the two part {exhibit.where}."
    right, wrong = curves.path(parting.right), curves.path(parting.wrong)
    return curves.Drawn(words, right, wrong, exhibit.fixed)


def all_mistakes() -> dict[str, tuple[Exercise, list[Mistake]]]:
    """Return exercise and mistakes by the exercise's id, in the order of the course."""
    return {e.id: (e, mistakes_of(e)) for e in checks.all_exercises()}


def slug(text: str) -> str:
    """Return words as a part of an address.

    Examples
    --------
    >>> slug("−1 for negatives"), slug("½ at zero, whatever")
    ('minus-1-for-negatives', 'half-at-zero-whatever')
    """
    for sign, word in {"−": "minus ", "½": "half ", "√": "root ", "²": " squared"}.items():
        text = text.replace(sign, word)
    letters = unicodedata.normalize("NFKD", text).lower()
    return re.sub(r"[^\w]+", "-", letters).strip("-_")
