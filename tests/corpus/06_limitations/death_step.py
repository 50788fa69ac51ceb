import numpy as np

# %% right: by matrices
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w2 = w - rate * x.T @ d / len(y)
    b2 = b - rate * d.mean()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% right: row by row
def death_step(w, b, v, x, y, rate):
    dw, db = np.zeros(len(w)), 0.0
    for row, target in zip(x, y):
        z = float(row @ w) + b
        if z > 0:
            pull = (v * z - target) * v
            dw += pull * row / len(y)
            db += pull / len(y)
    w2, b2 = w - rate * dw, b - rate * db
    return w2, b2, bool(max(row @ w2 + b2 for row in x) <= 0)

# %% right: on rows that are on
def death_step(w, b, v, x, y, rate):
    on = x @ w + b > 0
    d = v * (v * (x[on] @ w + b) - y[on])
    new_w = w - rate * np.sum(d[:, None] * x[on], axis=0) / y.size
    new_b = b - rate * np.sum(d) / y.size
    h = np.maximum(x @ new_w + new_b, 0)
    return [new_w, new_b, not h.any()]

# %% right: by autograd
def death_step(w, b, v, x, y, rate):
    import torch

    W = torch.tensor(w, requires_grad=True)
    B = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    X, Y = torch.tensor(x), torch.tensor(y)
    loss = 0.5 * ((v * torch.relu(X @ W + B) - Y) ** 2).mean()
    loss.backward()
    w2 = (W - rate * W.grad).detach().numpy()
    b2 = (B - rate * B.grad).item()
    return w2, b2, bool((x @ w2 + b2 <= 0).all())

# %% wrong: no gate
# expects: the gate forgotten
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% wrong: uphill
# expects: a step uphill
# earns: 0
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (y - v * np.maximum(z, 0)) * v * (z > 0)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% wrong: sum
# expects: the sum for the mean
# earns: 0
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w2, b2 = w - rate * x.T @ d, b - rate * d.sum()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% wrong: twice
# expects: the factor ½ forgotten
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = 2 * (v * np.maximum(z, 0) - y) * v * (z > 0)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% wrong: without v
# expects: the output weight left out
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * (z > 0)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.all(x @ w2 + b2 <= 0)

# %% wrong: judged before
# expects: judged before the step
# earns: 3
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    return w - rate * x.T @ d / len(y), b - rate * d.mean(), np.all(z <= 0)

# %% wrong: by the mean
# expects: off on average, not dead
# earns: 3
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.mean(x @ w2 + b2) <= 0

# %% wrong: off somewhere
# expects: off on one row is not dead
# earns: 3
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, np.any(x @ w2 + b2 <= 0)

# %% wrong: no verdict
# expects: 3 things are asked for
# earns: 0
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    return w - rate * x.T @ d / len(y), b - rate * d.mean()

# %% wrong: the mean of the rows that are on
# expects: the mean of the rows that are on
# earns: 0
def death_step(w, b, v, x, y, rate):
    on = x @ w + b > 0
    d = ((v * (x @ w + b) - y) * v)[on]
    w, b = w - rate * x[on].T @ d / len(d), b - rate * d.mean()
    return w, b, bool((x @ w + b <= 0).all())

# %% wrong: strictly below 0
# expects: a sum of 0 is taken for on
# earns: 3
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w, b = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w, b, bool((x @ w + b < 0).all())

# %% right: off before the step, lists and a NumPy truth value
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    on = (z > 0) * 1.0
    d = (v * on * z - y) * v * on / len(y)
    w, b = w - rate * d @ x, np.array([b - rate * d.sum()])
    return w.tolist(), b, (x @ w + b).max() <= 0

# %% wrong: the gate is open at 0
# expects: a sum of 0 passes a gradient
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z >= 0)
    w = w - rate * x.T @ d / len(y)
    b = b - rate * d.mean()
    return w, b, bool((x @ w + b <= 0).all())


# %% wrong: new w and old b
# expects: judged before the step
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0) / len(y)
    w = w - rate * x.T @ d
    return w, b - rate * d.sum(), bool(np.all(x @ w + b <= 0))


# %% wrong: old w and new b
# expects: judged before the step
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0) / len(y)
    b = b - rate * d.sum()
    return w - rate * x.T @ d, b, bool(np.all(x @ w + b <= 0))

# %% wrong: the bias gradient uses the mean twice
# expects: b's gradient divided twice
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0) / len(y)
    w2 = w - rate * (x.T @ d)
    b2 = b - rate * d.mean()
    return w2, b2, bool(np.all(x @ w2 + b2 <= 0))

# %% wrong: the new w is used for the gradient of b
# expects: b's step from the new w
def death_step(w, b, v, x, y, rate):
    m = len(y)
    z = x @ w + b
    w = w - rate * (x.T @ ((v * np.maximum(z, 0) - y) * v * (z > 0))) / m
    z = x @ w + b
    b = b - rate * ((v * np.maximum(z, 0) - y) * v * (z > 0)).sum() / m
    return w, b, bool(np.all(x @ w + b <= 0))

# %% wrong: only w moves
# expects: b does not move
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    w = w - rate * x.T @ d / len(y)
    return w, b, bool(np.all(x @ w + b <= 0))

# %% wrong: dead with a tolerance
# expects: In the verdict
# earns: 3
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    pass
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, bool((x @ w2 + b2 <= 1e-6).all())

# %% wrong: a gate with a tolerance
# expects: In the new w
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 1e-6)
    pass
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, bool((x @ w2 + b2 <= 0).all())

# %% wrong: a clipped gradient
# expects: In the new w
# earns: 2
def death_step(w, b, v, x, y, rate):
    z = x @ w + b
    d = (v * np.maximum(z, 0) - y) * v * (z > 0)
    d = d.clip(-100, 100)
    w2, b2 = w - rate * x.T @ d / len(y), b - rate * d.mean()
    return w2, b2, bool((x @ w2 + b2 <= 0).all())
