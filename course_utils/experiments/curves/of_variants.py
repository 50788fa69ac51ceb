"""Claims of the lesson on the variants of ReLU."""

from __future__ import annotations

from typing import Any

import numpy as np

from .choices import blocks, layers, values
from .record import Comparison

LESSON = "variants"
FEW = {"seeds": 20}
FEW_GRID = {
    "training digits": values("train", 100, 200, 400),
    "steps": values("steps", 150, 300),
    "step size": values("rate", 0.02, 0.05),
}
DEAD = {"activations": ("relu", "leaky_relu", "prelu", "elu"), "seeds": 20, "own_splits": True}
DEAD_GRID = {
    "margin": values("margin", 0.5, 2.0, 5.0, 10.0),
    "passes": values("epochs", 10, 40),
    "step size": values("rate", 0.05, 0.2),
}
LEARNED = 0.85
"""Accuracy from which a net on digits is said to have learned."""


def _revived(result: Any, name: str) -> np.ndarray:
    names = result.config.activations
    return 100 * (result.accuracy[names.index(name)] - result.accuracy[names.index("relu")])


def _learns(result: Any) -> np.ndarray:
    """Return at how many of the step sizes a leaky net learned more than its ReLU twin."""
    learned = (result.accuracy > LEARNED).sum(1)
    return learned[1] - learned[0]


CLAIMS = (
    Comparison(
        "bend_pays", LESSON,
        "Nets with ReLU classify more new digits correctly than nets without a bend.",
        # Slope 1 is no bend; both start with the gain of their slope.
        "leaky_slope", {"alphas": (0.0, 1.0), "seeds": 20, "own_splits": True},
        {"optimiser": {"SGD 0.1": {"rate": 0.1}, "SGD 0.3": {"rate": 0.3},
                       "momentum 0.05": {"optimiser": "momentum", "rate": 0.05}},
         "passes": values("epochs", 10, 40), "hidden layers": layers((2, 64), (2, 32))},
        lambda r: 100 * (r.accuracy[0, 0] - r.accuracy[0, 1]), "points of accuracy",
    ),
    Comparison(
        "which_bend", LESSON,
        "Which variant it is changes the accuracy on new digits by less than a point.",
        "comparison", {"seeds": 20, "train": (1347,)},
        {"rival of ReLU": {n: {"activations": ("relu", n)}
                           for n in ("leaky_relu", "prelu", "elu", "gelu", "silu")},
         "step size": values("rate", 0.02, 0.05, 0.1)},
        lambda r: 100 * r.differences("test accuracy", 1347)[1],
        "points of accuracy against ReLU", -1.0, 1.0,
    ),
    Comparison(
        "prelu_overfits", LESSON,
        "On few digits PReLU's gap between new and training loss is wider than ReLU's.",
        "little_data", FEW, FEW_GRID, lambda r: r.of("prelu") - r.of("relu"), "nats",
    ),
    Comparison(
        "learning_costs", LESSON,
        "PReLU's gap is wider than that of its own slopes held fixed, from weights to suit them.",
        "little_data", FEW, FEW_GRID, lambda r: r.of("prelu") - r.of("fixed, own gain"), "nats",
    ),
    Comparison(
        "learning_costs_same_start", LESSON,
        "PReLU's gap is wider than that of its own slopes held fixed, from the same weights.",
        "little_data", FEW, FEW_GRID,
        lambda r: r.of("prelu") - r.of("fixed, same weights"), "nats",
    ),
    Comparison(
        "gates_lose", LESSON,
        "At equal numbers of parameters a gated block has a higher loss on new digits than ReLU's.",
        "gated", {"seeds": 20},
        {"gate": {k: {"kinds": ("relu", k)} for k in ("reglu", "geglu", "swiglu")},
         "step size": values("rate", 0.001, 0.003), "passes": values("epochs", 12, 30)},
        lambda r: r.loss[1] - r.loss[0], "nats",
    ),
    Comparison(
        "elu_nearer_zero", LESSON,
        "After training, ELU's mean activations are nearer zero than ReLU's, for their size.",
        "mean_activation", {"activations": ("relu", "elu"), "seeds": 20, "own_splits": True},
        {"optimiser": {"SGD 0.05": {"rate": 0.05}, "SGD 0.2": {"rate": 0.2},
                       "Adam 0.002": {"optimiser": "adam", "rate": 0.002}},
         "passes": values("epochs", 10, 30), "hidden layers": layers((2, 64), (3, 32))},
        lambda r: -np.diff(abs(r.after / r.size).mean(-1), axis=0)[0],
        "share of the activations' size",
    ),
    Comparison(
        "leak_revives", LESSON,
        "A leak of 0.25 brings a net back whose second layer is all dead: 50 points over ReLU.",
        "revive", DEAD, DEAD_GRID, lambda r: _revived(r, "prelu"), "points of accuracy", 50.0,
    ),
    Comparison(
        "elu_revives", LESSON,
        "ELU brings a net back whose second layer is all dead: 50 points over ReLU.",
        "revive", DEAD, DEAD_GRID, lambda r: _revived(r, "elu"), "points of accuracy", 50.0,
    ),
    Comparison(
        "small_leak_revives", LESSON,
        "A leak of 0.01 brings a net back whose second layer is all dead: 50 points over ReLU.",
        "revive", DEAD, DEAD_GRID, lambda r: _revived(r, "leaky_relu"), "points of accuracy", 50.0,
    ),
    Comparison(
        "leak_widens", LESSON,
        "Leaky ReLU learns at more of six step sizes from 1 to 3 than ReLU.",
        "death_by_rate",
        {"activations": ("relu", "leaky_relu"), "seeds": 20, "own_splits": True,
         "rates": (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)},
        {"hidden layers": layers((2, 32), (3, 32), (2, 64)), "batch": values("batch", 64, 128),
         "seed block": blocks(0, 1)},
        _learns, "step sizes more",
    ),
    Comparison(
        "leak_learns_more_often", LESSON,
        "At one and the same step size, leaky ReLU learns more often than ReLU.",
        "death_by_rate",
        {"activations": ("relu", "leaky_relu"), "seeds": 20, "own_splits": True},
        {"step size": {f"{r:g}": {"rates": (r,)} for r in (0.5, 1.0, 1.25, 1.5, 1.75, 2.0, 3.0)},
         "passes": values("epochs", 6, 12), "hidden layers": layers((2, 32), (2, 64))},
        _learns, "share of nets",
    ),
)  # fmt: skip
