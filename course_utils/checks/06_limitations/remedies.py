"""Does the remedy help? Seed by seed."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, plain

remedies = Exercise.of(
    __file__,
    forbids=("experiments",),
    seconds=10.0,
    oracle=lambda *lists: _oracle(*lists),
    parts=("the lower end", "the upper end", "the word"),
    tidy=lambda part: plain(one_number(part)),
)


def _student(n, level=0.975):
    from scipy.special import stdtrit

    return float(stdtrit(n, level))


def _told(low, high):
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"


def _around(mean, half):
    return _told(float(mean - half), float(mean + half))


def _filled(values, guess):
    return np.where(np.isnan(values), guess, values)


def _differences(relu, other, guess):
    return _filled(other, guess) - _filled(relu, guess)


def _interval(d):
    n = len(d)
    return _around(d.mean(), _student(n - 1) * d.std(ddof=1) / math.sqrt(n))


def _oracle(relu, other, guess):
    return _interval(_differences(relu, other, guess))


def _pair(rng, n, gain, noise):
    """Draw accuracies whose seeds matter more than the remedy; `noise` is that of the gain.

    It is never 0: where all differences are the same, SciPy's interval is NaN and not one point.
    """
    steps = rng.permutation(np.linspace(-1, 1, n))
    relu = 0.75 + 0.12 * steps + rng.uniform(-0.01, 0.01, n)
    odd = rng.permutation(np.linspace(-1, 1, n))
    guess = round(float(rng.uniform(0.05, 0.3)), 2)
    return relu.round(4), (relu + gain + noise * odd).round(4), guess


def _usual(rng):
    """Return pairs that are better, open though the mean is above 0, and worse; many; large."""
    pairs = [_pair(rng, 5, 0.02, 0.01), _pair(rng, 8, 0.01, 0.05), _pair(rng, 6, -0.03, 0.01)]
    relu, other, guess = _pair(rng, 6, -0.03, 0.02)
    return [*pairs, _pair(rng, 40, 0.02, 0.02), (300 * (relu - 0.7), 300 * (other - 0.7), guess)]


def _just_off_0(rng):
    """Return pairs whose interval lies above 0, or below, by a hair."""
    relu, other, guess = _pair(rng, 5, 0.02, 0.01)
    low = _oracle(relu, other, guess)[0]
    above, high = other - low + 2e-5, _oracle(relu, other, guess)[1]
    return [(relu, above, guess), (relu, other - high - 2e-5, guess)]


def _diverged(rng):
    """Return pairs of which some nets diverged: the remedy's, and once one of both kinds."""
    first, second = _pair(rng, 6, 0.03, 0.01), _pair(rng, 8, 0.02, 0.005)
    first[1][rng.choice(6, 2, replace=False)] = np.nan
    lost = rng.choice(8, 3, replace=False)
    second[1][lost[:2]] = np.nan
    second[0][lost[2]] = np.nan
    return [first, second]


remedies.marks(
    Cases("the interval", 2, _usual, part=(0, 1)),
    Cases("better, worse, or open", 2, lambda rng: [*_usual(rng), *_just_off_0(rng)], part=2),
    Cases("nets that diverged", 2, _diverged, also=_usual),
)


def _of_differences(half):
    """Return an answer whose interval reaches ``half(n, spread)`` to either side."""

    def answer(relu, other, guess):
        d = _differences(relu, other, guess)
        return _around(d.mean(), half(len(d), d.std(ddof=1)))

    return answer


def _unpaired(degrees):
    """Return an interval of two unrelated lists, with ``degrees(n)`` degrees of freedom."""

    def answer(relu, other, guess):
        relu, other = _filled(relu, guess), _filled(other, guess)
        n = len(relu)
        error = math.sqrt((relu.var(ddof=1) + other.var(ddof=1)) / n)
        return _around(other.mean() - relu.mean(), _student(degrees(n)) * error)

    return answer


def _with_population_spread(relu, other, guess):
    d = _differences(relu, other, guess)
    return _around(d.mean(), _student(len(d) - 1) * d.std() / math.sqrt(len(d)))


def _by_mean(relu, other, guess):
    low, high, _ = _oracle(relu, other, guess)
    return low, high, "better" if low + high > 0 else "worse"


def _survivors(relu, other, guess):
    d = other - relu
    return _interval(d[~np.isnan(d)])


def _survivors_of_all(relu, other, guess):
    d = other - relu
    n = len(d)
    half = _student(n - 1) * np.nanstd(d, ddof=1) / math.sqrt(n)
    return _around(np.nanmean(d), half)


def _filled_late(fill):
    """Return an interval of differences that are `fill` of the guess where a net diverged."""

    def answer(relu, other, guess):
        d = other - relu
        return _interval(np.where(np.isnan(d), fill(guess), d))

    return answer


NORMAL = NormalDist().inv_cdf(0.975)


remedies.mistakes(
    {
        "not paired": [_unpaired(lambda n: 2 * n - 2), _unpaired(lambda n: n - 1)],
        "the spread for the standard error": _of_differences(lambda n, s: _student(n - 1) * s),
        "divided by n, not n − 1": _with_population_spread,
        "1.96 for Student's t": [
            _of_differences(lambda n, s, t=t: t * s / math.sqrt(n)) for t in (1.96, NORMAL)
        ],
        "n without its root": _of_differences(lambda n, s: _student(n - 1) * s / n),
        "a quantile of 0.95": _of_differences(
            lambda n, s: _student(n - 1, 0.95) * s / math.sqrt(n)
        ),
        "n degrees of freedom": _of_differences(lambda n, s: _student(n) * s / math.sqrt(n)),
        "the difference turned round": lambda relu, other, guess: _oracle(other, relu, guess),
        "judged by the mean alone": _by_mean,
        "diverged nets left out": [_survivors, _survivors_of_all],
        "NaN carried on": lambda relu, other, guess: _interval(other - relu),
        "the difference filled, not the accuracy": [
            _filled_late(lambda guess: guess),
            _filled_late(lambda guess: 0.0),
        ],
        "0 for a net that diverged": lambda relu, other, guess: _oracle(relu, other, 0.0),
        "one list filled, the other not": lambda relu, other, guess: _interval(
            _filled(other, guess) - relu
        ),
    }
)
