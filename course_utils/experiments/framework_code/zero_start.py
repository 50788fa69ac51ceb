"""Layers that start at exactly 0: does the slope that a spelling takes there decide what learns?

All nets are trained side by side. Net s of one spelling and net s of the other start from the same
weights and see the same digits in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.networks import MLP, Plan, fit_stack, load_digits, to_torch, torch_scores

from ...errors import WrongValue
from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = "Layers that start at exactly 0, and the slope of ReLU there"
CLAIMS = ("A03", "A17")
FIXED = ("each seed with its own split", "450 digits held back")
SPELLINGS = ("torch.relu", "torch.maximum")
"""The first has slope 0 at 0, the second ½."""
LAYERS = {"first": slice(1), "last": slice(-1, None), "all": slice(None)}


@dataclass(frozen=True)
class Config:
    """Settings: layers whose weights and biases start at 0, hidden widths, the others' weights."""

    layers_at_zero: str = "first"
    widths: tuple[int, ...] = (32,)
    scheme: str = "pytorch"
    seeds: int = 20
    epochs: int = 60
    rate: float = 0.5
    batch: int | None = None
    optimiser: str = "sgd"

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=100, epochs=300)


@dataclass(frozen=True)
class Result:
    """Scores on held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    accuracy : numpy.ndarray of float64, shape (2, seeds)
        Share right, for each of `SPELLINGS`.
    """

    config: Config
    accuracy: np.ndarray

    def table(self) -> Table:
        """Return mean accuracy with its interval over nets, by spelling."""
        columns = ("ReLU as", "accuracy", "low", "high")
        rows = [(name, *mean_interval(a)) for name, a in zip(SPELLINGS, self.accuracy, strict=True)]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets of both spellings; parameters as in every module.

    Raises
    ------
    ValueError
        If `config` names layers that are not known.

    Examples
    --------
    >>> result = run(Config(seeds=3), np.random.default_rng(0))
    >>> (result.accuracy > 0.8).tolist()
    [[False, False, False], [True, True, True]]
    """
    if config.layers_at_zero not in LAYERS:
        raise WrongValue(
            "unknown layers", expected=f"one of {', '.join(LAYERS)}", got=config.layers_at_zero,
            next_step="Choose one.",
        )  # fmt: skip
    data = load_digits(rng, stack=(config.seeds,))
    weights_seed, order_seed = rng.integers(2**63, size=2)
    plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
    right = []
    for spelling in track(SPELLINGS, progress):
        start = np.random.default_rng(weights_seed)
        nets = [_net(config, start, spelling) for _ in range(config.seeds)]
        fit_stack(nets, (data.x_train, data.y_train), plan, np.random.default_rng(order_seed),
                  optimiser=config.optimiser)  # fmt: skip
        splits = [data.of(s) for s in range(config.seeds)]
        right.append([torch_scores(n, d.x_test, d.y_test)[0]
                      for n, d in zip(nets, splits, strict=True)])  # fmt: skip
    return Result(config, np.array(right))


def _net(config: Config, rng: np.random.Generator, spelling: str) -> nn.Sequential:
    import torch
    from torch import nn

    class Maximum(nn.Module):
        def forward(self, z: torch.Tensor) -> torch.Tensor:
            return torch.maximum(z, torch.zeros_like(z))

    net = to_torch(MLP.create((64, *config.widths, 10), rng, scheme=config.scheme))
    linear = [m for m in net if isinstance(m, nn.Linear)]
    for layer in linear[LAYERS[config.layers_at_zero]]:
        nn.init.zeros_(layer.weight)
        nn.init.zeros_(layer.bias)
    if spelling == "torch.relu":
        return net
    return nn.Sequential(*[Maximum() if isinstance(m, nn.ReLU) else m for m in net])
