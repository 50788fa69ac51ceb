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


def say_stuck(ask, layers, on_given, told=None):
    """Say why a net has not learned the digits it was given; `told` is the share it should have."""
    sums = run(layers, given().x).sums
    start, end = signal_spread([sums[0], sums[-1]])
    got = f"{on_given.accuracy:.2f} of the given digits right"
    names = {layer.activation for layer in layers[:-1]}
    if not math.isfinite(end):
        _stuck(ask, "blown up", got)
    if np.ptp(sums[-1], axis=0).max() <= 1e-14 * abs(sums[-1]).max():
        _stuck(ask, "one output for every digit", got)
    if end < 1e-3 * start:
        smooth = sorted(names & {"leaky_relu", "prelu", "elu"})
        mistake = "another activation, the same start" if smooth else "the start is not mended"
        _stuck(ask, mistake, got, activation="".join(smooth[:1]), start=start, end=end)
    say_other_scale(ask, layers, on_given)
    if told is not None and 0.7 < told <= 1:
        _stuck(ask, "another net described", got, told=told, there=on_given.accuracy)
    _stuck(ask, "hardly trained", got)


def _stuck(ask, mistake, got, **fields):
    ask.mistaken(mistake, got=got, expected="above 0.5", look=START, **fields)


def say_other_scale(ask, layers, on_given):
    """Say so if the net knows the digits better as they are not handed to it."""
    pixels = to_pixels(given().x).reshape(-1, 64)
    for name, x in (("ink from 0 to 16", pixels), ("ink from 0 to 1", pixels / 16)):
        there = scores(layers, x, given().y).accuracy
        if there > max(0.7, on_given.accuracy + 0.05):
            ask.mistaken(
                "scaled in another way",
                got=f"{on_given.accuracy:.3f} of the given digits right",
                expected="0.9 or more",
                look=BUDGETS,
                name=name,
                there=there,
            )


def say_idle(ask, layers, depth):
    """Name a layer that does not count, and what it lacks."""
    there, moves = bends(layers, given().x), None
    mistake, idle = "layers that do nothing", int(np.argmin(there) + 1)
    if there.min() >= LEAST_BEND:
        moves = effects(layers, given().x)
        mistake, idle = "bends that nobody reads", int(np.argmin(moves) + 1)
    ask.mistaken(
        mistake,
        got=f"{depth} layers that work",
        expected=f"{BUDGET.depth} or more",
        layers=len(layers),
        depth=depth,
        idle=idle,
        moves=0 if moves is None else moves.min(),
    )
