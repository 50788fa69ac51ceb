import numpy as np

# %% right: one to each side
def abs_hinges(k):
    return [(1, k, "right"), (1, k, "left")]

# %% right: tuples of floats, the left one first
def abs_hinges(k):
    return ((1.0, float(k), "left"), (1.0, float(k), "right"))

# %% right: halves
def abs_hinges(k):
    hinges = []
    for side in ("left", "right"):
        hinges += [[0.5, np.float64(k), side], [0.5, k, side]]
    return hinges

# %% wrong: only one
# expects: one side only
# earns: 1
def abs_hinges(k):
    return [(1, k, "right")]

# %% wrong: one hinge without a list
# expects: one side only
# earns: 1
def abs_hinges(k):
    return (1, k, "right")

# %% wrong: both to the right
# expects: both hinges open to the right
# earns: 0
def abs_hinges(k):
    return [(1, k, "right"), (1, k, "right")]

# %% wrong: minus for left
# expects: hinges that cancel
# earns: 0
def abs_hinges(k):
    return [(1, k, "right"), (-1, k, "right")]

# %% wrong: the left one turned down
# expects: a straight line
# earns: 1
def abs_hinges(k):
    return [(1, k, "right"), (-1, k, "left")]

# %% wrong: the sign of b
# expects: the corner at −k
# earns: 3
def abs_hinges(k):
    return [(1, -k, "right"), (1, -k, "left")]

# %% wrong: k not used
# expects: the corner stays at 0
# earns: 3
def abs_hinges(k):
    return [(1, 0, "right"), (1, 0, "left")]

# %% wrong: the values
# expects: The hinges should come as a list
# earns: 0
def abs_hinges(k):
    return abs(k)

# %% wrong: no sides
# expects: should have three parts
# earns: 0
def abs_hinges(k):
    return [(1, k), (-1, k)]

# %% wrong: parts in another order
# expects: two numbers and the word
# earns: 0
def abs_hinges(k):
    return [("right", 1, k), ("left", 1, k)]


# %% right: three hinges
def abs_hinges(k):
    return [(0.5, k, "left"), (1, k, "right"), (0.5, k, "left")]

# %% wrong: the left hinge has its kink at -k
# expects: the left hinge's kink at −k
def abs_hinges(k):
    return [(1, k, "right"), (1, -k, "left")]

# %% wrong: a weight of 2: the graph climbs with slope 2 on the right
# expects: steeper on one side
def abs_hinges(k):
    return [(2, k, "right"), (1, k, "left")]

# %% wrong: kink and weight are swapped in the tuple
# expects: The weight comes first
def abs_hinges(k):
    return [(k, 1, "right"), (k, 1, "left")]

# %% wrong: heights, not hinges
# expects: numbers, heights perhaps
def abs_hinges(k):
    x = np.linspace(-3, 3, 7)
    return np.abs(x - k)

# %% wrong: half a hinge on each side
# expects: half the weight on each side
# earns: 0
def abs_hinges(k):
    return [(1 / 2, k, "left"), (1 / 2, k, "right")]

# %% wrong: the left side alone
# expects: one side only
# earns: 2
def abs_hinges(k):
    return [(1, k, "left")]

# %% wrong: both to the left
# expects: both hinges open to the left
# earns: 0
def abs_hinges(k):
    return [(1, k, "left"), (1, k, "left")]

# %% wrong: two for each
# expects: steeper on one side
# earns: 0
def abs_hinges(k):
    return [(2, k, "right"), (2, k, "left")]

# %% wrong: the line that falls
# expects: a straight line
# earns: 2
def abs_hinges(k):
    return [(-1, k, "right"), (1, k, "left")]

# %% wrong: how far from 0
# expects: the corner at |k|
# earns: 3
def abs_hinges(k):
    k = max(k, -k)
    return [(1, k, "left"), (1, k, "right")]
