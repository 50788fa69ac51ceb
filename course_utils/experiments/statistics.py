"""Numbers about numbers: intervals for means and shares, and the slope of a log-log line."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..errors import WrongValue


class Interval(NamedTuple):
    """An estimate with the ends of its confidence interval; arrays of one shape."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def mean_interval(values: ArrayLike, axis: int = 0, *, level: float = 0.95) -> Interval:
    r"""Return the mean over an axis and Student's interval around it.

    .. math:: \bar x \pm t_{n-1,\,(1+\text{level})/2}\; s/\sqrt n

    Parameters
    ----------
    values : array_like of float
        Independent repeats (seeds) along `axis`.
    axis : int
        The axis of the repeats.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Interval
        Of the shape of `values` without `axis`. One repeat gives an infinite interval.

    Raises
    ------
    ValueError
        If there is no repeat.

    References
    ----------
    Student, "The Probable Error of a Mean", Biometrika 6, 1908.

    Examples
    --------
    >>> interval = mean_interval([1.0, 2.0, 3.0])
    >>> [float(v.round(3)) for v in interval]
    [2.0, -0.484, 4.484]
    """
    from scipy.special import stdtrit

    _check_level(level)
    values = np.asarray(values, dtype=float)
    n = values.shape[axis]
    if n == 0:
        raise WrongValue(
            "no repeats",
            expected="at least one value",
            got=0,
            next_step="Run more seeds.",
        )
    mean = values.mean(axis)
    if n == 1:
        return Interval(mean, np.full_like(mean, -np.inf), np.full_like(mean, np.inf))
    reach = stdtrit(n - 1, (1 + level) / 2) * values.std(axis, ddof=1) / np.sqrt(n)
    return Interval(mean, mean - reach, mean + reach)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise WrongValue(
            "this is no level of confidence", expected="a number between 0 and 1", got=level,
            next_step="Write level=0.95.",
        )  # fmt: skip


def wilson(successes: ArrayLike, trials: int, *, level: float = 0.95) -> Interval:
    r"""Return a share and Wilson's score interval, which is honest near 0 and 1.

    .. math:: \frac{\hat p + z^2/2n \pm z\sqrt{\hat p(1-\hat p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    successes : array_like of int
        How often it happened, 0 to `trials`.
    trials : int
        Out of how many.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    Interval
        The observed share ``successes / trials``, and the ends.

    Raises
    ------
    ValueError
        If `trials` is below 1 or a count is out of range.

    References
    ----------
    E. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
    the American Statistical Association 22, 1927.

    Examples
    --------
    >>> [round(float(v), 3) for v in wilson(0, 100)]
    [0.0, 0.0, 0.037]
    """
    from scipy.special import ndtri

    _check_level(level)
    k = np.asarray(successes, dtype=float)
    if trials < 1 or (k < 0).any() or (k > trials).any():
        raise WrongValue(
            "not a share",
            expected="counts from 0 to trials and at least one trial",
            got_words=f"{k.tolist()} of {trials}",
            next_step="Check what was counted.",
        )
    p, z = k / trials, ndtri((1 + level) / 2)
    centre = (p + z**2 / (2 * trials)) / (1 + z**2 / trials)
    reach = z * np.sqrt(p * (1 - p) / trials + z**2 / (4 * trials**2)) / (1 + z**2 / trials)
    # At the ends the limits are 0 and 1 exactly; rounding would leave 1e-19.
    low, high = np.where(k == 0, 0.0, centre - reach), np.where(k == trials, 1.0, centre + reach)
    return Interval(p, low, high)


def log_slope(x: ArrayLike, y: ArrayLike) -> float:
    r"""Return the slope of the least-squares line through log x and log y.

    .. math:: y \approx c\,x^{\text{slope}}

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        Positive numbers.

    Returns
    -------
    float

    Examples
    --------
    >>> round(log_slope([1, 2, 4, 8], [3, 0.75, 0.1875, 0.046875]), 6)
    -2.0
    """
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])
