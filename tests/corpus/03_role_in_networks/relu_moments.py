import math

import numpy as np

# %% right: formulas
def relu_moments(sigma):
    mean = sigma / np.sqrt(2 * np.pi)
    return mean, sigma ** 2 / 2, sigma ** 2 / 2 - mean ** 2

# %% right: from the standard normal
def relu_moments(sigma):
    m, s = 1 / math.sqrt(2 * math.pi), 0.5
    return [m * sigma, s * sigma * sigma, (s - 1 / (2 * math.pi)) * sigma * sigma]

# %% right: by integration
from scipy.integrate import quad

def relu_moments(sigma):
    def density(z):
        return math.exp(-z * z / (2 * sigma ** 2)) / (sigma * math.sqrt(2 * math.pi))
    first = quad(lambda z: z * density(z), 0, 40 * sigma)[0]
    second = quad(lambda z: z * z * density(z), 0, 40 * sigma)[0]
    return first, second, second - first ** 2

# %% wrong: mean of z
# expects: the mean is taken for 0
# earns: 2
def relu_moments(sigma):
    return 0, sigma ** 2 / 2, sigma ** 2 / 2

# %% wrong: exchanged
# expects: variance for second moment
# earns: 1
def relu_moments(sigma):
    mean = sigma / math.sqrt(2 * math.pi)
    return mean, sigma ** 2 / 2 - mean ** 2, sigma ** 2 / 2

# %% wrong: for sigma 1 only
# expects: the scale is not squared
# earns: 1
def relu_moments(sigma):
    return sigma / math.sqrt(2 * math.pi), sigma / 2, sigma * (0.5 - 1 / (2 * math.pi))

# %% wrong: nothing cut
# expects: nothing is cut off
# earns: 1
def relu_moments(sigma):
    mean = sigma / math.sqrt(2 * math.pi)
    return mean, sigma ** 2, sigma ** 2 - mean ** 2

# %% wrong: folded
# expects: the mean of |z|
# earns: 2
def relu_moments(sigma):
    mean = sigma * math.sqrt(2 / math.pi)
    return mean, sigma ** 2 / 2, sigma ** 2 / 2 - mean ** 2

# %% wrong: a sample
# expects: The value differs
# earns: 0
def relu_moments(sigma):
    y = np.maximum(np.random.default_rng(0).normal(0, sigma, 1000), 0)
    return y.mean(), (y ** 2).mean(), y.var()

# %% wrong: one number
# expects: 3 things are asked for
# earns: 0
def relu_moments(sigma):
    return sigma ** 2 / 2


# %% wrong: mean not squared in the variance
# expects: the mean is not squared
def relu_moments(sigma):
    m = sigma / math.sqrt(2 * math.pi)
    s = sigma**2 / 2
    return m, s, s - m


# %% wrong: by samples
# expects: In the second moment
def relu_moments(sigma):
    y = np.maximum(np.random.default_rng(0).normal(0, sigma, 1_000_000), 0)
    return y.mean(), (y**2).mean(), y.var()

# %% wrong: sampled, not exact
# expects: near, not exact
def relu_moments(sigma):
    rng = np.random.default_rng(1)
    y = np.maximum(rng.normal(0, sigma, 400_000), 0)
    return y.mean(), (y**2).mean(), y.var()

# %% wrong: variance = second moment
# expects: the mean is not taken off
def relu_moments(sigma):
    mean = sigma / math.sqrt(2 * math.pi)
    return mean, sigma**2 / 2, sigma**2 / 2

# %% wrong: the square of the mean
# expects: the square of the mean
def relu_moments(sigma):
    mean = sigma / math.sqrt(2 * math.pi)
    second = mean**2
    return mean, second, second - mean**2

# %% wrong: the root of sigma
# expects: sigma taken for the variance
# earns: 0
def relu_moments(sigma):
    mean = math.sqrt(sigma / (2 * math.pi))
    return mean, sigma / 2, sigma / 2 - mean * mean

# %% wrong: half of everything
# expects: half the variance of |z|
# earns: 3
def relu_moments(sigma):
    folded_mean = sigma * math.sqrt(2 / math.pi)
    folded_variance = sigma ** 2 - folded_mean ** 2
    return folded_mean / 2, sigma ** 2 / 2, folded_variance / 2

# %% wrong: a short root
# expects: the root of 2, not of 2/π
# earns: 2
def relu_moments(sigma):
    m1 = sigma / 2 * 2 ** 0.5 / math.pi
    m2 = sigma * sigma / 2
    return m1, m2, m2 - m1 * m1
