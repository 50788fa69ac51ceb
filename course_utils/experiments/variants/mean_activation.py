"""Is the mean activation of ELU nearer to zero than ReLU's? After training on digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Plan, accuracy, cross_entropy, fit, load_digits

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Mean activations of ELU and ReLU, before and after training on digits"
CLAIMS = ("A14", "A26")
FIXED = ("450 digits held back",)


@dataclass(frozen=True)
class Config:
    """Settings: activations, hidden widths, nets of each, plan of training."""

    activations: tuple[str, ...] = ("relu", "leaky_relu", "elu", "selu", "gelu")
    widths: tuple[int, ...] = (64, 64)
    seeds: int = 5
    epochs: int = 10
    rate: float = 0.05
    batch: int = 64
    optimiser: str = "sgd"
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=20, epochs=60)


@dataclass(frozen=True)
class Result:
    """Means over units and held-back digits.

    Parameters
    ----------
    config : Config
        What was run.
    before, after : numpy.ndarray of float64, shape (activations, seeds, layers)
        Mean activation of a layer.
    size : numpy.ndarray of float64, shape (activations, seeds, layers)
        Root mean square of the activations after training: the scale to judge a mean by.
    accuracy : numpy.ndarray of float64, shape (activations, seeds)
        On the held-back digits.
    """

    config: Config
    before: np.ndarray
    after: np.ndarray
    size: np.ndarray
    accuracy: np.ndarray

    def table(self) -> Table:
        """Return mean activations by activation and layer; the interval is for after."""
        columns = ("activation", "layer", "before", "after", "low", "high", "after / size")
        rows = []
        for i, name in enumerate(self.config.activations):
            for layer in range(len(self.config.widths)):
                after = self.after[i, :, layer]
                relative = (after / self.size[i, :, layer]).mean()
                rows.append((name, layer + 1, self.before[i, :, layer].mean(),
                             *mean_interval(after), relative))  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets with each activation on the same digits; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(activations=("relu", "elu"), epochs=2), np.random.default_rng(0))
    >>> relu, elu = abs(result.after).mean((1, 2))
    >>> bool(elu < relu)
    True
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
    before, after, size, right = [], [], [], []
    for name in track(config.activations, progress):
        net = MLP.create((64, *config.widths, 10), rng, activation=name, stack=(config.seeds,))
        before.append(_means(net, data.x_test))
        fit(net, (data.x_train, data.y_train), cross_entropy, plan, rng,
            optimiser=config.optimiser)  # fmt: skip
        after.append(_means(net, data.x_test))
        squares = [(h**2).mean((-2, -1)) for h in net.forward(data.x_test).inputs[1:]]
        size.append(np.sqrt(np.stack(squares, -1)))
        right.append(accuracy(net, data.x_test, data.y_test))
    return Result(config, *(np.array(a) for a in (before, after, size, right)))


def _means(net: MLP, x: np.ndarray) -> np.ndarray:
    return np.stack([h.mean((-2, -1)) for h in net.forward(x).inputs[1:]], -1)
