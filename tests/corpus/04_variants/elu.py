import math

import numpy as np

# %% right: cut off, then expm1
def elu(x, alpha):
    left = np.minimum(x, 0)
    return np.where(x > 0, x, alpha * np.expm1(left)), np.where(x > 0, 1.0, alpha * np.exp(left))

# %% right: with masks
def elu(x, alpha):
    dtype = x.dtype if x.dtype.kind == "f" else float
    value = np.array(x, dtype=dtype)
    slope = np.ones(x.shape, dtype=dtype)
    below = x < 0
    value[below] = alpha * np.expm1(x[below])
    slope[below] = alpha * np.exp(x[below])
    return value, slope

# %% right: sum of two parts, slope from the value
def elu(x, alpha):
    left = alpha * np.expm1(np.minimum(x, 0))
    return np.maximum(x, 0) + left, np.where(x > 0, 1.0, left + alpha)

# %% right: both branches, told to be quiet
def elu(x, alpha):
    with np.errstate(over="ignore"):
        return np.where(x > 0, x, alpha * np.expm1(x)), np.where(x > 0, 1, alpha * np.exp(x))

# %% right: one number at a time
def elu(x, alpha):
    value, slope = [], []
    for t in np.ravel(x):
        if t < 0:
            value.append(alpha * math.expm1(t))
            slope.append(alpha * math.exp(t))
        else:
            value.append(float(t))
            slope.append(1.0)
    dtype = x.dtype if x.dtype.kind == "f" else float
    return (np.array(value, dtype).reshape(x.shape), np.array(slope, dtype).reshape(x.shape))

# %% wrong: alpha ignored
# expects: alpha is ignored
# earns: 1
def elu(x, alpha):
    left = np.minimum(x, 0)
    return np.where(x > 0, x, np.expm1(left)), np.where(x > 0, 1.0, np.exp(left))

# %% wrong: slope is value plus 1
# expects: the slope is the value plus 1
# earns: 3
def elu(x, alpha):
    value = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))
    return value, np.where(x > 0, 1.0, value + 1)

# %% wrong: slope without alpha
# expects: the slope lacks alpha
# earns: 4
def elu(x, alpha):
    left = np.minimum(x, 0)
    return np.where(x > 0, x, alpha * np.expm1(left)), np.where(x > 0, 1.0, np.exp(left))

# %% wrong: alpha in the exponent
# expects: alpha inside the exponent
# earns: 1
def elu(x, alpha):
    left = alpha * np.minimum(x, 0)
    return np.where(x > 0, x, np.expm1(left)), np.where(x > 0, 1.0, alpha * np.exp(left))

# %% wrong: alpha e^x - 1
# expects: the 1 is not multiplied
# earns: 2
def elu(x, alpha):
    e = alpha * np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, e - 1), np.where(x > 0, 1.0, e)

# %% wrong: no - 1
# expects: no minus 1
# earns: 2
def elu(x, alpha):
    e = alpha * np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, e), np.where(x > 0, 1.0, e)

# %% wrong: slope of relu
# expects: flat on the left
# earns: 3
def elu(x, alpha):
    value = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))
    return value, (x > 0) * 1.0

# %% wrong: slope like the value
# expects: the value for the slope
# earns: 2
def elu(x, alpha):
    left = alpha * np.expm1(np.minimum(x, 0))
    return np.where(x > 0, x, left), np.where(x > 0, 1.0, left)

# %% wrong: as in the formula, cut off
# expects: exp(x) − 1 loses digits
# earns: 6
def elu(x, alpha):
    e = np.exp(np.minimum(x, 0))
    return np.where(x > 0, x, alpha * (e - 1)), np.where(x > 0, 1.0, alpha * e)

# %% wrong: as in the formula
# expects: both branches run
# earns: 5
def elu(x, alpha):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1)), np.where(x > 0, 1.0, alpha * np.exp(x))

# %% wrong: expm1 on both sides
# expects: both branches run
# earns: 6
def elu(x, alpha):
    return np.where(x > 0, x, alpha * np.expm1(x)), np.where(x > 0, 1.0, alpha * np.exp(x))

# %% wrong: masks as factors
# expects: infinity times 0
# earns: 5
def elu(x, alpha):
    return (x * (x > 0) + alpha * np.expm1(x) * (x <= 0),
            1 * (x > 0) + alpha * np.exp(x) * (x <= 0))

# %% wrong: zeros_like
# expects: an array of whole numbers cuts fractions off
# earns: 6
def elu(x, alpha):
    value = np.zeros_like(x)
    slope = np.zeros_like(x)
    value[x > 0] = x[x > 0]
    value[~(x > 0)] = alpha * np.expm1(x[~(x > 0)])
    slope[x > 0] = 1
    slope[~(x > 0)] = alpha * np.exp(x[~(x > 0)])
    return value, slope

# %% wrong: float64 for float32
# expects: The dtype is float64
# earns: 6
def elu(x, alpha):
    x = np.asarray(x, dtype=float)
    left = np.minimum(x, 0)
    return np.where(x > 0, x, alpha * np.expm1(left)), np.where(x > 0, 1.0, alpha * np.exp(left))

# %% wrong: if for arrays
# expects: ambiguous
# earns: 0
def elu(x, alpha):
    if x > 0:
        return x, 1.0
    return alpha * math.expm1(x), alpha * math.exp(x)

# %% wrong: value alone
# expects: 2 things are asked for
# earns: 0
def elu(x, alpha):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))

# %% wrong: ready made
# expects: finished function
# earns: 0
import torch

def elu(x, alpha):
    x = torch.tensor(x, requires_grad=True)
    y = torch.nn.functional.elu(x, alpha)
    return y, torch.autograd.grad(y.sum(), x)[0]

# %% wrong: the slope is value + alpha on both sides
# expects: the slope is the value plus alpha on both sides
def elu(x, alpha):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    value = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))).astype(x.dtype)
    return value, (value + alpha).astype(x.dtype)

# %% wrong: the slope at 0 for the whole left side
# expects: the slope of leaky ReLU
def elu(x, alpha):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    value = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))).astype(x.dtype)
    return value, np.where(x > 0, 1, alpha).astype(x.dtype)

# %% wrong: CELU
# expects: the exponent divided by alpha
# earns: 2
def elu(x, alpha):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    inner = np.minimum(x, 0) / alpha
    value = np.maximum(x, 0) + alpha * np.expm1(inner)
    return value, np.exp(inner)

# %% wrong: x itself clipped to both sides
# expects: cut off on the right, too
# earns: 6
def elu(x, alpha):
    x = np.asarray(x)
    x = np.clip(x if x.dtype.kind == "f" else x.astype(float), -100, 100)
    left = np.minimum(x, 0)
    one = x.dtype.type(1)
    return np.where(x > 0, x, alpha * np.expm1(left)), np.where(x > 0, one, alpha * np.exp(left))

# %% wrong: a slope in between beside 0, too
# expects: In the slope
# earns: 5
def elu(x, alpha):
    x = np.asarray(x)
    x = x if x.dtype.kind == "f" else x.astype(float)
    left = np.minimum(x, 0)
    slope = np.where(x > 0, x.dtype.type(1), alpha * np.exp(left))
    slope[np.abs(x) < 1e-6] = (1 + alpha) / 2
    return np.maximum(x, 0) + alpha * np.expm1(left), slope
