"""Does the slope of leaky ReLU matter? From 0 (ReLU) to 1 (a linear net), on two tasks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.networks import (
    MLP,
    Digits,
    Plan,
    accuracy,
    cross_entropy,
    fit,
    load_digits,
    rings,
)

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "The slope of leaky ReLU, from 0 to 1, on digits and on two rings"
CLAIMS = ("A06", "A12", "A24")
TASKS = ("digits", "rings")
FIXED = ("450 digits held back", "1000 points of the rings and 500 held back")


@dataclass(frozen=True)
class Config:
    """Settings: slopes (the first is compared with), hidden widths, nets of each, training."""

    alphas: tuple[float, ...] = (0.0, 0.01, 0.1, 0.3, 1.0)
    widths: tuple[int, ...] = (32, 32)
    seeds: int = 5
    epochs: int = 15
    rate: float = 0.1
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more slopes and nets, and longer training."""
        return cls(alphas=(0.0, 0.001, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0), seeds=20,
                   epochs=60)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """Scores by slope; each slope starts from the same weights, scaled by its own gain.

    Parameters
    ----------
    config : Config
        What was run.
    accuracy : numpy.ndarray of float64, shape (tasks, alphas, seeds)
        Share right on held-back examples of `TASKS`. A linear net is nearly enough for digits,
        and cannot tell a disc from the ring around it.
    """

    config: Config
    accuracy: np.ndarray

    def against_first(self) -> Interval:
        """Return the mean difference in accuracy to the first slope, shape (tasks, alphas).

        From the same weights, with its interval at 95 %.
        """
        return mean_interval(self.accuracy - self.accuracy[:, :1], axis=2)

    def table(self) -> Table:
        """Return accuracy, and the paired difference to the first slope with its interval."""
        columns = ("task", "alpha", "accuracy", "accuracy - first", "low", "high")
        difference = self.against_first()
        rows = [
            (task, alpha, self.accuracy[t, a].mean(), *(v[t, a] for v in difference))
            for t, task in enumerate(TASKS)
            for a, alpha in enumerate(self.config.alphas)
        ]
        return Table(columns, tuple(rows))


def _data(task: str, config: Config, rng: np.random.Generator) -> Digits:
    if task == "digits":
        return load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    (x, y), (x_test, y_test) = rings(1000, rng), rings(500, rng)
    return Digits(x, y, x_test, y_test)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets with each slope on each task; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(alphas=(0.01, 1.0)), np.random.default_rng(0))
    >>> rings = result.accuracy[1].mean(1)
    >>> bool(rings[0] > 0.95), bool(rings[1] < 0.8)
    (True, True)
    """
    data = {task: _data(task, config, rng) for task in TASKS}
    weights_seed, order_seed = rng.integers(2**63, size=2)
    right = np.empty((len(TASKS), len(config.alphas), config.seeds))
    jobs = [(t, a) for t in range(len(TASKS)) for a in range(len(config.alphas))]
    for t, a in track(jobs, progress):
        own = data[TASKS[t]]
        net = _net(config, config.alphas[a], own.x_train.shape[-1], weights_seed)
        plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
        order = np.random.default_rng(order_seed)
        fit(net, (own.x_train, own.y_train), cross_entropy, plan, order,
            optimiser=config.optimiser)  # fmt: skip
        right[t, a] = accuracy(net, own.x_test, own.y_test)
    return Result(config, right)


def _net(config: Config, alpha: float, inputs: int, seed: int) -> MLP:
    rng = np.random.default_rng(seed)
    net = MLP.create((inputs, *config.widths, 10), rng, activation="leaky_relu",
                     scheme="lecun", stack=(config.seeds,))  # fmt: skip
    net.constants["alpha"] = alpha
    for W in net.weights:
        W *= theory.gain("leaky_relu", alpha=alpha)
    return net
