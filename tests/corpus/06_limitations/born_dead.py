import math

import numpy as np

# %% right: log1p and expm1
def born_dead(width, depth):
    return -math.expm1((depth - 1) * math.log1p(-(0.5 ** width)))

# %% right: layer by layer, adding what dies
def born_dead(width, depth):
    q = 2.0 ** -width
    dead = 0.0
    for _ in range(depth - 1):
        dead = dead + q - dead * q
    return dead

# %% right: exact fractions
from fractions import Fraction

def born_dead(width, depth):
    off = Fraction(1, 2**width)
    return float(1 - (1 - off) ** (depth - 1))

# %% right: geometric series
def born_dead(width, depth):
    off = 2.0 ** -width
    return float(sum(off * (1 - off) ** k for k in range(depth - 1)))

# %% wrong: L instead of L - 1
# expects: the output layer counted as hidden
# earns: 0
def born_dead(width, depth):
    return -math.expm1(depth * math.log1p(-(2.0 ** -width)))

# %% wrong: L in the plain form
# expects: the output layer counted as hidden
# earns: 0
def born_dead(width, depth):
    return 1 - (1 - 2.0**-width) ** depth

# %% wrong: L - 2
# expects: one hidden layer too few
# earns: 0
def born_dead(width, depth):
    return 1 - (1 - 2.0**-width) ** (depth - 2)

# %% wrong: alive
# expects: the chance to be alive
# earns: 0
def born_dead(width, depth):
    return (1 - 2.0**-width) ** (depth - 1)

# %% wrong: power at the wrong place
# expects: one unit that is off counts as death
# earns: 0
def born_dead(width, depth):
    return 1 - (1 / 2) ** (width * (depth - 1))

# %% wrong: every layer
# expects: every layer has to die
# earns: 0
def born_dead(width, depth):
    return (2.0**-width) ** (depth - 1)

# %% wrong: sum
# expects: chances of layers added up
# earns: 2
def born_dead(width, depth):
    return (depth - 1) / 2**width

# %% wrong: one layer
# expects: one layer alone
# earns: 0
def born_dead(width, depth):
    return 2.0**-width

# %% wrong: plain form
# expects: digits lost in 1 − 2^(−N)
# earns: 3
def born_dead(width, depth):
    return 1 - (1 - 2.0**-width) ** (depth - 1)

# %% wrong: width and depth exchanged
# expects: width and depth exchanged
def born_dead(depth, width):
    return -math.expm1((depth - 1) * math.log1p(-(2.0 ** -width)))


# %% right: Fraction exact
from fractions import Fraction
def born_dead(width, depth):
    return 1 - (1 - Fraction(1, 2**int(width))) ** (int(depth) - 1)

# %% wrong: chances are added up
# expects: chances of layers added up
def born_dead(width, depth):
    return min(1.0, (depth - 1) / 2**width)

# %% wrong: a unit off in all layers
# expects: width and hidden layers exchanged
# earns: 0
def born_dead(width, depth):
    p = 0.5 ** (depth - 1)
    if p == 1:
        return 1.0
    return -math.expm1(width * math.log1p(-p))

# %% wrong: added up from width 17 on
# expects: The value differs
# earns: 2
def born_dead(width, depth):
    q = 2.0**-width
    return (depth - 1) * q if width > 16 else 1 - (1 - q) ** (depth - 1)
