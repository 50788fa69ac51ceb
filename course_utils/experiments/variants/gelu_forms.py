"""GELU's three forms: how far the two approximations are from the exact one, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.activations import gelu, gelu_grad

from ..results import Progress, Table, track
from ..threads import on_one_thread

TITLE = "GELU's three forms: largest errors, and where they are"
CLAIMS = ("A15", "A27")
FORMS = ("tanh", "sigmoid")


@dataclass(frozen=True)
class Config:
    """Settings: half width of the interval around 0, points a unit, points of the chart."""

    reach: float = 10.0
    points_a_unit: int = 20_000
    chart_points: int = 801

    @classmethod
    def full(cls) -> Config:
        """Return a grid ten times finer."""
        return cls(points_a_unit=200_000)


@dataclass(frozen=True)
class Result:
    """Errors against x·Φ(x). They are even functions: each form has f(x) - f(-x) = x.

    Parameters
    ----------
    config : Config
        What was run.
    largest, where : numpy.ndarray of float64, shape (2,)
        Largest absolute error of the tanh and the sigmoid form, and the x > 0 of it.
    slope_largest, slope_where : numpy.ndarray of float64, shape (2,)
        The same for the derivatives.
    crossings : int
        How often the tanh form's error changes sign for x > 0.
    tail : numpy.ndarray of float64, shape (2,)
        Relative error at x = -4.
    x, errors : numpy.ndarray of float64, shapes (chart_points,) and (2, chart_points)
        For a figure.
    """

    config: Config
    largest: np.ndarray
    where: np.ndarray
    slope_largest: np.ndarray
    slope_where: np.ndarray
    crossings: int
    tail: np.ndarray
    x: np.ndarray
    errors: np.ndarray

    def table(self) -> Table:
        """Return the largest errors and their places, by form."""
        columns = ("form", "largest error", "at x = ±", "of the derivative", "at x = ± ",
                   "relative error at -4")  # fmt: skip
        rows = zip(FORMS, self.largest, self.where, self.slope_largest, self.slope_where,
                   self.tail, strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Search a grid for the largest errors; parameters as in every module (`rng` is not used).

    Examples
    --------
    >>> result = run(Config(), np.random.default_rng(0))
    >>> result.largest.round(6), result.where.round(2)
    (array([0.000473, 0.020335]), array([2.7 , 2.27]))
    """
    grid = np.linspace(0, config.reach, round(config.reach * config.points_a_unit) + 1)
    chart_x = np.linspace(-6, 6, config.chart_points)
    values, slopes, lines, tails = [], [], [], []
    crossings = 0
    for form in track(FORMS, progress):
        error = gelu(grid, approximate=form) - gelu(grid)
        values.append(_largest(grid, error))
        slopes.append(_largest(grid, gelu_grad(grid, approximate=form) - gelu_grad(grid)))
        lines.append(gelu(chart_x, approximate=form) - gelu(chart_x))
        tails.append(gelu(-4.0, approximate=form) / gelu(-4.0) - 1)
        if form == "tanh":
            clear = error[abs(error) > 1e-12]
            crossings = int((np.diff(np.sign(clear)) != 0).sum())
    (largest, where), (slope_largest, slope_where) = np.array(values).T, np.array(slopes).T
    return Result(config, largest, where, slope_largest, slope_where, crossings,
                  np.array(tails), chart_x, np.array(lines))  # fmt: skip


def _largest(x: np.ndarray, error: np.ndarray) -> tuple[float, float]:
    place = abs(error).argmax()
    return abs(error[place]), x[place]
