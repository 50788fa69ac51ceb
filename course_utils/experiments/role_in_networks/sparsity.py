"""How many activations are zero, before and after training on digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import (
    MLP,
    Plan,
    accuracy,
    cross_entropy,
    fit,
    load_digits,
    unit_shares,
)

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Zeros among activations: one half at the start, and after training"
CLAIMS = ("A11",)
FIXED = ("450 digits held back",)


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, nets of each step size, step sizes, passes over the digits."""

    widths: tuple[int, ...] = (64, 64, 64)
    rates: tuple[float, ...] = (0.1, 0.3, 0.6)
    seeds: int = 10
    epochs: int = 20
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = True

    @classmethod
    def full(cls) -> Config:
        """Return more step sizes, more nets and longer training."""
        return cls(rates=(0.01, 0.03, 0.1, 0.3, 0.5, 0.6), seeds=20, epochs=100)


@dataclass(frozen=True)
class Result:
    """Shares of zeros on the held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    before, after : numpy.ndarray of float64, shape (rates, seeds, layers)
        Share of activations that are 0.
    dead : numpy.ndarray of float64, shape (rates, seeds, layers)
        Share of units that are 0 on all training digits, after training.
    accuracy : numpy.ndarray of float64, shape (rates, seeds)
        On the held-back digits.
    """

    config: Config
    before: np.ndarray
    after: np.ndarray
    dead: np.ndarray
    accuracy: np.ndarray

    def table(self) -> Table:
        """Return shares by step size and layer, with the interval over nets after training."""
        columns = ("rate", "layer", "zeros before", "zeros after", "low", "high", "dead units",
                   "accuracy")  # fmt: skip
        rows = []
        for i, rate in enumerate(self.config.rates):
            for layer in range(len(self.config.widths)):
                after = mean_interval(self.after[i, :, layer])
                rows.append((rate, layer + 1, self.before[i, :, layer].mean(), *after,
                             self.dead[i, :, layer].mean(), self.accuracy[i].mean()))  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets on digits and count zeros before and after; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(rates=(0.1,), epochs=1), np.random.default_rng(0))
    >>> bool(abs(result.before.mean() - 0.5) < 0.05)
    True
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    before, after, dead, right = [], [], [], []
    for rate in track(config.rates, progress):
        net = MLP.create((64, *config.widths, 10), rng, stack=(config.seeds,))
        before.append(unit_shares(net.forward(data.x_test).sums[:-1]).zeros)
        plan = Plan(rate=rate, epochs=config.epochs, batch=config.batch)
        fit(net, (data.x_train, data.y_train), cross_entropy, plan, rng,
            optimiser=config.optimiser)  # fmt: skip
        after.append(unit_shares(net.forward(data.x_test).sums[:-1]).zeros)
        dead.append(unit_shares(net.forward(data.x_train).sums[:-1]).dead)
        right.append(accuracy(net, data.x_test, data.y_test))
    return Result(config, *(np.array(a) for a in (before, after, dead, right)))
