"""What a framework calls ReLU's slope at 0 matters where sums are exactly 0, and only there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Digits, load_digits

from ..results import Progress, Table, track
from ..threads import on_one_thread

TITLE = "Slope 0 against one half at the kink, from random and from zero first weights"
CLAIMS = ("A20",)
STARTS = ("random", "zero")
SPELLINGS = ("torch.relu", "torch.maximum")
FIXED = ("plain gradient descent on all training digits", "each net with its own split",
         "450 digits held back")  # fmt: skip


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, how the hidden layers start, nets of each kind, steps, step size."""

    starts: tuple[str, ...] = STARTS
    widths: tuple[int, ...] = (32,)
    seeds: int = 20
    steps: int = 60
    rate: float = 0.5

    @classmethod
    def full(cls) -> Config:
        """Return more nets and more steps."""
        return cls(seeds=50, steps=200)


@dataclass(frozen=True)
class Result:
    """Accuracy of every net; both spellings start from the same weights.

    Parameters
    ----------
    config : Config
        What was run.
    accuracy : numpy.ndarray of float64, shape (starts, spellings, seeds)
        On held-back digits, in the order of `Config.starts` and `SPELLINGS`.
    """

    config: Config
    accuracy: np.ndarray

    def table(self) -> Table:
        """Return the mean, smallest and largest accuracy by start and spelling."""
        columns = ("hidden layers start", "ReLU as", "accuracy", "low", "high")
        rows = [
            (start, name, right.mean(), right.min(), right.max())
            for start, pair in zip(self.config.starts, self.accuracy, strict=True)
            for name, right in zip(SPELLINGS, pair, strict=True)
        ]
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets of every kind; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(starts=("zero",)), np.random.default_rng(0))
    >>> stuck, learned = result.accuracy[0].mean(1)
    >>> bool(stuck < 0.2), bool(learned > 0.9)
    (True, True)
    """
    data = load_digits(rng, stack=(config.seeds,))
    weights_seed = rng.integers(2**63)
    right = np.empty((len(config.starts), len(SPELLINGS), config.seeds))
    jobs = [(s, k) for s in range(len(config.starts)) for k in range(len(SPELLINGS))]
    for s, k in track(jobs, progress):
        net = MLP.create((64, *config.widths, 10), np.random.default_rng(weights_seed),
                         scheme="pytorch", stack=(config.seeds,))  # fmt: skip
        if config.starts[s] == "zero":
            for array in (*net.weights[:-1], *net.biases[:-1]):
                array[:] = 0
        right[s, k] = _train(net, SPELLINGS[k], data, config)
    return Result(config, right)


def _train(net: MLP, spelling: str, data: Digits, config: Config) -> np.ndarray:
    """Train a stack of nets with PyTorch's own derivatives; return their accuracies."""
    import torch

    activation = {
        "torch.relu": torch.relu,
        "torch.maximum": lambda z: torch.maximum(z, torch.zeros_like(z)),
    }[spelling]
    values = [torch.tensor(a, requires_grad=True) for a in (*net.weights, *net.biases)]
    layers = list(zip(values[: len(net.weights)], values[len(net.weights) :], strict=True))

    def logits(x: torch.Tensor) -> torch.Tensor:
        for W, b in layers[:-1]:
            x = activation(x @ W + b)
        return x @ layers[-1][0] + layers[-1][1]

    x, labels = torch.tensor(data.x_train), torch.tensor(data.y_train)
    for _ in range(config.steps):
        # The mean over one net's digits, the sum over nets: no net sees another.
        loss = torch.nn.functional.cross_entropy(logits(x).flatten(0, 1), labels.flatten())
        slopes = torch.autograd.grad(config.seeds * loss, values)
        with torch.no_grad():
            for value, slope in zip(values, slopes, strict=True):
                value -= config.rate * slope
    with torch.no_grad():
        said = logits(torch.tensor(data.x_test)).argmax(-1).numpy()
    return (said == data.y_test).mean(1)
