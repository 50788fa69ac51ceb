"""Kill most of a layer, then train: which units come back, by activation, and what it matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_utils.networks import (
    MLP,
    Digits,
    Plan,
    cross_entropy,
    fit_stack,
    hidden_sums,
    load_digits,
    to_torch,
    torch_scores,
    unit_shares,
)

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = "Killed units: gradient, revival and accuracy, by activation"
CLAIMS = ("A19", "A21")
FIXED = ("450 digits held back",)
HELD = "prelu_held"
"""An activation of the experiment's own: PReLU's first slope, 0.25, which is not trained."""


@dataclass(frozen=True)
class Config:
    """Settings: activations, layers to kill in, share killed, nets of each, training.

    A unit is killed by a bias that keeps its pre-activation `margin` below 0 on all digits. Of
    the activations ``"prelu_held"`` is PReLU with its slope held at 0.25.
    """

    activations: tuple[str, ...] = ("relu", "leaky_relu", "prelu", "elu", "gelu")
    layers: tuple[int, ...] = (1, 2)
    share: float = 0.9
    margin: float = 0.5
    widths: tuple[int, ...] = (32, 32)
    seeds: int = 5
    epochs: int = 6
    rate: float = 0.05
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=20, epochs=100)


@dataclass(frozen=True)
class Result:
    """Before and after training of nets with a killed layer.

    Parameters
    ----------
    config : Config
        What was run.
    gradient : numpy.ndarray of float64, shape (activations, layers, seeds)
        Norm of the gradient that reaches the killed units' weights at the start, relative to
        that of the units left alive.
    revived : numpy.ndarray of float64, shape (activations, layers, seeds)
        Share of killed units that are above 0 on some digit after training.
    accuracy, intact : numpy.ndarray of float64, shape (activations, layers, seeds)
        On held-back digits, with the layer killed, and for the same net left whole.
    """

    config: Config
    gradient: np.ndarray
    revived: np.ndarray
    accuracy: np.ndarray
    intact: np.ndarray

    def table(self) -> Table:
        """Return gradient, revival and accuracy; the interval is that of the accuracy."""
        columns = ("activation", "killed in layer", "gradient, killed / alive", "revived",
                   "accuracy", "low", "high", "accuracy, intact")  # fmt: skip
        rows = [
            (name, layer, self.gradient[a, i].mean(), self.revived[a, i].mean(),
             *mean_interval(self.accuracy[a, i]), self.intact[a, i].mean())
            for a, name in enumerate(self.config.activations)
            for i, layer in enumerate(self.config.layers)
        ]  # fmt: skip
        return Table(columns, tuple(rows))


def kill(net: MLP, x: np.ndarray, *, layer: int, share: float, margin: float) -> int:
    """Lower biases until the first units of a layer are below 0 on all rows; return how many.

    Parameters
    ----------
    net : MLP
        Is changed. A stack of nets is treated net by net.
    x : numpy.ndarray of float64, shape (N, n_in)
        All the data.
    layer : int
        Hidden layer, from 1.
    share : float
        Of the layer's units, between 0 and 1.
    margin : float
        The largest pre-activation of a killed unit is minus this.

    Returns
    -------
    int

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> net, x = MLP.create((3, 10, 1), rng), rng.normal(size=(50, 3))
    >>> kill(net, x, layer=1, share=0.4, margin=0.5)
    4
    >>> float(net.forward(x).sums[0][:, :4].max().round(6))
    -0.5
    """
    z = net.forward(x).sums[layer - 1]
    killed = round(share * z.shape[-1])
    net.biases[layer - 1][..., :killed] -= z[..., :killed].max(-2, keepdims=True) + margin
    return killed


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Kill, train and count for each activation and layer; parameters as in every module.

    Examples
    --------
    In the first layer, on fixed data and with plain gradient descent, dead is dead:

    >>> result = run(Config(activations=("relu",), layers=(1,), epochs=2), np.random.default_rng(0))
    >>> float(result.gradient.max()), float(result.revived.max())
    (0.0, 0.0)
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    weights_seed, order_seed = rng.integers(2**63, size=2)
    jobs = [(a, i) for a in range(len(config.activations)) for i in range(len(config.layers))]
    out = np.empty((4, len(config.activations), len(config.layers), config.seeds))
    for a, i in track(jobs, progress):
        layer, name = config.layers[i], config.activations[a]
        start = np.random.default_rng(weights_seed)
        net = MLP.create((64, *config.widths, 10), start, stack=(config.seeds,),
                         activation="prelu" if name == HELD else name)  # fmt: skip
        # The whole net is the same for every layer: it is trained with the first.
        whole = [net.take(s) for s in range(config.seeds)] if i == 0 else []
        killed = kill(net, data.x_train, layer=layer, share=config.share, margin=config.margin)
        out[0, a, i] = _relative_gradient(net, data.x_train, data.y_train, layer, killed)
        ill = [net.take(s) for s in range(config.seeds)]
        models = [to_torch(one) for one in [*ill, *whole]]
        models = _train(map(_held, models) if name == HELD else models, config, data, order_seed)
        splits = [data.of(s) for s in range(config.seeds)] * (2 if whole else 1)
        right = [
            torch_scores(m, d.x_test, d.y_test)[0] for m, d in zip(models, splits, strict=True)
        ]
        out[2, a, i] = right[: config.seeds]
        if whole:
            out[3, a, :] = right[config.seeds :]
        for s, model in enumerate(models[: config.seeds]):
            sums = hidden_sums(model, splits[s].x_train)[layer - 1][:, :killed]
            out[1, a, i, s] = 1 - unit_shares([sums]).dead[0]
    return Result(config, *out)


def _held(model: nn.Sequential) -> nn.Sequential:
    """Return the model with each PReLU's slope where it starts: a leaky ReLU of that slope."""
    from torch import nn

    return nn.Sequential(
        *(nn.LeakyReLU(m.weight.item()) if isinstance(m, nn.PReLU) else m for m in model)
    )


def _train(
    models: Iterable[nn.Sequential], config: Config, data: Digits, seed: int
) -> list[nn.Sequential]:
    """Return the models, trained; PyTorch's, because it also learns the slope of PReLU."""
    models = list(models)
    plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
    x, y = data.x_train, data.y_train
    if config.own_splits:  # the ill nets, and the whole ones on the same splits
        times = len(models) // config.seeds
        x, y = np.concatenate([x] * times), np.concatenate([y] * times)
    fit_stack(models, (x, y), plan, np.random.default_rng(seed),
              optimiser=config.optimiser)  # fmt: skip
    return models


def _relative_gradient(
    net: MLP, x: np.ndarray, y: np.ndarray, layer: int, killed: int
) -> np.ndarray:
    """Return the root mean square gradient of killed units' weights over that of the others."""
    trace = net.forward(x)
    gradient = net.backward(trace, cross_entropy(trace.outputs, y)[1]).weights[layer - 1]
    dead = (gradient[..., :killed] ** 2).mean((-2, -1))
    alive = (gradient[..., killed:] ** 2).mean((-2, -1))
    return np.sqrt(dead / alive)
