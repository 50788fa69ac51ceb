# %% right: up at low, level at high
def clip_hinges(low, high):
    return low, [(1, low, "right"), (-1, high, "right")]

# %% right: from the ceiling down
def clip_hinges(low, high):
    return [high, [(-1, high, "left"), (1, low, "left")]]

# %% right: a list put together
def clip_hinges(low, high):
    hinges = []
    for weight, kink in ((1.0, low), (-1.0, high)):
        hinges.append([weight, kink, "right"])
    return float(low), tuple(hinges)

# %% wrong: no ceiling
# expects: no ceiling
# earns: 0
def clip_hinges(low, high):
    return low, [(1, low, "right")]

# %% wrong: c left at 0
# expects: the constant is missing
# earns: 2
def clip_hinges(low, high):
    return 0, [(1, low, "right"), (-1, high, "right")]

# %% wrong: the second kink at the width
# expects: the ceiling's kink at the width
# earns: 2
def clip_hinges(low, high):
    return low, [(1, low, "right"), (-1, high - low, "right")]

# %% wrong: plus one again
# expects: the second weight with the wrong sign
# earns: 0
def clip_hinges(low, high):
    return low, [(1, low, "right"), (1, high, "right")]

# %% wrong: the ceiling's hinge looks left
# expects: the second hinge looks left
# earns: 0
def clip_hinges(low, high):
    return low, [(1, low, "right"), (-1, high, "left")]

# %% wrong: c is the ceiling
# expects: starts from the ceiling
# earns: 0
def clip_hinges(low, high):
    return high, [(1, low, "right"), (-1, high, "right")]

# %% wrong: only the hinges
# expects: Return two things: the constant c
# earns: 0
def clip_hinges(low, high):
    return [(1, low, "right"), (-1, high, "right")]

# %% wrong: a blank hinge
# expects: is still `...`
# earns: 0
def clip_hinges(low, high):
    return low, [(1, low, "right"), ...]

# %% wrong: c is the mean of the two ends
# expects: the constant halfway up
def clip_hinges(low, high):
    return (low + high) / 2, [(1, low, "right"), (-1, high, "right")]

# %% wrong: high is taken as weight: the line has the slope high
# expects: an end for the weight
def clip_hinges(low, high):
    return low, [(high, low, "right"), (-high, high, "right")]

# %% wrong: constant last
# expects: changed places
def clip_hinges(low, high):
    return [(1, low, "right"), (-1, high, "right")], low

# %% wrong: the first hinge at 0
# expects: the first kink stays at 0
def clip_hinges(low, high):
    return low, [(1, 0, "right"), (-1, high, "right")]

# %% wrong: minus low
# expects: the constant with the wrong sign
def clip_hinges(low, high):
    return -low, [(1, low, "right"), (-1, high, "right")]

# %% wrong: low and high as weights
# expects: an end for the weight
def clip_hinges(low, high):
    return low, [(low, low, "right"), (-high, high, "right")]

# %% wrong: down and up
# expects: the weights exchanged
def clip_hinges(low, high):
    return low, [(-1, low, 'right'), (1, high, 'right')]

# %% wrong: c is the width
# expects: the width as the constant
def clip_hinges(low, high):
    return high - low, [(1, low, 'right'), (-1, high, 'right')]

# %% wrong: minus low
# expects: the first kink at −low
def clip_hinges(low, high):
    return low, [(1, -low, 'right'), (-1, high, 'right')]

# %% wrong: no floor below 0
# expects: the constant kept at 0 or above
# earns: 2
def clip_hinges(low, high):
    floor = low if low > 0 else 0
    return floor, [(1, low, "right"), (-1, high, "right")]

# %% wrong: from 0 to 1, as a share
# expects: the climb squeezed to 1
# earns: 0
def clip_hinges(low, high):
    width = high - low
    return low, [(1 / width, low, "right"), (-1 / width, high, "right")]
