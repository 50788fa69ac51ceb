import numpy as np

# %% right: by matrices
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% right: a loop over examples
def backprop(x, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = (np.zeros_like(p) for p in (W1, b1, W2, b2))
    for xi, yi in zip(x, y):
        z = xi @ W1 + b1
        h = np.where(z > 0, z, 0)
        d = h @ W2 + b2 - yi
        dz = np.where(z > 0, W2 @ d, 0)
        dW1 += np.outer(xi, dz)
        db1 += dz
        dW2 += np.outer(h, d)
        db2 += d
    return dW1, db1, dW2, db2

# %% right: einsum, gate from h
def backprop(x, y, W1, b1, W2, b2):
    h = np.maximum(x @ W1 + b1, 0)
    d = h @ W2 + b2 - y
    back = np.einsum("no,ho->nh", d, W2)
    back[h == 0] = 0
    return [np.einsum("ni,nh->ih", x, back), back.sum(0), np.einsum("nh,no->ho", h, d), d.sum(0)]

# %% wrong: relu of the gradient
# expects: gated by the sign of the gradient
# earns: 2
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = np.maximum(d @ W2.T, 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: gate by its own sign
# expects: gated by the sign of the gradient
# earns: 2
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (d @ W2.T > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: gate from h >= 0
# expects: the gate is always open
# earns: 4
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (h >= 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: no gate
# expects: the gate is always open
# earns: 4
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = d @ W2.T
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: times h
# expects: multiplied by h
# earns: 2
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * h
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: biases by row
# expects: bias gradients are not summed
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz, h.T @ d, d

# %% wrong: y minus output
# expects: the sign is turned
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = y - (h @ W2 + b2)
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: the mean
# expects: mean over the rows
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = (h @ W2 + b2 - y) / len(x)
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: twice
# expects: the factor ½ forgotten
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = 2 * (h @ W2 + b2 - y)
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: forgets to transpose
# expects: W2 not transposed on the way back
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2) * (z > 0)
    return x.T @ dz, dz.sum(0), h.T @ d, d.sum(0)

# %% wrong: the other order
# expects: matrix gradients transposed
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (z > 0)
    return dz.T @ x, dz.sum(0), d.T @ h, d.sum(0)

# %% wrong: two of four
# expects: 4 things are asked for
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, h.T @ d


# %% wrong: sums for outputs in dW2
# expects: z for h in dW2
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dz = d @ W2.T * (z > 0)
    return x.T @ dz, dz.sum(0), z.T @ d, d.sum(0)

# %% wrong: db1 is a mean
# expects: bias gradients averaged
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    output = h @ W2 + b2
    d = output - y
    dW2 = h.T @ d
    db2 = d.sum(axis=0)
    dh = d @ W2.T
    dz = dh * (z > 0)
    dW1 = x.T @ dz
    db1 = dz.mean(axis=0)
    return dW1, db1, dW2, db2

# %% wrong: sums over all axes
# expects: bias gradients summed over everything
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    output = h @ W2 + b2
    d = output - y
    dW2 = h.T @ d
    db2 = d.sum()
    dh = d @ W2.T
    dz = dh * (z > 0)
    dW1 = x.T @ dz
    db1 = dz.sum()
    return dW1, db1, dW2, db2

# %% wrong: no ReLU on the way forward
# expects: no ReLU on the way forward
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = z
    output = h @ W2 + b2
    d = output - y
    dW2 = h.T @ d
    db2 = d.sum(axis=0)
    dh = d @ W2.T
    dz = dh * (z > 0)
    dW1 = x.T @ dz
    db1 = dz.sum(axis=0)
    return dW1, db1, dW2, db2

# %% wrong: h is not transposed in dW2
# expects: size 6 is different from 2
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    d = h @ W2 + b2 - y
    dW2 = d @ h
    dz = (d @ W2.T) * (z > 0)
    return x.T @ dz, dz.sum(axis=0), dW2, d.sum(axis=0)

# %% wrong: the bias before the slope of ReLU
# expects: db1 before the gate
# earns: 4
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = z * (z > 0)
    error = h @ W2 + b2 - y
    back = error @ W2.T
    db1 = back.sum(axis=0)
    back[z <= 0] = 0
    return x.T @ back, db1, h.T @ error, error.sum(axis=0)

# %% wrong: ReLU's slope at the outputs as well
# expects: a gate at the outputs
# earns: 0
def backprop(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    out = h @ W2 + b2
    error = np.where(out > 0, out - y, 0.0)
    back = np.where(z > 0, error @ W2.T, 0.0)
    return x.T @ back, back.sum(axis=0), h.T @ error, error.sum(axis=0)
