"""All claims in one list: what each says, and in how many settings it holds."""

from __future__ import annotations

from .catalogue import claims
from .record import DEPENDS
from .storing import load


def overview() -> str:
    """Return every claim with its verdict and count, lesson by lesson, and the sum of verdicts."""
    lines, lesson, given = [], "", []
    for claim in claims().values():
        if claim.lesson != lesson:
            lesson = claim.lesson
            lines += ["", lesson]
        try:
            curve = load(claim)
        except LookupError as error:
            said = str(error)
            given.append("no verdict")
        else:
            said = curve.sentence
            given.append("depends" if curve.verdict.startswith(DEPENDS) else curve.verdict)
        lines += [f"  {claim.name:<26}{claim.words}", f"  {'':<26}{said}"]
    counts = [f"{given.count(verdict)} {verdict}" for verdict in dict.fromkeys(sorted(given))]
    return "\n".join([*lines[1:], "", f"{len(given)} claims: {', '.join(counts)}"])
