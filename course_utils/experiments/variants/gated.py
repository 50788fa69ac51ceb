"""SwiGLU against ReLU at equal numbers of parameters, in one residual block on digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.networks import Plan, fit_torch, load_digits, torch_activation, torch_scores

from ..results import Progress, Table, track
from ..statistics import Interval, mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = "Gated units against ReLU at equal numbers of parameters"
CLAIMS = ("A15", "A27")
FIXED = ("each seed with its own split and batch order", "450 digits held back")
GATES = {"bilinear": "identity", "reglu": "relu", "geglu": "gelu", "swiglu": "silu"}
"""Gated unit -> activation of its gate."""


@dataclass(frozen=True)
class Config:
    """Settings: kinds of block, model width, hidden units of a plain block, training, nets."""

    kinds: tuple[str, ...] = ("relu", "gelu", "reglu", "geglu", "swiglu")
    width: int = 32
    hidden: int = 96
    train: int = 600
    epochs: int = 12
    seeds: int = 5
    rate: float = 3e-3
    batch: int = 64
    optimiser: str = "adam"

    @classmethod
    def full(cls) -> Config:
        """Return all kinds, more nets, all the training digits and more passes."""
        return cls(kinds=("relu", "gelu", "silu", *GATES), train=1347, epochs=40, seeds=30)


@dataclass(frozen=True)
class Result:
    """Scores on held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    parameters : numpy.ndarray of int64, shape (kinds,)
        Numbers in the two or three matrices of the block.
    accuracy, loss : numpy.ndarray of float64, shape (kinds, seeds)
        Share right, and cross-entropy in nats.
    """

    config: Config
    parameters: np.ndarray
    accuracy: np.ndarray
    loss: np.ndarray

    def against_relu(self) -> Interval:
        """Return the mean difference in loss to ReLU from the same seed, with its interval."""
        return mean_interval(self.loss - self.loss[self.config.kinds.index("relu")], axis=1)

    def table(self) -> Table:
        """Return accuracy, loss, and the paired difference in loss to ReLU with its interval."""
        columns = ("block", "parameters", "accuracy", "loss", "loss - ReLU's", "low", "high")
        rows = zip(self.config.kinds, self.parameters, self.accuracy.mean(1), self.loss.mean(1),
                   *self.against_relu(), strict=True)  # fmt: skip
        return Table(columns, tuple(rows))


def hidden_units(kind: str, hidden: int) -> int:
    r"""Return how many hidden units a block may have for the parameters of a plain one.

    .. math:: 3\,d\,h' = 2\,d\,h \quad\Rightarrow\quad h' = \tfrac23 h

    References
    ----------
    N. Shazeer, "GLU Variants Improve Transformer", 2020, arXiv:2002.05202, section 2.

    Examples
    --------
    >>> hidden_units("relu", 96), hidden_units("swiglu", 96)
    (96, 64)
    """
    return round(2 * hidden / 3) if kind in GATES else hidden


def feed_forward_net(
    kind: str, rng: np.random.Generator, *, width: int, hidden: int
) -> tuple[nn.Module, int]:
    r"""Return a net with one residual block, and the number of parameters of the block.

    .. math:: h = E x,\quad y = R\,\bigl(h + W_2\,f(W_1 h)\bigr) \quad\text{or}\quad
              y = R\,\bigl(h + W_2\,(f(W_1 h) \odot V h)\bigr)

    Parameters
    ----------
    kind : str
        An activation, or a key of `GATES`.
    rng : numpy.random.Generator
        Draws the weights.
    width, hidden : int
        Size of h; hidden units of a plain block (a gated one gets two thirds).

    Returns
    -------
    net : torch.nn.Module
        From 64 inputs to 10 outputs.
    parameters : int

    Raises
    ------
    ValueError
        If the kind is not known.

    Examples
    --------
    >>> for kind in ("relu", "swiglu"):
    ...     print(feed_forward_net(kind, np.random.default_rng(0), width=32, hidden=96)[1])
    6144
    6144
    """
    import torch
    from torch import nn

    units = hidden_units(kind, hidden)

    def matrix(n_in: int, n_out: int) -> nn.Linear:
        linear = nn.utils.skip_init(nn.Linear, n_in, n_out, bias=False)
        values = rng.normal(0, n_in**-0.5, (n_out, n_in)).astype(np.float32)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(values))
        return linear

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embed, self.read = matrix(64, width), matrix(width, 10)
            self.up, self.down = matrix(width, units), matrix(units, width)
            self.gate = matrix(width, units) if kind in GATES else None
            self.f = torch_activation(GATES.get(kind, kind))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            h = self.embed(x)
            inner = self.f(self.up(h))
            if self.gate is not None:
                inner = inner * self.gate(h)
            return self.read(h + self.down(inner))

    net = Net()
    block = [m for m in (net.up, net.gate, net.down) if m is not None]
    return net, sum(m.weight.numel() for m in block)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train each kind of block from several seeds; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(kinds=("relu", "swiglu"), seeds=2, epochs=1), np.random.default_rng(0))
    >>> result.parameters, result.loss.shape
    (array([6144, 6144]), (2, 2))
    """
    plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
    seeds = rng.integers(2**63, size=config.seeds)
    jobs = [(s, k) for s in range(config.seeds) for k in range(len(config.kinds))]
    scores = np.empty((len(config.kinds), config.seeds, 2))
    parameters = np.empty(len(config.kinds), dtype=np.int64)
    for s, k in track(jobs, progress):
        own = np.random.default_rng(seeds[s])
        data = load_digits(own, train=config.train)
        net, parameters[k] = feed_forward_net(
            config.kinds[k], own, width=config.width, hidden=config.hidden
        )
        fit_torch(net, (data.x_train, data.y_train), plan, own,
                  optimiser=config.optimiser)  # fmt: skip
        scores[k, s] = torch_scores(net, data.x_test, data.y_test)
    return Result(config, parameters, scores[..., 0], scores[..., 1])
