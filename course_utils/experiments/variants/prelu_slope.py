"""What slope does PReLU learn? On the absolute value, and on digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.activations import prelu, prelu_grad_a
from course_utils.networks import Plan, fit_torch, load_digits, torch_mlp, torch_scores

from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

TITLE = "The slope that PReLU learns, on |x| and on digits"
CLAIMS = ("A13", "A25")
FIXED = ("plain SGD", "each seed with its own split and batch order", "450 digits held back")


@dataclass(frozen=True)
class Config:
    """Settings: steps on |x|; hidden widths, nets, passes and step size on digits; decay of a."""

    steps: int = 60
    rate_abs: float = 0.2
    widths: tuple[int, ...] = (64, 64, 64)
    seeds: int = 5
    epochs: int = 10
    rate: float = 0.1
    batch: int = 64
    slope_decay: float = 0.05

    @classmethod
    def full(cls) -> Config:
        """Return more nets and longer training."""
        return cls(steps=200, seeds=20, epochs=60)


@dataclass(frozen=True)
class Result:
    """Slopes.

    Parameters
    ----------
    config : Config
        What was run.
    path : numpy.ndarray of float64, shape (steps + 1,)
        The slope of one PReLU that learns |x|, from 0.25.
    digits : numpy.ndarray of float64, shape (2, seeds, layers)
        Shared slope of each layer after training: without and with weight decay on the slope.
    accuracy : numpy.ndarray of float64, shape (2, seeds)
        On held-back digits.
    """

    config: Config
    path: np.ndarray
    digits: np.ndarray
    accuracy: np.ndarray

    def table(self) -> Table:
        """Return the learned slopes, with the interval over nets on digits."""
        columns = ("task", "layer", "slope", "low", "high")
        last = self.path[-1]
        rows = [("|x|", 1, last, last, last)]
        for kind, slopes in zip(("digits", "digits, decay on a"), self.digits, strict=True):
            for layer in range(len(self.config.widths)):
                rows.append((kind, layer + 1, *mean_interval(slopes[:, layer])))
        return Table(columns, tuple(rows))


def learn_abs(a: float, *, steps: int, rate: float) -> np.ndarray:
    r"""Return the path of a slope that learns |x| on [-2, 2] by gradient descent.

    .. math:: L(a) = \operatorname{mean}(\mathrm{prelu}_a(x) - |x|)^2,\qquad
              \frac{dL}{da} = \operatorname{mean} 2(\mathrm{prelu}_a(x) - |x|)\min(x, 0)

    Parameters
    ----------
    a : float
        First slope.
    steps, rate : int, float
        Steps of gradient descent and their size.

    Returns
    -------
    numpy.ndarray of float64, shape (steps + 1,)

    References
    ----------
    K. He et al. 2015, arXiv:1502.01852, Eqs. (2) and (3): no constraint keeps a above 0.

    Examples
    --------
    >>> learn_abs(0.25, steps=60, rate=0.2)[[0, 1, -1]].round(3)
    array([ 0.25 , -0.085, -1.   ])
    """
    x = np.linspace(-2, 2, 401)
    path = [a]
    for _ in range(steps):
        error = prelu(x, path[-1]) - abs(x)
        path.append(path[-1] - rate * (2 * error * prelu_grad_a(x)).mean())
    return np.array(path)


def _train_on_digits(config: Config, decay: float, seed: int) -> tuple[list[float], float]:
    import torch

    own = np.random.default_rng(seed)
    data = load_digits(own)
    model = torch_mlp((64, *config.widths, 10), own, activation="prelu")
    slopes = [m.weight for m in model if isinstance(m, torch.nn.PReLU)]
    # Decoupled decay, once an epoch for all its steps: a <- a (1 - rate * decay) ** steps.
    steps = len(data.x_train) // config.batch
    plan = Plan(config.rate, epochs=1, batch=config.batch)
    for _ in range(config.epochs):
        fit_torch(model, (data.x_train, data.y_train), plan, own)
        with torch.no_grad():
            for a in slopes:
                a.mul_((1 - config.rate * decay) ** steps)
    return [a.item() for a in slopes], torch_scores(model, data.x_test, data.y_test)[0]


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Let slopes learn |x| and digits; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(seeds=2, epochs=1, widths=(16,))
    >>> result = run(tiny, np.random.default_rng(0))
    >>> round(float(result.path[-1]), 4), result.digits.shape
    (-1.0, (2, 2, 1))
    """
    path = learn_abs(0.25, steps=config.steps, rate=config.rate_abs)
    seeds = rng.integers(2**63, size=config.seeds)
    decays = (0.0, config.slope_decay)
    jobs = [(k, s) for k in range(2) for s in range(config.seeds)]
    slopes = np.empty((2, config.seeds, len(config.widths)))
    right = np.empty((2, config.seeds))
    for k, s in track(jobs, progress):
        slopes[k, s], right[k, s] = _train_on_digits(config, decays[k], seeds[s])
    return Result(config, path, slopes, right)
