"""GELU, SiLU and Mish fall before they rise: where, and how low?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.activations import ACTIVATIONS

from ..results import Progress, Table, track
from ..threads import on_one_thread

TITLE = "The minima of GELU, SiLU and Mish"
CLAIMS = ("A15", "A27")


@dataclass(frozen=True)
class Config:
    """Settings: activations, grid points from -6 to 0, draws of a standard normal input."""

    activations: tuple[str, ...] = ("gelu", "silu", "mish")
    points: int = 600_001
    draws: int = 100_000

    @classmethod
    def full(cls) -> Config:
        """Return a finer grid and more draws."""
        return cls(points=3_000_001, draws=2_000_000)


@dataclass(frozen=True)
class Result:
    """Lowest points, found twice.

    Parameters
    ----------
    config : Config
        What was run.
    x, value : numpy.ndarray of float64, shape (activations,)
        Lowest point on the grid.
    root_x, root_value : numpy.ndarray of float64, shape (activations,)
        Where the derivative is 0, by root finding (`course_utils.theory.minimum`).
    falling : numpy.ndarray of float64, shape (activations,)
        Share of standard normal inputs at which the derivative is negative.
    """

    config: Config
    x: np.ndarray
    value: np.ndarray
    root_x: np.ndarray
    root_value: np.ndarray
    falling: np.ndarray

    def table(self) -> Table:
        """Return place and value of each minimum, both ways."""
        columns = ("activation", "x", "f(x)", "x, root of f′", "f(x), root of f′",
                   "normal inputs with f′ < 0")  # fmt: skip
        rows = zip(self.config.activations, self.x, self.value, self.root_x, self.root_value,
                   self.falling, strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Find each minimum on a grid and as a root; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(), np.random.default_rng(0))
    >>> result.x.round(4), result.value.round(4)
    (array([-0.7518, -1.2785, -1.1924]), array([-0.17  , -0.2785, -0.3088]))
    """
    x, z = np.linspace(-6, 0, config.points), rng.normal(size=config.draws)
    rows = []
    for name in track(config.activations, progress):
        f = ACTIVATIONS[name].f(x)
        lowest = f.argmin()
        root = theory.minimum(name)
        falling = (ACTIVATIONS[name].df(z) < 0).mean()
        rows.append((x[lowest], f[lowest], root.x, root.value, falling))
    return Result(config, *np.array(rows).T)
