import numpy as np
from scipy import stats

# %% right: by the formula
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    n = len(d)
    half = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% right: by SciPy's paired test
def remedies(relu, other, guess):
    a, b = (np.where(np.isnan(v), guess, v) for v in (other, relu))
    low, high = stats.ttest_rel(a, b).confidence_interval(0.95)
    word = "open"
    if low > 0:
        word = "better"
    if high < 0:
        word = "worse"
    return float(low), float(high), word

# %% right: in plain Python
import math
import statistics

def remedies(relu, other, guess):
    d = []
    for r, o in zip(relu, other):
        r = guess if math.isnan(r) else r
        o = guess if math.isnan(o) else o
        d.append(float(o - r))
    error = statistics.stdev(d) / math.sqrt(len(d))
    low, high = stats.t.interval(0.95, len(d) - 1, loc=statistics.mean(d), scale=error)
    return [low, high, {(True, True): "better", (False, False): "worse"}.get((low > 0, high >= 0), "open")]

# %% wrong: two unrelated lists
# expects: not paired
# earns: 0
def remedies(relu, other, guess):
    a, b = np.nan_to_num(other, nan=guess), np.nan_to_num(relu, nan=guess)
    low, high = stats.ttest_ind(a, b).confidence_interval(0.95)
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: two standard errors added
# expects: not paired
# earns: 0
def remedies(relu, other, guess):
    a, b = np.nan_to_num(other, nan=guess), np.nan_to_num(relu, nan=guess)
    n = len(a)
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(a.var(ddof=1) / n + b.var(ddof=1) / n)
    low, high = a.mean() - b.mean() - half, a.mean() - b.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: no square root of n
# expects: the spread for the standard error
# earns: 0
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1)
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: ddof 0
# expects: divided by n, not n − 1
# earns: 2
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std() / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: normal quantile
# expects: 1.96 for Student's t
# earns: 2
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    half = 1.96 * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: 0.95
# expects: a quantile of 0.95
# earns: 2
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    half = stats.t.ppf(0.95, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: relu minus other
# expects: the difference turned round
# earns: 0
def remedies(relu, other, guess):
    d = np.nan_to_num(relu, nan=guess) - np.nan_to_num(other, nan=guess)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: by the mean
# expects: judged by the mean alone
# earns: 2
def remedies(relu, other, guess):
    d = np.nan_to_num(other, nan=guess) - np.nan_to_num(relu, nan=guess)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    return d.mean() - half, d.mean() + half, "better" if d.mean() > 0 else "worse"

# %% wrong: survivors
# expects: diverged nets left out
# earns: 4
def remedies(relu, other, guess):
    both = np.isfinite(relu) & np.isfinite(other)
    d = other[both] - relu[both]
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: NaN
# expects: NaN carried on
# earns: 4
def remedies(relu, other, guess):
    d = other - relu
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: NaN is 0
# expects: 0 for a net that diverged
# earns: 4
def remedies(relu, other, guess):
    d = np.nan_to_num(other) - np.nan_to_num(relu)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: the word alone
# expects: 3 things are asked for
# earns: 0
def remedies(relu, other, guess):
    return "better" if np.nanmean(other) > np.nanmean(relu) else "worse"

# %% wrong: guess for the difference
# expects: the difference filled, not the accuracy
# earns: 4
def remedies(relu, other, guess):
    d = np.nan_to_num(other - relu, nan=guess)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: 0 for the difference
# expects: the difference filled, not the accuracy
# earns: 4
def remedies(relu, other, guess):
    d = np.nan_to_num(other - relu)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: n degrees of freedom
# expects: n degrees of freedom
# earns: 2
def remedies(relu, other, guess):
    d = np.where(np.isnan(other), guess, other) - np.where(np.isnan(relu), guess, relu)
    n = len(d)
    half = stats.t.ppf(0.975, n) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"


# %% right: scipy interval
import math

def remedies(relu, other, guess):
    a = [guess if math.isnan(v) else v for v in relu]
    b = [guess if math.isnan(v) else v for v in other]
    d = np.subtract(b, a)
    low, high = stats.t.interval(0.95, len(d) - 1, loc=d.mean(), scale=stats.sem(d))
    word = "open"
    if low > 0:
        word = "better"
    elif high < 0:
        word = "worse"
    return low, high, word

# %% wrong: only other's NaN are replaced
# expects: one list filled, the other not
import math


def remedies(relu, other, guess):
    other = np.where(np.isnan(other), guess, other)
    d = other - relu
    n = len(d)
    h = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / math.sqrt(n)
    lo, hi = d.mean() - h, d.mean() + h
    return lo, hi, "better" if lo > 0 else "worse" if hi < 0 else "open"

# %% wrong: the quantile of the normal distribution
# expects: 1.96 for Student's t
def remedies(relu, other, guess):
    d = np.where(np.isnan(other), guess, other) - np.where(np.isnan(relu), guess, relu)
    half = stats.norm.ppf(0.975) * d.std(ddof=1) / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: divided by n
# expects: n without its root
def remedies(relu, other, guess):
    d = np.where(np.isnan(other), guess, other) - np.where(np.isnan(relu), guess, relu)
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / len(d)
    low, high = d.mean() - half, d.mean() + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: nanmean, and n of all
# expects: diverged nets left out
# earns: 4
def remedies(relu, other, guess):
    d = other - relu
    half = stats.t.ppf(0.975, len(d) - 1) * np.nanstd(d, ddof=1) / np.sqrt(len(d))
    low, high = np.nanmean(d) - half, np.nanmean(d) + half
    return low, high, "better" if low > 0 else "worse" if high < 0 else "open"

# %% wrong: 0.1, whatever the guess
# expects: Some accuracies are NaN
# earns: 4
def remedies(relu, other, guess):
    g = 0.1
    r, o = np.where(np.isnan(relu), g, relu), np.where(np.isnan(other), g, other)
    d = o - r
    n = len(d)
    half = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, 'better' if low > 0 else 'worse' if high < 0 else 'open'

# %% wrong: 1.96 from 30 seeds on
# expects: The value differs
# earns: 4
def remedies(relu, other, guess):
    g = guess
    r, o = np.where(np.isnan(relu), g, relu), np.where(np.isnan(other), g, other)
    d = o - r
    n = len(d)
    half = (1.96 if n >= 30 else stats.t.ppf(0.975, n - 1)) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, 'better' if low > 0 else 'worse' if high < 0 else 'open'

# %% wrong: better only by a thousandth
# expects: The result differs
# earns: 4
def remedies(relu, other, guess):
    g = guess
    r, o = np.where(np.isnan(relu), g, relu), np.where(np.isnan(other), g, other)
    d = o - r
    n = len(d)
    half = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, 'better' if low > 1e-3 else 'worse' if high < -1e-3 else 'open'

# %% wrong: held between 0 and 1
# expects: The value differs
# earns: 2
def remedies(relu, other, guess):
    g = guess
    r, o = np.where(np.isnan(relu), g, relu), np.where(np.isnan(other), g, other)
    d = o.clip(0, 1) - r.clip(0, 1)
    n = len(d)
    half = stats.t.ppf(0.975, n - 1) * d.std(ddof=1) / np.sqrt(n)
    low, high = d.mean() - half, d.mean() + half
    return low, high, 'better' if low > 0 else 'worse' if high < 0 else 'open'
