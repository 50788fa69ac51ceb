"""The linear regions of a net with two inputs, counted exactly, before and after training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.networks import (
    MLP,
    Plan,
    PlaneRegions,
    fit,
    regions_in_plane,
    rings,
    squared_error,
)

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "Linear regions of a net with two inputs, before and after training"
CLAIMS = ("A07", "A08")
FIXED = ("plain SGD", "all points in every step")


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, nets, points of the two rings, steps, step size, half a side."""

    widths: tuple[int, ...] = (8, 8)
    seeds: int = 20
    points: int = 200
    steps: int = 1500
    rate: float = 0.1
    reach: float = 1.2
    bias_std: float = 0.3

    @classmethod
    def full(cls) -> Config:
        """Return wider nets and longer training."""
        return cls(widths=(16, 16), points=400, steps=10_000)


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
    maps : tuple of PlaneRegions
        The first net's regions on the square from ``-reach`` to ``reach``, before and after.
    counts : numpy.ndarray of int64, shape (2, seeds)
        Regions in that square, exactly.
    accuracy : numpy.ndarray of float64, shape (2, seeds)
        On the points; an output above one half means ring.
    most_in_first_layer : int
        Zaslavsky's bound for the first layer alone.
    """

    config: Config
    x: np.ndarray
    labels: np.ndarray
    maps: tuple[PlaneRegions, PlaneRegions]
    counts: np.ndarray
    accuracy: np.ndarray
    most_in_first_layer: int

    @property
    def change(self) -> Interval:
        """The mean change of the count by training, over nets, with its interval."""
        return mean_interval(self.counts[1] - self.counts[0])

    def table(self) -> Table:
        """Return regions and accuracy, before and after, with the interval over nets."""
        columns = ("when", "regions", "low", "high", "accuracy")
        rows = [
            (when, *mean_interval(self.counts[i]), self.accuracy[i].mean())
            for i, when in enumerate(("before", "after"))
        ]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets to tell a disc from a ring and cut their regions; parameters as everywhere.

    Examples
    --------
    >>> result = run(Config(seeds=3), np.random.default_rng(0))
    >>> bool(result.accuracy[1].mean() > 0.9), result.counts.shape
    (True, (2, 3))
    """
    x, labels = rings(config.points, rng)
    net = MLP.create((2, *config.widths, 1), rng, stack=(config.seeds,))
    for b in net.biases[:-1]:  # zero biases would put every boundary through the origin
        b += rng.normal(0, config.bias_std, b.shape)
    plan = Plan(rate=config.rate, epochs=config.steps, batch=None)
    side = (-config.reach, config.reach)
    maps, counts, accuracy = [], [], []
    for stage in track((0, 1), progress):
        if stage == 1:
            fit(net, (x, labels[:, None].astype(float)), squared_error, plan, rng)
        cut = [regions_in_plane(net.take(s), side, side) for s in range(config.seeds)]
        maps.append(cut[0])
        counts.append([len(regions) for regions in cut])
        accuracy.append(((net.predict(x)[..., 0] > 0.5) == labels).mean(-1))
    bound = theory.max_regions(config.widths[0], 2)
    before, after = maps
    return Result(config, x, labels, (before, after), np.array(counts), np.array(accuracy), bound)
