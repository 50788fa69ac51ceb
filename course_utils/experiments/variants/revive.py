"""Do dead units come back? All units of the second layer are killed; then the net is trained."""

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
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "Dead units under ReLU and its variants: who comes back?"
CLAIMS = ("A19", "A21", "A23", "A24")
FIXED = ("450 digits held back",)


@dataclass(frozen=True)
class Config:
    """Settings: activations, hidden widths, how far below 0 units are put, nets, training.

    PReLU keeps its first slope of 0.25 here: it stands for a leaky ReLU that leaks more.
    """

    activations: tuple[str, ...] = ("relu", "leaky_relu", "prelu", "elu", "gelu")
    widths: tuple[int, int] = (32, 32)
    margin: float = 0.5
    seeds: int = 5
    epochs: int = 20
    rate: float = 0.1
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=20, epochs=60)


@dataclass(frozen=True)
class Result:
    """What became of the killed units; ReLU and its rivals start from the same weights.

    Parameters
    ----------
    config : Config
        What was run.
    before, after : numpy.ndarray of float64, shape (activations, seeds)
        Share of units of the second layer that are never above 0 **before** the activation, on
        all training digits. For ReLU that is dead.
    accuracy : numpy.ndarray of float64, shape (activations, seeds)
        On held-back digits; a tenth is guessing.
    """

    config: Config
    before: np.ndarray
    after: np.ndarray
    accuracy: np.ndarray

    def against_relu(self) -> Interval:
        """Return the mean difference in accuracy to ReLU from the same weights, at 95 %."""
        relu = self.accuracy[self.config.activations.index("relu")]
        return mean_interval(self.accuracy - relu, axis=1)

    def table(self) -> Table:
        """Return the shares and the accuracy, with the interval of the accuracy."""
        columns = ("activation", "never above 0, before", "after", "accuracy", "low", "high")
        rows = zip(self.config.activations, self.before.mean(1), self.after.mean(1),
                   *mean_interval(self.accuracy, axis=1), strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


def kill(net: MLP, x: np.ndarray, margin: float) -> None:
    r"""Lower the biases of the second layer until none of its units is on for any row.

    .. math:: b_u \leftarrow b_u - \max_i z_{iu} - \text{margin}

    Parameters
    ----------
    net : MLP
        Is changed.
    x : numpy.ndarray, shape (N, n_in)
        The rows on which they are to be off.
    margin : float
        How far below 0 the largest pre-activation of a unit ends.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> net = MLP.create((4, 8, 8, 2), rng)
    >>> x = rng.normal(size=(100, 4))
    >>> kill(net, x, 0.5)
    >>> net.forward(x).sums[1].max(0).round(6)
    array([-0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5])
    """
    top = net.forward(x).sums[1].max(-2, keepdims=True)
    net.biases[1] = net.biases[1] - top - margin


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Kill the second layer, train, and count; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(activations=("relu",), seeds=2, epochs=1)
    >>> result = run(tiny, np.random.default_rng(0))
    >>> result.before.tolist(), result.after.tolist()
    ([[1.0, 1.0]], [[1.0, 1.0]])
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    weights_seed, order_seed = rng.integers(2**63, size=2)
    plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
    before, after, right = [], [], []
    for name in track(config.activations, progress):
        start = np.random.default_rng(weights_seed)
        net = MLP.create((64, *config.widths, 10), start, activation=name, stack=(config.seeds,))
        kill(net, data.x_train, config.margin)
        before.append(_off(net, data.x_train))
        order = np.random.default_rng(order_seed)
        fit(net, (data.x_train, data.y_train), cross_entropy, plan, order,
            optimiser=config.optimiser)  # fmt: skip
        after.append(_off(net, data.x_train))
        right.append(accuracy(net, data.x_test, data.y_test))
    return Result(config, np.array(before), np.array(after), np.array(right))


def _off(net: MLP, x: np.ndarray) -> np.ndarray:
    return unit_shares(net.forward(x).sums[:-1]).dead[..., 1]
