"""Nine targets, within 0.01."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table

everywhere = Exercise.of(__file__)

# key -> can it, and the mistake of who says otherwise
TARGETS = {
    "sin on [-pi, pi]": (True, "curves are out of reach"),
    "sin everywhere": (False, "continues the sine"),
    "x**2 everywhere": (False, "follows the curve outside"),
    "abs(x) everywhere": (True, "straight on both sides, and still refused"),
    "tanh everywhere": (True, "a net of hinges cannot level off"),
    "clip to [0, 1] everywhere": (True, "bounded outputs are out of reach"),
    "step at 0 on [-1, 1]": (False, "a jump from continuous pieces"),
    "1/x on (0, 1]": (False, "a pole"),
    "-3 with a last ReLU": (False, "negative numbers through a last ReLU"),
}

everywhere.table = Table(
    {key: can for key, (can, _) in TARGETS.items()}, "True or False", words=(True, False)
)
everywhere.marks(
    Rows("on an interval", 2, ("sin on [-pi, pi]", "step at 0 on [-1, 1]", "1/x on (0, 1]")),
    Rows(
        "on the whole line",
        2,
        ("sin everywhere", "x**2 everywhere", "tanh everywhere", "abs(x) everywhere"),
    ),
    Rows("outputs with bounds", 1, ("clip to [0, 1] everywhere", "-3 with a last ReLU")),
)
everywhere.mistakes({name: {key: not can} for key, (can, name) in TARGETS.items()})
