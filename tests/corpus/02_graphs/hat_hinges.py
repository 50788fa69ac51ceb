# %% right: three changes of slope
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    s = height / (middle - left)
    return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]

# %% right: from the right end
def hat_hinges(left, right, height):
    half = (right - left) / 2
    s = height / half
    return [(s, right, "left"), (-2 * s, right - half, "left"), (s, left, "left")]

# %% right: looking both ways from the top
def hat_hinges(left, right, height):
    top, s = (left + right) / 2, 2 * height / (right - left)
    hinges = [(s, left, "right"), (-s, top, "right"), (s, right, "right")]
    # The way down on the right is a ramp to the right as well.
    return hinges + [(-s, top, "right")]

# %% right: changes worked out from slopes
import numpy as np
def hat_hinges(left, right, height):
    x = np.array([left, (left + right) / 2, right])
    y = np.array([0.0, height, 0.0])
    slopes = [0, *(np.diff(y) / np.diff(x)), 0]
    return [(change, kink, "right") for change, kink in zip(np.diff(slopes), x)]

# %% wrong: up and down
# expects: hat from two
# earns: 3
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    s = height / (middle - left)
    return [(s, left, "right"), (-2 * s, middle, "right")]

# %% wrong: slopes as weights
# expects: slopes, not changes of slope
# earns: 1
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    s = height / (middle - left)
    return [(s, left, "right"), (-s, middle, "right"), (0, right, "right")]

# %% wrong: two ramps
# expects: two ramps facing each other
# earns: 0
def hat_hinges(left, right, height):
    s = height / ((right - left) / 2)
    return [(s, left, "right"), (s, right, "left")]

# %% wrong: weights of the height
# expects: the height as the slope
# earns: 2
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    return [(height, left, "right"), (-2 * height, middle, "right"), (height, right, "right")]

# %% wrong: the whole width
# expects: the whole width for the way up
# earns: 2
def hat_hinges(left, right, height):
    middle, s = (left + right) / 2, height / (right - left)
    return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]

# %% wrong: too much at the end
# expects: the last change doubled
# earns: 3
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    s = height / (middle - left)
    return [(s, left, "right"), (-2 * s, middle, "right"), (2 * s, right, "right")]

# %% wrong: the top in the wrong place
# expects: the middle taken for half the width
# earns: 0
def hat_hinges(left, right, height):
    middle = (right - left) / 2
    s = height / middle
    return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]

# %% wrong: a dictionary
# expects: The hinges should come as a list
# earns: 0
def hat_hinges(left, right, height):
    return {"left": 1, "middle": -2, "right": 1}

# %% wrong: abs(height): a negative hat points up
# expects: a negative height turned up
def hat_hinges(left, right, height):
    m = (left + right) / 2
    s = abs(height) / (m - left)
    return [(s, left, "right"), (-2 * s, m, "right"), (s, right, "right")]

# %% wrong: the weight in the middle is -s
# expects: level behind the middle
def hat_hinges(left, right, height):
    m = 0.5 * (left + right)
    s = height / (m - left)
    return [(s, left, "right"), (-s, m, "right"), (-s, right, "right")]

# %% wrong: // for the middle
# expects: the middle cut to a whole number
def hat_hinges(left, right, height):
    mid = (left + right) // 2
    s = height / (mid - left)
    return [(s, left, "right"), (-2 * s, mid, "right"), (s, right, "right")]

# %% wrong: weights s, -s, s
# expects: the middle change not doubled
def hat_hinges(left, right, height):
    mid = (left + right) / 2
    s = height / (mid - left)
    return [(s, left, "right"), (-s, mid, "right"), (s, right, "right")]

# %% wrong: the middle rounded
# expects: the middle cut to a whole number
def hat_hinges(left, right, height):
    middle = round((left + right) / 2)
    s = height / (middle - left)
    return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]

# %% wrong: two hinges, shown beside a plain 0
# expects: hat from two
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    return [(s, left, "right"), (-2 * s, (left + right) / 2, "right")]

# %% wrong: all signs turned
# expects: the hat upside down
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    middle = (left + right) / 2
    return [(-s, left, 'right'), (2 * s, middle, 'right'), (-s, right, 'right')]

# %% wrong: up to the right end
# expects: no turn in the middle
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    return [(s, left, 'right'), (-s, right, 'right')]

# %% wrong: minus at the end
# expects: the last change the wrong way
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    middle = (left + right) / 2
    return [(s, left, 'right'), (-2 * s, middle, 'right'), (-s, right, 'right')]

# %% wrong: halved twice
# expects: twice as steep
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    middle = (left + right) / 2
    return [(2 * s, left, 'right'), (-4 * s, middle, 'right'), (2 * s, right, 'right')]

# %% wrong: slope one
# expects: slope 1 for every height
def hat_hinges(left, right, height):
    s = 2 * height / (right - left)
    middle = (left + right) / 2
    return [(1, left, 'right'), (-2, middle, 'right'), (1, right, 'right')]

# %% wrong: height over middle
# expects: a place taken for a length
def hat_hinges(left, right, height):
    middle = (left + right) / 2
    s = height / middle
    return [(s, left, 'right'), (-2 * s, middle, 'right'), (s, right, 'right')]

# %% wrong: floor division for the middle alone
# expects: the middle cut to a whole number
# earns: 0
def hat_hinges(left, right, height):
    s = height / (0.5 * (right - left))
    middle = (right + left) // 2
    return [(s, left, "right"), (-2 * s, middle, "right"), (s, right, "right")]
