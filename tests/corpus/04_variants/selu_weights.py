import math

import numpy as np

# %% right: normal
def selu_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(0, 1 / math.sqrt(fan_in), size=(fan_in, fan_out))

# %% right: uniform
def selu_weights(fan_in, fan_out, seed):
    bound = np.sqrt(3 / fan_in)
    return np.random.default_rng(seed).uniform(-bound, bound, (fan_in, fan_out))

# %% right: standard normal, then scaled
def selu_weights(fan_in, fan_out, seed):
    W = np.random.default_rng(seed).standard_normal((fan_in, fan_out))
    return W * fan_in ** -0.5

# %% right: drawn as torch keeps it, then turned
def selu_weights(fan_in, fan_out, seed):
    W = np.random.RandomState(seed).randn(fan_out, fan_in) / np.sqrt(fan_in)
    return W.T.astype(np.float32)

# %% right: signs alone
def selu_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    return rng.choice([-1.0, 1.0], size=(fan_in, fan_out)) / math.sqrt(fan_in)

# %% wrong: He
# expects: He's factor 2
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))

# %% wrong: gain of torch
# expects: the gain of ¾
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    return 0.75 * np.random.default_rng(seed).normal(0, fan_in ** -0.5, (fan_in, fan_out))

# %% wrong: variance as std
# expects: the variance for the standard deviation
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, 1 / fan_in, (fan_in, fan_out))

# %% wrong: fan_out
# expects: fan_out for fan_in
# earns: 3
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, 1 / np.sqrt(fan_out), (fan_in, fan_out))

# %% wrong: Xavier
# expects: the mean of both fans
# earns: 3
def selu_weights(fan_in, fan_out, seed):
    std = math.sqrt(2 / (fan_in + fan_out))
    return np.random.default_rng(seed).normal(0, std, (fan_in, fan_out))

# %% wrong: uniform to 1 over root n
# expects: the bound for the standard deviation
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    bound = 1 / math.sqrt(fan_in)
    return np.random.default_rng(seed).uniform(-bound, bound, (fan_in, fan_out))

# %% wrong: not scaled
# expects: standard normal weights
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).standard_normal((fan_in, fan_out))

# %% wrong: from 0 on
# expects: not centred on 0
# earns: 1
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).random((fan_in, fan_out)) / math.sqrt(fan_in)

# %% wrong: turned
# expects: rows and columns exchanged
# earns: 1
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, 1 / math.sqrt(fan_in), (fan_out, fan_in))

# %% wrong: no seed
# expects: The same seed gave other weights
# earns: 4
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng().normal(0, 1 / math.sqrt(fan_in), (fan_in, fan_out))

# %% wrong: one seed
# expects: Another seed gave the same weights
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(0).normal(0, 1 / math.sqrt(fan_in), (fan_in, fan_out))

# %% wrong: constant
# expects: All weights are the same
# earns: 0
def selu_weights(fan_in, fan_out, seed):
    return np.full((fan_in, fan_out), 1 / math.sqrt(fan_in))

# %% wrong: a number
# expects: An array of float numbers is asked for
# earns: 0
def selu_weights(fan_in, fan_out, seed):
    return 1 / math.sqrt(fan_in)

# %% wrong: ready made
# expects: finished function
# earns: 0
import torch

def selu_weights(fan_in, fan_out, seed):
    W = torch.empty(fan_out, fan_in)
    torch.nn.init.kaiming_normal_(W, nonlinearity="linear")
    return W.T.numpy()

# %% wrong: one column is drawn and repeated: the weights are not independent
# expects: one draw for all
def selu_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    col = rng.normal(0, 1 / np.sqrt(fan_in), size=(fan_in, 1))
    return np.repeat(col, fan_out, axis=1)

# %% wrong: the narrower side counts, in front or behind
# expects: With 400 inputs the weights' spread
# earns: 3
def selu_weights(fan_in, fan_out, seed):
    std = 1 / math.sqrt(min(fan_in, fan_out))
    return np.random.default_rng(seed).normal(0, std, (fan_in, fan_out))

# %% wrong: the wider side counts
# expects: With 120 inputs the weights' spread
# earns: 3
def selu_weights(fan_in, fan_out, seed):
    std = 1 / math.sqrt(max(fan_in, fan_out))
    return np.random.default_rng(seed).normal(0, std, (fan_in, fan_out))

# %% wrong: a normal draw with PyTorch's variance
# expects: The variance is 1/(3n)
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).normal(0, (3 * fan_in) ** -0.5, (fan_in, fan_out))

# %% wrong: uniform from 0 on, with the right variance
# expects: not centred on 0
# earns: 3
def selu_weights(fan_in, fan_out, seed):
    return np.random.default_rng(seed).uniform(0, np.sqrt(12 / fan_in), (fan_in, fan_out))

# %% wrong: the seed starts anew for each column
# expects: one draw for all
# earns: 1
def selu_weights(fan_in, fan_out, seed):
    columns = [np.random.default_rng(seed).normal(size=fan_in) for _ in range(fan_out)]
    return np.stack(columns, axis=1) / math.sqrt(fan_in)

# %% wrong: a generator that nobody asks
# expects: NumPy's own generator
# earns: 4
def selu_weights(fan_in, fan_out, seed):
    generator = np.random.default_rng(seed)
    return np.random.randn(fan_in, fan_out) / math.sqrt(fan_in)

# %% wrong: nothing beyond one standard deviation
# expects: draws cut off at an end
# earns: 2
def selu_weights(fan_in, fan_out, seed):
    std = fan_in ** -0.5
    w = np.random.default_rng(seed).normal(scale=std, size=(fan_in, fan_out))
    return np.maximum(np.minimum(w, std), -std)
