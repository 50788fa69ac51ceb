"""Run an experiment on one thread: small arrays gain nothing from more, and timings compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def on_one_thread(function: F) -> F:
    """Let the libraries under NumPy use one thread while `function` runs.

    With more, a busy computer makes products of small matrices a hundred times slower, as the
    threads wait for each other.

    Examples
    --------
    >>> @on_one_thread
    ... def threads():
    ...     from threadpoolctl import threadpool_info
    ...     return {pool["num_threads"] for pool in threadpool_info()}
    >>> threads()
    {1}
    """

    @wraps(function)
    def limited(*args: Any, **kwargs: Any) -> Any:
        from threadpoolctl import threadpool_limits  # comes with scikit-learn

        with threadpool_limits(limits=1):
            return function(*args, **kwargs)

    return cast(F, limited)
