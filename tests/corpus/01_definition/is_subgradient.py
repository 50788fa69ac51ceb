import numpy as np

# %% right: three cases
def is_subgradient(g, x):
    if x > 0:
        return g == 1
    if x < 0:
        return g == 0
    return 0 <= g <= 1

# %% right: by the definition, on a few test points
def is_subgradient(g, x):
    y = np.array([0, 2 * x]) if x else np.array([-1, 1])  # the corner, and as far on the other side
    line = max(0, x) + g * (y - x)
    return bool(np.all(np.maximum(y, 0) >= line))

# %% right: between the one-sided slopes
def is_subgradient(g, x):
    left, right = float(x > 0), float(x >= 0)
    return left <= g <= right

# %% right: NumPy's logic
def is_subgradient(g, x):
    at_corner = np.logical_and(g >= 0, g <= 1)
    return np.where(x == 0, at_corner, g == np.heaviside(x, 0.5))

# %% wrong: only 0
# expects: only 0
# earns: 3
def is_subgradient(g, x):
    return g == (1 if x > 0 else 0)

# %% wrong: only 1
# expects: only 1
# earns: 3
def is_subgradient(g, x):
    return g == (x >= 0)

# %% wrong: the two sides only
# expects: only the two one-sided slopes
# earns: 4
def is_subgradient(g, x):
    if x == 0:
        return g == 0 or g == 1
    return g == (x > 0)

# %% wrong: undefined
# expects: undefined at the corner
# earns: 3
def is_subgradient(g, x):
    if x == 0:
        return False
    return g == (x > 0)

# %% wrong: any number
# expects: any number at the corner
# earns: 5
def is_subgradient(g, x):
    if x == 0:
        return True
    return g == (x > 0)

# %% wrong: minus one to one
# expects: −1 to 1
# earns: 5
def is_subgradient(g, x):
    if x == 0:
        return abs(g) <= 1
    return g == (1 if x > 0 else 0)

# %% wrong: open interval
# expects: the ends left out
# earns: 5
def is_subgradient(g, x):
    if x == 0:
        return 0 < g < 1
    return g == (1 if x > 0 else 0)

# %% wrong: x is not looked at
# expects: the corner's rule everywhere
# earns: 4
def is_subgradient(g, x):
    return 0 <= g <= 1

# %% wrong: open interval, and x not looked at
# expects: Does the line of slope g
# earns: 3
def is_subgradient(g, x):
    return 0 < g < 1

# %% right: 1 for True, 0 for False
def is_subgradient(g, x):
    return int(0 <= g <= 1) if x == 0 else int(g == (x > 0))

# %% wrong: None at the corner
# expects: returned nothing
# earns: 2
def is_subgradient(g, x):
    if x > 0:
        return g == 1
    if x < 0:
        return g == 0

# %% wrong: the slope, not the answer
# expects: Return True or False
# earns: 0
def is_subgradient(g, x):
    return (0.0, 1.0)

# %% wrong: text
# expects: Return True or False
# earns: 0
def is_subgradient(g, x):
    return "yes" if 0 <= g <= 1 else "no"

# %% wrong: raises at the corner
# expects: ZeroDivisionError
# earns: 2
def is_subgradient(g, x):
    return g == (1 + x / abs(x)) / 2


# %% wrong: only at the corner
# expects: none off the corner
def is_subgradient(g, x):
    return x == 0 and 0 <= g <= 1


# %% right: match on sign
def is_subgradient(g, x):
    match (x > 0) - (x < 0):
        case 1:
            return g == 1
        case -1:
            return g == 0
    return not (g < 0 or g > 1)

# %% wrong: tries only a few points y, at whole numbers
# expects: tried near 0 only
def is_subgradient(g, x):
    f = lambda t: max(t, 0)
    return all(f(y) >= f(x) + g * (y - x) - 1e-9 for y in range(-100, 101))

# %% wrong: compares on one side only: y right of x
# expects: one side of x only
def is_subgradient(g, x):
    ys = x + np.logspace(-6, 6, 100)
    relu = lambda t: np.maximum(t, 0.0)
    return bool(np.all(relu(ys) - relu(x) >= g * (ys - x) - 1e-9))

# %% wrong: a grid around 0
# expects: tried near 0 only
def is_subgradient(g, x):
    y = np.linspace(-10, 10, 101)
    f = lambda t: np.maximum(t, 0)
    return bool(np.all(f(y) >= f(x) + g * (y - x)))

# %% wrong: an inequality off the corner
# expects: an inequality off the corner
def is_subgradient(g, x):
    if x > 0:
        return g <= 1
    if x < 0:
        return g >= 0
    return 0 <= g <= 1

# %% wrong: half open
# expects: one end left out
def is_subgradient(g, x):
    if x == 0:
        return 0 <= g < 1
    return g == (1 if x > 0 else 0)

# %% wrong: left for right
# expects: the slopes of the two sides exchanged
def is_subgradient(g, x):
    if x == 0:
        return 0 <= g <= 1
    return g == (0 if x > 0 else 1)

# %% wrong: a word for the answer
# expects: neither True nor False
def is_subgradient(g, x):
    return 'yes' if 0 <= g <= 1 else 'no'

# %% wrong: x - y for y - x
# expects: the line tilted the other way
def is_subgradient(g, x):
    places = (-1e9, x - 1, x, x + 1, 1e9)
    return all(max(y, 0) >= max(x, 0) + g * (x - y) - 1e-9 for y in places)

# %% wrong: near enough
# expects: neighbours of the corner taken for it
# earns: 4
def is_subgradient(g, x):
    if -0.01 < x < 0.01:
        return 0 <= g <= 1
    return g == (x > 0)

# %% wrong: a thousandth, the ends of it too
# expects: neighbours of the corner taken for it
# earns: 4
def is_subgradient(g, x):
    if abs(x) <= 1e-3:
        return 0 <= g <= 1
    return g == float(x > 0)

# %% wrong: np.isclose
# expects: neighbours of the corner taken for it
# earns: 4
def is_subgradient(g, x):
    if np.isclose(x, 0):
        return 0 <= g <= 1
    return g == np.heaviside(x, 0)

# %% wrong: a rounding error's width
# expects: neighbours of the corner taken for it
# earns: 4
def is_subgradient(g, x):
    tiny = np.finfo(float).eps
    if abs(x) < tiny:
        return 0 <= g <= 1
    return g == 1 if x > 0 else g == 0

# %% wrong: the definition, at places a hundredth and more away
# expects: tried beside x only
# earns: 4
def is_subgradient(g, x):
    y = np.array([x - 1, x - 0.01, x + 0.01, x + 1])
    line = max(0, x) + g * (y - x)
    return bool(np.all(np.maximum(y, 0) >= line - 1e-12))
