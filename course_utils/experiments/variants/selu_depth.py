"""SELU through many layers: self-normalising with variance 1/n, and only then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "SELU through 30 layers with different initialisations"
CLAIMS = ("A14",)


@dataclass(frozen=True)
class Config:
    """Settings: initialisations, layers, width, rows of data, nets of each."""

    schemes: tuple[str, ...] = ("lecun", "selu_gain", "he")
    depth: int = 30
    width: int = 256
    rows: int = 64
    seeds: int = 5

    @classmethod
    def full(cls) -> Config:
        """Return more layers and nets."""
        return cls(depth=60, rows=128, seeds=10)


@dataclass(frozen=True)
class Result:
    """Means and variances of a layer's activations, over units and rows.

    Parameters
    ----------
    config : Config
        What was run. "lecun": variance 1/n. "selu_gain": PyTorch's gain ¾, variance 9/(16 n).
    mean, variance : numpy.ndarray of float64, shape (schemes, seeds, depth)
        By initialisation, net and layer; the data are standard normal.
    """

    config: Config
    mean: np.ndarray
    variance: np.ndarray

    def table(self) -> Table:
        """Return mean and variance in the last layer, with the interval of the variance."""
        columns = ("initialisation", "mean", "variance", "low", "high")
        rows = [
            (scheme, mean[:, -1].mean(), *mean_interval(variance[:, -1]))
            for scheme, mean, variance in zip(
                self.config.schemes, self.mean, self.variance, strict=True
            )
        ]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Send normal data through fresh SELU nets; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(), np.random.default_rng(0))
    >>> [bool(abs(v - 1) < 0.2) for v in result.variance[:, :, -1].mean(1)]
    [True, False, False]
    """
    x = rng.normal(size=(config.rows, config.width))
    sizes = [config.width] * (config.depth + 1) + [1]
    means, variances = [], []
    for scheme in track(config.schemes, progress):
        net = MLP.create(sizes, rng, activation="selu", scheme=scheme, stack=(config.seeds,))
        hidden = net.forward(x).inputs[1:]
        means.append(np.stack([h.mean((-2, -1)) for h in hidden], -1))
        variances.append(np.stack([h.var((-2, -1)) for h in hidden], -1))
    return Result(config, np.array(means), np.array(variances))
