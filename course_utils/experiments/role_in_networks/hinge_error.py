"""How the error of a sum of hinges falls with their number, next to what theory says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.networks import hinge_net

from ...errors import WrongValue
from ..results import Progress, Table, track
from ..statistics import log_slope
from ..threads import on_one_thread

TITLE = "Hinges approximate a function: the error against their number"
CLAIMS = ("A07", "A08")


@dataclass(frozen=True)
class _Case:
    f: Callable[[np.ndarray], np.ndarray]
    grading: float
    """Knots at (i/n) ** grading: 1 is equal spacing, more is denser near 0."""
    slope: float
    """Exponent of n in the largest error, by theory."""


CASES = {
    "sine": _Case(lambda x: np.sin(2 * np.pi * x), 1, -2.0),
    "parabola": _Case(np.square, 1, -2.0),
    "square root": _Case(np.sqrt, 1, -0.5),
    "square root, graded knots": _Case(np.sqrt, 4, -2.0),
    "step": _Case(lambda x: (x > 1 / np.pi).astype(float), 1, 0.0),
}
"""Targets on [0, 1]. The step jumps where no equally spaced knot ever falls."""


@dataclass(frozen=True)
class Config:
    """Settings: targets by name, numbers of hinges, draws of random kinks.

    Slopes are fitted from `slope_from` hinges on: theory speaks of many, not of four.
    """

    targets: tuple[str, ...] = tuple(CASES)
    hinges: tuple[int, ...] = (4, 8, 16, 32, 64, 128)
    draws: int = 5
    slope_from: int = 16

    @classmethod
    def full(cls) -> Config:
        """Return more hinges and draws."""
        return cls(hinges=(4, 8, 16, 32, 64, 128, 256, 512, 1024), draws=20)


@dataclass(frozen=True)
class Result:
    r"""Largest errors on [0, 1].

    Parameters
    ----------
    config : Config
        What was run.
    errors : numpy.ndarray of float64, shape (targets, hinges)
        Of the hinge sum through the knots.
    slopes, theory : numpy.ndarray of float64, shape (targets,)
        Measured slope of log error against log number, and what theory says: for a function with
        bounded second derivative the error is at most :math:`\max|f''|\,h^2/8` with knots
        :math:`h = 1/n` apart, so -2.
    random_errors : numpy.ndarray of float64, shape (hinges, draws)
        The sine, by least squares on kinks that are drawn at random and then left alone.
    """

    config: Config
    errors: np.ndarray
    slopes: np.ndarray
    theory: np.ndarray
    random_errors: np.ndarray

    def table(self) -> Table:
        """Return first and last error and the slopes, by target."""
        n = self.config.hinges
        columns = ("target", f"error at {n[0]}", f"error at {n[-1]}", "slope", "theory")
        first, last = self.errors[:, 0], self.errors[:, -1]
        rows = zip(self.config.targets, first, last, self.slopes, self.theory, strict=True)
        return Table(columns, tuple(rows))


def interpolation_error(target: str, hinges: int) -> float:
    """Return the largest error on [0, 1] of the hinge sum through equally spaced (graded) knots.

    Raises
    ------
    ValueError
        If the target is not known.

    Examples
    --------
    For the parabola it is exactly h²/4:

    >>> interpolation_error("parabola", 10)
    0.0025
    """
    if target not in CASES:
        raise WrongValue(
            "unknown target",
            expected=f"one of {', '.join(CASES)}",
            got=target,
            next_step="Choose one.",
        )
    case = CASES[target]
    knots = (np.arange(hinges + 1) / hinges) ** case.grading
    net = hinge_net(knots, case.f(knots))
    # Sampled inside every piece, so that the error is found however small the pieces are; the
    # middle of a piece, where the error of a parabola is largest, is among the points.
    inside = np.linspace(0, 1, 129)
    x = (knots[:-1, None] + np.diff(knots)[:, None] * inside).ravel()
    # In parts, so that memory does not grow with the square of the number of hinges.
    parts = np.array_split(x, 1 + hinges // 64)
    return float(max(abs(net.predict(p[:, None])[:, 0] - case.f(p)).max() for p in parts))


def _random_kink_error(hinges: int, rng: np.random.Generator) -> float:
    x = np.linspace(0, 1, 4 * hinges + 1)
    kinks = np.sort(rng.uniform(size=hinges - 1))
    design = np.column_stack([np.ones_like(x), x, np.maximum(x[:, None] - kinks, 0)])
    y = CASES["sine"].f(x)
    return float(abs(design @ np.linalg.lstsq(design, y)[0] - y).max())


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Measure the error for each target and number of hinges; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(targets=("parabola",)), np.random.default_rng(0))
    >>> result.slopes.round(6), result.theory
    (array([-2.]), array([-2.]))
    """
    errors = [
        [interpolation_error(target, n) for n in config.hinges]
        for target in track(config.targets, progress)
    ]
    n = np.array(config.hinges)
    many = n >= config.slope_from
    slopes = [log_slope(n[many], np.array(e)[many]) for e in errors]
    random = [[_random_kink_error(n, rng) for _ in range(config.draws)] for n in config.hinges]
    theory = [CASES[target].slope for target in config.targets]
    return Result(config, *(np.array(a) for a in (errors, slopes, theory, random)))
