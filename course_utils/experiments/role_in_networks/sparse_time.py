"""Does a layer get faster when its inputs are zeros? Dense, and gathering the rows that count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..results import Progress, Table
from ..threads import on_one_thread
from ..timing import time_in_turn

TITLE = "Time of a layer when 0, 50 or 95 % of its inputs are zero"
CLAIMS = ("A11",)


@dataclass(frozen=True)
class Config:
    """Settings: inputs and outputs of the layer, rows of a batch, shares of zeros, rounds."""

    width: int = 1024
    batch: int = 32
    zeros: tuple[float, ...] = (0.0, 0.5, 0.95)
    repeats: int = 60

    @classmethod
    def full(cls) -> Config:
        """Return a wider layer and more rounds."""
        return cls(width=2048, batch=128, zeros=(0.0, 0.5, 0.8, 0.9, 0.95, 0.99), repeats=300)


@dataclass(frozen=True)
class Result:
    """Seconds a call.

    Parameters
    ----------
    config : Config
        What was run.
    ways : tuple of str
        "dense batch", "dense row" and "gathered row".
    seconds : numpy.ndarray of float64, shape (ways, zeros, repeats)
        Processor time in seconds.
    largest_difference : float
        Between the outputs of the dense and the gathered row, relative to the largest output.
    """

    config: Config
    ways: tuple[str, ...]
    seconds: np.ndarray
    largest_difference: float

    @property
    def speedup(self) -> np.ndarray:
        """Best time of the same layer, dense and without zeros, over best time here.

        Shape (ways, zeros); a gathered row is compared with a dense row. The best of many rounds
        is the one that other programs disturbed least.
        """
        best = self.seconds.min(-1)
        return best[[0, 1, 1], :1] / best

    def table(self) -> Table:
        """Return best, median and 75 % of the rounds, and how many times faster than dense."""
        columns = ("way", "zeros", "microseconds", "median", "75 %", "times faster")
        rows = []
        for i, way in enumerate(self.ways):
            for j, share in enumerate(self.config.zeros):
                quantiles = np.quantile(self.seconds[i, j] * 1e6, (0, 0.5, 0.75))
                rows.append((way, share, *quantiles, self.speedup[i, j]))
        return Table(columns, tuple(rows))


def gathered(row: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Return ``row @ W``, reading only the rows of W that meet a number other than 0.

    Examples
    --------
    >>> gathered(np.array([0.0, 2.0, 0.0]), np.arange(6.0).reshape(3, 2))
    array([4., 6.])
    """
    used = np.flatnonzero(row)
    return row[used] @ W[used]


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Time the layer in float32 at each share of zeros; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(width=64, repeats=2), np.random.default_rng(0))
    >>> result.seconds.shape, result.largest_difference < 1e-5
    ((3, 3, 2), True)
    """
    ways = ("dense batch", "dense row", "gathered row")
    W = rng.normal(size=(config.width, config.width)).astype(np.float32)
    tasks: dict[str, Callable[[], np.ndarray]] = {}
    difference = 0.0
    for share in config.zeros:
        x = rng.normal(size=(config.batch, config.width)).astype(np.float32)
        for each in x:  # exactly that many zeros in every row
            each[rng.permutation(config.width)[: round(share * config.width)]] = 0
        row = x[0].copy()
        tasks[f"{ways[0]} {share}"] = lambda x=x: x @ W
        tasks[f"{ways[1]} {share}"] = lambda row=row: row @ W
        tasks[f"{ways[2]} {share}"] = lambda row=row: gathered(row, W)
        dense = row @ W
        scale = max(abs(dense).max(), np.finfo(np.float32).tiny)
        difference = max(difference, float(abs(dense - gathered(row, W)).max() / scale))
    times = time_in_turn(tasks, repeats=config.repeats, progress=progress)
    seconds = np.array([[times[f"{way} {share}"] for share in config.zeros] for way in ways])
    return Result(config, ways, seconds, difference)
