"""The linear regions of a net with two inputs, on a grid, before and after training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.networks import MLP, Plan, fit, rings, squared_error

from ..results import Chart, Progress, Series, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Activation patterns of a net with two inputs, before and after training"
CLAIMS = ("A07", "A08")
FIXED = ("plain SGD", "all points in every step")


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, nets, points of the two rings, steps, grid points on a side."""

    widths: tuple[int, ...] = (8, 8)
    seeds: int = 5
    points: int = 200
    steps: int = 1500
    rate: float = 0.1
    grid: int = 121
    bias_std: float = 0.3

    @classmethod
    def full(cls) -> Config:
        """Return a wider net, longer training and a finer grid."""
        return cls(widths=(16, 16), seeds=20, points=400, steps=10_000, grid=401)


@dataclass(frozen=True)
class Result:
    """Maps of the first net, counts of all nets.

    Parameters
    ----------
    config : Config
        What was run.
    x : numpy.ndarray of float64, shape (points, 2)
        A disc inside a ring.
    labels : numpy.ndarray of int64, shape (points,)
        0 for the disc, 1 for the ring.
    axis : numpy.ndarray of float64, shape (grid,)
        Coordinates of the grid on both axes.
    patterns : numpy.ndarray of int64, shape (2, grid, grid)
        Before and after: one number for each set of units that are on; ``[:, j, i]`` belongs to
        ``(axis[i], axis[j])``.
    outputs : numpy.ndarray of float64, shape (2, grid, grid)
        What the net says; above one half means ring.
    counts : numpy.ndarray of int64, shape (2, seeds)
        Different patterns seen on the grid: at least so many regions.
    accuracy : numpy.ndarray of float64, shape (2, seeds)
        On the points.
    most_in_first_layer : int
        Zaslavsky's bound for the first layer alone.
    """

    config: Config
    x: np.ndarray
    labels: np.ndarray
    axis: np.ndarray
    patterns: np.ndarray
    outputs: np.ndarray
    counts: np.ndarray
    accuracy: np.ndarray
    most_in_first_layer: int

    def table(self) -> Table:
        """Return patterns seen and accuracy, before and after, with the interval over nets."""
        columns = ("when", "patterns", "low", "high", "accuracy")
        rows = [
            (when, *mean_interval(self.counts[i]), self.accuracy[i].mean())
            for i, when in enumerate(("before", "after"))
        ]
        return Table(columns, tuple(rows))

    def chart(self) -> Chart:
        """Return patterns seen, before and after; the maps are for `patterns` itself."""
        series = Series("nets", ("before", "after"), *mean_interval(self.counts, axis=1))
        return Chart(TITLE, "training", "patterns on the grid", (series,),
                     spread="95 % interval of the mean")  # fmt: skip


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets to tell a disc from a ring and map their patterns; parameters as everywhere.

    Examples
    --------
    >>> result = run(Config(grid=31), np.random.default_rng(0))
    >>> bool(result.accuracy[1].mean() > 0.9), result.patterns.shape
    (True, (2, 31, 31))
    """
    x, labels = rings(config.points, rng)
    axis = np.linspace(-1.2, 1.2, config.grid)
    grid = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    net = MLP.create((2, *config.widths, 1), rng, stack=(config.seeds,))
    for b in net.biases[:-1]:  # zero biases would put every boundary through the origin
        b += rng.normal(0, config.bias_std, b.shape)
    plan = Plan(rate=config.rate, epochs=config.steps, batch=None)
    seen = []
    for stage in track((0, 1), progress):
        if stage == 1:
            fit(net, (x, labels[:, None].astype(float)), squared_error, plan, rng)
        right = ((net.predict(x)[..., 0] > 0.5) == labels).mean(-1)
        maps = [_patterns(net.take(s), grid) for s in range(config.seeds)]
        counts = [len(np.unique(m)) for m in maps]
        seen.append((maps[0], net.take(0).predict(grid)[:, 0], counts, right))
    patterns, outputs, counts, right = (np.array(a) for a in zip(*seen, strict=True))
    square = (2, config.grid, config.grid)
    bound = theory.max_regions(config.widths[0], 2)
    return Result(config, x, labels, axis, patterns.reshape(square), outputs.reshape(square),
                  counts, right, bound)  # fmt: skip


def _patterns(net: MLP, grid: np.ndarray) -> np.ndarray:
    """Return, for each point, the number of its set of units that are on."""
    on = np.concatenate([z > 0 for z in net.forward(grid).sums[:-1]], axis=1)
    return np.unique(np.packbits(on, axis=1), axis=0, return_inverse=True)[1].ravel()
