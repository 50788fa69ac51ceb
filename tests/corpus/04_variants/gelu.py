import math

import numpy as np
from scipy import special

# %% right: erfc of x, cut off
def gelu(x):
    left = np.maximum(x, -40.0)
    return 0.5 * left * special.erfc(-left / math.sqrt(2))

# %% right: SciPy's normal distribution
def gelu(x):
    return np.where(x == -np.inf, 0.0, np.where(x < -50, -50, x) * special.ndtr(x))

# %% right: by the logarithm
def gelu(x):
    x = np.clip(np.asarray(x, dtype=float), -1000, None)
    return x * np.exp(special.log_ndtr(x))

# %% right: one number at a time
def gelu(x):
    def one(t):
        if t < -40:
            return 0.0
        return 0.5 * t * math.erfc(-t / math.sqrt(2))
    x = np.asarray(x)
    return np.array([one(float(t)) for t in x.ravel()]).reshape(x.shape)

# %% right: erf on the right, erfc on the left
def gelu(x):
    x = np.asarray(x, float)
    y = np.where(x < -100, -100, x) / np.sqrt(2)
    weight = np.where(y > 0, 0.5 * (1 + special.erf(y)), 0.5 * special.erfc(-y))
    return np.where(x < -100, 0 * y, x) * weight

# %% wrong: erf
# expects: 1 + erf cancels
# earns: 3
def gelu(x):
    return 0.5 * x * (1 + special.erf(x / np.sqrt(2)))

# %% wrong: erf, one number at a time
# expects: 1 + erf cancels
# earns: 3
def gelu(x):
    return x * 0.5 * (1.0 + np.vectorize(math.erf, otypes=[float])(x / math.sqrt(2.0)))

# %% wrong: erfc, infinity forgotten
# expects: −inf times 0
# earns: 5
def gelu(x):
    return 0.5 * x * special.erfc(-x / np.sqrt(2))

# %% wrong: ndtr, infinity forgotten
# expects: −inf times 0
# earns: 5
def gelu(x):
    return x * special.ndtr(x)

# %% wrong: tanh form
# expects: tanh is the definition
# earns: 0
def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))

# %% wrong: sigmoid form
# expects: the sigmoid form
# earns: 0
def gelu(x):
    return x / (1 + np.exp(-1.702 * x))

# %% wrong: silu
# expects: SiLU for GELU
# earns: 0
def gelu(x):
    return x * special.expit(x)

# %% wrong: no root of 2
# expects: no √2
# earns: 0
def gelu(x):
    return x * (1 + special.erf(x)) / 2

# %% wrong: density
# expects: the density for the distribution
# earns: 0
def gelu(x):
    return x * np.exp(-x ** 2 / 2) / np.sqrt(2 * np.pi)

# %% wrong: no x
# expects: Φ alone
# earns: 0
def gelu(x):
    return special.ndtr(x)

# %% wrong: NaN becomes 0
# expects: NaN taken for a far negative number
# earns: 5
def gelu(x):
    return np.where(x > -40, 0.5 * x * special.erfc(-x / np.sqrt(2)), 0.0)

# %% wrong: math for arrays
# expects: math takes one number
# earns: 0
def gelu(x):
    return 0.5 * x * (1 + math.erf(x / math.sqrt(2)))

# %% wrong: tail cut at -8
# expects: Small numbers are numbers too
# earns: 4
def gelu(x):
    return np.where(x < -8, 0.0 * np.maximum(x, -8), np.maximum(x, -9) * special.ndtr(x))

# %% wrong: ready made
# expects: finished function
# earns: 0
import torch

def gelu(x):
    return torch.nn.functional.gelu(torch.as_tensor(x)).numpy()

# %% wrong: the sign inside erfc
# expects: the weight of the other side
# earns: 0
def gelu(x):
    x = np.asarray(x, float)
    return 0.5 * x * special.erfc(x / math.sqrt(2))

# %% wrong: the half forgotten
# expects: the ½ left out
# earns: 0
def gelu(x):
    left = np.maximum(x, -40.0)
    return left * special.erfc(-left / math.sqrt(2))

# %% wrong: NaN wiped away, infinity with it
# expects: NaN taken for a far negative number
# earns: 4
def gelu(x):
    return np.nan_to_num(x * special.ndtr(x))

# %% right: SciPy's distribution, and 0 where the weight is 0
def gelu(x):
    from scipy.stats import norm

    x = np.asarray(x, float)
    weight = norm.cdf(x)
    return np.where(weight == 0, 0.0, np.where(weight == 0, 0.0, x) * weight)


# %% right: log_ndtr
from scipy import stats

def gelu(x):
    x = np.asarray(x, dtype=float)
    low = np.isneginf(x)
    return np.where(low, 0.0, np.where(low, 0.0, x) * stats.norm.cdf(x))

# %% wrong: the lower tail is cut off at -10
# expects: the tail cut off
def gelu(x):
    x = np.asarray(x, dtype=float)
    y = np.zeros_like(x)
    m = ~(x < -10)
    y[m] = x[m] * special.ndtr(x[m])
    return y

# %% wrong: inf becomes a finite number: x is clipped to 37
# expects: cut off on the right, too
def gelu(x):
    x = np.clip(np.asarray(x, dtype=float), -38, 38)
    return x * special.ndtr(x)

# %% wrong: nan_to_num: NaN becomes 0 as well as -inf's limit
# expects: a single number has no places
def gelu(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        y = x * special.ndtr(x)
    y[np.isnan(y)] = 0
    return y

# %% wrong: nan_to_num at both infinities
# expects: infinity became the largest float
# earns: 4
def gelu(x):
    x = np.asarray(x, float)
    with np.errstate(all="ignore"):
        return np.nan_to_num(x * special.ndtr(x))

# %% wrong: the result has x's dtype
# expects: an array of whole numbers cuts fractions off
# earns: 5
def gelu(x):
    x = np.asarray(x)
    y = np.zeros_like(x)
    finite = x > -np.inf
    y[finite] = x[finite] * special.ndtr(x[finite])
    y[np.isnan(x)] = np.nan if x.dtype.kind == "f" else 0
    return y

# %% wrong: one minus the other side
# expects: 1 + erf cancels
# earns: 4
def gelu(x):
    left = np.maximum(np.asarray(x, float), -1000)
    return left * (1 - special.ndtr(-left))

# %% wrong: zero below -30
# expects: the tail cut off
# earns: 4
def gelu(x):
    x = np.asarray(x, float)
    with np.errstate(all="ignore"):
        return np.where(x < -30, 0.0, x * special.ndtr(x))

# %% wrong: two halves that grow apart
# expects: as −∞ · 0 and ∞ − ∞ do
def gelu(x):
    x = np.asarray(x, float)
    with np.errstate(all="ignore"):
        small = 0.5 * x * special.erfc(-x / math.sqrt(2))
        return np.where(x == -np.inf, x / 2 - x / 2, small)

# %% wrong: cut off on the right alone
# expects: x was cut off on the right
# earns: 5
def gelu(x):
    x = np.asarray(x, float)
    right = np.minimum(x, 40.0)
    left = np.maximum(right, -1000.0)
    return left * special.ndtr(left)
