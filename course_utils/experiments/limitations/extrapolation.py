"""Beyond the data a ReLU net goes on straight: its asymptote, computed, next to what it says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Plan, fit, pieces_on_line, squared_error

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Beyond the data: a ReLU net goes on straight, whatever it learned"
CLAIMS = ("A20",)
FIXED = ("plain SGD", "all points in every step")


@dataclass(frozen=True)
class Config:
    """Settings: activations, hidden widths, nets of each, steps; data from -π to π."""

    activations: tuple[str, ...] = ("relu", "leaky_relu", "tanh", "gelu")
    widths: tuple[int, ...] = (24, 24)
    seeds: int = 5
    points: int = 64
    steps: int = 2000
    rate: float = 0.05
    bias_std: float = 0.5

    @classmethod
    def full(cls) -> Config:
        """Return wider nets, more of them, and longer training."""
        return cls(widths=(64, 64), seeds=10, steps=8000)


@dataclass(frozen=True)
class Result:
    r"""Fits of a sine and what they say outside.

    Parameters
    ----------
    config : Config
        What was run.
    x : numpy.ndarray of float64, shape (401,)
        From minus three to three times π.
    outputs : numpy.ndarray of float64, shape (activations, seeds, 401)
        What each net says.
    far_x, far_outputs : numpy.ndarray of float64, shapes (401,) and (activations, seeds, 401)
        The same from 0 to 200.
    inside, outside : numpy.ndarray of float64, shape (activations, seeds)
        Root mean square error where there were data, and from there to three times as far.
    last_kink, slope, intercept : numpy.ndarray of float64, shape (activations, seeds)
        Right of its last kink a piecewise linear net **is** :math:`\text{slope}\cdot x +
        \text{intercept}`; NaN for smooth activations.
    miss : numpy.ndarray of float64, shape (activations, seeds)
        Difference between that line and the net's output far out, at twice the last kink and
        beyond, relative to the output; rounding, if the line is right.
    """

    config: Config
    x: np.ndarray
    outputs: np.ndarray
    far_x: np.ndarray
    far_outputs: np.ndarray
    inside: np.ndarray
    outside: np.ndarray
    last_kink: np.ndarray
    slope: np.ndarray
    intercept: np.ndarray
    miss: np.ndarray

    def table(self) -> Table:
        """Return errors inside and outside, the slope of the asymptote and how exact it is."""
        columns = ("activation", "error inside", "error outside", "low", "high",
                   "last kink", "steepest asymptote", "miss of the asymptote")  # fmt: skip
        rows = [
            (name, self.inside[a].mean(), *mean_interval(self.outside[a]),
             self.last_kink[a].max(), abs(self.slope[a]).max(), self.miss[a].max())
            for a, name in enumerate(self.config.activations)
        ]  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Fit a sine on one period and look beyond; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(activations=("relu",), seeds=2, steps=300), np.random.default_rng(0))
    >>> bool(result.miss.max() < 1e-9), bool(result.outside.min() > 3 * result.inside.max())
    (True, True)
    """
    data = np.sort(rng.uniform(-np.pi, np.pi, config.points))[:, None]
    plan = Plan(rate=config.rate, epochs=config.steps, batch=None)
    x = np.linspace(-3 * np.pi, 3 * np.pi, 401)
    within, far_x = abs(x) <= np.pi, np.linspace(0, 200, 401)
    outputs, far_outputs, lines = [], [], []
    for name in track(config.activations, progress):
        # In units of the data's half width the step size does not depend on the scale of x.
        net = MLP.create((1, *config.widths, 1), rng, activation=name, stack=(config.seeds,))
        for b in net.biases[:-1]:
            b += rng.normal(0, config.bias_std, b.shape)
        fit(net, (data / np.pi, np.sin(data)), squared_error, plan, rng)
        net.weights[0] /= np.pi  # from here on the net takes x itself
        outputs.append(net.predict(x[:, None])[..., 0])
        far_outputs.append(net.predict(far_x[:, None])[..., 0])
        lines.append([_asymptote(net.take(s)) for s in range(config.seeds)])
    error = np.array(outputs) - np.sin(x)
    rms = [np.sqrt((error[..., where] ** 2).mean(-1)) for where in (within, ~within)]
    said = x, np.array(outputs), far_x, np.array(far_outputs)
    return Result(config, *said, *rms, *np.moveaxis(np.array(lines), 2, 0))


def _asymptote(net: MLP) -> tuple[float, float, float, float]:
    """Return last kink, slope, intercept, and the relative miss of that line far out."""
    if net.activation not in ("relu", "leaky_relu"):
        return np.nan, np.nan, np.nan, np.nan
    line = pieces_on_line(net, np.zeros(1), np.ones(1))
    last = line.cuts[-1] if len(line.cuts) else 0.0
    far = 2 * max(last, 10 * np.pi)
    slope, intercept = line.slopes[-1, 0], line.intercepts[-1, 0]
    output = net.predict(np.array([[far]]))[0, 0]
    return last, slope, intercept, abs(slope * far + intercept - output) / abs(output)
