"""XOR from two ReLU units."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.reading import array_like
from ...grading.show import show_value

xor_by_hand = Exercise.of(__file__)

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
        wanted = f"finite numbers of shape {shape}" if shape else "one finite number"
        ask.that(_fits(table[key], shape), text, got=n(table[key]), expected=wanted)
    hidden, said = _outputs(table)
    for row in rows:
        units, right = " and ".join(n(float(h)) for h in hidden[row]), float(row in (1, 2))
        text = f"At x = ({_BITS[row][0]:g}, {_BITS[row][1]:g}) the two units give {units}."
        fits = abs(said[row] - right) < 1e-6 < np.ptp(said)
        ask.that(fits, text, got=f"{n(float(said[row]))} from the net", expected=f"{right:g}")
    return table


@xor_by_hand.behaviour("1 where the bits differ", points=1)
def _differ(ask):
    _try(ask, [1, 2])


@xor_by_hand.behaviour("0 where they are equal", points=1)
def _equal(ask):
    _try(ask, [0, 3])


_UNLIKE = "in each column of `W` the two numbers differ"


@xor_by_hand.behaviour(_UNLIKE, points=2)
def _not_the_lessons(ask):
    weights = np.asarray(array_like(_try(ask, range(4))["W"]), dtype=float)
    alike = np.isclose(*weights)
    if alike.any():
        mistake = "the lesson's own units" if alike.all() else "one unit weighs both bits alike"
        columns = " and ".join(f"({c[0]:g}, {c[1]:g})" for c in weights.T[alike])
        ask.mistaken(mistake, got=f"columns {columns}", expected="two numbers that differ")


def _says(*outputs):
    return lambda table: np.allclose(_outputs(table)[1].ravel(), outputs, atol=1e-6)


_XOR = np.array([0.0, 1.0, 1.0, 0.0])


def _of_another_size(said):
    return abs(said[1]) > 1e-6 and np.allclose(said / said[1], _XOR, atol=1e-6)


def _turned(table):
    turned = table | {"W": np.transpose(array_like(table["W"]))}
    return np.allclose(_outputs(turned)[1], _XOR)


def _one_sign(table):
    v = np.asarray(array_like(table["v"]), dtype=float)
    return any(
        np.allclose(_outputs(table | {"v": v * signs})[1], _XOR) for signs in ((1, -1), (-1, 1))
    )


xor_by_hand.symptoms(
    {
        "W turned on its side": _turned,
        "OR": _says(0, 1, 1, 1),
        "the sum": _says(0, 1, 1, 2),
        "AND": _says(0, 0, 0, 1),
        "equal, not different": _says(1, 0, 0, 1),
        "coded −1 and 1": _says(-1, 1, 1, -1),
        "one of the two cases": lambda table: _says(0, 1, 0, 0)(table) or _says(0, 0, 1, 0)(table),
        "one sign in v": _one_sign,
        "XOR times a factor": lambda table: _of_another_size(_outputs(table)[1]),
        "XOR up to a constant": lambda table: np.allclose(
            _outputs(table)[1] - _outputs(table)[1][0], _XOR, atol=1e-6
        ),
        "the same answer for all four": lambda table: np.ptp(_outputs(table)[1]) < 1e-6,
        "one hinge from two units": lambda table: np.linalg.matrix_rank(_outputs(table)[0]) < 2,
    }
)
