"""The variants on digits, side by side: accuracy, overfitting, time; with little data and more."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from time import process_time

import numpy as np

from course_utils.networks import Plan, fit_torch, load_digits, torch_mlp, torch_scores

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "ReLU and its variants trained on digits"
CLAIMS = ("A08", "A23", "A24", "A25", "A26", "A27")
FIXED = (
    "each seed with its own split and batch order",
    "450 digits held back",
    "He's weights for all",
)
QUANTITIES = ("test accuracy", "train accuracy", "test loss", "train loss", "microseconds a step")


@dataclass(frozen=True)
class Config:
    """Settings: activations, numbers of training digits, hidden widths, steps, nets of each.

    All get He's initialisation, the same number of steps, and the same seeds. "identity" is the
    floor: a net without activations, which tells how much any activation can win on this data.
    """

    activations: tuple[str, ...] = (
        "relu", "identity", "leaky_relu", "prelu", "elu", "gelu", "silu",
    )  # fmt: skip
    train: tuple[int, ...] = (200, 1347)
    widths: tuple[int, ...] = (64, 64)
    steps: int = 150
    rate: float = 0.05
    seeds: int = 5
    batch: int = 64
    optimiser: str = "momentum"

    @classmethod
    def full(cls) -> Config:
        """Return all variants, more nets and more steps."""
        return cls(
            activations=("relu", "identity", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu",
                         "mish", "softplus", "squared_relu", "tanh", "sigmoid"),
            train=(100, 200, 500, 1347), steps=1000, seeds=10,
        )  # fmt: skip


@dataclass(frozen=True)
class Result:
    """Scores of every net.

    Parameters
    ----------
    config : Config
        What was run.
    scores : numpy.ndarray of float64, shape (train, activations, seeds, quantities)
        In the order of `QUANTITIES`; losses in nats, time of the processor.
    """

    config: Config
    scores: np.ndarray

    def of(self, quantity: str, train: int) -> np.ndarray:
        """Return a quantity, shape (activations, seeds); "gap" is test loss minus train loss."""
        block = self.scores[self.config.train.index(train)]
        if quantity == "gap":
            return self.of("test loss", train) - self.of("train loss", train)
        return block[..., QUANTITIES.index(quantity)]

    def differences(self, quantity: str, train: int) -> np.ndarray:
        """Return the difference to ReLU with the same seed, shape (activations, seeds)."""
        values = self.of(quantity, train)
        return values - values[self.config.activations.index("relu")]

    def against_relu(self, quantity: str, train: int) -> Interval:
        """Return the mean of these differences, by activation, with its interval at 95 %.

        An interval that contains 0 has not told the two apart.
        """
        return mean_interval(self.differences(quantity, train), axis=1)

    def table(self) -> Table:
        """Return means, and the paired difference in test accuracy with its interval."""
        columns = ("training digits", "activation", "test accuracy", "train accuracy", "gap",
                   "microseconds a step", "accuracy - ReLU's", "low", "high")  # fmt: skip
        rows = []
        for train in self.config.train:
            shown = ("test accuracy", "train accuracy", "gap", "microseconds a step")
            means = [self.of(quantity, train).mean(1) for quantity in shown]
            interval = self.against_relu("test accuracy", train)
            for i, name in enumerate(self.config.activations):
                rows.append((train, name, *(m[i] for m in means), *(v[i] for v in interval)))
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train every variant on every size of the data; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(activations=("relu", "elu"), train=(200,), steps=20, seeds=2)
    >>> run(tiny, np.random.default_rng(0)).scores.shape
    (1, 2, 2, 5)
    """
    seeds = rng.integers(2**63, size=config.seeds)
    names = config.activations
    # Seeds outermost and activations innermost: rivals run one after the other.
    jobs = [
        (t, a, s)
        for s in range(config.seeds)
        for t in range(len(config.train))
        for a in range(len(names))
    ]
    scores = np.empty((len(config.train), len(names), config.seeds, len(QUANTITIES)))
    _one_net("relu", config.train[0], config, seeds[0])  # the first net also loads PyTorch
    for t, a, s in track(jobs, progress):
        scores[t, a, s] = _one_net(names[a], config.train[t], config, seeds[s])
    return Result(config, scores)


def _one_net(name: str, train: int, config: Config, seed: int) -> tuple[float, ...]:
    own = np.random.default_rng(seed)
    data = load_digits(own, train=train)
    model = torch_mlp((64, *config.widths, 10), own, activation=name)
    epochs = ceil(config.steps / max(1, train // config.batch))
    plan = Plan(rate=config.rate, epochs=epochs, batch=config.batch)
    start = process_time()
    losses = fit_torch(model, (data.x_train, data.y_train), plan, own, optimiser=config.optimiser)
    seconds = (process_time() - start) / len(losses)
    test_right, test_loss = torch_scores(model, data.x_test, data.y_test)
    train_right, train_loss = torch_scores(model, data.x_train, data.y_train)
    return test_right, train_right, test_loss, train_loss, seconds * 1e6
