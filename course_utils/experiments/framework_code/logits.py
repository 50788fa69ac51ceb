"""A ReLU behind the last layer: digits whose logits start below 0 get no gradient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP, Plan, cross_entropy, fit, load_digits

from ..results import Progress, Table, track
from ..threads import on_one_thread

TITLE = "Cross-entropy of logits as they are and of logits through a ReLU"
CLAIMS = ("A20",)
LAST = ("as they are", "through a ReLU")
FIXED = ("nn.Linear's first weights and biases", "each net with its own split",
         "450 digits held back")  # fmt: skip


@dataclass(frozen=True)
class Config:
    """Settings: hidden widths, nets of each kind, passes, step size, batch, optimiser."""

    widths: tuple[int, ...] = (32,)
    seeds: int = 20
    epochs: int = 5
    rate: float = 0.1
    batch: int = 64
    optimiser: str = "sgd"

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(seeds=50, epochs=30)


@dataclass(frozen=True)
class Result:
    """What was right after training; both kinds start from the same weights.

    Parameters
    ----------
    config : Config
        What was run.
    recall : numpy.ndarray of float64, shape (kinds, seeds, digits)
        Share right of each digit's held-back images, kinds in the order of `LAST`.
    accuracy : numpy.ndarray of float64, shape (kinds, seeds)
        Share right of all held-back images.
    """

    config: Config
    recall: np.ndarray
    accuracy: np.ndarray

    @property
    def lost(self) -> np.ndarray:
        """Digits of which fewer than half are right, shape (kinds, seeds)."""
        return (self.recall < 0.5).sum(-1)

    def table(self) -> Table:
        """Return accuracy and lost digits by kind."""
        columns = ("logits", "accuracy", "nets that lost a digit", "digits lost a net")
        rows = [(name, right.mean(), int((lost > 0).sum()), lost.mean())
                for name, right, lost in zip(LAST, self.accuracy, self.lost, strict=True)]  # fmt: skip
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train nets of both kinds; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(), np.random.default_rng(0))
    >>> result.lost.sum(1).tolist()[0]
    0
    """
    data = load_digits(rng, stack=(config.seeds,))
    weights_seed, order_seed = rng.integers(2**63, size=2)
    recall, right = [], []
    for name in track(LAST, progress):
        start = np.random.default_rng(weights_seed)
        net = MLP.create((64, *config.widths, 10), start, scheme="pytorch", stack=(config.seeds,))
        plan = Plan(rate=config.rate, epochs=config.epochs, batch=config.batch)
        loss = cross_entropy if name == LAST[0] else _through_relu
        fit(net, (data.x_train, data.y_train), loss, plan, np.random.default_rng(order_seed),
            optimiser=config.optimiser)  # fmt: skip
        scores = net.predict(data.x_test)
        said = (scores if name == LAST[0] else np.maximum(scores, 0)).argmax(-1)
        hit = said == data.y_test
        of_digit = data.y_test[..., None] == np.arange(10)
        recall.append((hit[..., None] & of_digit).sum(1) / of_digit.sum(1))
        right.append(hit.mean(1))
    return Result(config, np.array(recall), np.array(right))


def _through_relu(sums: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    loss, gradient = cross_entropy(np.maximum(sums, 0), labels)
    return loss, gradient * (sums > 0)
