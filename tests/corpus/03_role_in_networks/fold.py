import numpy as np

# %% right: a loop
def fold(x, k):
    for _ in range(k):
        x = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return x, 2 ** k

# %% right: recursive, with another spelling of the tent
def fold(x, k):
    y = 1 - np.abs(2 * x - 1)
    if k == 1:
        return y, 2
    z, pieces = fold(y, k - 1)
    return z, 2 * pieces

# %% right: in one step, by the distance from even numbers
def fold(x, k):
    s = np.mod(x * 2 ** k, 2)
    return [np.where(s > 1, 2 - s, s), 1 << k]

# %% right: as matrices
def fold(x, k):
    y = np.asarray(x)
    for _ in range(k):
        h = np.maximum(np.stack([y, y - 0.5], axis=-1), 0)
        y = h @ np.array([2.0, -4.0])
    return y, np.prod([2] * k)

# %% wrong: 2k pieces
# expects: 2k pieces
# earns: 3
def fold(x, k):
    pieces = 0
    for _ in range(k):
        x = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
        pieces += 2
    return x, pieces

# %% wrong: k + 1 pieces
# expects: one piece more each time
# earns: 3
def fold(x, k):
    for _ in range(k):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x, k + 1

# %% wrong: k squared
# expects: k squared
# earns: 3
def fold(x, k):
    for _ in range(k):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x, k ** 2

# %% wrong: starts from x each time
# expects: folded once only
# earns: 3
def fold(x, k):
    for _ in range(k):
        y = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return y, 2 ** k

# %% wrong: k times one fold
# expects: scaled, not folded
# earns: 3
def fold(x, k):
    y = 0
    for _ in range(k):
        y = y + 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return y, 2 ** k

# %% wrong: one round more
# expects: folded once too often
# earns: 2
def fold(x, k):
    for _ in range(k + 1):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x, 2 ** k

# %% wrong: values alone
# expects: 2 things are asked for
# earns: 0
def fold(x, k):
    for _ in range(k):
        x = np.minimum(2 * x, 2 - 2 * x)
    return x

# %% wrong: return in the loop, k pieces
# expects: In the number of pieces
# earns: 1
def fold(x, k):
    for _ in range(k):
        return np.minimum(2 * x, 2 - 2 * x), 5


# %% wrong: one doubling less
# expects: one fold not counted
def fold(x, k):
    for _ in range(k):
        x = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return x, 2 ** (k - 1)


# %% right: closed form triangle wave
def fold(x, k):
    u = np.asarray(x, float) * 2 ** (k - 1) % 1.0
    return 1 - np.abs(2 * u - 1), 1 << k
