import numpy as np

# %% right: take off the largest sum
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= np.max(x @ W[:, unit] + b[unit]) + margin
    return new

# %% right: set the bias anew
def kill(W, b, x, unit, margin):
    new = np.array(b)
    new[unit] = -margin - (x @ W)[:, unit].max()
    return new

# %% right: by where
def kill(W, b, x, unit, margin):
    z = x @ W + b
    chosen = np.arange(len(b)) == unit
    return np.where(chosen, b - z.max(axis=0) - margin, b)

# %% right: row by row
def kill(W, b, x, unit, margin):
    largest = max(float(row @ W[:, unit]) for row in x)
    return np.array([-largest - margin if i == unit else b[i] for i in range(len(b))])

# %% wrong: the mean
# expects: off on average, not dead
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= (x @ W + b)[:, unit].mean() + margin
    return new

# %% wrong: margin only
# expects: the margin alone is taken off
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= margin
    return new

# %% wrong: bias only
# expects: the bias set to minus the margin
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] = -margin
    return new

# %% wrong: old bias twice
# expects: the bias counted twice
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    z = x @ W + b
    new[unit] = -z[:, unit].max() - margin
    return new

# %% wrong: the smallest
# expects: the smallest sum moved
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= (x @ W + b)[:, unit].min() + margin
    return new

# %% wrong: all units
# expects: the whole layer killed
# earns: 1
def kill(W, b, x, unit, margin):
    z = x @ W + b
    return b - z.max(axis=0) - margin

# %% wrong: above
# expects: the margin on the wrong side
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= (x @ W + b)[:, unit].max() - margin
    return new

# %% wrong: from outputs
# expects: outputs for sums
# earns: 4
def kill(W, b, x, unit, margin):
    h = np.maximum(x @ W + b, 0)
    new = b.copy()
    new[unit] = b[unit] - h[:, unit].max() - margin
    return new

# %% wrong: in place
# expects: caller's b was changed
# earns: 4
def kill(W, b, x, unit, margin):
    b[unit] -= (x @ W + b)[:, unit].max() + margin
    return b

# %% wrong: far too far
# expects: largest sum of the unit is to be −margin
# earns: 1
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] = -1e6
    return new

# %% wrong: nothing done
# expects: largest sum of the unit is to be −margin
# earns: 0
def kill(W, b, x, unit, margin):
    return b

# %% wrong: down to 0, and no further
# expects: the margin forgotten
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= (x @ W + b)[:, unit].max()
    return new

# %% wrong: the products without the bias
# expects: the bias forgotten
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] = b[unit] - (x @ W)[:, unit].max() - margin
    return new

# %% wrong: the single new number is returned, not the row of biases
# expects: the new bias alone
def kill(W, b, x, unit, margin):
    return -margin - (x @ W[:, unit]).max()

# %% wrong: a row of sums where the column is meant
# expects: the row for the unit
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] = -(x @ W)[unit].max() - margin
    return new

# %% wrong: the largest size of the sums
# expects: the largest size
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= np.abs(x @ W + b)[:, unit].max() + margin
    return new

# %% wrong: the largest sum of the whole layer
# expects: the largest sum of the layer
def kill(W, b, x, unit, margin):
    new = b.copy()
    new[unit] -= (x @ W + b).max() + margin
    return new

# %% wrong: the largest sum of the whole layer, biases left out
# expects: the largest sum of the layer
def kill(W, b, x, unit, margin):
    new = np.array(b, dtype=float)
    new[unit] = -margin - (x @ W).max()
    return new

# %% wrong: a millionth more
# expects: entry differs
# earns: 2
def kill(W, b, x, unit, margin):
    new = np.array(b, dtype=float)
    top = (x @ W + b)[:, unit].max()
    new[unit] -= top + margin + 1e-6
    return new

# %% wrong: sums held at 50
# expects: entry differs
# earns: 2
def kill(W, b, x, unit, margin):
    new = np.array(b, dtype=float)
    top = (x @ W + b)[:, unit].max()
    new[unit] -= min(top, 50) + margin
    return new
