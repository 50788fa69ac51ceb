"""Signal and gradient by depth: three activations, each with three initialisations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from course_utils.networks import MLP

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "Signal and gradient by depth: the activation and the initialisation work as a pair"
CLAIMS = ("A10", "A22")


@dataclass(frozen=True)
class Config:
    """Settings: pairs to try, hidden layers, their width, rows of data, nets of each pair."""

    activations: tuple[str, ...] = ("sigmoid", "tanh", "relu")
    schemes: tuple[str, ...] = ("xavier", "he", "pytorch")
    depth: int = 50
    width: int = 100
    rows: int = 32
    seeds: int = 5

    @classmethod
    def full(cls) -> Config:
        """Return wider nets and more of them."""
        return cls(activations=("sigmoid", "tanh", "relu", "gelu", "silu", "elu"), width=200,
                   rows=64, seeds=10)  # fmt: skip

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (activation, initialisation)."""
        return tuple(product(self.activations, self.schemes))


@dataclass(frozen=True)
class Result:
    r"""Sizes by pair, net and hidden layer.

    Parameters
    ----------
    config : Config
        What was run.
    signal : numpy.ndarray of float64, shape (pairs, seeds, depth)
        Mean square of a layer's activations; the data have mean square 1.
    spread : numpy.ndarray of float64, shape (pairs, seeds, depth)
        Standard deviation **across examples**, relative to the root mean square: 0 if every
        example looks the same.
    gradient : numpy.ndarray of float64, shape (pairs, seeds, depth)
        Norm of the derivative with respect to a layer's weights, for a random direction of length
        1 at the output. Small in every layer, or smaller in the first than in the last: two
        different troubles.
    """

    config: Config
    signal: np.ndarray
    spread: np.ndarray
    gradient: np.ndarray

    def of(self, activation: str, scheme: str) -> int:
        """Return the row of a pair."""
        return self.config.pairs.index((activation, scheme))

    @property
    def gradient_ratio(self) -> np.ndarray:
        """Gradient in the first layer over gradient in the last, shape (pairs, seeds)."""
        return self.gradient[..., 0] / self.gradient[..., -1]

    @property
    def signal_ratio(self) -> np.ndarray:
        """Mean square in the last layer over that in the first, shape (pairs, seeds)."""
        return self.signal[..., -1] / self.signal[..., 0]

    def table(self) -> Table:
        """Return geometric means over nets; low and high bound that of the gradient ratio."""
        columns = ("activation", "initialisation", "signal, last / first",
                   "gradient in the first layer", "gradient, first / last", "low", "high",
                   "spread in the last layer")  # fmt: skip
        rows = []
        for row, pair in enumerate(self.config.pairs):
            # Ratios over many layers are products: their logarithms have a mean to speak of.
            ratio = [10**v for v in mean_interval(np.log10(self.gradient_ratio[row]))]
            signal = 10 ** np.log10(self.signal_ratio[row]).mean()
            first = 10 ** np.log10(self.gradient[row, :, 0]).mean()
            rows.append((*pair, signal, first, *ratio, self.spread[row, :, -1].mean()))
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Send data forward and a gradient back through fresh nets; parameters as in every module.

    Examples
    --------
    Xavier halves the mean square of a ReLU net in every layer; He does not.

    >>> result = run(Config(activations=("relu",), depth=20), np.random.default_rng(0))
    >>> result.table().select("initialisation", "signal, last / first").column("initialisation")
    ('xavier', 'he', 'pytorch')
    >>> bool(result.signal_ratio[result.of("relu", "xavier")].max() < 1e-4)
    True
    """
    x = rng.normal(size=(config.rows, config.width))
    sizes = [config.width] * (config.depth + 1) + [10]
    measured = []
    for activation, scheme in track(config.pairs, progress):
        net = MLP.create(sizes, rng, activation=activation, scheme=scheme, stack=(config.seeds,))
        measured.append(_sizes_by_layer(net, x, rng))
    signal, spread, gradient = (np.array(m) for m in zip(*measured, strict=True))
    return Result(config, signal, spread, gradient)


def _sizes_by_layer(
    net: MLP, x: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    trace = net.forward(x)
    direction = rng.normal(size=trace.outputs.shape[-1])
    d_outputs = np.broadcast_to(direction / np.linalg.norm(direction), trace.outputs.shape)
    gradients = net.backward(trace, d_outputs / len(x))
    hidden = trace.inputs[1:]
    signal = np.stack([(h**2).mean((-2, -1)) for h in hidden], -1)
    spread = np.stack([np.sqrt(h.var(-2).mean(-1)) for h in hidden], -1) / np.sqrt(signal)
    norms = [np.sqrt((g**2).sum((-2, -1))) for g in gradients.weights[:-1]]
    return signal, spread, np.stack(norms, -1)
