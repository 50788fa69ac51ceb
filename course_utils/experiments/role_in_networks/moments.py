"""Where He's factor 2 comes from: moments of an activation, sampled and in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.activations import ACTIVATIONS

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

TITLE = "The second moment, not the variance, gives He's factor 2"
CLAIMS = ("A22",)


@dataclass(frozen=True)
class Config:
    """Settings: activations by name, draws of a standard normal number, batches of draws."""

    activations: tuple[str, ...] = ("relu", "leaky_relu", "elu", "selu", "gelu", "silu", "tanh")
    draws: int = 200_000
    batches: int = 20

    @classmethod
    def full(cls) -> Config:
        """Return every activation and more draws."""
        return cls(activations=tuple(ACTIVATIONS), draws=4_000_000, batches=100)


@dataclass(frozen=True)
class Result:
    """Moments of f(z) for a standard normal z.

    Parameters
    ----------
    config : Config
        What was run.
    mean, second_moment, slope_second_moment : Interval
        Of f(z), f(z)² and f′(z)², with 95 % intervals, by activation.
    theory : numpy.ndarray of float64, shape (activations, 3)
        The same three, in closed form or by quadrature.
    """

    config: Config
    mean: Interval
    second_moment: Interval
    slope_second_moment: Interval
    theory: np.ndarray

    def table(self) -> Table:
        """Return sampled second moments next to theory, and the gains that keep the scale."""
        columns = ("activation", "mean", "second moment", "low", "high", "theory", "variance",
                   "gain")  # fmt: skip
        rows = []
        for i, name in enumerate(self.config.activations):
            second = [v[i] for v in self.second_moment]
            variance = second[0] - self.mean.value[i] ** 2
            rows.append((name, self.mean.value[i], *second, self.theory[i, 1], variance,
                         theory.gain(name)))  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Sample the moments of each activation; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(activations=("relu",)), np.random.default_rng(0))
    >>> result.second_moment.value.round(2), result.theory[:, 1]
    (array([0.5]), array([0.5]))
    """
    sampled, expected = [], []
    z = rng.normal(size=(config.batches, config.draws // config.batches))
    for name in track(config.activations, progress):
        record = ACTIVATIONS[name]
        f, df = record.f(z), record.df(z)
        sampled.append([f.mean(1), (f**2).mean(1), (df**2).mean(1)])
        exact = theory.moments(name)
        back = theory.backward_gain(name) ** -2
        expected.append([exact.mean, exact.second_moment, back])
    values = np.array(sampled)
    mean, square, slope = (mean_interval(values[:, i], axis=1) for i in range(3))
    return Result(config, mean, square, slope, np.array(expected))
