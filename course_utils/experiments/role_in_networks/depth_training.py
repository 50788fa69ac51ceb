"""Deep nets trained on digits: which pairs of activation and initialisation learn, and how fast?

All nets of one activation are trained side by side, as one stack: each has its own weights and its
own split of the digits, and Adam and plain descent act on every number by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from course_utils.networks import MLP, Plan, load_digits, one_thread, torch_activation

from ...errors import WrongValue
from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    import torch

TITLE = "Deep nets trained on digits, by activation and initialisation"
CLAIMS = ("A10", "A22")
FIXED = ("each seed with its own split", "450 digits held back")


@dataclass(frozen=True)
class Config:
    """Settings: pairs, hidden layers and width, nets, and the plan, the same for all pairs."""

    activations: tuple[str, ...] = ("sigmoid", "tanh", "relu")
    schemes: tuple[str, ...] = ("xavier", "he", "pytorch")
    depth: int = 15
    batch: int = 128
    width: int = 32
    seeds: int = 5
    epochs: int = 20
    rate: float = 0.1
    optimiser: str = "sgd"
    epsilon: float = 1e-8

    @classmethod
    def full(cls) -> Config:
        """Return deeper nets, more of them, and longer training."""
        return cls(depth=30, width=64, seeds=10, epochs=60)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (activation, initialisation)."""
        return tuple(product(self.activations, self.schemes))


@dataclass(frozen=True)
class Result:
    """Scores on held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    by_pass : numpy.ndarray of float64, shape (pairs, seeds, epochs)
        Share right after each pass; guessing gives 0.1.
    """

    config: Config
    by_pass: np.ndarray

    @property
    def accuracy(self) -> np.ndarray:
        """Share right after the last pass, shape (pairs, seeds)."""
        return self.by_pass[..., -1]

    def after(self, passes: int) -> np.ndarray:
        """Return the share right after so many passes, shape (pairs, seeds)."""
        return self.by_pass[..., passes - 1]

    def table(self) -> Table:
        """Return mean accuracy with its interval over nets, by pair."""
        columns = ("activation", "initialisation", "accuracy", "low", "high")
        rows = [
            (*pair, *mean_interval(right))
            for pair, right in zip(self.config.pairs, self.accuracy, strict=True)
        ]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train every pair from several seeds; parameters as in every module.

    Raises
    ------
    ValueError
        If the optimiser is not known.

    Examples
    --------
    >>> tiny = Config(activations=("relu",), schemes=("he",), depth=3, seeds=2, epochs=2)
    >>> run(tiny, np.random.default_rng(0)).by_pass.shape
    (1, 2, 2)
    """
    seeds = rng.integers(2**63, size=config.seeds)
    by_pass = [_train(config, name, seeds) for name in track(config.activations, progress)]
    return Result(config, np.concatenate(by_pass))


def _train(config: Config, activation: str, seeds: np.ndarray) -> np.ndarray:
    """Return accuracy by initialisation, seed and pass."""
    import torch
    from torch.nn import functional

    # A seed is one split of the digits and one stream of numbers, the same for every pair.
    sizes = (64, *[config.width] * config.depth, 10)
    nets, splits = [], []
    for scheme, seed in product(config.schemes, seeds):
        own = np.random.default_rng(seed)
        splits.append(load_digits(own))
        nets.append(MLP.create(sizes, own, scheme=scheme))
    layers = [_tensor([net.weights[k] for net in nets]) for k in range(config.depth + 1)]
    biases = [_tensor([net.biases[k] for net in nets]) for k in range(config.depth + 1)]
    x, y = _tensor([d.x_train for d in splits]), _tensor([d.y_train for d in splits])
    x_test, y_test = _tensor([d.x_test for d in splits]), _tensor([d.y_test for d in splits])
    f = torch_activation(activation)

    def outputs(h: torch.Tensor) -> torch.Tensor:
        for k, (W, b) in enumerate(zip(layers, biases, strict=True)):
            h = torch.baddbmm(b, h, W)
            h = f(h) if k < config.depth else h
        return h

    parameters = [p.requires_grad_() for p in (*layers, *biases)]
    step = _optimiser(config, parameters)
    order, scores = np.random.default_rng(seeds[0]), []
    with one_thread():
        for _ in range(config.epochs):
            for rows in Plan(epochs=1, batch=config.batch).batches(x.shape[1], order):
                said = outputs(x[:, rows])
                # Summed over nets: each gets the gradient of its own mean, and no other's.
                loss = functional.cross_entropy(said.flatten(0, 1), y[:, rows].flatten())
                step.zero_grad()
                (len(nets) * loss).backward()
                step.step()
            with torch.no_grad():
                right = (outputs(x_test).argmax(-1) == y_test).double().mean(-1)
            scores.append(right.numpy().reshape(len(config.schemes), -1))
    return np.stack(scores, axis=-1)


def _tensor(arrays: list[np.ndarray]) -> torch.Tensor:
    import torch

    stacked = torch.from_numpy(np.stack(arrays))
    return stacked.float() if stacked.is_floating_point() else stacked


def _optimiser(config: Config, parameters: list[torch.Tensor]) -> torch.optim.Optimizer:
    from torch import optim

    known = {
        "sgd": lambda: optim.SGD(parameters, lr=config.rate, fused=True),
        "momentum": lambda: optim.SGD(parameters, lr=config.rate, momentum=0.9, fused=True),
        "adam": lambda: optim.Adam(parameters, lr=config.rate, eps=config.epsilon, fused=True),
    }
    if config.optimiser not in known:
        raise WrongValue(
            "unknown optimiser",
            expected=f"{', '.join(known)}",
            got=config.optimiser,
            next_step="Choose one.",
        )
    return known[config.optimiser]()
