"""Time several ways of doing one thing fairly: in turn, many times, after a warm-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import get_clock_info, perf_counter, process_time
from typing import Any

import numpy as np

from ..errors import WrongValue
from .results import Progress, track

# Processor time: what other programs do meanwhile does not count. (On Windows its clock ticks too
# rarely.) With one thread and no waiting it is the wall time of an idle computer.
_clock = process_time if get_clock_info("process_time").resolution < 1e-5 else perf_counter


def time_in_turn(
    tasks: Mapping[str, Callable[[], Any]],
    *,
    repeats: int = 20,
    seconds: float = 0.002,
    progress: Progress | None = None,
) -> dict[str, np.ndarray]:
    """Return the processor seconds a call of each task takes, over several rounds.

    Each round runs every task once, so that a busy moment of the computer hits all alike. A task
    that is shorter than `seconds` is called several times in a row, and the mean is kept.

    Parameters
    ----------
    tasks : mapping of str to callable
        Called without arguments; what they return is thrown away.
    repeats : int
        Rounds.
    seconds : float
        Shortest stretch worth a reading of the clock.
    progress : callable or None
        As in every experiment.

    Returns
    -------
    dict of str to numpy.ndarray of float64, shape (repeats,)
        In seconds.

    Raises
    ------
    ValueError
        If `repeats` is below 1.

    References
    ----------
    Python's ``timeit`` chooses the number of calls in the same way.

    Examples
    --------
    >>> times = time_in_turn({"sum": lambda: sum(range(99)), "pass": lambda: None}, repeats=3)
    >>> bool(np.median(times["sum"]) > np.median(times["pass"]))
    True
    """
    if repeats < 1:
        raise WrongValue(
            "no rounds",
            expected="repeats of at least 1",
            got=repeats,
            next_step="Ask for 5.",
        )
    calls = {name: _calls_for(task, seconds) for name, task in tasks.items()}
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in track(range(repeats), progress):
        for name, task in tasks.items():
            times[name].append(_time(task, calls[name]))
    return {name: np.array(values) for name, values in times.items()}


def _time(task: Callable[[], Any], calls: int) -> float:
    start = _clock()
    for _ in range(calls):
        task()
    return (_clock() - start) / calls


def _calls_for(task: Callable[[], Any], seconds: float) -> int:
    """Return how many calls fill `seconds`."""
    task()  # the first call may load a library or fill a cache: it is no measure of the others
    calls = 1
    while calls < 1_000_000:
        took = min(_time(task, calls) for _ in range(3)) * calls
        if took >= seconds:
            break
        calls = max(2 * calls, int(1.2 * calls * seconds / max(took, 1e-9)))
    return min(calls, 1_000_000)
