"""XOR: impossible for an affine map, exact with two units by hand, and not always learned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Plan, fit, squared_error, xor_net

from ..results import Progress, Table, track
from ..statistics import Interval, wilson
from ..threads import on_one_thread

TITLE = "XOR needs a hidden layer, and two ReLU units are enough"
CLAIMS = ("A07", "A08")
FIXED = ("plain SGD", "all four rows in every step")
BITS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


@dataclass(frozen=True)
class Config:
    """Settings: numbers of hidden units, nets of each, steps of full-batch gradient descent."""

    widths: tuple[int, ...] = (2, 3, 4, 8)
    nets: int = 100
    steps: int = 2000
    rate: float = 0.1
    learned_below: float = 0.01

    @classmethod
    def full(cls) -> Config:
        """Return more nets and more steps."""
        return cls(widths=(2, 3, 4, 6, 8, 12, 16, 32), nets=1000, steps=10_000)


@dataclass(frozen=True)
class Result:
    """How near each way comes to XOR.

    Parameters
    ----------
    config : Config
        What was run.
    affine : numpy.ndarray of float64, shape (4,)
        Outputs of the best affine map (least squares) at 00, 01, 10, 11.
    by_hand : numpy.ndarray of float64, shape (4,)
        Outputs of the net of two units with weights chosen by hand.
    errors : numpy.ndarray of float64, shape (widths, nets)
        Mean squared error of each trained net.
    learned : Interval
        Share of nets with an error below `learned_below`, with Wilson's interval at 95 %, by width.
    """

    config: Config
    affine: np.ndarray
    by_hand: np.ndarray
    errors: np.ndarray
    learned: Interval

    def table(self) -> Table:
        """Return the share of nets that learned XOR, by width."""
        columns = ("hidden units", "nets", "learned", "low", "high", "median error")
        medians = np.median(self.errors, 1)
        rows = zip(self.config.widths, [self.config.nets] * len(medians), *self.learned, medians,
                   strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Fit XOR by an affine map, by hand, and by training; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(widths=(8,), nets=20, steps=500), np.random.default_rng(0))
    >>> result.affine.round(6), result.by_hand
    (array([0.5, 0.5, 0.5, 0.5]), array([0., 1., 1., 0.]))
    """
    design = np.column_stack([BITS, np.ones(4)])
    affine = design @ np.linalg.lstsq(design, XOR)[0]
    by_hand = xor_net().predict(BITS)
    plan = Plan(rate=config.rate, epochs=config.steps, batch=None)
    found = []
    for width in track(config.widths, progress):
        net = MLP.create((2, width, 1), rng, stack=(config.nets,))
        fit(net, (BITS, XOR), squared_error, plan, rng)
        found.append(squared_error(net.predict(BITS), XOR)[0])
    errors = np.array(found)
    learned = wilson((errors < config.learned_below).sum(1), config.nets)
    return Result(config, affine[:, 0], by_hand[:, 0], errors, learned)
