"""XOR from two ReLU units."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.reading import array_like
from ...grading.show import show_value

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


def _outputs(table):
    """Return what the two units and the net say for each of the four inputs."""
    p = {key: np.asarray(array_like(table[key]), dtype=float) for key in _SHAPES}
    hidden = np.maximum(_BITS @ p["W"] + p["b"], 0)
    return hidden, hidden @ p["v"] + p["c"]


def _fits(value, shape):
    try:
        array = np.asarray(array_like(value), dtype=float)
    except (TypeError, ValueError):
        return False
    return (array.shape == shape or (array.size == 1 and not shape)) and np.isfinite(array).all()


def _try(ask, rows):
    table, n = ask.value(), show_value
    if not isinstance(table, dict) or not set(_SHAPES) <= set(table):
        text = 'Keep the four keys of the starter: "W", "b", "v", "c".'
        ask.fail(text, got=table, expected="a dictionary with four keys")
    for key, shape in _SHAPES.items():
        text = f"{key!r} does not fit: x @ W + b goes through ReLU, then @ v + c."
        wanted = f"numbers of shape {shape}" if shape else "one number"
        ask.that(_fits(table[key], shape), text, got=n(table[key]), expected=wanted)
    hidden, said = _outputs(table)
    for row in rows:
        units, right = " and ".join(n(float(h)) for h in hidden[row]), float(row in (1, 2))
        text = f"At x = ({_BITS[row][0]:g}, {_BITS[row][1]:g}) the two units give {units}."
        fits = abs(said[row] - right) < 1e-6 < np.ptp(said)
        ask.that(fits, text, got=f"{n(float(said[row]))} from the net", expected=f"{right:g}")


@xor_by_hand.behaviour(
    "1 where the bits differ", points=2, look=2, task="It should give 1 where the bits differ"
)
def _differ(ask):
    _try(ask, [1, 2])


@xor_by_hand.behaviour("0 where they are equal", points=2, look=2, task="0 where they are equal.")
def _equal(ask):
    _try(ask, [0, 3])


def _says(*outputs):
    return lambda table: np.allclose(_outputs(table)[1].ravel(), outputs, atol=1e-6)


xor_by_hand.symptom(
    "OR",
    "This is OR: at (1, 1) the net should have come down to 0 again. After its kink the second "
    "unit has to take away the first one's slope and as much once more.",
)(_says(0, 1, 1, 1))
xor_by_hand.symptom(
    "the sum",
    "This is the sum x₁ + x₂: nothing bends it down between 1 and 2. The second unit should have "
    "its kink at s = 1, and a negative weight in v.",
)(_says(0, 1, 1, 2))
xor_by_hand.symptom("AND", "This is AND: one hinge at s = 1. XOR is 1 where exactly one bit is 1.")(
    _says(0, 0, 0, 1)
)
xor_by_hand.symptom(
    "equal, not different",
    "This says 1 where the bits are equal: XOR upside down. Turn the signs of v and set c "
    "accordingly.",
)(_says(1, 0, 0, 1))
xor_by_hand.symptom(
    "the same answer for all four",
    "The net says the same for all four inputs: v or W lets nothing through, or every unit is off.",
)(lambda table: np.ptp(_outputs(table)[1]) < 1e-6)
