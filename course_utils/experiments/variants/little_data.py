"""PReLU on little data: does it overfit, and is it the learning of the slopes that does it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from course_utils import theory
from course_utils.networks import Plan, fit_torch, load_digits, torch_mlp, torch_scores

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = "PReLU on 200 digits, against ReLU and against its own slopes held fixed"
CLAIMS = ("A25",)
FIXED = ("each seed with its own split and batch order", "450 digits held back")
RIVALS = ("relu", "prelu", "fixed, same weights", "fixed, own gain")
"""The last two have PReLU's final slopes from the first step on, and never change them: from the
same first weights, and from first weights scaled by the gain of these slopes."""


@dataclass(frozen=True)
class Config:
    """Settings: training digits, hidden widths, training, nets of each."""

    train: int = 200
    widths: tuple[int, ...] = (64, 64)
    steps: int = 150
    rate: float = 0.05
    batch: int = 64
    optimiser: str = "momentum"
    seeds: int = 20

    @classmethod
    def full(cls) -> Config:
        """Return more nets."""
        return cls(seeds=100)


@dataclass(frozen=True)
class Result:
    """Loss on held-back digits minus loss on the training digits.

    Parameters
    ----------
    config : Config
        What was run.
    gap : numpy.ndarray of float64, shape (rivals, seeds)
        In nats, in the order of `RIVALS`; every seed has its own split and first weights.
    slopes : numpy.ndarray of float64, shape (seeds, layers)
        What PReLU learned, one slope a layer.
    """

    config: Config
    gap: np.ndarray
    slopes: np.ndarray

    def of(self, rival: str) -> np.ndarray:
        """Return the gaps of one of `RIVALS`, one a seed."""
        return self.gap[RIVALS.index(rival)]

    def against_relu(self) -> Interval:
        """Return the mean difference to ReLU's gap from the same seed, with its 95 % interval."""
        return mean_interval(self.gap - self.of("relu"), axis=1)

    def table(self) -> Table:
        """Return the mean gap, and the paired difference to ReLU's with its interval."""
        columns = ("rival", "gap", "gap - ReLU's", "low", "high")
        rows = zip(RIVALS, self.gap.mean(1), *self.against_relu(), strict=True)
        return Table(columns, tuple(rows))


def hold_slopes(model: nn.Sequential, slopes: Sequence[float], *, own_gain: bool) -> None:
    r"""Give each leaky ReLU of a net a slope of its own, and on request first weights to suit.

    .. math:: W \leftarrow W\,\frac{g(a)}{g(0)} = \frac{W}{\sqrt{1 + a^2}}
              \quad\text{in the layer behind the slope } a

    Parameters
    ----------
    model : torch.nn.Sequential
        Linear, leaky ReLU, Linear, ... with He's weights for ReLU; is changed.
    slopes : sequence of float
        One for each leaky ReLU.
    own_gain : bool
        Whether to scale the weights.

    References
    ----------
    K. He et al. 2015, arXiv:1502.01852, Eq. (15).

    Examples
    --------
    >>> model = torch_mlp((2, 2, 2), np.random.default_rng(0), activation="leaky_relu")
    >>> hold_slopes(model, [0.7], own_gain=True)
    >>> model[1]
    LeakyReLU(negative_slope=0.7)
    """
    import torch

    for k, slope in enumerate(slopes):
        bend, linear = model[2 * k + 1], model[2 * k + 2]
        bend.negative_slope = float(slope)
        if own_gain:
            with torch.no_grad():
                linear.weight.mul_(theory.gain("leaky_relu", alpha=slope) / 2**0.5)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train each rival from every seed; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(seeds=2, steps=20), np.random.default_rng(0))
    >>> result.gap.shape, result.slopes.shape
    ((4, 2), (2, 2))
    """
    gaps, slopes = [], []
    for seed in track(list(rng.integers(2**63, size=config.seeds)), progress):
        relu, _ = _train(config, seed, "relu")
        prelu, learned = _train(config, seed, "prelu")
        fixed = [_train(config, seed, "leaky_relu", learned, gain)[0] for gain in (False, True)]
        gaps.append((relu, prelu, *fixed))
        slopes.append(learned)
    return Result(config, np.array(gaps).T, np.array(slopes))


def _train(
    config: Config, seed: int, name: str, slopes: Sequence[float] = (), own_gain: bool = False
) -> tuple[float, list[float]]:
    """Return the gap of one net, and the slopes that it learned."""
    import torch

    own = np.random.default_rng(seed)
    data = load_digits(own, train=config.train)
    model = torch_mlp((64, *config.widths, 10), own, activation=name)
    hold_slopes(model, slopes, own_gain=own_gain)
    epochs = ceil(config.steps / max(1, config.train // config.batch))
    plan = Plan(config.rate, epochs=epochs, batch=config.batch)
    fit_torch(model, (data.x_train, data.y_train), plan, own, optimiser=config.optimiser)
    test, train = (torch_scores(model, x, y)[1] for x, y in (
        (data.x_test, data.y_test), (data.x_train, data.y_train)))  # fmt: skip
    learned = [part.weight.item() for part in model if isinstance(part, torch.nn.PReLU)]
    return test - train, learned
