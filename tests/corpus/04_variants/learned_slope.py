import numpy as np

# %% right: closed form
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.25
    return np.sum(x[left] * y[left]) / np.sum(x[left] ** 2)

# %% right: gradient descent
def learned_slope(x, y):
    a = 0.25
    for _ in range(300):
        error = np.where(x > 0, x, a * x) - y
        a -= 0.05 * np.mean(2 * error * np.minimum(x, 0))
    return a

# %% right: autograd and an optimiser
import torch

def learned_slope(x, y):
    x, y = torch.tensor(x), torch.tensor(y)
    layer = torch.nn.PReLU(dtype=torch.float64)
    for _ in range(120):
        loss = ((layer(x) - y) ** 2).mean()
        layer.zero_grad()
        loss.backward()
        with torch.no_grad():
            layer.weight -= 0.1 * layer.weight.grad
    return layer.weight.item()

# %% right: least squares
def learned_slope(x, y):
    left = np.minimum(x, 0)
    if np.all(left == 0):
        return 0.25
    return np.linalg.lstsq(left[:, None], y - np.maximum(x, 0), rcond=None)[0][0]

# %% right: one Newton step from the start
def learned_slope(x, y):
    a, left = 0.25, np.minimum(x, 0)
    slope = left @ (a * left + np.maximum(x, 0) - y)
    curvature = left @ left
    return a - slope / curvature if curvature > 0 else a

# %% wrong: a is not allowed below 0
# expects: a kept above 0
# earns: 2
def learned_slope(x, y):
    a = 0.25
    for _ in range(300):
        error = np.where(x > 0, x, a * x) - y
        a = max(a - 0.05 * np.mean(2 * error * np.minimum(x, 0)), 0.0)
    return a

# %% wrong: the size
# expects: the sign of a dropped
# earns: 2
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.25
    return abs(np.sum(x[left] * y[left]) / np.sum(x[left] ** 2))

# %% wrong: a regression through all points
# expects: every x
# earns: 0
def learned_slope(x, y):
    return np.sum(x * y) / np.sum(x * x)

# %% wrong: the gradient of a line, in a loop
# expects: every x
# earns: 0
def learned_slope(x, y):
    a = 0.25
    for _ in range(600):
        a -= 0.02 * np.mean(2 * (a * x - y) * x)
    return a

# %% wrong: right side
# expects: the other side
# earns: 0
def learned_slope(x, y):
    on = x > 0
    return np.sum(x[on] * y[on]) / np.sum(x[on] ** 2)

# %% wrong: mean of the ratios
# expects: the mean of the ratios
# earns: 2
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.25
    return np.mean(y[left] / x[left])

# %% wrong: ratio of the means
# expects: the ratio of the means
# earns: 2
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.25
    return y[left].mean() / x[left].mean()

# %% wrong: a line with an intercept
# expects: a line with an intercept
# earns: 2
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.25
    return np.polyfit(x[left], y[left], 1)[0]

# %% wrong: the answer of the lesson
# expects: always −1
# earns: 0
def learned_slope(x, y):
    return -1.0

# %% wrong: computed and not written back
# expects: a never moved
# earns: 0
def learned_slope(x, y):
    a = 0.25
    for _ in range(100):
        error = np.where(x > 0, x, a * x) - y
        a - 0.05 * np.mean(2 * error * np.minimum(x, 0))
    return a

# %% wrong: too few steps
# expects: stopped on the way
# earns: 1
def learned_slope(x, y):
    a = 0.25
    for _ in range(3):
        error = np.where(x > 0, x, a * x) - y
        a -= 0.01 * np.mean(2 * error * np.minimum(x, 0))
    return a

# %% wrong: uphill
# expects: ran away
# earns: 1
def learned_slope(x, y):
    a = 0.25
    for _ in range(200):
        error = np.where(x > 0, x, a * x) - y
        a += 0.05 * np.mean(2 * error * np.minimum(x, 0))
    return a

# %% wrong: nobody asked whether there is a left side
# expects: zero over zero
# earns: 3
def learned_slope(x, y):
    left = np.minimum(x, 0)
    return np.sum(left * y) / np.sum(left * left)

# %% wrong: 0 where nothing is learnt
# expects: it stays at its start
# earns: 3
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return 0.0
    return np.sum(x[left] * y[left]) / np.sum(x[left] ** 2)

# %% wrong: the whole path
# expects: a number is asked for
# earns: 0
def learned_slope(x, y):
    a, path = 0.25, []
    for _ in range(200):
        error = np.where(x > 0, x, a * x) - y
        a -= 0.05 * np.mean(2 * error * np.minimum(x, 0))
        path.append(a)
    return path

# %% right: SciPy searches, and the slope comes in an array of one
def learned_slope(x, y):
    from scipy.optimize import minimize

    return minimize(lambda a: np.mean((np.where(x > 0, x, a * x) - y) ** 2), [0.25]).x

# %% right: an array of one number
def learned_slope(x, y):
    left = x < 0
    if not left.any():
        return np.array([0.25])
    return np.linalg.lstsq(x[left, None], y[left], rcond=None)[0]


# %% wrong: 0 where nothing moves it
# expects: it stays at its start
def learned_slope(x, y):
    n = x < 0
    if not n.any():
        return 0.0
    return (x[n] @ y[n]) / (x[n] @ x[n])


# %% right: lstsq
def learned_slope(x, y):
    left = np.minimum(x, 0)
    if not left.any():
        return 0.25
    return np.linalg.lstsq(left[:, None], y - np.maximum(x, 0), rcond=None)[0]

# %% wrong: relu(-x) for x
# expects: the sign of a turned
# earns: 1
def learned_slope(x, y):
    size = np.maximum(-x, 0)
    return float(size @ y / (size @ size)) if size.any() else 0.25

# %% wrong: all squares in the divisor
# expects: divided by all squares
def learned_slope(x, y):
    left = x < 0
    return float(np.sum(x[left] * y[left]) / np.sum(x**2)) if left.any() else 0.25

# %% wrong: the division is left out
# expects: not divided by the squares
def learned_slope(x, y):
    left = x < 0
    return float(np.sum(x[left] * y[left])) if left.any() else 0.25

# %% wrong: the points with y below 0
# expects: y below 0 for x below 0
def learned_slope(x, y):
    low = y < 0
    if not low.any():
        return 0.25
    return float(np.sum(x[low] * y[low]) / np.sum(x[low] ** 2))

# %% wrong: slopes from -1 to 1 are tried
# expects: The mean squared error is smallest elsewhere
def learned_slope(x, y):
    if not (x < 0).any():
        return 0.25
    slopes = np.linspace(-1, 1, 2001)
    losses = [np.mean((np.where(x > 0, x, a * x) - y) ** 2) for a in slopes]
    return float(slopes[np.argmin(losses)])
