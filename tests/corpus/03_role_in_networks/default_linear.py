import math

# %% right: numbers put in
def default_linear(fan_in):
    return 1 / (3 * fan_in), 6

# %% right: by the bound
def default_linear(fan_in):
    c = fan_in ** -0.5
    variance = (2 * c) ** 2 / 12
    return variance, 2 / fan_in / variance

# %% right: from the spread
def default_linear(fan_in):
    std = 1 / math.sqrt(3 * fan_in)
    he = math.sqrt(2 / fan_in)
    return [std ** 2, (he / std) ** 2]

# %% wrong: it is He
# expects: the default is taken for He
# earns: 0
def default_linear(fan_in):
    return 2 / fan_in, 1

# %% wrong: bound squared
# expects: the bound for the standard deviation
# earns: 0
def default_linear(fan_in):
    variance = (1 / math.sqrt(fan_in)) ** 2
    return variance, 2 / fan_in / variance

# %% wrong: width c
# expects: half the width
# earns: 0
def default_linear(fan_in):
    variance = 1 / fan_in / 12
    return variance, 2 / fan_in / variance

# %% wrong: upside down
# expects: the ratio upside down
# earns: 2
def default_linear(fan_in):
    variance = 1 / (3 * fan_in)
    return variance, variance / (2 / fan_in)

# %% wrong: of standard deviations
# expects: the ratio of standard deviations
# earns: 2
def default_linear(fan_in):
    variance = 1 / (3 * fan_in)
    return variance, math.sqrt(2 / fan_in / variance)

# %% wrong: ratio alone
# expects: 2 things are asked for
# earns: 0
def default_linear(fan_in):
    return 6

# %% wrong: the ratio first
# expects: results exchanged
def default_linear(fan_in):
    return 6, 1 / (3 * fan_in)


# %% right: Fractions
from fractions import Fraction
def default_linear(fan_in):
    variance = Fraction(1, 3) / fan_in
    return variance, Fraction(2, fan_in) / variance

# %% wrong: bound 1/n without the root
# expects: the bound without its root
def default_linear(fan_in):
    bound = 1 / fan_in
    var = bound ** 2 / 3
    return var, 2 / fan_in / var

# %% wrong: 2/n itself
# expects: He's variance for the ratio
def default_linear(fan_in):
    return 1 / (3 * fan_in), 2 / fan_in

# %% wrong: the difference
# expects: a difference for the ratio
def default_linear(fan_in):
    variance = 1 / (3 * fan_in)
    return variance, 2 / fan_in - variance

# %% wrong: 5 times
# expects: larger by 5 times
def default_linear(fan_in):
    return 1 / (3 * fan_in), 5

# %% wrong: the width not squared
# expects: the width not squared
def default_linear(fan_in):
    variance = (2 / math.sqrt(fan_in)) / 12
    return variance, (2 / fan_in) / variance

# %% wrong: 1 / 3 * n
# expects: n multiplied, not divided by
def default_linear(fan_in):
    variance = 1 / 3 * fan_in
    return variance, (2 / fan_in) / variance

# %% wrong: the default is right and taken for He's
# expects: A ratio of 1 would say
# earns: 2
def default_linear(fan_in):
    return 1 / (3 * fan_in), 1.0
