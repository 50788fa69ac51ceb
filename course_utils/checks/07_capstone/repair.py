"""A repair within the budget."""

from __future__ import annotations

from functools import partial

import numpy as np

from ...capstone import (
    BUDGET,
    RecordError,
    count_parameters,
    fresh_versions,
    given,
    held_back,
    read,
    scores,
    stumbles,
    working_depth,
)
from ...grading import Exercise
from ...grading.reading import real_number
from ._nets import START, say_idle, say_other_scale, say_stuck

STUMBLE_AT_MOST, STUMBLE_GAP = 10, 6

LEARNED, GOOD, VERY_GOOD, ON_FRESH = 0.90, 0.75, 0.82, 0.65


def looks_seen(missed: int, missed_given: int) -> bool:
    """Tell from the stumbling rows a net misses whether it has seen the held-back digits.

    Examples
    --------
    >>> looks_seen(20, 5), looks_seen(3, 4)
    (False, True)
    """
    return missed <= STUMBLE_AT_MOST and missed - missed_given <= STUMBLE_GAP


repair = Exercise.of(__file__)


def _answer(ask):
    """Return the learner's record, read, and the rest of the answer."""
    table = ask.value()
    if not isinstance(table, dict) or not {"net", "parameters", "accuracy"} <= set(table):
        expected = "'net', 'parameters' and 'accuracy'"
        ask.fail("Keep the three keys of the starter.", got=table, expected=expected)
    try:
        return read(table["net"]), table
    except RecordError as error:
        wanted, got = "what capstone.describe(model) returns", "a record that does not run"
        ask.mistaken("not a record of a net", got=got, expected=wanted, error=error)


def _learned(ask):
    """Return the layers of a net that has learned something, or say why it has not."""
    layers, table = _answer(ask)
    digits = given()
    on_given = scores(layers, digits.x, digits.y)
    if on_given.accuracy < 0.5:
        say_stuck(ask, layers, on_given, told=real_number(table["accuracy"]))
    return layers, table, on_given


@repair.behaviour("it learns the given digits", points=3)
def _learns(ask):
    layers, _, on_given = _learned(ask)
    if on_given.accuracy >= LEARNED:
        return
    say_other_scale(ask, layers, on_given)
    sure = on_given.loss_when_wrong > 4.5
    ask.mistaken(
        "a few learned by heart" if sure else "not trained long enough",
        got=f"{on_given.accuracy:.3f} of the given digits right",
        expected=f"{LEARNED} or more",
        loss=on_given.loss_when_wrong,
    )


@repair.behaviour("within the parameters", points=2)
def _small(ask):
    layers, _, _ = _learned(ask)
    count = count_parameters(layers)
    reason = repair.reason("too many parameters", count=count, budget=BUDGET.parameters)
    fits, expected = count <= BUDGET.parameters, f"{BUDGET.parameters:,} or fewer"
    ask.that(fits, reason, got=f"{count:,}", expected=expected)


@repair.behaviour("deep enough", points=3)
def _deep(ask):
    layers, _, _ = _learned(ask)
    depth, asked = working_depth(layers, given().x), BUDGET.depth
    if depth >= asked:
        return
    if len(layers) < asked:
        there = {"layers": len(layers), "asked": asked}
        ask.mistaken("layers dropped", got=len(layers), expected=f"{asked} or more", **there)
    say_idle(ask, layers, depth)


def _on_held_back(ask, wanted):
    layers, _, on_given = _learned(ask)
    digits = held_back()
    there = scores(layers, digits.x, digits.y).accuracy
    if there >= wanted:
        return
    by_heart = on_given.accuracy >= LEARNED and on_given.accuracy - there > 0.08
    ask.mistaken(
        "not enough on held-back digits" + (" | learned by heart" if by_heart else ""),
        got=f"{there:.3f}",
        expected=f"{wanted} or more",
        look=START,
        given=on_given.accuracy,
        there=there,
    )


for _name, _wanted in (("first", GOOD), ("second", VERY_GOOD)):
    repair.behaviour(f"held-back digits, {_name} step", points=3)(
        partial(_on_held_back, wanted=_wanted)
    )


@repair.behaviour("digits moved, turned and noisy", points=2)
def _fresh(ask):
    layers, _, _ = _learned(ask)
    digits = held_back()
    x = np.concatenate([fresh_versions(digits.x, ask.rng) for _ in range(2)])
    there = scores(layers, x, np.tile(digits.y, 2)).accuracy
    plain = scores(layers, digits.x, digits.y).accuracy
    advice = "train on moved copies" if plain >= GOOD else "raise the plain share"
    reason = f"{repair.reason('fresh versions')} {repair.reason(advice, plain=plain)}"
    ask.that(there >= ON_FRESH, reason, got=f"{there:.2f}", expected=f"{ON_FRESH} or more")


@repair.behaviour("trained on what was given", points=2)
def _honest(ask):
    layers, _, on_given = _learned(ask)
    digits = held_back()
    wrong, wrong_given = stumbles(layers)
    if looks_seen(wrong, wrong_given):
        ask.mistaken(
            "trained on what was held back",
            got=f"{wrong} of 40 missed",
            expected=f"more than {STUMBLE_AT_MOST}",
            wrong=wrong,
            given=wrong_given,
        )
    on_held = scores(layers, digits.x, digits.y)
    if on_given.accuracy < on_held.accuracy - 0.03:
        got = f"{on_given.accuracy:.3f} on the given digits"
        expected = f"at least about {on_held.accuracy:.3f}"
        ask.fail(repair.reason("better on held-back digits"), got=got, expected=expected)


@repair.behaviour("says what it measured", points=2)
def _says(ask):
    layers, table, on_given = _learned(ask)
    count = count_parameters(layers)
    for key, there, slack in (("parameters", count, 0), ("accuracy", on_given.accuracy, 0.004)):
        told, number = table[key], real_number(table[key])
        if number is not None and abs(number - there) <= slack:
            continue
        alone = number == sum(layer.W.size for layer in layers)
        mistake = "weights counted alone" if alone else "another count"
        if key == "accuracy":
            mistake = _other_share(number, there, slack)
        ask.mistaken(mistake, got=told, expected=there, key=repr(key))


def _other_share(number, there, slack):
    """Name what is told of the digits in place of the share that is right."""
    for times, mistake in (
        (1000, "a number of digits, not a share"),
        (100, "percent, not a share"),
    ):
        if number is not None and abs(number - times * there) <= times * slack:
            return mistake
    return "a number that was not measured"
