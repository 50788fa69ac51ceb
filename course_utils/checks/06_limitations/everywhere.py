"""Nine targets, within 0.01."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table

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
        True,
        "curves are out of reach",
        "On an interval enough short straight pieces follow any continuous curve. With n pieces of "
        "equal width the error falls like 1/n².",
    ),
    "sin everywhere": (
        False,
        "continues the sine",
        "Beyond its last kink the net is one straight line, whatever it learned inside. No "
        "straight line follows a wave: it is off by 1 or more in every period.",
    ),
    "x**2 everywhere": (
        False,
        "follows the curve outside",
        "The net ends in straight lines, and the parabola leaves every straight line behind.",
    ),
    "abs(x) everywhere": (
        True,
        "straight on both sides, and still refused",
        "relu(x) + relu(−x) is |x|, exactly and everywhere.",
    ),
    "tanh everywhere": (
        True,
        "a net of hinges cannot level off",
        "Slopes of hinges can add up to 0: far out the net is level, at 1 and at −1, and in "
        "between short pieces follow the curve.",
    ),
    "clip to [0, 1] everywhere": (
        True,
        "bounded outputs are out of reach",
        "One ReLU is not bounded, but a net can be: relu(x) − relu(x − 1) is the clip, exactly.",
    ),
    "step at 0 on [-1, 1]": (
        False,
        "a jump from continuous pieces",
        "A net is continuous: just left and just right of the jump it says nearly the same, and "
        "the targets there are 0 and 1. On one side it is off by about 0.5 or more.",
    ),
    "1/x on (0, 1]": (
        False,
        "a pole",
        "On (0, 1] a net is bounded, and 1/x is not: close to 0 it is higher than any net.",
    ),
    "-3 with a last ReLU": (
        False,
        "negative numbers through a last ReLU",
        "Behind a last ReLU no output is below 0. The error is at least 3. An output layer without "
        "ReLU has no such floor.",
    ),
}

everywhere.table = Table(
    {key: can for key, (can, _, _) in TARGETS.items()}, "True or False", words=(True, False)
)
everywhere.marks(
    Rows(
        "on an interval",
        2,
        ("sin on [-pi, pi]", "step at 0 on [-1, 1]", "1/x on (0, 1]"),
        6,
        "stays within 0.01 of the target, at **every** x of the named set",
    ),
    Rows(
        "on the whole line",
        2,
        ("sin everywhere", "x**2 everywhere", "tanh everywhere", "abs(x) everywhere"),
        6,
        '"everywhere" is the whole line',
    ),
    Rows(
        "outputs with bounds",
        1,
        ("clip to [0, 1] everywhere", "-3 with a last ReLU"),
        6,
        "a ReLU stands behind the output layer",
    ),
)
everywhere.mistakes(
    *((name, {key: not can}, says) for key, (can, name, says) in TARGETS.items()),
)
