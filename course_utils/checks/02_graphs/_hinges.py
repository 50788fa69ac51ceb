"""Hinge lists: what they mean, how a learner's is read, what the check makes of its sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ...grading import Ask, show_value
from ...grading.tables import as_list, is_number
from ...networks.hinges import Hinge

Wrong = tuple[str, str, Callable[[np.ndarray], np.ndarray]]
"""A name, what the learner reads, and the graph that this mistake gives."""

WANTED = 'a list of hinges (weight, kink, "right" or "left")'


def read_hinges(ask: Ask, got: object) -> list[Hinge]:
    """Return the learner's list in plain form, or say what is wrong with it."""
    got = as_list(got)
    if not isinstance(got, list):
        ask.fail("The hinges should come as a list.", got=got, expected=WANTED)
    if len(got) == 3 and isinstance(got[2], str):
        got = [got]  # one hinge without the list around it
    plain = []
    for place, hinge in enumerate(got):
        parts = as_list(hinge)
        if parts is Ellipsis:
            ask.fail(f"Hinge {place} is still `...`.", got="...", expected=WANTED)
        if not isinstance(parts, list) or len(parts) != 3:
            ask.fail(f"Hinge {place} should have three parts: weight, kink, side.", got=hinge,
                     expected=WANTED)  # fmt: skip
        weight, kink, side = parts
        side = side.strip().lower() if isinstance(side, str) else side
        if not (is_number(weight) and is_number(kink)) or side not in ("left", "right"):
            ask.fail(f'Hinge {place}: two numbers and the word "left" or "right" are asked for.',
                     got=hinge, expected=WANTED)  # fmt: skip
        plain.append((float(weight), float(kink), side))
    return plain


def expect_graph(
    ask: Ask,
    total: Callable[[np.ndarray], np.ndarray],
    target: Callable[[np.ndarray], np.ndarray],
    marked: Sequence[float],
    *,
    everywhere: Sequence[float],
    wrong: Sequence[Wrong],
) -> None:
    """Compare two graphs at the marked places; name the mistake by the whole graph.

    Parameters
    ----------
    ask : Ask
    total, target : callable
        The learner's graph and the one that was asked for.
    marked : sequence of float
        The x that this behaviour is about.
    everywhere : sequence of float
        The x on which a known mistake must agree with the learner's graph to be named.
    wrong : sequence of Wrong
    """
    x, whole = np.asarray(marked, dtype=float), np.asarray(everywhere, dtype=float)
    mine, asked = total(x), target(x)
    apart = ~np.isclose(mine, asked, rtol=1e-6, atol=1e-8)
    if not apart.any():
        return
    at = int(np.argmax(apart))
    known = (w for w in wrong if np.allclose(total(whole), w[2](whole), rtol=1e-6, atol=1e-8))
    mistake, says, _ = next(known, ("", "", None))
    ask.fail(
        f"{says}\nAt x = {show_value(float(x[at]))} your graph is at {mine[at]:.4g}.".lstrip(),
        got=f"{mine[at]:.4g} at x = {show_value(float(x[at]))}", expected=f"{asked[at]:.4g}",
        mistake=mistake,
    )  # fmt: skip
