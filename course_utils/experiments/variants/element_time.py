"""Nanoseconds an element: activations in NumPy and PyTorch, and spellings of ReLU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.networks import one_thread, torch_activation

from ..results import Progress, Table
from ..threads import on_one_thread
from ..timing import time_in_turn

TITLE = "Time of an activation for each element"
CLAIMS = ("A01", "A09", "A23", "A24", "A26", "A27")


@dataclass(frozen=True)
class Config:
    """Settings: elements of the float32 array (it fits the cache), rounds, activations."""

    size: int = 50_000
    repeats: int = 40
    activations: tuple[str, ...] = (
        "relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu", "mish", "softplus",
        "sigmoid", "tanh",
    )  # fmt: skip

    @classmethod
    def full(cls) -> Config:
        """Return more rounds."""
        return cls(repeats=400)


@dataclass(frozen=True)
class Result:
    """Nanoseconds an element.

    Parameters
    ----------
    config : Config
        What was run.
    tasks : tuple of str
        ``"numpy: np.maximum(x, 0)"`` and the like.
    nanoseconds : numpy.ndarray of float64, shape (tasks, repeats)
        Processor time of one thread.
    """

    config: Config
    tasks: tuple[str, ...]
    nanoseconds: np.ndarray

    def of(self, task: str) -> float:
        """Return the best time of a task, in nanoseconds an element."""
        return float(self.nanoseconds[self.tasks.index(task)].min())

    def table(self) -> Table:
        """Return best, median and 75 % of the rounds; and against ReLU in the same library."""
        columns = ("library", "task", "nanoseconds", "median", "75 %", "against ReLU")
        relu = {"numpy": self.of("numpy: np.maximum(x, 0)"), "torch": self.of("torch: relu")}
        rows = []
        for task, values in zip(self.tasks, self.nanoseconds, strict=True):
            library, _, name = task.partition(": ")
            best, middle, high = np.quantile(values, (0, 0.5, 0.75))
            rows.append((library, name, best, middle, high, best / relu[library]))
        return Table(columns, tuple(rows))


def numpy_tasks(x: np.ndarray) -> dict[str, Callable[[], np.ndarray]]:
    """Return spellings of ReLU, and other activations as one would write them, on `x`.

    Plain formulas, not those of `course_utils.activations`: these also check and convert inputs.

    Examples
    --------
    >>> tasks = numpy_tasks(np.array([-1.0, 2.0]))
    >>> for name in ("np.maximum(x, 0)", "x * (x > 0)", "leaky: max(x, 0.01 x)"):
    ...     print(tasks[name]())
    [0. 2.]
    [-0.  2.]
    [-0.01  2.  ]
    """
    from scipy.special import erf, expit

    half_root = np.float32(np.sqrt(0.5))
    a = np.float32(0.25)
    return {
        "np.maximum(x, 0)": lambda: np.maximum(x, 0),
        "np.where(x > 0, x, 0)": lambda: np.where(x > 0, x, 0),
        "np.clip(x, 0, None)": lambda: np.clip(x, 0, None),
        "x * (x > 0)": lambda: x * (x > 0),
        "(x + abs(x)) / 2": lambda: (x + np.abs(x)) / 2,
        "leaky: max(x, 0.01 x)": lambda: np.maximum(x, 0.01 * x),
        "prelu": lambda: np.maximum(x, 0) + a * np.minimum(x, 0),
        "elu": lambda: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "gelu, erf": lambda: 0.5 * x * (1 + erf(x * half_root)),
        "gelu, tanh": lambda: 0.5 * x * (1 + np.tanh(0.7978846 * (x + 0.044715 * x * x * x))),
        "silu": lambda: x * expit(x),
        "sigmoid": lambda: expit(x),
        "tanh": lambda: np.tanh(x),
    }


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Time every task in turn; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(size=1000, repeats=2), np.random.default_rng(0))
    >>> result.of("torch: relu") > 0
    True
    """
    import torch
    from torch.nn import functional

    x = rng.normal(size=config.size).astype(np.float32)
    t = torch.from_numpy(x)
    tasks: dict[str, Callable[[], object]] = {f"numpy: {n}": f for n, f in numpy_tasks(x).items()}
    modules = {name: torch_activation(name) for name in config.activations}
    tasks |= {f"torch: {name}": lambda m=m: m(t) for name, m in modules.items()}
    tasks["torch: gelu, tanh"] = lambda: functional.gelu(t, approximate="tanh")
    with torch.no_grad(), one_thread():
        times = time_in_turn(tasks, repeats=config.repeats, seconds=5e-4, progress=progress)
    nanoseconds = np.array(list(times.values())) / config.size * 1e9
    return Result(config, tuple(tasks), nanoseconds)
