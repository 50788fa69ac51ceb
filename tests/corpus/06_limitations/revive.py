import numpy as np

# %% right: fresh weights, kink at the median
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    rng = np.random.default_rng(0)
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% right: the bias alone where it can
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = np.array(W1), np.array(b1), np.array(W2)
    dead = (x @ W1 + b1).max(axis=0) <= 0
    for u in range(len(b1)):
        if not dead[u]:
            continue
        z = x @ W1[:, u]
        if np.ptp(z) == 0:
            W1[:, u] = 1.0
            z = x @ W1[:, u]
        b1[u] = -(z.min() + z.max()) / 2
        W2[u, :] = 0.0
    return [W1, b1, W2, b2.copy()]

# %% right: all dead at once
def revive(W1, b1, W2, b2, x):
    dead = np.all(x @ W1 + b1 <= 0, axis=0)
    fresh = np.random.default_rng(3).normal(size=W1.shape)
    new_W1 = np.where(dead, fresh, W1)
    new_b1 = np.where(dead, -np.median(x @ fresh, axis=0), b1)
    return new_W1, new_b1, np.where(dead[:, None], 0.0, W2), b2

# %% wrong: outgoing weights kept
# expects: the outputs jump
# earns: 5
def revive(W1, b1, W2, b2, x):
    W1, b1 = W1.copy(), b1.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
    return W1, b1, W2, b2

# %% wrong: a bias of 0
# expects: a bias of 0 wakes a unit
# earns: 1
def revive(W1, b1, W2, b2, x):
    b1, W2 = b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        b1[u] = 0
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: a large bias
# expects: woken on every row
# earns: 4
def revive(W1, b1, W2, b2, x):
    b1, W2 = b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        b1[u] = 10.0
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: the column of W2
# expects: columns of W2 for rows
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[:, u] = 0
    return W1, b1, W2, b2

# %% wrong: seldom on
# expects: seldom on taken for dead
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 > 0).mean(axis=0) < 0.2):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: everything anew
# expects: every unit moved
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1 = np.random.default_rng(0).normal(size=W1.shape)
    return W1, -np.median(x @ W1, axis=0), np.zeros_like(W2), b2

# %% wrong: the bias only
# expects: weights of 0 moved by a bias
# earns: 6
def revive(W1, b1, W2, b2, x):
    b1, W2 = b1.copy(), W2.copy()
    z = x @ W1
    for u in np.flatnonzero((z + b1 <= 0).all(axis=0)):
        b1[u] = -np.sort(z[:, u])[-2] + 1e-3
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: in place
# expects: The caller's arrays were changed by the call
# earns: 6
def revive(W1, b1, W2, b2, x):
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: nothing done
# expects: still is off on every row
# earns: 0
def revive(W1, b1, W2, b2, x):
    return W1, b1, W2, b2

# %% wrong: two arrays
# expects: Four arrays are asked for
# earns: 0
def revive(W1, b1, W2, b2, x):
    return W1, b1

# %% wrong: dead is below 0
# expects: still is off on every row
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    rng = np.random.default_rng(0)
    for u in np.flatnonzero((x @ W1 + b1 < 0).all(axis=0)):
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2


# %% wrong: zero weights stay
# expects: still is off
def revive(W1, b1, W2, b2, x):
    b, V = b1.copy(), W2.copy()
    dead = (x @ W1 + b1 <= 0).all(0)
    b[dead] = -np.median(x @ W1[:, dead], axis=0)
    V[dead] = 0
    return W1.copy(), b, V, b2.copy()

# %% wrong: units that are off on the first row are held dead
# expects: one row taken for all
def revive(W1, b1, W2, b2, x):
    W1, b1, W2, b2 = W1.copy(), b1.copy(), W2.copy(), b2.copy()
    dead = (x @ W1 + b1)[0] <= 0
    rng = np.random.default_rng(0)
    for u in np.where(dead)[0]:
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: the change is made up for in b2: b2 has to stay
# expects: b2 makes up for it
def revive(W1, b1, W2, b2, x):
    before = np.maximum(x @ W1 + b1, 0) @ W2 + b2
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    dead = (x @ W1 + b1 <= 0).all(axis=0)
    rng = np.random.default_rng(0)
    for u in np.where(dead)[0]:
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.mean(x @ W1[:, u])
        W2[u] *= 0.01
    after = np.maximum(x @ W1 + b1, 0) @ W2 + b2
    return W1, b1, W2, b2 + (before - after).mean(axis=0)

# %% wrong: only the bias is moved
# expects: weights of 0 moved by a bias
def revive(W1, b1, W2, b2, x):
    W1, b1, W2, b2 = W1.copy(), b1.copy(), W2.copy(), b2.copy()
    s = x @ W1
    dead = (s + b1 <= 0).all(axis=0)
    b1[dead] = -(s.max(axis=0) + s.min(axis=0))[dead] / 2
    W2[dead] = 0
    return W1, b1, W2, b2

# %% wrong: only what is strictly below 0 is taken for dead
# expects: a sum of 0 taken for on
# earns: 6
def revive(W1, b1, W2, b2, x):
    W1, b1, W2, b2 = W1.copy(), b1.copy(), W2.copy(), b2.copy()
    for u in np.flatnonzero((x @ W1 + b1 < 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: a unit that is off on any row is held dead
# expects: off on some row taken for dead
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    rng = np.random.default_rng(1)
    for u in np.flatnonzero((x @ W1 + b1 <= 0).any(axis=0)):
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: a unit that is off on most rows is held dead
# expects: off on most rows taken for dead
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    rng = np.random.default_rng(1)
    for u in np.flatnonzero((x @ W1 + b1 <= 0).mean(axis=0) > 0.5):
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: the bias in the middle of the sums, weights of 0 or not
# expects: weights of 0 moved by a bias
# earns: 6
def revive(W1, b1, W2, b2, x):
    b1, W2 = b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        sums = x @ W1[:, u]
        b1[u] = -(sums.min() + sums.max()) / 2
        W2[u] = 0
    return W1.copy(), b1, W2, b2

# %% wrong: b2 is set to 0, too
# expects: b2 changed. It adds the same to every row
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    rng = np.random.default_rng(1)
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = rng.normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, np.zeros_like(b2)

# %% wrong: only the first dead unit
# expects: Nothing of it changed
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    u = int((x @ W1 + b1 <= 0).all(axis=0).argmax())
    W1[:, u] = np.random.default_rng(1).normal(size=len(W1))
    b1[u] = -np.median(x @ W1[:, u])
    W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: all of W2 is silenced
# expects: Of living units W2 changed
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1 = W1.copy(), b1.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
    return W1, b1, np.zeros_like(W2), b2

# %% wrong: the row of W2 and the column
# expects: columns of W2 for rows
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    for u in np.flatnonzero((x @ W1 + b1 <= 0).all(axis=0)):
        W1[:, u] = np.random.default_rng(u).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
        W2[:, u] = 0
    return W1, b1, W2, b2

# %% wrong: units that are always on, too
# expects: always on taken for dead
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2, b2 = W1.copy(), b1.copy(), W2.copy(), b2.copy()
    on = x @ W1 + b1 > 0
    stuck = on.all(axis=0) | ~on.any(axis=0)
    j = x.std(axis=0).argmax()
    W1[:, stuck] = 0
    W1[j, stuck] = 1
    b1[stuck] = -(x[:, j].min() + x[:, j].max()) / 2
    W2[stuck] = 0
    return W1, b1, W2, b2

# %% wrong: a threshold written down
# expects: was dead
# earns: 5
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    z = x @ W1 + b1
    for u in np.flatnonzero((z <= 0).all(0)):
        W1[:, u] = [1.0, 0.0]
        b1[u] = -0.85
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: a difference of two inputs
# expects: a bias of 0 wakes a unit
# earns: 4
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    z = x @ W1 + b1
    for u in np.flatnonzero((z <= 0).all(0)):
        W1[:, u] = [1.0, -1.0]
        b1[u] = 0.0
        W2[u] = 0
    return W1, b1, W2, b2

# %% wrong: dead with a tolerance
# expects: seldom on taken for dead
# earns: 6
def revive(W1, b1, W2, b2, x):
    W1, b1, W2 = W1.copy(), b1.copy(), W2.copy()
    z = x @ W1 + b1
    for u in np.flatnonzero(z.max(0) < 1e-6):
        W1[:, u] = np.random.default_rng(0).normal(size=len(W1))
        b1[u] = -np.median(x @ W1[:, u])
        W2[u] = 0
    return W1, b1, W2, b2
