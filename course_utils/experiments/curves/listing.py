"""All claims in one list: what each says, and in how many settings it holds."""

from __future__ import annotations

from ...errors import NotThere
from .catalogue import claims
from .record import FAILS, HOLDS
from .storing import load

SUMS = {HOLDS: "hold", FAILS: "do not hold"}


def overview() -> str:
    """Return every claim with its verdict and count, lesson by lesson, and the sum of verdicts."""
    lines, lesson, given = [], "", []
    for claim in claims().values():
        if claim.lesson != lesson:
            lesson = claim.lesson
            lines += ["", lesson]
        try:
            curve = load(claim)
        except NotThere as error:
            said = str(error)
            given.append("not measured")
        else:
            said = curve.sentence
            given.append(SUMS.get(curve.verdict, "depend on a setting"))
        lines += [f"  {claim.name:<26}{claim.words}", f"  {'':<26}{said}"]
    order = (*SUMS.values(), "depend on a setting", "not measured")
    counts = [f"{given.count(verdict)} {verdict}" for verdict in order if verdict in given]
    return "\n".join([*lines[1:], "", f"{len(given)} claims: {', '.join(counts)}"])
