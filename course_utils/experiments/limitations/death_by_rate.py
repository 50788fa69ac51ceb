"""Death by learning rate: the larger the step, the more units die, and leaky units diverge."""

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

TITLE = "Death by learning rate, and what leaky ReLU does there"
CLAIMS = ("A19", "A21")
FATES = ("more than 0.9 right", "a whole layer off", "diverged", "in between")
FIXED = ("450 digits held back",)


@dataclass(frozen=True)
class Config:
    """Settings: activations, step sizes, hidden widths, nets of each, passes over the digits.

    The nets differ in their first weights; split and order of the digits are one for all.
    """

    activations: tuple[str, ...] = ("relu", "leaky_relu", "elu")
    rates: tuple[float, ...] = (0.1, 0.5, 1.0, 1.5, 2.0, 3.0)
    widths: tuple[int, ...] = (32, 32)
    seeds: int = 20
    epochs: int = 6
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more step sizes and nets, and longer training."""
        return cls(rates=(0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0), seeds=40, epochs=30)


@dataclass(frozen=True)
class Result:
    """What became of the nets.

    Parameters
    ----------
    config : Config
        What was run.
    dead : numpy.ndarray of float64, shape (activations, rates, seeds)
        Share of hidden units that are at or below 0 **before** the activation on all training
        digits. For ReLU that is dead; other activations still pass a gradient there. NaN for a
        net that diverged: its units are not to be judged.
    layer_off : numpy.ndarray of bool, shape (activations, rates, seeds)
        Some hidden layer is off in all its units; never for a net that diverged.
    diverged : numpy.ndarray of bool, shape (activations, rates, seeds)
        The loss on the training digits is above 100 nats (guessing gives 2.3), or no number.
    accuracy : numpy.ndarray of float64, shape (activations, rates, seeds)
        On held-back digits; a tenth is guessing.
    """

    config: Config
    dead: np.ndarray
    layer_off: np.ndarray
    diverged: np.ndarray
    accuracy: np.ndarray

    @property
    def fates(self) -> np.ndarray:
        """What became of each net, one of `FATES` by number, shape (activations, rates, seeds)."""
        return np.select([self.diverged, self.accuracy > 0.9, self.layer_off], [2, 0, 1], 3)

    def table(self) -> Table:
        """Return dead share of the nets that did not diverge, how many did, and accuracy."""
        columns = ("activation", "rate", "never above 0", "low", "high", "diverged", "accuracy")
        rows = []
        for a, name in enumerate(self.config.activations):
            for r, rate in enumerate(self.config.rates):
                diverged = f"{int(self.diverged[a, r].sum())} of {self.config.seeds}"
                left = self.dead[a, r][~self.diverged[a, r]]
                dead = mean_interval(left) if len(left) else ("-", "-", "-")
                rows.append((name, rate, *dead, diverged, self.accuracy[a, r].mean()))
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train with each step size and count; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(activations=("relu",), rates=(0.1, 3.0)), np.random.default_rng(0))
    >>> calm, wild = np.nanmean(result.dead[0], axis=1)
    >>> bool(calm < 0.1 < 0.3 < wild)
    True
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    weights_seed, order_seed = rng.integers(2**63, size=2)
    jobs = [(a, r) for a in range(len(config.activations)) for r in range(len(config.rates))]
    shape = (len(config.activations), len(config.rates), config.seeds)
    dead, right = np.empty(shape), np.empty(shape)
    layer_off, diverged = np.empty(shape, dtype=bool), np.empty(shape, dtype=bool)
    for a, r in track(jobs, progress):
        start = np.random.default_rng(weights_seed)
        net = MLP.create((64, *config.widths, 10), start, stack=(config.seeds,),
                         activation=config.activations[a])  # fmt: skip
        plan = Plan(rate=config.rates[r], epochs=config.epochs, batch=config.batch)
        order = np.random.default_rng(order_seed)
        # Divergence is a result here, not an accident.
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            fit(net, (data.x_train, data.y_train), cross_entropy, plan, order,
                optimiser=config.optimiser)  # fmt: skip
            off = unit_shares(net.forward(data.x_train).sums[:-1]).dead
            dead[a, r], layer_off[a, r] = off.mean(-1), (off == 1).any(-1)
            right[a, r] = accuracy(net, data.x_test, data.y_test)
            loss = cross_entropy(net.predict(data.x_train), data.y_train)[0]
        diverged[a, r] = ~(loss < 100)  # NaN is not below anything
        dead[a, r][diverged[a, r]] = np.nan
        layer_off[a, r] &= ~diverged[a, r]
    return Result(config, dead, layer_off, diverged, right)
