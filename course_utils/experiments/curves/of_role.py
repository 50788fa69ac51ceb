"""Claims of the lesson on the role of ReLU in networks."""

from __future__ import annotations

from typing import Any

import numpy as np

from .choices import blocks, layers, values
from .record import Comparison

LESSON = "role_in_networks"
OPTIMISERS = {
    "SGD 0.1": {"optimiser": "sgd", "rate": 0.1},
    "momentum 0.02": {"optimiser": "momentum", "rate": 0.02},
    "Adam 0.003": {"optimiser": "adam", "rate": 0.003},
}
DEEP = {
    "activations": ("sigmoid", "tanh", "relu"), "schemes": ("xavier", "he"), "seeds": 20,
}  # fmt: skip
DEEP_GRID = {
    "optimiser": OPTIMISERS,
    "passes": values("epochs", 5, 20, 60),
    "hidden layers": values("depth", 8, 15),
}


def _deep(result: Any, ours: tuple[str, str], theirs: tuple[str, str]) -> np.ndarray:
    pairs = result.config.pairs
    return 100 * (result.accuracy[pairs.index(ours)] - result.accuracy[pairs.index(theirs)])


CLAIMS = (
    Comparison(
        "zeros_below_half", LESSON,
        "After training, fewer than half of the third layer's activations are zero.",
        "sparsity", {"seeds": 20, "own_splits": True},
        {"step size": {str(r): {"rates": (r,)} for r in (0.01, 0.1, 0.3, 0.5)},
         "passes": values("epochs", 10, 30), "hidden layers": layers((3, 64), (3, 32)),
         "seed block": blocks(0, 1)},
        lambda r: 50 - 100 * r.after[0, :, 2], "points below one half",
    ),
    Comparison(
        "zeros_regularise", LESSON,
        "On few digits, ReLU's exact zeros give more accuracy on new digits than a leak does.",
        "sparse_generalisation", {"seeds": 20, "epochs": 60},
        {"training digits": values("train", 50, 150, 400),
         "slope of the rival": {str(a): {"slopes": (0.0, a)} for a in (0.1, 0.3, 0.7)},
         "step size": values("rate", 0.05, 0.1), "seed block": blocks(0, 1)},
        lambda r: 100 * (r.accuracy[0] - r.accuracy[1]), "points of accuracy",
    ),
    Comparison(
        "he_trains_relu", LESSON,
        "Deep ReLU nets learn more from He's first weights than from Xavier's.",
        "depth_training", DEEP, DEEP_GRID,
        lambda r: _deep(r, ("relu", "he"), ("relu", "xavier")), "points of accuracy",
    ),
    Comparison(
        "tanh_ahead", LESSON,
        "Deep nets with tanh and Xavier's weights are ahead of those with ReLU and He's.",
        "depth_training", DEEP, DEEP_GRID,
        lambda r: _deep(r, ("tanh", "xavier"), ("relu", "he")), "points of accuracy",
    ),
    Comparison(
        "sigmoid_behind", LESSON,
        "Deep nets with the sigmoid and Xavier's weights are behind those with ReLU and He's.",
        "depth_training", DEEP, DEEP_GRID,
        lambda r: _deep(r, ("relu", "he"), ("sigmoid", "xavier")), "points of accuracy",
    ),
    Comparison(
        "wide_learns_xor", LESSON,
        "Nets with eight hidden units learn XOR more often than nets with two.",
        "xor", {"widths": (2, 8), "nets": 100},
        {"step size": values("rate", 0.05, 0.1, 0.3), "steps": values("steps", 1000, 3000),
         "seed block": blocks(0, 1, 2)},
        lambda r: np.diff((r.errors < r.config.learned_below).astype(float), axis=0)[0],
        "share of nets",
    ),
    Comparison(
        "training_adds_pieces", LESSON,
        "Training gives a net more linear pieces than it was drawn with.",
        "pattern_map", {"seeds": 20},
        {"steps": values("steps", 500, 1500, 4000), "step size": values("rate", 0.05, 0.1),
         "hidden layers": layers((2, 8), (2, 12)), "seed block": blocks(0, 1)},
        lambda r: r.counts[1] - r.counts[0], "pieces gained",
    ),
)  # fmt: skip
