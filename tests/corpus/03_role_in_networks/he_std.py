import math

import numpy as np

# %% right: root of 2 over
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / (fan_in * (1 + slope ** 2)))

# %% right: gain over root
def he_std(fan_in, fan_out, slope):
    gain = np.sqrt(2.0 / (1 + slope * slope))
    return gain / np.sqrt(fan_in)

# %% right: what the two halves keep
def he_std(fan_in, fan_out, slope):
    right, left = 0.5, 0.5 * slope ** 2
    variance = 1 / ((right + left) * fan_in)
    return variance ** 0.5

# %% wrong: variance
# expects: the variance
# earns: 0
def he_std(fan_in, fan_out, slope):
    return 2 / (fan_in * (1 + slope ** 2))

# %% wrong: fan_out
# expects: fan_out for fan_in
# earns: 1
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / (fan_out * (1 + slope ** 2)))

# %% wrong: mean of the fans
# expects: the mean of both fans
# earns: 1
def he_std(fan_in, fan_out, slope):
    return math.sqrt(4 / ((fan_in + fan_out) * (1 + slope ** 2)))

# %% wrong: variance of relu
# expects: the variance of ReLU, not its second moment
# earns: 0
def he_std(fan_in, fan_out, slope):
    mean = (1 - slope) / math.sqrt(2 * math.pi)
    variance = (1 + slope ** 2) / 2 - mean ** 2
    return 1 / math.sqrt(fan_in * variance)

# %% wrong: no 2
# expects: no factor 2
# earns: 0
def he_std(fan_in, fan_out, slope):
    return 1 / math.sqrt(fan_in)

# %% wrong: no slope
# expects: the slope is ignored
# earns: 3
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / fan_in)

# %% wrong: 1 + a
# expects: the slope is not squared
# earns: 3
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / fan_in / (1 + slope))

# %% wrong: asks torch
# expects: finished function
# earns: 0
import torch

def he_std(fan_in, fan_out, slope):
    return torch.nn.init.calculate_gain("leaky_relu", slope) / math.sqrt(fan_in)


# %% wrong: a uniform bound
# expects: the bound for the standard deviation
def he_std(fan_in, fan_out, slope):
    return math.sqrt(6 / ((1 + slope**2) * fan_in))


# %% wrong: n in front of the root
# expects: n without its root
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / (1 + slope**2)) / fan_in


# %% wrong: minus for plus
# expects: differs
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / ((1 - slope**2) * fan_in)) if slope < 1 else 0.0


# %% right: Decimal
from decimal import Decimal
def he_std(fan_in, fan_out, slope):
    a = Decimal(float(slope))
    return (Decimal(2) / ((1 + a * a) * int(fan_in))).sqrt()

# %% wrong: (1 + a) squared
# expects: the sum squared, not the slope
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / ((1 + slope)**2 * fan_in))

# %% wrong: times 1 + a squared
# expects: 1 + a² in the numerator
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 * (1 + slope**2) / fan_in)

# %% wrong: 0 and 1 told apart
# expects: only the slopes 0 and 1
def he_std(fan_in, fan_out, slope):
    if slope == 1:
        return math.sqrt(1 / fan_in)
    return math.sqrt(2 / fan_in)

# %% wrong: inputs and outputs added up
# expects: the sum of both fans
# earns: 0
def he_std(fan_in, fan_out, slope):
    return math.sqrt(2 / ((1 + slope**2) * (fan_in + fan_out)))
