"""Linear regions, counted exactly along a line: random nets against folded ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, pieces_on_line, tent_net

from ..results import Progress, Table, track
from ..statistics import log_slope, mean_interval
from ..threads import on_one_thread

TITLE = "Linear regions: a random net has about one kink a unit, a folded one 2^k pieces"
CLAIMS = ("A07", "A08")


@dataclass(frozen=True)
class Config:
    """Settings: total hidden units, numbers of hidden layers they are split into, nets of each."""

    units: tuple[int, ...] = (12, 24, 48, 96)
    depths: tuple[int, ...] = (1, 2, 3, 4)
    inputs: int = 8
    nets: int = 10
    folds: int = 10

    @classmethod
    def full(cls) -> Config:
        """Return larger nets and more of them."""
        return cls(units=(12, 24, 48, 96, 192, 384), nets=50, folds=14)


@dataclass(frozen=True)
class Result:
    """Numbers of kinks and pieces.

    Parameters
    ----------
    config : Config
        What was run.
    kinks : numpy.ndarray of int64, shape (depths, units, nets)
        Bends of a random net's output along a random line, the whole infinite line.
    slopes : numpy.ndarray of float64, shape (depths,)
        Of log kinks against log units: 1 is proportional growth.
    fold_pieces : numpy.ndarray of int64, shape (folds,)
        Pieces on [0, 1] of the tent folded 1, 2, ... times.
    fold_units : numpy.ndarray of int64, shape (folds,)
        Hidden units of those nets, two a layer. One hidden layer of n units has at most n + 1
        pieces.
    """

    config: Config
    kinks: np.ndarray
    slopes: np.ndarray
    fold_pieces: np.ndarray
    fold_units: np.ndarray

    def table(self) -> Table:
        """Return kinks for each unit of random nets, with the interval over nets."""
        columns = ("hidden layers", "units", "kinks", "low", "high", "kinks a unit")
        rows = []
        for depth, counts in zip(self.config.depths, self.kinks, strict=True):
            for units, row in zip(self.config.units, counts, strict=True):
                m = mean_interval(row)
                rows.append((depth, units, m.value, m.low, m.high, m.value / units))
        return Table(columns, tuple(rows))


def random_kinks(units: int, depth: int, inputs: int, rng: np.random.Generator) -> int:
    """Return the number of kinks of one random He net along a random line.

    Weights and biases are normal. The count on the whole line does not depend on the scale of
    the biases: scaling all of them scales the picture.

    Examples
    --------
    One hidden layer: every unit bends the line once.

    >>> random_kinks(30, 1, 5, np.random.default_rng(0))
    30
    """
    net = MLP.create((inputs, *[units // depth] * depth, 1), rng)
    for b in net.biases:
        b += rng.normal(size=b.shape)
    start, direction = rng.normal(size=(2, inputs))
    return len(pieces_on_line(net, start, direction).kinks)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Count kinks of random nets and pieces of folded tents; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(units=(12,), nets=2, folds=4), np.random.default_rng(0))
    >>> result.kinks[0, 0], result.fold_pieces
    (array([12, 12]), array([ 2,  4,  8, 16]))
    """
    kinks = np.array(
        [
            [
                [random_kinks(units, depth, config.inputs, rng) for _ in range(config.nets)]
                for units in config.units
            ]
            for depth in track(config.depths, progress)
        ]
    )
    folds = range(1, config.folds + 1)
    ends = (np.zeros(1), np.ones(1))
    pieces = [pieces_on_line(tent_net(k), *ends, low=0.0, high=1.0).regions for k in folds]
    # One number of units has no slope.
    several = len(config.units) > 1
    slopes = [log_slope(config.units, k.mean(1)) if several else np.nan for k in kinks]
    return Result(config, kinks, np.array(slopes), np.array(pieces), 2 * np.array(folds))
