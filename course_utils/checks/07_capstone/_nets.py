"""What a handed-in net lacks, in words: it is stuck, fed in another way, or deep only by name."""

from __future__ import annotations

import math

import numpy as np

from ...capstone import (
    BUDGET,
    LEAST_BEND,
    bends,
    effects,
    given,
    run,
    scores,
    signal_spread,
    to_pixels,
)

BUDGETS, START = 4, 5


def say_stuck(ask, layers, on_given):
    """Say why a net has not learned the digits it was given."""
    sums = run(layers, given().x).sums
    start, end = signal_spread([sums[0], sums[-1]])
    got = f"{on_given.accuracy:.2f} of the given digits right"
    names = {layer.activation for layer in layers[:-1]}
    if not math.isfinite(end):
        ask.fail(
            "The outputs are not finite: the weights blew up in training. Lower the rate, or "
            "the scale of the start.",
            got=got,
            expected="above 0.5",
            look=START,
            mistake="blown up",
        )
    if end < 1e-3 * start:
        smooth = names & {"leaky_relu", "prelu", "elu"}
        mistake = "another activation, the same start" if smooth else "the start is not mended"
        says = (
            f"The activation is {sorted(smooth)[0]} now, so no unit is dead; the weights start as "
            "small as before, and the signal still dies out on the way."
            if smooth
            else "The weights still start as small as in the failing net. A lower rate or more "
            "passes do not help where what arrives is far below Adam's ε."
        )
        ask.fail(
            f"{says} Across digits the first sums spread by {start:.1g}, the last by {end:.0e}.",
            got=got,
            expected="above 0.5",
            look=START,
            mistake=mistake,
        )
    say_other_scale(ask, layers, on_given)
    ask.fail(
        "This net has not learned the digits it was given. Train it longer, or look at the "
        "loss by step: does it fall?",
        got=got,
        expected="above 0.5",
        look=START,
        mistake="hardly trained",
    )


def say_other_scale(ask, layers, on_given):
    """Say so if the net knows the digits better as they are not handed to it."""
    pixels = to_pixels(given().x).reshape(-1, 64)
    for name, x in (("ink from 0 to 16", pixels), ("ink from 0 to 1", pixels / 16)):
        there = scores(layers, x, given().y).accuracy
        if there > max(0.7, on_given.accuracy + 0.05):
            ask.fail(
                f"This net knows the digits as {name}: there {there:.2f} are right. The check "
                "feeds it rows scaled as `capstone.given()` scales them. Train on those.",
                got=f"{on_given.accuracy:.3f} of the given digits right",
                look=BUDGETS,
                expected="0.9 or more",
                mistake="scaled in another way",
            )


def say_idle(ask, layers, depth):
    """Name a layer that does not count, and what it lacks."""
    there, asked = bends(layers, given().x), BUDGET.depth
    idle = int(np.argmin(there) + 1)
    if there.min() >= LEAST_BEND:
        moves = effects(layers, given().x)
        idle = int(np.argmin(moves) + 1)
        ask.fail(
            f"The net has {len(layers)} layers, and only {depth} of them work. Layer {idle}, "
            "for one, has units that bend, but next to nothing of it is read further on: with "
            "each unit replaced by its best straight line, the class scores move by "
            f"{moves.min():.1%} of their spread.",
            got=f"{depth} layers that work",
            expected=f"{asked} or more",
            mistake="bends that nobody reads",
        )
    ask.fail(
        f"The net has {len(layers)} layers, and only {depth} of them work. Layer {idle}, for "
        "one, bends nothing: on the digits each of its units is affine, so it could be merged "
        "with its neighbour (lesson 3).",
        got=f"{depth} layers that work",
        expected=f"{asked} or more",
        mistake="layers that do nothing",
    )
