import numpy as np

# %% right: raise first, then subtract
def relu_above(x, t):
    return np.maximum(x, t) - t

# %% right: choose, then drop what wrapped
def relu_above(x, t):
    return np.where(x > t, x - t, 0)

# %% right: a wider dtype on the way, and back
def relu_above(x, t):
    wide = x.astype(np.float64) - t
    return np.maximum(wide, 0).astype(x.dtype)

# %% right: subtract where above only
def relu_above(x, t):
    y = np.zeros_like(x)
    above = x > t
    y[above] = x[above] - t
    return y

# %% right: a loop with Python's numbers
def relu_above(x, t):
    y = np.empty_like(x)
    for i in np.ndindex(x.shape):
        y[i] = max(0, x[i].item() - t)
    return y

# %% wrong: wraps
# expects: wrap-around
# earns: 2
def relu_above(x, t):
    return np.maximum(x - t, 0)

# %% wrong: casts when it is too late
# expects: wrap-around
# earns: 1
def relu_above(x, t):
    return np.maximum((x - t).astype(float), 0)

# %% wrong: a mask after the wrap
# expects: wrap-around
# earns: 2
def relu_above(x, t):
    y = x - t
    y[y < 0] = 0
    return y

# %% wrong: float64
# expects: silent float64
# earns: 4
def relu_above(x, t):
    return np.maximum(x.astype(float) - t, 0)

# %% wrong: float64 through a list
# expects: silent float64
# earns: 3
def relu_above(x, t):
    return np.array([max(0.0, float(v) - t) for v in x])

# %% wrong: through int
# expects: fractions cut off
# earns: 3
def relu_above(x, t):
    return np.maximum(x.astype(int) - t, 0)

# %% wrong: through int, threshold too
# expects: fractions cut off, t as well
# earns: 3
def relu_above(x, t):
    return np.maximum(x.astype(int) - int(t), 0)

# %% wrong: hard threshold
# expects: kept whole above t
# earns: 1
def relu_above(x, t):
    return np.where(x > t, x, 0)

# %% wrong: hard threshold in float64
# expects: kept whole above t
# earns: 0
def relu_above(x, t):
    return np.where(x > t, x, 0.0).astype(float)

# %% wrong: raised only
# expects: raised to t, and t not taken off
# earns: 1
def relu_above(x, t):
    return np.maximum(x, t)

# %% wrong: distance
# expects: distance from t
# earns: 0
def relu_above(x, t):
    return np.abs(x.astype(float) - t)

# %% wrong: after the ReLU
# expects: t taken off after the ReLU
# earns: 1
def relu_above(x, t):
    return np.maximum(x, 0) - t

# %% wrong: int64 for whole numbers
# expects: what came back is int64
# earns: 4
def relu_above(x, t):
    if x.dtype.kind in "iu":
        x = x.astype(int)
    return np.maximum(x - t, 0)

# %% wrong: builtin max
# expects: one question for the whole array
# earns: 0
def relu_above(x, t):
    return max(x - t, 0)

# %% wrong: a list
# expects: A list came back
# earns: 0
def relu_above(x, t):
    return [max(0, int(v) - t) if v == int(v) else max(0, v - t) for v in x]

# %% wrong: nothing back
# expects: returned nothing
# earns: 0
def relu_above(x, t):
    np.subtract(np.maximum(x, t), t)


# %% right: python integers
def relu_above(x, t):
    flat = [max(v - t, 0) for v in x.ravel().tolist()]
    return np.array(flat).astype(x.dtype).reshape(x.shape)

# %% wrong: handles only one axis: v > t is asked of a whole row
# expects: a loop sees rows
def relu_above(x, t):
    out = np.zeros_like(x)
    for i in range(len(x)):
        if x[i] > t:
            out[i] = x[i] - t
    return out

# %% wrong: the result has one axis, whatever the shape of x
# expects: one row, whatever the shape
def relu_above(x, t):
    wide = [int(v) if x.dtype.kind in "iu" else v for v in x.ravel()]
    return np.array([v - t if v > t else 0 for v in wide], dtype=x.dtype)

# %% wrong: int8 wraps round: -128 - t is computed in int8
# expects: wrap-around
def relu_above(x, t):
    if x.dtype == np.uint8:
        return np.where(x > t, x - np.uint8(t), np.uint8(0))
    d = x - x.dtype.type(t)
    return np.maximum(d, x.dtype.type(0))

# %% wrong: always bytes
# expects: whole numbers for floats
# earns: 3
def relu_above(x, t):
    return np.maximum(x.astype(np.float64) - t, 0).astype(np.uint8)

# %% wrong: builtin max of the differences
# expects: one question for the whole array
# earns: 0
def relu_above(x, t):
    y = max(x - t, 0)
    return y

# %% wrong: the other way round
# expects: how far below t
def relu_above(x, t):
    return np.maximum(float(t) - x, 0).astype(x.dtype)

# %% wrong: only ReLU
# expects: t is not used
def relu_above(x, t):
    return np.maximum(x, x.dtype.type(0))

# %% wrong: picked out
# expects: the entries above t alone
def relu_above(x, t):
    above = x[x > t]
    return above - t

# %% wrong: a byte's range for all
# expects: kept within a byte
# earns: 4
def relu_above(x, t):
    above = np.maximum(x.astype(np.float64) - t, 0)
    return np.minimum(above, 255).astype(x.dtype)
