"""Nine targets, within 0.01."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.exercise import Misconception

LOOK = 6
everywhere = Exercise(
    "limitations.everywhere",
    title="Nine targets, within 0.01",
    minutes=8,
    difficulty="medium",
    hints=(
        "A finite net has finitely many kinks, so it has a last one on either side. What is its "
        "graph beyond them, and can the target be followed with that?",
        "On a bounded interval every continuous target can be followed. So ask: is the target "
        "continuous there, and bounded? And on an unbounded set: does it end in straight lines?",
        "A jump costs at least half its height nearby. A pole is higher than any net. Flat ends "
        "are straight lines, and a clip is two hinges. A ReLU at the very end gives no number "
        "below 0.",
    ),
    covers=("A20",),
)

# key -> can it, the name of the mistake, what the learner reads
TARGETS = {
    "sin on [-pi, pi]": (
        True, "curves are out of reach", "On an interval enough short straight pieces follow any "
        "continuous curve. With n pieces of equal width the error falls like 1/n²."),
    "sin everywhere": (
        False, "continues the sine", "Beyond its last kink the net is one straight line, whatever "
        "it learned inside. No straight line follows a wave: it is off by 1 or more in every "
        "period."),
    "x**2 everywhere": (
        False, "follows the curve outside", "The net ends in straight lines, and the parabola "
        "leaves every straight line behind."),
    "abs(x) everywhere": (
        True, "straight on both sides, and still refused", "relu(x) + relu(−x) is |x|, exactly and "
        "everywhere."),
    "tanh everywhere": (
        True, "a net of hinges cannot level off", "Slopes of hinges can add up to 0: far out the "
        "net is level, at 1 and at −1, and in between short pieces follow the curve."),
    "clip to [0, 1] everywhere": (
        True, "bounded outputs are out of reach", "One ReLU is not bounded, but a net can be: "
        "relu(x) − relu(x − 1) is the clip, exactly."),
    "step at 0 on [-1, 1]": (
        False, "a jump from continuous pieces", "A net is continuous: just left and just right of "
        "the jump it says nearly the same, and the targets there are 0 and 1. On one side it is "
        "off by about 0.5 or more."),
    "1/x on (0, 1]": (
        False, "a pole", "On (0, 1] a net is bounded, and 1/x is not: close to 0 it is higher than "
        "any net."),
    "-3 with a last ReLU": (
        False, "negative numbers through a last ReLU", "Behind a last ReLU no output is below 0. "
        "The error is at least 3. An output layer without ReLU has no such floor."),
}  # fmt: skip

everywhere.misconceptions += [Misconception(name, says) for _, name, says in TARGETS.values()]


@everywhere.behaviour("on an interval", points=2, look=LOOK)
def _interval(ask):
    _judge(ask, "sin on [-pi, pi]", "step at 0 on [-1, 1]", "1/x on (0, 1]")


@everywhere.behaviour("on the whole line", points=2, look=LOOK)
def _line(ask):
    _judge(ask, "sin everywhere", "x**2 everywhere", "tanh everywhere", "abs(x) everywhere")


@everywhere.behaviour("outputs with bounds", points=1, look=LOOK)
def _bounds(ask):
    _judge(ask, "clip to [0, 1] everywhere", "-3 with a last ReLU")


def _judge(ask, *keys):
    table = ask.value()
    if not isinstance(table, dict) or not set(TARGETS) <= set(table):
        ask.fail("Keep the nine keys of the starter: " + ", ".join(map(repr, TARGETS)) + ".",
                 got=table, expected="a dictionary with True or False for each key")  # fmt: skip
    for key in keys:
        said = table[key]
        if said is Ellipsis:
            ask.fail(f"{key!r} is still `...`.", got="...", expected="True or False")
        if not isinstance(said, (bool, np.bool_)):
            ask.fail(f"{key!r}: answer with True or False, without quotes.", got=said,
                     expected="True or False")  # fmt: skip
        can, mistake, says = TARGETS[key]
        if bool(said) != can:
            ask.fail(f"{key!r}, and you say {bool(said)}. {says}", got=str(bool(said)),
                     expected=str(can), mistake=mistake)  # fmt: skip
