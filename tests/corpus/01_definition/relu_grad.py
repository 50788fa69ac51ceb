import numpy as np

# %% right: nested where
def relu_grad(x, at_zero):
    return np.where(x > 0, 1.0, np.where(x < 0, 0.0, at_zero))

# %% right: heaviside
def relu_grad(x, at_zero):
    return np.heaviside(x, at_zero)

# %% right: masks on an array of floats
def relu_grad(x, at_zero=0.0):
    x = np.asarray(x)
    slope = np.zeros(x.shape)
    slope[x > 0] = 1
    slope[x == 0] = at_zero
    return slope

# %% right: a sum of masks
def relu_grad(x, at_zero):
    return (x > 0) + at_zero * (x == 0)

# %% right: a loop
def relu_grad(x, at_zero):
    flat = [1.0 if v > 0 else 0.0 if v < 0 else at_zero for v in np.ravel(x)]
    return np.array(flat, dtype=float).reshape(np.shape(x))

# %% right: by the sign
def relu_grad(x, at_zero):
    sign = np.sign(x)
    return np.select([sign == 1, sign == 0], [1.0, at_zero], default=0.0)

# %% wrong: ReLU itself
# expects: x times [x > 0]
# earns: 0
def relu_grad(x, at_zero):
    return np.maximum(x, 0)

# %% wrong: x where positive, at_zero honoured
# expects: x times [x > 0], with at_zero put in
# earns: 0
def relu_grad(x, at_zero):
    return np.where(x > 0, x, np.where(x == 0, at_zero, 0))

# %% wrong: minus one on the left
# expects: −1 for negatives
# earns: 0
def relu_grad(x, at_zero):
    return np.where(x > 0, 1, np.where(x < 0, -1, at_zero))

# %% wrong: the sign
# expects: −1 for negatives, and at_zero ignored
# earns: 0
def relu_grad(x, at_zero):
    return np.sign(x)

# %% wrong: asks the output
# expects: derivative taken from output >= 0
# earns: 0
def relu_grad(x, at_zero):
    y = np.maximum(x, 0)
    return np.where(y >= 0, 1.0, 0.0)

# %% wrong: x >= 0
# expects: 1 at zero, whatever at_zero says
# earns: 3
def relu_grad(x, at_zero):
    return (x >= 0).astype(float)

# %% wrong: x > 0
# expects: 0 at zero, whatever at_zero says
# earns: 3
def relu_grad(x, at_zero):
    return np.where(x > 0, 1.0, 0.0)

# %% wrong: the mask itself
# expects: 0 at zero, whatever at_zero says
# earns: 3
def relu_grad(x, at_zero):
    return x > 0

# %% wrong: half at zero
# expects: ½ at zero, whatever at_zero says
# earns: 4
def relu_grad(x, at_zero):
    return (1 + np.sign(x)) / 2

# %% wrong: a central difference
# expects: ½ at zero, whatever at_zero says
# earns: 3
def relu_grad(x, at_zero):
    h = 1e-6
    return (np.maximum(x + h, 0) - np.maximum(x - h, 0)) / (2 * h)

# %% wrong: at_zero to the left
# expects: at_zero on the whole left side
# earns: 0
def relu_grad(x, at_zero):
    return np.where(x > 0, 1.0, at_zero)

# %% wrong: at_zero to the right
# expects: at_zero on the whole right side
# earns: 0
def relu_grad(x, at_zero):
    return np.where(x < 0, 0.0, at_zero)

# %% wrong: a band around zero
# expects: neighbours of zero counted as zero
# earns: 5
def relu_grad(x, at_zero):
    slope = np.where(x > 0, 1.0, 0.0)
    return np.where(np.isclose(x, 0), at_zero, slope)

# %% wrong: the dtype of x
# expects: a whole-number array cuts ½ to 0
# earns: 5
def relu_grad(x, at_zero):
    x = np.asarray(x)
    slope = np.zeros_like(x)
    slope[x > 0] = 1
    slope[x == 0] = at_zero
    return slope

# %% wrong: x over its size
# expects: infinity over infinity
# earns: 5
def relu_grad(x, at_zero):
    size = np.where(x == 0, 1.0, np.abs(x))
    return np.where(x == 0, at_zero, (x / size + 1) / 2)

# %% wrong: builtin if
# expects: ValueError
# earns: 0
def relu_grad(x, at_zero):
    if x > 0:
        return 1.0
    if x < 0:
        return 0.0
    return at_zero

# %% wrong: loop over the rows
# expects: ValueError
# earns: 5
def relu_grad(x, at_zero):
    return np.array([1.0 if v > 0 else (0.0 if v < 0 else at_zero) for v in x])

# %% wrong: dtype of x, and the slope at 0 is 0
# expects: 0 at zero, whatever at_zero says
# earns: 3
def relu_grad(x, at_zero):
    return (x > 0).astype(np.asarray(x).dtype)

# %% wrong: one argument forgotten
# expects: TypeError
# earns: 0
def relu_grad(x):
    return np.where(x > 0, 1.0, 0.0)

# %% wrong: autograd
# expects: finished function
# earns: 0
import torch

def relu_grad(x, at_zero):
    t = torch.tensor(x, requires_grad=True)
    torch.relu(t).sum().backward()
    return t.grad.numpy()

# %% wrong: nothing back
# expects: returned nothing
# earns: 0
def relu_grad(x, at_zero):
    slope = np.where(x > 0, 1.0, np.where(x < 0, 0.0, at_zero))


# %% right: piecewise
def relu_grad(x, at_zero):
    x = np.asarray(x, dtype=float)
    return np.piecewise(x, [x < 0, x == 0, x > 0], [0, at_zero, 1])

# %% wrong: heaviside's arguments are swapped
# expects: the arguments of heaviside exchanged
def relu_grad(x, at_zero):
    return np.heaviside(at_zero, x)

# %% wrong: a finite difference over a step
# expects: a difference over a step
def relu_grad(x, at_zero):
    r = lambda t: np.maximum(t, 0)
    h = 1e-3
    slope = (r(x + h) - r(x - h)) / (2 * h)
    return np.where(np.asarray(x) == 0, at_zero, slope)

# %% wrong: x / x divides by zero and inf / inf gives NaN
# expects: infinity over infinity
def relu_grad(x, at_zero):
    x = np.asarray(x, float)
    with np.errstate(all="ignore"):
        g = np.maximum(x, 0) / x
    g[x == 0] = at_zero
    return g

# %% wrong: written into x
# expects: x itself is written to
def relu_grad(x, at_zero):
    zero = x == 0
    x[x > 0] = 1
    x[x < 0] = 0
    x[zero] = at_zero
    return x

# %% wrong: mirrored
# expects: left and right exchanged
def relu_grad(x, at_zero):
    return np.where(x < 0, 1.0, np.where(x > 0, 0.0, at_zero))

# %% wrong: made whole numbers at the end
# expects: a whole-number array cuts ½ to 0
def relu_grad(x, at_zero):
    return np.where(x > 0, 1.0, np.where(x < 0, 0.0, at_zero)).astype(int)

# %% wrong: by the bit of the sign
# expects: −0.0 taken for a negative number
# earns: 4
def relu_grad(x, at_zero):
    negative = np.signbit(x)
    slope = np.where(x == 0, at_zero, 1.0)
    slope[negative] = 0.0
    return slope

# %% wrong: a billionth of a thousandth
# expects: neighbours of zero counted as zero
# earns: 5
def relu_grad(x, at_zero):
    near = np.abs(x) < 1e-12
    return np.where(near, at_zero, (np.asarray(x) > 0).astype(float))

# %% wrong: within a rounding error
# expects: neighbours of zero counted as zero
# earns: 5
def relu_grad(x, at_zero):
    x = np.asarray(x, dtype=float)
    slope = np.where(x > 0, 1.0, 0.0)
    slope = np.where(abs(x) < np.finfo(float).eps, at_zero, slope)
    return slope
