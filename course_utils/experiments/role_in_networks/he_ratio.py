"""Random He nets of finite width: the mean of the signal is kept, single nets are not typical."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "He keeps the mean; a narrow deep net varies wildly from draw to draw"
CLAIMS = ("A22",)


@dataclass(frozen=True)
class Config:
    """Settings: widths, numbers of layers, nets of each."""

    widths: tuple[int, ...] = (5, 20, 100, 400)
    depths: tuple[int, ...] = (5, 20, 50)
    nets: int = 1000

    @classmethod
    def full(cls) -> Config:
        """Return more nets."""
        return cls(widths=(5, 10, 20, 50, 100, 200, 400), depths=(5, 10, 20, 50, 100),
                   nets=10_000)  # fmt: skip


@dataclass(frozen=True)
class Result:
    r"""Squared norm after the last layer over that of the input.

    Parameters
    ----------
    config : Config
        What was run.
    ratios : numpy.ndarray of float64, shape (widths, depths, nets)
        Without biases, mean squares of units. 0 is a net that died at this input.
    theory_std : numpy.ndarray of float64, shape (widths, depths)
        :math:`\sqrt{(1 + 5/n)^L - 1}`, the standard deviation around the mean 1.
    """

    config: Config
    ratios: np.ndarray
    theory_std: np.ndarray

    def table(self) -> Table:
        """Return mean, median and tails of the ratio, by width and depth."""
        columns = ("width", "layers", "mean", "low", "high", "5 %", "median", "95 %", "std",
                   "std, theory")  # fmt: skip
        rows = []
        for i, width in enumerate(self.config.widths):
            for j, depth in enumerate(self.config.depths):
                r = self.ratios[i, j]
                quantiles = np.quantile(r, (0.05, 0.5, 0.95))
                rows.append((width, depth, *mean_interval(r), *quantiles, r.std(ddof=1),
                             self.theory_std[i, j]))  # fmt: skip
        return Table(columns, tuple(rows))


def norm_ratios(width: int, depth: int, nets: int, rng: np.random.Generator) -> np.ndarray:
    r"""Draw the ratio of squared norms of bias-free He nets.

    .. math:: \frac{\|h_{l}\|^2}{\|h_{l-1}\|^2} = \frac2n \sum_{i=1}^n \operatorname{relu}(g_i)^2,
              \qquad g_i \sim N(0, 1) \text{ independent}

    Given one layer, the sums of the next are independent normal numbers with standard deviation
    :math:`\sqrt{2/n}\,\|h\|`, whatever the direction of h: drawing them is drawing the layer, at
    1/n of the cost. A layer's factor has mean 1 and variance 5/n.

    Parameters
    ----------
    width, depth, nets : int
        n, layers, and how many nets.
    rng : numpy.random.Generator
        Source of all randomness.

    Returns
    -------
    numpy.ndarray of float64, shape (nets,)

    References
    ----------
    B. Hanin, "Which Neural Net Architectures Give Rise to Exploding and Vanishing Gradients?",
    NeurIPS 2018, arXiv:1801.03744.

    Examples
    --------
    >>> ratios = norm_ratios(10, 5, 4000, np.random.default_rng(0))
    >>> bool(abs(ratios.mean() - 1) < 0.2), bool(np.median(ratios) < 0.7)
    (True, True)
    """
    ratio = np.ones(nets)
    for _ in range(depth):
        g = rng.standard_normal((nets, width))
        ratio *= 2 / width * (np.maximum(g, 0) ** 2).sum(1)
    return ratio


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Draw nets of each width and depth; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(widths=(20,), depths=(1, 10)), np.random.default_rng(0))
    >>> result.theory_std.round(2)
    array([[0.5 , 2.88]])
    """
    n, depths = np.array(config.widths)[:, None], np.array(config.depths)
    ratios = np.array(
        [
            [norm_ratios(width, depth, config.nets, rng) for depth in config.depths]
            for width in track(config.widths, progress)
        ]
    )
    return Result(config, ratios, np.sqrt((1 + 5 / n) ** depths - 1))
