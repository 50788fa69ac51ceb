"""Run a claim's experiment in one setting and reduce it to an effect with its interval."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from ...errors import WrongValue
from ..registry import find
from ..settings import override
from ..statistics import mean_interval
from .record import SEEDS, Comparison, Point


def measure(claims: Sequence[Comparison], at: tuple[str, ...]) -> list[Point]:
    """Run one setting once, and return what it says about each claim.

    Parameters
    ----------
    claims : sequence of Comparison
        Of one experiment, with the same fixed settings and the same grid.
    at : tuple of str
        A place of that grid.

    Returns
    -------
    list of Point

    Raises
    ------
    ValueError
        If an effect has fewer than `SEEDS` values, or one that is no number.
    """
    start = time.process_time()
    settings, seed = claims[0].settings(at)
    experiment = find(claims[0].experiment)
    config = override(experiment.config(), settings)
    # Divergence is a result here, not an accident.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        result = experiment.run(config, np.random.default_rng(seed))
    seconds = round(time.process_time() - start, 1)
    return [_point(claim, claim.effect(result), at, seconds) for claim in claims]


def _point(claim: Comparison, effect: np.ndarray, at: tuple[str, ...], seconds: float) -> Point:
    effect = np.asarray(effect, dtype=float)
    if effect.ndim != 1 or len(effect) < SEEDS or not np.isfinite(effect).all():
        raise WrongValue(
            f"the effect of {claim.name} at {', '.join(at)} cannot be judged",
            expected=f"at least {SEEDS} numbers, one a seed",
            got_words=f"shape {effect.shape}",
            next_step="Correct the claim.",
        )
    mean, low, high = (float(f"{v:.5g}") for v in mean_interval(effect))
    return Point(at, mean, low, high, seconds)
