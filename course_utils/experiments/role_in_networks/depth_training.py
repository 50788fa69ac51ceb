"""Deep nets trained on digits: which pairs of activation and initialisation learn?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from course_utils.networks import Plan, fit_torch, load_digits, torch_mlp, torch_scores

from ..results import Chart, Progress, Series, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Deep nets trained on digits, by activation and initialisation"
CLAIMS = ("A10", "A22")
FIXED = ("each seed with its own split and batch order", "450 digits held back")


@dataclass(frozen=True)
class Config:
    """Settings: pairs, hidden layers and width, nets, and the plan, the same for all pairs."""

    activations: tuple[str, ...] = ("sigmoid", "tanh", "relu")
    schemes: tuple[str, ...] = ("xavier", "he", "pytorch")
    depth: int = 15
    batch: int = 128
    width: int = 32
    seeds: int = 5
    epochs: int = 5
    rate: float = 3e-3
    optimiser: str = "adam"
    epsilon: float = 1e-8

    @classmethod
    def full(cls) -> Config:
        """Return deeper nets, more of them, and longer training."""
        return cls(depth=30, width=64, seeds=10, epochs=30)

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
    accuracy, loss : numpy.ndarray of float64, shape (pairs, seeds)
        Share right (guessing gives 0.1) and cross-entropy in nats (guessing gives 2.30).
    """

    config: Config
    accuracy: np.ndarray
    loss: np.ndarray

    def table(self) -> Table:
        """Return mean accuracy with its interval over nets, by pair."""
        columns = ("activation", "initialisation", "accuracy", "low", "high", "loss")
        rows = [
            (*pair, *mean_interval(right), loss.mean())
            for pair, right, loss in zip(self.config.pairs, self.accuracy, self.loss, strict=True)
        ]
        return Table(columns, tuple(rows))

    def chart(self) -> Chart:
        """Return accuracy by initialisation, one series an activation."""
        shape = (len(self.config.activations), len(self.config.schemes), -1)
        lines = [
            Series(name, self.config.schemes, *mean_interval(right, axis=1))
            for name, right in zip(
                self.config.activations, self.accuracy.reshape(shape), strict=True
            )
        ]
        return Chart(TITLE, "initialisation", "accuracy on held-back digits", tuple(lines),
                     spread="95 % interval of the mean")  # fmt: skip


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train every pair from several seeds; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(activations=("relu",), schemes=("he",), depth=3, seeds=2, epochs=2)
    >>> run(tiny, np.random.default_rng(0)).accuracy.shape
    (1, 2)
    """
    plan = Plan(config.rate, config.epochs, config.batch, epsilon=config.epsilon)
    sizes = (64, *[config.width] * config.depth, 10)
    scores = np.empty((config.seeds, len(config.pairs), 2))
    # A seed is one split of the digits and one stream of numbers for all pairs.
    jobs = [(s, p) for s in range(config.seeds) for p in range(len(config.pairs))]
    seeds = rng.integers(2**63, size=config.seeds)
    for s, p in track(jobs, progress):
        own = np.random.default_rng(seeds[s])
        data = load_digits(own)
        activation, scheme = config.pairs[p]
        model = torch_mlp(sizes, own, activation=activation, scheme=scheme)
        fit_torch(model, (data.x_train, data.y_train), plan, own, optimiser=config.optimiser)
        scores[s, p] = torch_scores(model, data.x_test, data.y_test)
    return Result(config, scores[..., 0].T, scores[..., 1].T)
