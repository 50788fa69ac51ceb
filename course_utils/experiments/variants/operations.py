"""How much arithmetic is an activation? Operations on whole arrays, counted while they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..results import Progress, Table, track
from ..threads import on_one_thread
from .element_time import numpy_tasks

TITLE = "Operations an activation needs, and how many of them are special functions"
CLAIMS = ("A09", "A23", "A24", "A26", "A27")
SPECIAL = frozenset({"exp", "expm1", "log1p", "logaddexp", "tanh", "erf", "erfc", "expit"})
"""Functions that a processor cannot do in one instruction."""


@dataclass(frozen=True)
class Config:
    """Settings: the formulas to count, by their names in `element_time.numpy_tasks`."""

    tasks: tuple[str, ...] = (
        "np.maximum(x, 0)", "leaky: max(x, 0.01 x)", "prelu", "elu", "gelu, erf", "gelu, tanh",
        "silu",
    )  # fmt: skip

    @classmethod
    def full(cls) -> Config:
        """Return every formula."""
        return cls(tasks=tuple(numpy_tasks(np.zeros(1))))


@dataclass(frozen=True)
class Result:
    """Counts.

    Parameters
    ----------
    config : Config
        What was run.
    names : tuple of tuple of str
        The operations of each formula, in their order.
    """

    config: Config
    names: tuple[tuple[str, ...], ...]

    def of(self, task: str) -> tuple[int, int]:
        """Return the operations of a formula, and how many of them are special functions."""
        names = self.names[self.config.tasks.index(task)]
        return len(names), sum(name in SPECIAL for name in names)

    def table(self) -> Table:
        """Return both counts, and the operations by name."""
        rows = [
            (task, *self.of(task), ", ".join(names))
            for task, names in zip(self.config.tasks, self.names, strict=True)
        ]
        return Table(("formula", "operations", "special functions", "which"), tuple(rows))


class _Watched(np.ndarray):
    """An array that writes down every operation it takes part in."""

    log: list[str]

    def __array_finalize__(self, other: Any) -> None:
        self.log = getattr(other, "log", None) or []

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        self.log.append(ufunc.__name__)
        plain = (np.asarray(v) if isinstance(v, _Watched) else v for v in inputs)
        return self._watch(getattr(ufunc, method)(*plain, **kwargs))

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        self.log.append(func.__name__)
        plain = [np.asarray(v) if isinstance(v, _Watched) else v for v in args]
        return self._watch(func(*plain, **kwargs))

    def _watch(self, array: np.ndarray) -> _Watched:
        watched = np.asarray(array).view(_Watched)
        watched.log = self.log
        return watched


def operations(make: Callable[[np.ndarray], Callable[[], Any]]) -> tuple[str, ...]:
    """Return the names of the array operations that a formula runs.

    Parameters
    ----------
    make : callable
        Gets an array, returns the formula on it as a function without arguments.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> operations(lambda x: lambda: (x + np.abs(x)) / 2)
    ('absolute', 'add', 'divide')
    """
    x = np.linspace(-2, 2, 8, dtype=np.float32).view(_Watched)
    x.log = []
    make(x)()
    return tuple(x.log)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Count for every formula; parameters as in every module (`rng` is not used).

    Examples
    --------
    >>> result = run(Config(), np.random.default_rng(0))
    >>> result.of("np.maximum(x, 0)"), result.of("elu")
    ((1, 0), (4, 1))
    """
    names = [
        operations(lambda x, t=task: numpy_tasks(x)[t]) for task in track(config.tasks, progress)
    ]
    return Result(config, tuple(names))
