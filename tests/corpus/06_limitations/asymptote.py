import numpy as np

# %% right: masks
def asymptote(w, b, v, c):
    rest = c + np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    lines = []
    for on in (w < 0, w > 0):
        lines.append((np.sum(v[on] * w[on]), np.sum(v[on] * b[on]) + rest))
    return lines[0], lines[1]

# %% right: unit by unit
def asymptote(w, b, v, c):
    left, right = [0.0, c], [0.0, c]
    for wi, bi, vi in zip(w, b, v):
        sides = [right] if wi > 0 else [left] if wi < 0 else []
        if wi == 0 and bi > 0:
            left[1] += vi * bi
            right[1] += vi * bi
        for side in sides:
            side[0] += vi * wi
            side[1] += vi * bi
    return tuple(left), tuple(right)

# %% right: two points beyond the last kink
def asymptote(w, b, v, c):
    def f(x):
        return float(v @ np.maximum(w * x + b, 0) + c)
    bending = w != 0
    kinks = -b[bending] / w[bending]
    lines = []
    for start, step in ((kinks.min(), -1.0), (kinks.max(), 1.0)):
        x0, x1 = start, start + step
        slope = (f(x1) - f(x0)) / (x1 - x0)
        lines.append([slope, f(x0) - slope * x0])
    return np.array(lines)

# %% wrong: all on
# expects: every unit on, on both sides
# earns: 0
def asymptote(w, b, v, c):
    line = (v @ w, v @ b + c)
    return line, line

# %% wrong: exchanged
# expects: left and right exchanged
# earns: 0
def asymptote(w, b, v, c):
    rest = c + np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    on, off = w > 0, w < 0
    return ((v[on] @ w[on], v[on] @ b[on] + rest), (v[off] @ w[off], v[off] @ b[off] + rest))

# %% wrong: flat
# expects: level beyond the last kink
# earns: 0
def asymptote(w, b, v, c):
    def f(x):
        return float(v @ np.maximum(w * x + b, 0) + c)
    kinks = -b[w != 0] / w[w != 0]
    return (0.0, f(kinks.min())), (0.0, f(kinks.max()))

# %% wrong: intercept c
# expects: the output bias alone
# earns: 0
def asymptote(w, b, v, c):
    return (v[w < 0] @ w[w < 0], c), (v[w > 0] @ w[w > 0], c)

# %% wrong: no c
# expects: c left out
# earns: 0
def asymptote(w, b, v, c):
    rest = np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    l, r = w < 0, w > 0
    return (v[l] @ w[l], v[l] @ b[l] + rest), (v[r] @ w[r], v[r] @ b[r] + rest)

# %% wrong: slopes without v
# expects: a slope without v
# earns: 0
def asymptote(w, b, v, c):
    rest = c + np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    l, r = w < 0, w > 0
    return (w[l].sum(), v[l] @ b[l] + rest), (w[r].sum(), v[r] @ b[r] + rest)

# %% wrong: outwards
# expects: slopes counted outwards
# earns: 2
def asymptote(w, b, v, c):
    rest = c + np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    l, r = w < 0, w > 0
    return (v[l] @ np.abs(w[l]), v[l] @ b[l] + rest), (v[r] @ w[r], v[r] @ b[r] + rest)

# %% wrong: w = 0 forgotten
# expects: units with w = 0 left out
# earns: 4
def asymptote(w, b, v, c):
    l, r = w < 0, w > 0
    return (v[l] @ w[l], v[l] @ b[l] + c), (v[r] @ w[r], v[r] @ b[r] + c)

# %% wrong: w = 0 always on
# expects: off at w = 0, whatever b
# earns: 4
def asymptote(w, b, v, c):
    l, r = w <= 0, w >= 0
    return (v[l] @ w[l], v[l] @ b[l] + c), (v[r] @ w[r], v[r] @ b[r] + c)

# %% wrong: two values at 100
# expects: read off too near
# earns: 4
def asymptote(w, b, v, c):
    def f(x):
        return float(v @ np.maximum(w * x + b, 0) + c)
    right = f(101) - f(100)
    left = f(-100) - f(-101)
    return (left, f(-100) + 100 * left), (right, f(100) - 100 * right)

# %% wrong: two values at 50
# expects: read off too near
# earns: 4
def asymptote(w, b, v, c):
    def f(x):
        return float(v @ np.maximum(w * x + b, 0) + c)
    right = (f(60) - f(50)) / 10
    left = (f(-50) - f(-60)) / 10
    return (left, f(-50) + 50 * left), (right, f(50) - 50 * right)

# %% wrong: one line
# expects: 2 things are asked for
# earns: 0
def asymptote(w, b, v, c):
    return [(v[w > 0] @ w[w > 0], v[w > 0] @ b[w > 0] + c)]

# %% wrong: as np.polynomial orders them
# expects: slope and intercept exchanged
def asymptote(w, b, v, c):
    level = c + np.sum(v[w == 0] * np.maximum(b[w == 0], 0))
    return tuple(
        (np.sum(v[on] * b[on]) + level, np.sum(v[on] * w[on])) for on in (w < 0, w > 0)
    )


# %% wrong: b with a minus
# expects: v·b with the other sign
def asymptote(w, b, v, c):
    l, r = w < 0, w > 0
    return (np.sum(v[l] * w[l]), c - np.sum(v[l] * b[l])), (np.sum(v[r] * w[r]), c - np.sum(v[r] * b[r]))

# %% wrong: relu(b) instead of b: negative biases are cut off
# expects: relu of the bias
def asymptote(w, b, v, c):
    rb = np.maximum(b, 0)
    L, R = w <= 0, w >= 0
    return ((v * w)[L].sum(), (v * rb)[L].sum() + c), ((v * w)[R].sum(), (v * rb)[R].sum() + c)

# %% wrong: both lines through the value at 0
# expects: the value at 0 for the intercept
# earns: 0
def asymptote(w, b, v, c):
    at_0 = float(np.sum(v * np.maximum(b, 0)) + c)
    left, right = w < 0, w > 0
    return (np.sum((v * w)[left]), at_0), (np.sum((v * w)[right]), at_0)

# %% wrong: b added up, not v times b
# expects: an intercept without v
# earns: 0
def asymptote(w, b, v, c):
    rest = c + np.sum((v * np.maximum(b, 0))[w == 0])
    left, right = w < 0, w > 0
    return (
        (np.sum((v * w)[left]), rest + np.sum(b[left])),
        (np.sum((v * w)[right]), rest + np.sum(b[right])),
    )

# %% wrong: the units that are on at 0
# expects: the units that are on at 0
# earns: 0
def asymptote(w, b, v, c):
    on = b > 0
    line = (np.sum((v * w)[on]), np.sum((v * b)[on]) + c)
    return line, line

# %% wrong: the units that are on at 100
# expects: the net at some x that is not far enough out
# earns: 4
def asymptote(w, b, v, c):
    lines = []
    for x in (-100.0, 100.0):
        on = w * x + b > 0
        lines.append((float((v * w)[on].sum()), float((v * b)[on].sum() + c)))
    return tuple(lines)

# %% wrong: nothing on far left
# expects: no unit on far left
# earns: 2
def asymptote(w, b, v, c):
    flat, pos = w == 0, w > 0
    const = c + (v[flat] * np.maximum(b[flat], 0)).sum()
    left = (0.0, const)
    right = ((v * w)[pos].sum(), const + (v * b)[pos].sum())
    return left, right

# %% wrong: tiny weights taken for 0
# expects: The value differs
# earns: 2
def asymptote(w, b, v, c):
    z = np.isclose(w, 0)
    rest = c + (v[z] * np.maximum(b[z], 0)).sum()
    return tuple(((v * w)[on].sum(), (v * b)[on].sum() + rest) for on in (w < -1e-8, w > 1e-8))

# %% wrong: two values at a million
# expects: Two units have their kinks far out
# earns: 4
def asymptote(w, b, v, c):
    f = lambda x: float(np.maximum(w * x + b, 0) @ v + c)
    out = []
    for s in (-1e6, 1e6):
        k = (f(2 * s) - f(s)) / s
        out.append((k, f(s) - k * s))
    return tuple(out)
