"""A ReLU behind the last layer, too: does a net with it lose whole digits?

All nets are trained side by side. Net s with the ReLU and net s without start from the same weights
and see the same digits in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.networks import Plan, fit_stack, hidden_sums, load_digits, torch_mlp

from ..results import Progress, Table, track
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = "A ReLU on the logits, and the digits that a net loses"
CLAIMS = ("A03", "A20")
FIXED = ("each seed with its own split", "450 digits held back")
LOGITS = ("as they are", "through a ReLU")
LOST = 0.5
"""Share of a digit's images that must be right, or the digit counts as lost."""


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, first weights, nets of each kind, and the plan."""

    widths: tuple[int, ...] = (32,)
    scheme: str = "pytorch"
    seeds: int = 20
    epochs: int = 5
    rate: float = 0.1
    batch: int = 64
    optimiser: str = "sgd"

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=100, epochs=30)


@dataclass(frozen=True)
class Result:
    """Scores on held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    right : numpy.ndarray of float64, shape (2, seeds, 10)
        Share of each digit's images that is right, for each of `LOGITS`.
    """

    config: Config
    right: np.ndarray

    @property
    def lost(self) -> np.ndarray:
        """Whether a net has lost one digit or more, shape (2, seeds)."""
        return np.any(self.right < LOST, axis=-1)

    def table(self) -> Table:
        """Return how many nets lost a digit, the digits lost, and the mean accuracy."""
        columns = ("logits", "nets that lost a digit", "digits lost", "mean share right")
        rows = zip(LOGITS, self.lost.sum(1), (self.right < LOST).sum((1, 2)),
                   self.right.mean((1, 2)), strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets with and without the ReLU; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(epochs=2), np.random.default_rng(0))
    >>> result.right.shape, bool(result.right[1].mean() < result.right[0].mean())
    ((2, 20, 10), True)
    """
    from torch import nn

    data = load_digits(rng, stack=(config.seeds,))
    weights_seed, order_seed = rng.integers(2**63, size=2)
    right = []
    for last in track(((), (nn.ReLU(),)), progress):
        start = np.random.default_rng(weights_seed)
        sizes = (64, *config.widths, 10)
        nets = [nn.Sequential(*torch_mlp(sizes, start, scheme=config.scheme), *last)
                for _ in range(config.seeds)]  # fmt: skip
        plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
        fit_stack(nets, (data.x_train, data.y_train), plan, np.random.default_rng(order_seed),
                  optimiser=config.optimiser)  # fmt: skip
        splits = [data.of(s) for s in range(config.seeds)]
        right.append([_right(n, d.x_test, d.y_test) for n, d in zip(nets, splits, strict=True)])
    return Result(config, np.array(right))


def _right(net: nn.Sequential, x: np.ndarray, labels: np.ndarray) -> list[float]:
    """Return the share of each digit's images that is right."""
    from torch import nn

    # The last module does nothing: what goes into it is what the net says.
    hit = hidden_sums(nn.Sequential(*net, nn.Identity()), x)[-1].argmax(1) == labels
    return [hit[labels == digit].mean() for digit in range(10)]
