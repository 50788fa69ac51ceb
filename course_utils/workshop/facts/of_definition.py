"""Facts that the questions of lessons 0 and 1 ask for."""

from __future__ import annotations

import numpy as np

from ...activations import relu

_SPELLINGS = {
    "maximum": lambda x: np.maximum(x, 0),
    "where": lambda x: np.where(x > 0, x, 0),
    "clip": lambda x: np.clip(x, 0, None),
    "gate": lambda x: x * (x > 0),
    "half sum": lambda x: (x + np.abs(x)) / 2,
}


def printed_product() -> str:
    """Return what Python prints for minus three times nothing."""
    return str(-3.0 * 0)


def what_np_max_gives() -> str:
    """Return which reading of "the maximum" `np.max` has for an array."""
    x = np.array([[-1.0, 2.0], [3.0, -4.0]])
    readings = {"entries": np.maximum(x, 0), "one number": x.ravel()[2], "rows": np.array([2, 3])}
    try:
        got = np.max(x)
    except ValueError:
        return "error"
    return next(name for name, value in readings.items() if np.array_equal(got, value))


def spellings_that_turn_nan_into_zero() -> str:
    """Return the spellings that answer 0 to NaN."""
    return _those(np.nan, lambda y: y == 0)


def spellings_nan_at_minus_infinity() -> dict[str, bool]:
    """Return of each spelling whether it answers NaN to −∞."""
    found = _those(-np.inf, np.isnan)
    return {name: name in found.split(", ") for name in _SPELLINGS}


def _those(x: float, holds) -> str:
    with np.errstate(invalid="ignore"):
        answers = {name: f(np.array([x]))[0] for name, f in _SPELLINGS.items()}
    return ", ".join(name for name, y in answers.items() if holds(y))


def two_sided_slope_at_zero() -> float:
    """Return the difference quotient of ReLU at 0."""
    step = 0.001
    return float((relu(step) - relu(-step)) / (2 * step))


def factors_that_pass_through() -> str:
    """Return for which of seven factors relu(c x) is c relu(x) at every x."""
    x = np.linspace(-3, 3, 61)
    factors = (-2, -1, 0, 0.5, 1, 2, 7)
    return " ".join(f"{c:g}" for c in factors if np.allclose(relu(c * x), c * relu(x)))


def results_of_64_bits() -> dict[str, bool]:
    """Return of each expression whether its result is float64."""
    f, i = np.array([-3, 2], dtype=np.float32), np.array([-3, 2], dtype=np.int64)
    results = {
        "maximum of f": np.maximum(f, 0),
        "where of f": np.where(f > 0, f, np.float64(0.0)),
        "half sum of f": (f + np.abs(f)) / 2,
        "maximum of i": np.maximum(i, 0),
        "half sum of i": (i + np.abs(i)) / 2,
    }
    return {name: y.dtype == np.float64 for name, y in results.items()}
