"""Do exact zeros help on new data? ReLU against leaky ReLUs of the same weights and splits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Plan, accuracy, cross_entropy, fit, load_digits

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "With zeros and without: accuracy on new digits after training on few"
CLAIMS = ("A11",)
FIXED = ("plain SGD", "batches of 64", "each seed with its own split and batch order")


@dataclass(frozen=True)
class Config:
    """Settings: slopes left of 0 (the first against the rest), digits to train on, the plan."""

    slopes: tuple[float, ...] = (0.0, 0.3)
    train: int = 150
    widths: tuple[int, ...] = (64, 64)
    seeds: int = 40
    rate: float = 0.1
    epochs: int = 150

    @classmethod
    def full(cls) -> Config:
        """Return more slopes and more seeds."""
        return cls(slopes=(0.0, 0.01, 0.1, 0.3, 0.7), seeds=100)


@dataclass(frozen=True)
class Result:
    """Scores on held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    accuracy : numpy.ndarray of float64, shape (slopes, seeds)
        Share right. A seed is one split, one set of first weights and one order of the examples,
        the same for every slope.
    """

    config: Config
    accuracy: np.ndarray

    @property
    def gain(self) -> Interval:
        """Accuracy of the first slope minus that of each other, in points, over seeds."""
        return mean_interval(100 * (self.accuracy[:1] - self.accuracy[1:]), axis=1)

    def table(self) -> Table:
        """Return the gain of the first slope over each other, with its interval over seeds."""
        columns = ("slope", "against", "points", "low", "high")
        first, *others = self.config.slopes
        rows = [(first, other, *row) for other, *row in zip(others, *self.gain, strict=True)]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train the same nets with every slope left of 0; parameters as in every module.

    Examples
    --------
    >>> run(Config(seeds=2, epochs=5), np.random.default_rng(0)).accuracy.shape
    (2, 2)
    """
    plan = Plan(rate=config.rate, epochs=config.epochs)
    right = []
    for seed in track(rng.integers(2**63, size=config.seeds).tolist(), progress):
        data = load_digits(np.random.default_rng(seed), train=config.train)
        for slope in config.slopes:
            own = np.random.default_rng(seed)
            net = MLP.create((64, *config.widths, 10), own, activation="leaky_relu")
            net.constants = {"alpha": slope}
            fit(net, (data.x_train, data.y_train), cross_entropy, plan, own)
            right.append(accuracy(net, data.x_test, data.y_test))
    return Result(config, np.reshape(right, (config.seeds, -1)).T)
