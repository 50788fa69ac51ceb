"""Claims of the lesson on ReLU in framework code."""

from __future__ import annotations

from typing import Any

import numpy as np

from .choices import layers, values
from .record import Comparison

LESSON = "framework_code"
LOGITS = {"seeds": 20}
LOGITS_GRID = {
    "passes": values("epochs", 5, 10, 30), "step size": values("rate", 0.05, 0.1, 0.3),
    "hidden layers": layers((1, 32), (2, 32)),
}  # fmt: skip
START_GRID = {
    "steps": values("steps", 30, 60, 200), "step size": values("rate", 0.2, 0.5),
    "hidden layers": layers((1, 32), (1, 128)),
}  # fmt: skip


def _half_gains(result: Any) -> np.ndarray:
    zero_slope, half_slope = result.accuracy[0]
    return 100 * (half_slope - zero_slope)


CLAIMS = (
    Comparison(
        "half_slope_trains_zeros", LESSON,
        "From a hidden layer of zeros, the slope one half at 0 gains accuracy over the slope 0.",
        "zero_start", {"starts": ("zero",), "seeds": 20}, START_GRID, _half_gains,
        "points of accuracy",
    ),
    Comparison(
        "half_slope_idle", LESSON,
        "From random first weights, slope one half or 0 at 0 changes accuracy by under a point.",
        "zero_start", {"starts": ("random",), "seeds": 20}, START_GRID, _half_gains,
        "points of accuracy", -1.0, 1.0,
    ),
    Comparison(
        "bare_logits_gain", LESSON,
        "Logits as they are give more accuracy than logits through a ReLU.",
        "logits", LOGITS, LOGITS_GRID, lambda r: 100 * (r.accuracy[0] - r.accuracy[1]),
        "points of accuracy",
    ),
    Comparison(
        "relu_logits_lose_digits", LESSON,
        "A ReLU on the logits loses whole digits: fewer than half of their test images are right.",
        "logits", LOGITS, LOGITS_GRID, lambda r: r.lost[1] - r.lost[0], "digits lost",
    ),
)  # fmt: skip
