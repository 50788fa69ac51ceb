"""What share of a training step does the activation take?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.networks import one_thread, torch_activation

from ..results import Progress, Table
from ..threads import on_one_thread
from ..timing import time_in_turn

TITLE = "The activation's share of the time of a training step"
CLAIMS = ("A01", "A09", "A23", "A24", "A26", "A27")


@dataclass(frozen=True)
class Config:
    """Settings: activations, width of the square layer, rows of a batch, rounds."""

    activations: tuple[str, ...] = (
        "relu", "leaky_relu", "prelu", "elu", "gelu", "silu", "mish", "sigmoid", "tanh",
    )  # fmt: skip
    width: int = 512
    batch: int = 128
    repeats: int = 40

    @classmethod
    def full(cls) -> Config:
        """Return more rounds."""
        return cls(repeats=200)


@dataclass(frozen=True)
class Result:
    """Seconds a training step: forward, backward and update of one Linear layer and activation.

    Parameters
    ----------
    config : Config
        What was run; one thread of PyTorch, float32.
    seconds : numpy.ndarray of float64, shape (activations, repeats)
        With the activation.
    bare : numpy.ndarray of float64, shape (repeats,)
        The same step without any activation.
    """

    config: Config
    seconds: np.ndarray
    bare: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """Part of the step's time that the activation adds, shape (activations,).

        The median over rounds: both steps of a round met the same computer.
        """
        return 1 - np.median(self.bare / self.seconds, axis=1)

    @property
    def against_relu(self) -> np.ndarray:
        """Time of the step over that with ReLU in the same round, the median over rounds."""
        relu = self.seconds[self.config.activations.index("relu")]
        return np.median(self.seconds / relu, axis=1)

    def table(self) -> Table:
        """Return median and quartiles of the rounds, share, and time against ReLU."""
        columns = ("activation", "microseconds", "25 %", "75 %", "share", "against ReLU")
        rows = []
        for i, name in enumerate(self.config.activations):
            quantiles = np.quantile(self.seconds[i] * 1e6, (0.5, 0.25, 0.75))
            rows.append((name, *quantiles, self.share[i], self.against_relu[i]))
        return Table(columns, tuple(rows))


def _step(name: str, config: Config, rng: np.random.Generator) -> Callable[[], None]:
    import torch
    from torch import nn

    linear = nn.utils.skip_init(nn.Linear, config.width, config.width)
    with torch.no_grad():
        std = np.sqrt(2 / config.width)
        linear.weight.copy_(torch.from_numpy(rng.normal(0, std, linear.weight.shape)))
        linear.bias.zero_()
    model = nn.Sequential(linear, torch_activation(name))
    x = torch.from_numpy(rng.normal(size=(config.batch, config.width)).astype(np.float32))
    # The layer sits inside a net: a gradient flows in from above, and on to the layer below.
    x.requires_grad_()
    above = torch.from_numpy(rng.normal(size=x.shape).astype(np.float32))
    optimiser = torch.optim.SGD(model.parameters(), lr=1e-6)

    def step() -> None:
        optimiser.zero_grad()
        x.grad = None
        model(x).backward(above)
        optimiser.step()

    return step


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Time a training step with each activation; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(activations=("relu", "gelu"), width=32, batch=8, repeats=2)
    >>> run(tiny, np.random.default_rng(0)).seconds.shape
    (2, 2)
    """
    with one_thread():
        tasks = {name: _step(name, config, rng) for name in ("identity", *config.activations)}
        times = time_in_turn(tasks, repeats=config.repeats, progress=progress)
    bare = times.pop("identity")
    return Result(config, np.array(list(times.values())), bare)
