import numpy as np

# %% right: where, twice
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, alpha * x, x), np.where(x < 0, alpha, 1.0)

# %% right: slope first, then its product with x
def leaky_grads(x, alpha):
    slope = np.where(np.asarray(x) > 0, 1.0, alpha)
    return slope * x, slope

# %% right: positive part and negative part
def leaky_grads(x, alpha):
    value = np.maximum(x, 0) + alpha * np.minimum(x, 0)
    slope = alpha + (1 - alpha) * np.heaviside(x, 0.5)
    return value, slope

# %% right: masks on arrays of floats
def leaky_grads(x, alpha=0.01):
    value = np.array(x, dtype=float)
    slope = np.ones(value.shape)
    left = value <= 0
    slope[left] = alpha
    value[left] *= alpha
    return value, slope

# %% right: a loop over every entry
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value, slope = np.empty(x.shape), np.empty(x.shape)
    for i in np.ndindex(x.shape):
        slope[i] = alpha if x[i] < 0 else 1
        value[i] = slope[i] * x[i]
    return [value, slope]

# %% wrong: arrays like x
# expects: cut to whole numbers
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value, slope = x.copy(), np.ones_like(x)
    value[x < 0] = alpha * x[x < 0]
    slope[x < 0] = alpha
    return value, slope

# %% wrong: the value like x
# expects: the value is cut to whole numbers
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value = np.zeros_like(x)
    value[x > 0] = x[x > 0]
    value[~(x > 0)] = alpha * x[~(x > 0)]
    return value, np.where(x > 0, 1.0, alpha)

# %% wrong: sides exchanged
# expects: the sides exchanged
# earns: 1
def leaky_grads(x, alpha):
    return np.where(x > 0, alpha * np.asarray(x), x), np.where(np.asarray(x) > 0, alpha, 1.0)

# %% wrong: alpha everywhere
# expects: alpha on both sides
# earns: 1
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return alpha * x, np.full(x.shape, alpha)

# %% wrong: a negative slope
# expects: the left side turned up
# earns: 0
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, x, -alpha * x), np.where(x > 0, 1.0, -alpha)

# %% wrong: the size of x on the left
# expects: the left value turned up
# earns: 2
def leaky_grads(x, alpha):
    return np.where(np.asarray(x) > 0, x, alpha * np.abs(x)), np.where(np.asarray(x) > 0, 1.0, alpha)

# %% wrong: a step on the left
# expects: alpha for alpha times x
# earns: 2
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x < 0, alpha, x), np.where(x < 0, alpha, 1.0)

# %% wrong: the value twice
# expects: the slope multiplied by x
# earns: 1
def leaky_grads(x, alpha):
    x = np.asarray(x)
    y = np.where(x > 0, x, alpha * x)
    return y, y

# %% wrong: the value on the left
# expects: left slope times x
# earns: 1
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, x, alpha * x), np.where(x > 0, 1.0, alpha * x)

# %% wrong: the derivative learnt for ReLU
# expects: the slope of ReLU
# earns: 1
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, x, alpha * x), np.where(x > 0, 1.0, 0.0)

# %% wrong: the maximum
# expects: by one maximum
# earns: 5
def leaky_grads(x, alpha):
    return np.maximum(alpha * np.asarray(x), x), np.where(np.asarray(x) > 0, 1.0, alpha)

# %% wrong: the maximum, and which one it took
# expects: by one maximum, and the slope with it
# earns: 4
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value = np.maximum(x, alpha * x)
    return value, np.where(value == x, 1.0, alpha)

# %% wrong: slope from the value
# expects: the sign of the value asked
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value = np.where(x > 0, x, alpha * x)
    slope = np.where(value > 0, 1.0, alpha)
    return value, slope

# %% wrong: a constant of its own
# expects: 0.01 whatever alpha is
# earns: 0
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1.0, 0.01)

# %% wrong: sums of masks
# expects: infinity times 0
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return x * (x > 0) + alpha * x * (x <= 0), (x > 0) + alpha * (x <= 0)

# %% wrong: half sums
# expects: infinity minus infinity
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    value = (1 + alpha) / 2 * x + (1 - alpha) / 2 * np.abs(x)
    return value, np.where(x > 0, 1.0, alpha)

# %% wrong: fmax takes NaN for nothing
# expects: NaN became a number
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.fmax(x, 0) + alpha * np.fmin(x, 0), np.where(x > 0, 1.0, alpha)

# %% wrong: in place
# expects: writes into the caller's array
# earns: 5
def leaky_grads(x, alpha):
    slope = np.where(x < 0, alpha, 1.0)
    x[x < 0] *= alpha
    return x, slope

# %% wrong: slope 0 at the kink
# expects: Any number from
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x)
    return np.where(x > 0, x, alpha * x), np.select([x > 0, x < 0], [1.0, alpha], 0.0)

# %% wrong: the value alone
# expects: 2 things are asked for
# earns: 0
def leaky_grads(x, alpha):
    return np.where(np.asarray(x) > 0, x, alpha * np.asarray(x))

# %% wrong: builtin if
# expects: ValueError
# earns: 0
def leaky_grads(x, alpha):
    if x > 0:
        return x, 1.0
    return alpha * x, alpha

# %% wrong: the course's own
# expects: finished function
# earns: 0
from course_utils.activations import leaky_relu, leaky_relu_grad

def leaky_grads(x, alpha):
    return leaky_relu(x, alpha), leaky_relu_grad(x, alpha)

# %% wrong: torch's function, by another name
# expects: finished function
# earns: 0
import torch
import torch.nn.functional as F

def leaky_grads(x, alpha):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = F.leaky_relu(x, alpha)
    y.sum().backward()
    return y.detach().numpy(), x.grad.numpy()

# %% wrong: slope 0 at the kink, by two masks
# expects: Any number from
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x, float)
    return np.where(x > 0, x, alpha * x), 1.0 * (x > 0) + alpha * (x < 0)

# %% wrong: the caller's array is changed
# expects: an array that is not yours
def leaky_grads(x, alpha):
    slope = np.where(np.asarray(x) > 0, 1.0, alpha)
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x *= slope
        return x, slope
    return x * slope, slope

# %% wrong: the slope is the ratio value / x, which is NaN at 0 and at infinity
# expects: the value over x
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    value = np.where(x > 0, x, alpha * x)
    with np.errstate(all="ignore"):
        return value, value / x

# %% wrong: 0 is in neither mask
# expects: 0 in neither mask
# earns: 5
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    slope = np.zeros_like(x)
    slope[x > 0] = 1
    slope[x < 0] = alpha
    return np.where(x > 0, x, alpha * x), slope

# %% wrong: two parts that both grow on the left
# expects: a sum of two parts that both grow on
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return x - (1 - alpha) * np.minimum(x, 0), np.where(x > 0, 1.0, alpha)

# %% wrong: the sign as x over its size
# expects: A quotient such as
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        slope = (1 + alpha) / 2 + (1 - alpha) / 2 * x / abs(x)
    return np.where(x > 0, x, alpha * x), slope

# %% wrong: a minus that belongs to relu(-x)
# expects: the left slope turned
def leaky_grads(x, alpha):
    x = np.asarray(x, dtype=float)
    value = np.maximum(x, 0) - alpha * np.maximum(-x, 0)
    return value, np.where(x > 0, 1.0, -alpha)

# %% wrong: by the other letter
# expects: the derivative by alpha
# earns: 1
def leaky_grads(x, alpha):
    x = np.asarray(x, float)
    return np.where(x < 0, alpha * x, x), np.minimum(x, 0.0)
