import numpy as np

# %% right: changes of slope
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    return y[0], np.diff(slopes, prepend=0)

# %% right: a loop
def sine_hinges(x, y):
    weights, slope = [], 0.0
    for i in range(len(x) - 1):
        new = (y[i + 1] - y[i]) / (x[i + 1] - x[i])
        weights.append(new - slope)
        slope = new
    return float(y[0]), weights

# %% right: the weights by solving for the heights
def sine_hinges(x, y):
    raw = np.maximum(x[1:, None] - x[None, :-1], 0)
    return y[0], np.linalg.solve(raw, y[1:] - y[0])

# %% right: the first slope, then the changes
def sine_hinges(x, y):
    slopes = (y[1:] - y[:-1]) / (x[1:] - x[:-1])
    return [y[0], np.concatenate([slopes[:1], slopes[1:] - slopes[:-1]])]

# %% wrong: slopes as weights
# expects: weights are slopes
# earns: 2
def sine_hinges(x, y):
    return y[0], np.diff(y) / np.diff(x)

# %% wrong: no offset
# expects: missing offset
# earns: 4
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    return 0.0, np.diff(slopes, prepend=0)

# %% wrong: no offset and slopes as weights
# expects: weights are slopes
# earns: 1
def sine_hinges(x, y):
    return 0.0, np.diff(y) / np.diff(x)

# %% wrong: the mean height
# expects: the mean as offset
# earns: 4
def sine_hinges(x, y):
    return y.mean(), np.diff(np.diff(y) / np.diff(x), prepend=0)

# %% wrong: the last height
# expects: the offset from the last point
# earns: 4
def sine_hinges(x, y):
    return y[-1], np.diff(np.diff(y) / np.diff(x), prepend=0)

# %% wrong: each change one point too early
# expects: off by one unit
# earns: 1
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    weights = np.zeros(len(slopes))
    for i in range(len(slopes) - 1):
        weights[i] = slopes[i + 1] - slopes[i]
    return y[0], weights

# %% wrong: starts level
# expects: the first slope is lost
# earns: 1
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    return y[0], np.concatenate([[0.0], np.diff(slopes)])

# %% wrong: the inner points only
# expects: one unit too few
# earns: 1
def sine_hinges(x, y):
    return y[0], np.diff(np.diff(y) / np.diff(x))

# %% wrong: a hinge at the last point
# expects: one unit too many
# earns: 2
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    return y[0], np.diff(np.concatenate([[0], slopes, [0]]))

# %% wrong: rises only
# expects: rise without run
# earns: 1
def sine_hinges(x, y):
    return y[0], np.diff(y[1:] - y[:-1], prepend=0)

# %% wrong: one step for all
# expects: every step taken for the first
# earns: 4
def sine_hinges(x, y):
    h = x[1] - x[0]
    return y[0], np.diff(np.diff(y) / h, prepend=0)

# %% wrong: old minus new
# expects: changes the wrong way round
# earns: 2
def sine_hinges(x, y):
    slopes = np.diff(y) / np.diff(x)
    weights = slopes.copy()
    weights[1:] = slopes[:-1] - slopes[1:]
    return y[0], weights

# %% wrong: heights
# expects: heights as weights
# earns: 1
def sine_hinges(x, y):
    return y[0], y[:-1]

# %% wrong: only the weights
# expects: 2 things are asked for: the constant c
# earns: 0
def sine_hinges(x, y):
    return np.diff(np.diff(y) / np.diff(x), prepend=0)

# %% wrong: run over rise
# expects: run over rise
# earns: 1
def sine_hinges(x, y):
    return y[0], np.diff(np.diff(x) / np.diff(y), prepend=0)


# %% wrong: slopes by np.gradient
# expects: In the weights
def sine_hinges(x, y):
    s = np.gradient(y, x)
    return y[0], np.diff(s, prepend=0)[:-1]


# %% right: solved as linear system
def sine_hinges(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    A = np.maximum(x[1:, None] - x[None, :-1], 0)
    return y[0], np.linalg.solve(A, y[1:] - y[0])

# %% wrong: np.gradient takes central differences, not the slope of each piece
# expects: slopes across two pieces
def sine_hinges(x, y):
    s = np.gradient(y, x)[:-1]
    return y[0], np.diff(s, prepend=0)

# %% wrong: the slopes are those of the sine, cos(x), whatever y holds
# expects: the slopes of a sine
def sine_hinges(x, y):
    s = np.cos((x[1:] + x[:-1]) / 2)
    return y[0], np.append(s[0], np.diff(s))

# %% wrong: subtracting in place
# expects: differences of weights, not of slopes
def sine_hinges(x, y):
    w = np.diff(y) / np.diff(x)
    for i in range(1, len(w)):
        w[i] = w[i] - w[i - 1]
    return y[0], w

# %% wrong: np.sin whatever y holds
# expects: a sine for any heights
def sine_hinges(x, y):
    y = np.sin(x)
    s = np.diff(y) / np.diff(x)
    return y[0], np.diff(s, prepend=0)

# %% wrong: lowest
# expects: the lowest point as offset
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x)
    weights = np.diff(s, prepend=0)
    return y.min(), weights

# %% wrong: x for y
# expects: a place for the offset
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x)
    weights = np.diff(s, prepend=0)
    return x[0], weights

# %% wrong: sizes
# expects: changes without their sign
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x)
    weights = np.diff(s, prepend=0)
    return y[0], abs(weights)

# %% wrong: running sums
# expects: slopes added up
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x)
    weights = np.diff(s, prepend=0)
    return y[0], s.cumsum()

# %% wrong: where the first line meets the axis
# expects: the first line's height at x = 0
# earns: 4
def sine_hinges(x, y):
    s = (y[1:] - y[:-1]) / (x[1:] - x[:-1])
    return y[0] - x[0] * s[0], np.concatenate([[s[0]], s[1:] - s[:-1]])

# %% wrong: the mean step
# expects: every step taken for the mean one
# earns: 4
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x).mean()
    return y[0], np.concatenate([[s[0]], np.diff(s)])

# %% wrong: compared with the first piece
# expects: changes from the first slope
# earns: 2
def sine_hinges(x, y):
    s = np.diff(y) / np.diff(x)
    return y[0], np.array([s[0]] + [slope - s[0] for slope in s[1:]])
