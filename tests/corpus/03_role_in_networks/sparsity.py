import numpy as np

# %% right: by masks
def sparsity(z, n_out):
    return (z <= 0).mean(), z.size * n_out, np.sum(z > 0) * n_out

# %% right: by relu
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    nonzero = np.count_nonzero(h)
    rows, units = h.shape
    return 1 - nonzero / h.size, rows * units * n_out, nonzero * n_out

# %% right: by counting in a loop
def sparsity(z, n_out):
    zeros = needed = 0
    for row in z:
        for value in row:
            if value > 0:
                needed += n_out
            else:
                zeros += 1
    return zeros / z.size, len(z) * z.shape[1] * n_out, needed

# %% wrong: skips zeros
# expects: a dense product skips zeros
# earns: 3
def sparsity(z, n_out):
    nonzero = np.count_nonzero(z > 0) * n_out
    return np.mean(z <= 0), nonzero, nonzero

# %% wrong: dead units
# expects: dead units for zeros
# earns: 3
def sparsity(z, n_out):
    dead = np.all(z <= 0, axis=0)
    return dead.mean(), z.size * n_out, np.sum(z > 0) * n_out

# %% wrong: below zero only
# expects: a sum of 0 is forgotten
# earns: 4
def sparsity(z, n_out):
    return np.mean(z < 0), z.size * n_out, np.sum(z > 0) * n_out

# %% wrong: share above
# expects: the share of what is not 0
# earns: 3
def sparsity(z, n_out):
    return np.mean(z > 0), z.size * n_out, np.sum(z > 0) * n_out

# %% wrong: percent
# expects: percent, not a share
# earns: 3
def sparsity(z, n_out):
    return 100 * np.mean(z <= 0), z.size * n_out, np.sum(z > 0) * n_out

# %% wrong: a count
# expects: a number, not a share
# earns: 3
def sparsity(z, n_out):
    return np.count_nonzero(z <= 0), z.size * n_out, np.sum(z > 0) * n_out

# %% wrong: one row only
# expects: Multiplications of h @ W
# earns: 3
def sparsity(z, n_out):
    return np.mean(z <= 0), z.shape[1] * n_out, np.sum(z > 0) * n_out

# %% wrong: share alone
# expects: 3 things are asked for
# earns: 0
def sparsity(z, n_out):
    return np.mean(z <= 0)

# %% wrong: a sum of 0 counts as needed
# expects: In
# earns: 4
def sparsity(z, n_out):
    return np.mean(z <= 0), z.size * n_out, np.sum(z >= 0) * n_out


# %% wrong: entries, not multiplications
# expects: n_out is forgotten
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    return np.mean(h == 0), h.size, np.count_nonzero(h)


# %% wrong: multiply and add
# expects: additions counted as well
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    return np.mean(h == 0), 2 * h.size * n_out, 2 * np.count_nonzero(h) * n_out

# %% wrong: counts one row: units * n_out
# expects: one row only
def sparsity(z, n_out):
    share = float((z <= 0).mean())
    dense = z.shape[1] * n_out
    return share, dense, round(dense * (1 - share))

# %% wrong: the third counts the zeros, what is saved
# expects: what is saved, not what is needed
def sparsity(z, n_out):
    off = int((z <= 0).sum())
    return off / z.size, z.size * n_out, off * n_out

# %% wrong: the zeros are looked for in z, not in h
# expects: the zeros of z, not of h
def sparsity(z, n_out):
    share = np.mean(z == 0)
    return share, z.size * n_out, int(np.sum(z != 0) * n_out)

# %% wrong: divides by whole numbers
# expects: the share is cut to 0
# earns: 3
def sparsity(z, n_out):
    off = int((z <= 0).sum())
    return off // z.size, z.size * n_out, (z.size - off) * n_out

# %% wrong: the needed products from the rounded share, cut off
# expects: cut after rounding
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    share = float((h == 0).mean())
    dense = h.size * n_out
    return share, dense, int(dense * (1 - share))

# %% wrong: only whole columns are saved
# expects: only dead units save work
# earns: 4
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    kept = h[:, h.max(axis=0) > 0]
    return np.mean(h == 0), h.size * n_out, kept.size * n_out

# %% wrong: a ratio of two groups
# expects: zeros for each entry that is not 0
# earns: 3
def sparsity(z, n_out):
    on = np.count_nonzero(z > 0)
    return (z.size - on) / on, n_out * z.size, n_out * on

# %% wrong: 0 by np.isclose
# expects: a small number taken for 0
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    off = np.isclose(h, 0)
    return off.mean(), h.size * n_out, np.sum(~off) * n_out

# %% wrong: 0 within a rounding error
# expects: a small number taken for 0
def sparsity(z, n_out):
    h = np.maximum(z, 0)
    on = h > 1e-15
    return 1 - on.mean(), h.size * n_out, on.sum() * n_out
