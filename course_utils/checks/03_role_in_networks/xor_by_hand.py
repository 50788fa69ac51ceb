"""XOR from two ReLU units."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.show import show_value

XOR = 2
xor_by_hand = Exercise(
    "role_in_networks.xor_by_hand",
    title="XOR from two ReLU units",
    minutes=8,
    difficulty="medium",
    hints=(
        "XOR depends on the sum s = x₁ + x₂ alone: 0, 1, 0 at s = 0, 1, 2. That is a graph that "
        "goes up and comes down: two hinges.",
        "Let both units see the sum, so every entry of W is 1. The first has its kink at s = 0, "
        "the second at s = 1. What slope must the second take away?",
        "relu(s) − 2·relu(s − 1): b is (0, −1), v is (1, −2), c is 0.",
    ),
    covers=("A07", "A08"),
)

_BITS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

_SHAPES = {"W": (2, 2), "b": (2,), "v": (2,), "c": ()}

_KNOWN = {
    (0, 1, 1, 1): ("OR", "This is OR: at (1, 1) the net should have come down to 0 again. After "
                   "its kink the second unit has to take away the first one's slope and as much "
                   "once more."),
    (0, 1, 1, 2): ("the sum", "This is the sum x₁ + x₂: nothing bends it down between 1 and 2. "
                   "The second unit should have its kink at s = 1, and a negative weight in v."),
    (0, 0, 0, 1): ("AND", "This is AND: one hinge at s = 1. XOR is 1 where exactly one bit is 1."),
    (1, 0, 0, 1): ("equal, not different", "This says 1 where the bits are equal: XOR upside down. "
                   "Turn the signs of v and set c accordingly."),
}  # fmt: skip


def _parameters(ask):
    """Return the learner's numbers as arrays by name, or say which one does not fit."""
    table = ask.value()
    if not isinstance(table, dict) or not set(_SHAPES) <= set(table):
        ask.fail('Keep the four keys of the starter: "W", "b", "v", "c".', got=table,
                 expected="a dictionary with four keys")  # fmt: skip
    found = {}
    for key, shape in _SHAPES.items():
        try:
            array = np.asarray(table[key], dtype=float)
        except (TypeError, ValueError):
            array = None
        if array is None or array.shape != shape or not np.isfinite(array).all():
            wanted = f"numbers of shape {shape}" if shape else "one number"
            ask.fail(f"{key!r} does not fit: x @ W + b goes through ReLU, then @ v + c.",
                     got=show_value(table[key]), expected=wanted)  # fmt: skip
        found[key] = array
    return found


def _try_xor(ask, rows):
    p = _parameters(ask)
    hidden = np.maximum(_BITS @ p["W"] + p["b"], 0)
    said = hidden @ p["v"] + p["c"]
    known = next((k for k in _KNOWN if np.allclose(said, k, atol=1e-6)), None)
    mistake, says = _KNOWN[known] if known else ("", "")
    if np.ptp(said) < 1e-6:
        mistake, says = "the same answer for all four", (
            "The net says the same for all four inputs: v or W lets nothing through, or every "
            "unit is off."
        )  # fmt: skip
    right = abs(said[rows] - np.array([0, 1, 1, 0])[rows]) < 1e-6
    if right.all() and mistake != "the same answer for all four":
        return
    row = rows[int(np.argmin(right))]
    units = " and ".join(show_value(float(h)) for h in hidden[row])
    ask.fail(
        f"{says}\nAt x = ({_BITS[row][0]:g}, {_BITS[row][1]:g}) the two units give "
        f"{units}.".lstrip(),
        got=f"{show_value(float(said[row]))} from the net", expected="0" if row in (0, 3) else "1",
        mistake=mistake,
    )  # fmt: skip


@xor_by_hand.behaviour("1 where the bits differ", points=2, look=XOR)
def _differ(ask):
    _try_xor(ask, [1, 2])


@xor_by_hand.behaviour("0 where they are equal", points=2, look=XOR)
def _equal(ask):
    _try_xor(ask, [0, 3])
