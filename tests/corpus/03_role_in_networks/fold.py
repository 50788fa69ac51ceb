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

# %% wrong: k - 1 folds: the loop starts at 1
# expects: one fold too few
def fold(x, k):
    y = np.asarray(x, dtype=float)
    for i in range(1, k):
        y = np.minimum(2 * y, 2 - 2 * y)
    return y, 2 ** k

# %% wrong: corners are counted instead of pieces: 2^k - 1
# expects: corners, not pieces
def fold(x, k):
    y = np.minimum(2 * x, 2 - 2 * x)
    for _ in range(k - 1):
        y = np.minimum(2 * y, 2 - 2 * y)
    return y, 2 ** k - 1

# %% wrong: pieces are counted from the given points, which may be too few
# expects: pieces seen in the given points
def fold(x, k):
    y = np.array(x, dtype=float)
    for _ in range(k):
        y = np.where(y <= 0.5, 2 * y, 2 * (1 - y))
    slopes = np.sign(np.diff(np.ravel(y)))
    return y, int(1 + np.sum(slopes[1:] != slopes[:-1]))

# %% wrong: the kink is at 1, not at one half
# expects: the second kink at 1
def fold(x, k):
    y = x
    for _ in range(k):
        y = 2 * np.maximum(y, 0) - 4 * np.maximum(y - 1, 0)
    return y, 2 ** k

# %% wrong: doubles the caller's array
# expects: caller's array was changed
def fold(x, k):
    for _ in range(k):
        right = x > 0.5
        x *= 2
        x[right] = 2 - x[right]
    return x, 2 ** k

# %% wrong: -2 for -4
# expects: no way down
def fold(x, k):
    y = x
    for _ in range(k):
        y = 2 * np.maximum(y, 0) - 2 * np.maximum(y - 0.5, 0)
    return y, 2 ** k

# %% wrong: T to the power of k
# expects: a power, not a repetition
def fold(x, k):
    T = 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)
    return T ** k, 2 ** k

# %% wrong: the second unit is left out
# expects: no second unit
# earns: 2
def fold(x, k):
    for _ in range(k):
        x = 2 * np.maximum(x, 0)
    return x, 2**k

# %% wrong: no loop
# expects: This is one fold, whatever k is
def fold(x, k):
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0), 2**k
