"""Claims of the lessons on the limits of ReLU and of the capstone."""

from __future__ import annotations

from typing import Any

import numpy as np

from .choices import blocks, layers, values
from .record import Comparison

LESSON = "limitations"
SHAPES = layers((10, 48), (10, 32), (6, 48), (6, 32))
TEN = {"recipes": ("default", "zero bias", "He"), "seeds": 20, "own_splits": True}
TEN_GRID = {"passes": values("epochs", 7, 30, 80), "hidden layers": SHAPES}
KILLED = {
    "activations": ("relu", "leaky_relu", "elu"), "layers": (1,), "seeds": 20, "own_splits": True,
}  # fmt: skip
KILLED_GRID = {
    "margin": values("margin", 0.5, 2.0, 5.0), "passes": values("epochs", 6, 30),
    "step size": values("rate", 0.05, 0.1),
}  # fmt: skip
CAPSTONE = {
    "activations": ("relu",), "schemes": ("pytorch", "he"), "width": 20, "depth": 24, "batch": 64,
    "optimiser": "adam", "seeds": 20,
}  # fmt: skip
CAPSTONE_GRID = {
    "Adam's ε": {f"1e-{n}": {"epsilon": 10.0**-n} for n in (8, 12, 16)},
    "passes": values("epochs", 20, 40), "step size": values("rate", 0.001, 0.003),
}  # fmt: skip


def _ten(result: Any, ours: str, theirs: str) -> np.ndarray:
    names = result.config.recipes
    return 100 * (result.accuracy[names.index(ours)] - result.accuracy[names.index(theirs)])


def _gain(result: Any, name: str) -> np.ndarray:
    right = result.accuracy[:, 0]
    return 100 * (right[result.config.activations.index(name)] - right[0])


CLAIMS = (
    Comparison(
        "scale_lets_learn", LESSON,
        "Deep ReLU nets learn more from He's first weights than from nn.Linear's.",
        "waiting", TEN, TEN_GRID, lambda r: _ten(r, "He", "default"), "points of accuracy",
    ),
    Comparison(
        "zero_bias_helps", LESSON,
        "With nn.Linear's weights, biases that start at zero let deep ReLU nets learn more.",
        "waiting", TEN, TEN_GRID, lambda r: _ten(r, "zero bias", "default"), "points of accuracy",
    ),
    Comparison(
        "scale_beats_bias", LESSON,
        "The right scale of the weights gives more accuracy than zero biases at the wrong scale.",
        "waiting", TEN, TEN_GRID, lambda r: _ten(r, "He", "zero bias"), "points of accuracy",
    ),
    Comparison(
        "relu_over_swish", LESSON,
        "From He's weights, deep nets with ReLU learn more than deep nets with Swish.",
        "waiting", {"recipes": ("He", "Swish, He"), "seeds": 20, "own_splits": True},
        {"passes": values("epochs", 3, 10, 30), "hidden layers": SHAPES},
        lambda r: _ten(r, "He", "Swish, He"), "points of accuracy",
    ),
    Comparison(
        "small_leak_gains", LESSON,
        "With nine tenths of the first layer killed, a leak of 0.01 gains accuracy over ReLU.",
        "remedies", KILLED, KILLED_GRID, lambda r: _gain(r, "leaky_relu"), "points of accuracy",
    ),
    Comparison(
        "elu_gains", LESSON,
        "With nine tenths of the first layer killed, ELU gains accuracy over ReLU.",
        "remedies", KILLED, KILLED_GRID, lambda r: _gain(r, "elu"), "points of accuracy",
    ),
    Comparison(
        "prelu_gains", LESSON,
        "With nine tenths of the first layer killed, PReLU gains accuracy over ReLU.",
        "remedies", KILLED | {"activations": ("relu", "prelu")}, KILLED_GRID,
        lambda r: _gain(r, "prelu"), "points of accuracy",
    ),
    Comparison(
        "held_slope_gains", LESSON,
        "With nine tenths of the first layer killed, PReLU gains if its slope is held at 0.25.",
        "remedies", KILLED | {"activations": ("relu", "prelu_held")}, KILLED_GRID,
        lambda r: _gain(r, "prelu_held"), "points of accuracy",
    ),
    Comparison(
        "relu_worse_outside", LESSON,
        "Beyond the data a ReLU net that has learned a sine errs more than one of tanh.",
        "extrapolation", {"activations": ("relu", "tanh"), "seeds": 20},
        {"steps": values("steps", 500, 2000), "step size": values("rate", 0.02, 0.05),
         "hidden layers": layers((2, 24), (3, 16)), "seed block": blocks(0, 1)},
        lambda r: r.outside[0] - r.outside[1], "root mean square error",
    ),
    Comparison(
        "adam_trains_capstone", "capstone",
        "Adam trains the capstone's 24 narrow layers from nn.Linear's weights: over 20 % right.",
        "depth_training", CAPSTONE, CAPSTONE_GRID,
        lambda r: 100 * r.accuracy[0], "percent right", 20.0,
    ),
    Comparison(
        "scale_trains_capstone", "capstone",
        "The capstone's 24 narrow layers learn more from He's first weights than from nn.Linear's.",
        "depth_training", CAPSTONE, CAPSTONE_GRID,
        lambda r: 100 * (r.accuracy[1] - r.accuracy[0]), "points of accuracy",
    ),
)  # fmt: skip
